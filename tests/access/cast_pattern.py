"""What stands out in A's ratings: seen by himself, and shown to S, for the tables."""


class PatternCastMixin:
    @classmethod
    def build_pattern(cls):
        rows = cls.env["hr.skp.rating.pattern"].sudo()
        vals = {
            "appraiser_id": cls.people["A"].id,
            "appraiser_user_id": cls.users["A"].id,
            "company_id": cls.company.id,
            "total": 6,
            "findings": [["one_cell", 100.0, 90.0, 6, 6]],
            "shown_from": "2100-01-01",
        }
        cls.keep("own", rows.create({**vals, "period_id": cls.periods[0].id}))
        shown = {"superior_user_id": cls.users["S"].id}
        vals["period_id"] = cls.periods[1].id
        cls.keep("shown", rows.create({**vals, **shown}))
