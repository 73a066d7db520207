"""A deviation of E's unit and of the one above, asked about, for the tables."""


class DeviationCastMixin:
    @classmethod
    def build_deviation(cls):
        rows = cls.env["hr.skp.deviation"].sudo()
        vals = {
            "period_id": cls.periods[0].id,
            "company_id": cls.company.id,
            "organization_predicate": "good",
            "total": 6,
            "counts": {"good": 6},
            "failures": [["maximum", ["good"], 70.0, 6, 4, 2]],
        }
        for name, unit in (("unit", cls.unit), ("agency", cls.agency)):
            cls.keep(name, rows.create({**vals, "department_id": unit.id}))
        explained = {"state": "explained", "reason": "Proyek tertunda"}
        vals["period_id"] = cls.periods[1].id
        cls.keep(
            "explained",
            rows.create({**vals, **explained, "department_id": cls.unit.id}),
        )
