"""What the document says for the tables: an answered point, words with a deputy."""

from datetime import timedelta

from odoo.fields import Command


class DocumentCastMixin:
    @classmethod
    def build_answers(cls):
        plan = cls.doc("hr.skp", "approved")
        points = cls.as_user(cls.env["hr.skp.point"], cls.people["A"])
        point = points.create({"skp_id": plan.id, "text": "Mengapa?"})
        cls.keep("answered", point)
        own = cls.as_user(point, cls.people["E"])
        cls.keep("answer", points.browse(own.action_reply("Sesuai beban.")))

    @classmethod
    def build_deputised_words(cls):
        """A's word for E alone, for whom D stands in and L did."""
        value = cls.doc("hr.skp.behavior", "draft").value_id
        words = cls.as_user(cls.env["hr.skp.expectation"], cls.people["A"])
        vals = {
            "cycle_id": cls.cycle.id,
            "value_id": value.id,
            "text": "Teliti.",
            "is_for_team": False,
            "employee_ids": [Command.set(cls.people["E"].ids)],
        }
        cls.keep("deputised", words.create(vals))
        # The daily job has not yet run for this one: the column still names L.
        past = words.create(vals).sudo()
        last_day = cls.today - timedelta(days=1)
        past.write({"deputy_user_id": cls.users["L"].id, "deputy_date_to": last_day})
        cls.keep("deputy-over", past)
