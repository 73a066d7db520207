"""Plain Python: no Odoo, no database. Models call it."""

from . import log_table, measure, wording
