"""Plain Python: no Odoo, no database. Models call it."""

from . import measure, wording
