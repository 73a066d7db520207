"""Points for the tables, beside the open one that cast.py makes."""


class DialogueCastMixin:
    @classmethod
    def build_points(cls):
        plan = cls.doc("hr.skp", "approved")
        indicator = cls.doc("hr.skp.indicator", "approved")
        vals = {"skp_id": plan.id, "indicator_id": indicator.id, "text": "Satuan?"}
        points = cls.as_user(cls.env["hr.skp.point"], cls.people["A"])
        point = points.create(vals)
        point.action_resolve()
        cls.keep("resolved", point)
