"""The demo agency: its people, its years, and what each of them sees of it.

The test database holds no demo data, so the files are loaded here, as an
installation with demo data does, and the years are played once for all tests. The tests
of each subject stand in a file of their own.
"""

from odoo.tests import tagged

from .demo_access import DemoAccess
from .demo_case import DemoCase
from .demo_evaluation import DemoEvaluation
from .demo_last_evaluation import DemoLastEvaluation
from .demo_last_year import DemoLastYear
from .demo_people import DemoPeople
from .demo_planning import DemoPlanning
from .demo_work import DemoWork


@tagged("standard", "post_install", "-at_install")
class TestDemo(
    DemoPeople,
    DemoPlanning,
    DemoWork,
    DemoEvaluation,
    DemoLastYear,
    DemoLastEvaluation,
    DemoAccess,
    DemoCase,
):
    """All subjects on one playing of the years, which takes the time of the tests."""
