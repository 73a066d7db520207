"""How mature E's unit and the one beside are, and what their teams declared."""


class MaturityCastMixin:
    @classmethod
    def build_maturity(cls):
        rows = cls.env["hr.skp.maturity"].sudo()
        rows._count(cls.cycle)
        # So that whoever counts again changes something.
        rows.search([]).people = 99
        beside = cls.people["N"].department_id
        for name, unit, officer in (
            ("unit", cls.unit, cls.people["O"]),
            ("beside", beside, cls.people["X"]),
        ):
            cls.keep(name, rows.search([("department_id", "=", unit.id)]))
            declarations = cls.as_user(cls.env["hr.skp.maturity.declaration"], officer)
            vals = {"kind": "decision", "name": "SK", "url": "https://example.com"}
            cls.keep(name, declarations.create({**vals, "department_id": unit.id}))
