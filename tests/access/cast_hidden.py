"""A round of peers whose names are hidden: C was asked in it, and another one answered."""

from datetime import timedelta


class HiddenCastMixin:
    @classmethod
    def build_hidden(cls):
        feedback = cls.env["hr.skp.feedback"].sudo()
        vals = {
            "skp_id": cls.doc("hr.skp", "approved").id,
            "requested_by_id": cls.users["E"].id,
            "author_user_id": cls.users["C"].id,
            "author_name": cls.people["C"].name,
            "giver_role": "peer",
            "state": "requested",
            "is_hidden": True,
            "round_key": "uji",
            "shown_from": 4,
            "due_date": cls.today + timedelta(days=9),
        }
        asked = feedback.create(vals)
        cls.keep("hidden-asked", asked)
        shown = asked._prepare_shown_vals("meets", "Ramah.")
        cls.keep("hidden-shown", feedback._as_system().create(shown))
