"""The law in plain Python: no Odoo, no database. Models call it, nothing else decides."""

from . import deadline
from . import distribution
from . import honesty
from . import quadrant
from . import rating
from . import score
