"""Feedback for the tables: asked of N, by the owner R, after a talk, and from outside."""


class FeedbackCastMixin:
    @classmethod
    def build_feedback(cls):
        plan = cls.doc("hr.skp", "approved")
        own = cls.doc("hr.skp.result", "approved-unlinked")
        mine = cls.as_user(plan.sudo(False), cls.employee)
        mine.action_request_feedback(cls.people["N"].ids, None, None, own.id)
        feedback = cls.env["hr.skp.feedback"].sudo()
        asked = feedback.search([("author_user_id", "=", cls.users["N"].id)])
        cls.keep("asked", asked)
        mine.action_request_feedback_outside("Ibu Warga", "warga@example.com")
        outside = feedback.search([("author_email", "=", "warga@example.com")])
        cls.keep("outside", outside)
        links = cls.env["hr.skp.feedback.link"].sudo()
        cls.keep("outside", links.search([("feedback_id", "=", outside.id)]))
        tries = cls.env["hr.skp.feedback.try"].sudo()
        vals = {"address": "0", "tries": [1], "last_on": "2025-01-01 00:00:00"}
        cls.keep("one", tries.create(vals))
        linked = cls.doc("hr.skp.result", "approved")
        theirs = cls.as_user(cls.env["hr.skp.feedback"], cls.people["R"])
        by_owner = theirs.create({"result_id": linked.id, "content": "Mendukung."})
        cls.keep("by-owner", by_owner)
        talks = cls.as_user(cls.env["hr.skp.feedback"], cls.people["A"])
        vals = {"skp_id": plan.id, "mode": "direct", "content": "Dibicarakan."}
        cls.keep("talk", talks.create(vals))
        contested = talks.create({**vals, "content": "Lain."})
        cls.as_user(contested, cls.employee).action_contest("Bukan begitu.")
        cls.keep("contested", contested)
        revised = cls.doc("hr.skp", "revising")
        proposed = talks.create({"skp_id": revised.id, "content": "Dipercayakan."})
        proposed.action_assign("Klinik bersama")
        cls.keep("proposed", proposed)
        requests = cls.as_user(cls.env["hr.skp.feedback.request"], cls.employee)
        whom = [(6, 0, cls.people["H"].ids)]
        cls.keep("open", requests.create({"skp_id": plan.id, "employee_ids": whom}))
        dialogues = cls.as_user(cls.env["hr.skp.feedback.give"], cls.people["N"])
        cls.keep("open", dialogues.create({"feedback_id": asked.id, "content": "Ya."}))
