"""Progress, a reminder and the guided path for the tables.

C has no plan of the year and A appraises him; E is exempt for the whole year.
"""


class OrganizationCastMixin:
    @classmethod
    def build_organization(cls):
        rows = cls.env["hr.skp.progress"].search([("cycle_id", "=", cls.cycle.id)])
        by_employee = {row.employee_id: row for row in rows}
        cls.keep("employee", by_employee[cls.people["E"]])
        cls.keep("colleague", by_employee[cls.people["C"]])
        reminder = {
            "user_id": cls.users["E"].id,
            "cycle_id": cls.cycle.id,
            "kind": "draft",
            "date": cls.today,
            "sent_on": cls.today,
        }
        cls.keep("of-employee", cls.env["hr.skp.reminder"].sudo().create(reminder))
        cls.keep("agency", cls.env["hr.skp.setup"].browse(cls.company.id))
