"""The team board by unit for the tables: E's plan of this year, approved by A."""

from datetime import date


class BoardCastMixin:
    @classmethod
    def build_board(cls):
        year = cls.today.year
        cycle = cls.env["hr.skp.cycle"].create(
            {
                "name": "Berjalan",
                "company_id": cls.company.id,
                "date_from": date(year, 1, 1),
                "date_to": date(year, 12, 31),
            }
        )
        cycle.action_open()
        plan = cls.make_plan(cycle_id=cycle.id)
        plan.action_submit()
        cls.as_user(plan, cls.people["A"]).action_approve()
        unit = plan.sudo().department_id
        cls.keep("unit", cls.env["hr.skp.board.unit"].browse(unit.id))
