"""What the tests of maturity share: two plans of two weeks, and the count of the night."""

from datetime import date, timedelta

from odoo.exceptions import AccessError
from odoo.tools import mute_logger

MUTED = (
    "odoo.addons.base.models.ir_rule",
    "odoo.addons.base.models.ir_model",
    "odoo.http",
)


DOCUMENT = {"name": "Perwali 12", "url": "https://example.com/perwali"}


class MaturityMixin:
    @classmethod
    def build_maturity(cls):
        # Two weeks from a Monday on, late in last year: ten working days.
        first = date(cls.year, 12, 1)
        cls.first = first + timedelta(days=-first.weekday() % 7)
        cls.last = cls.first + timedelta(days=11)
        dates = {"date_from": cls.first, "date_to": cls.last}
        cls.plans = cls.env["hr.skp"].sudo()
        for person in (cls.employee, cls.colleague):
            cls.plans |= cls.make_approved_plan(person, **dates).sudo()
        cls.plan, cls.other_plan = cls.plans
        cls.declarations = cls.env["hr.skp.maturity.declaration"]

    def log(self, plan, days, **vals):
        """Let somebody log on his first so many working days."""
        weekdays = [
            self.first + timedelta(days=n) for n in (0, 1, 2, 3, 4, 7, 8, 9, 10, 11)
        ]
        return (
            self.env["hr.skp.activity"]
            .sudo()
            .create(
                [
                    {
                        "skp_id": plan.id,
                        "employee_id": plan.employee_id.id,
                        "date": day,
                        "name": "Memeriksa berkas",
                        **vals,
                    }
                    for day in weekdays[:days]
                ]
            )
        )

    def count(self, unit=None):
        """Count anew and return the row of a unit."""
        rows = self.env["hr.skp.maturity"].sudo()
        rows._count(self.cycle)
        return self.get_row(unit)

    def get_row(self, unit=None):
        rows = self.env["hr.skp.maturity"].sudo()
        return rows.search(
            [
                ("cycle_id", "=", self.cycle.id),
                ("department_id", "=", (unit or self.unit).id),
            ]
        )

    def declare(self, person, kind, unit=None, **vals):
        unit_id = (self.unit if unit is None else unit).id
        return self.as_user(self.declarations, person).create(
            {
                "kind": kind,
                "department_id": unit_id,
                "date_from": self.first,
                **DOCUMENT,
                **vals,
            }
        )

    def get_lack(self, row, person=None, level=None):
        """Return what the button opens, as records that the person finds."""
        context = {"maturity_level": level} if level else {}
        action = (
            self.as_user(row.sudo(False), person or self.officer)
            .with_context(**context)
            .action_open_lack()
        )
        if action["res_model"] == self.declarations._name:
            return action
        model = self.as_user(self.env[action["res_model"]], person or self.officer)
        return model.search(action["domain"]).sudo()

    def refuse(self, call, error=AccessError):
        with self.assertRaises(error) as caught, mute_logger(*MUTED):
            with self.env.cr.savepoint():
                call()
        return str(caught.exception)
