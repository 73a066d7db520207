"""Plain Python: no Odoo, no database. Models call it."""

from . import hidden, log_table, maturity, measure, wording
