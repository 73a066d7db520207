"""References for the tables: of the agency, of E's unit, and of two of E's plans."""


class ReferenceCastMixin:
    @classmethod
    def build_references(cls):
        references = cls.env["hr.skp.reference"]
        shared = {"kind": "agreement", "name": "Perjanjian", "cycle_id": cls.cycle.id}
        cls.keep("agency", references.create(shared))
        of_unit = {**shared, "department_id": cls.unit.id}
        cls.keep("unit", cls.as_user(references, cls.people["O"]).create(of_unit))
        for name in ("draft", "approved"):
            vals = {"kind": "contract", "name": "Kontrak", "url": "https://example.com"}
            plan = cls.doc("hr.skp", name)
            cls.keep(name, references.sudo().create({**vals, "skp_id": plan.id}))
