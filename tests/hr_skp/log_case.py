"""What the tests of the daily log share."""

from datetime import date

from ..common import SkpCase


class LogCase(SkpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan = cls.make_approved_plan()
        cls.result = cls.plan.result_ids
        cls.indicator = cls.result.indicator_ids

    def log(self, day=3, employee=None, **values):
        """Return an entry of a day in January, written by the employee himself."""
        return self.as_user(
            self.env["hr.skp.activity"], employee or self.employee
        ).create(
            {"date": date(self.year, 1, day), "name": "Memeriksa berkas", **values}
        )
