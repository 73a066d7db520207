"""Coaching for the tables: guidance by A, and counselling that N gave to E before T."""


class CoachingCastMixin:
    @classmethod
    def build_coaching(cls):
        plan = cls.doc("hr.skp", "approved")
        said = {"topic": "Laporan", "content": "Contoh", "agreement": "Konsep"}
        vals = {"skp_id": plan.id, **said}
        sessions = cls.as_user(cls.env["hr.skp.coaching"], cls.people["A"])
        notes = cls.env["hr.skp.coaching.note"].sudo()

        def find_note(session):
            return notes.search([("coaching_id", "=", session.id)], order="id")

        planned = sessions.create(vals)
        cls.keep("planned", planned)
        held = sessions.create(vals)
        held.action_hold()
        cls.keep("held", held)
        cls.keep("guidance", find_note(held))
        competency = {"coaching_id": held.id, "name": "Kerja sama", "score": "4"}
        cls.keep(
            "guidance",
            held.env["hr.skp.coaching.competency"].create(
                {**competency, "reason": "Membagi tugas"}
            ),
        )
        cls.build_counselling(plan, find_note)
        cls.build_questionnaires(held)

    @classmethod
    def build_counselling(cls, plan, find_note):
        """N, who has no task in E's plan, wrote; since then T counsels."""
        own = cls.as_user(cls.env["hr.skp.coaching"], cls.employee)
        vals = {"skp_id": plan.id, "kind": "counselling"}
        session = own.create({**vals, "coach_user_id": cls.users["N"].id})
        former = cls.as_user(session, cls.people["N"])
        former.write({"topic": "Rahasia", "content": "Rahasia", "agreement": "Rahasia"})
        session.employee_note = "Rahasia"
        cls.keep("former", find_note(session))
        session.coach_user_id = cls.users["T"]
        present = cls.as_user(session, cls.people["T"])
        present.write({"content": "Rahasia", "agreement": "Rahasia"})
        present.action_hold()
        cls.keep("counselling", session)
        cls.keep("present", find_note(session)[-1])
        asked = own.create({**vals, "coach_user_id": cls.users["N"].id})
        cls.keep("asked", asked)

    @classmethod
    def build_questionnaires(cls, held):
        own = cls.as_user(held, cls.employee)
        draft = own._make_questionnaire()
        cls.keep("draft", draft)
        cls.keep("draft", draft.line_ids[0])
        again = held.create(
            {"skp_id": held.skp_id.id, "content": "Contoh", "agreement": "Konsep"}
        )
        again.action_hold()
        given = cls.as_user(again, cls.employee)._make_questionnaire()
        given.line_ids.score = "4"
        given.action_submit()
        cls.keep("submitted", given)
        cls.keep("submitted", given.line_ids[0])
        # The auditor coached as deputy before he became auditor: he stays outside.
        by_auditor = held.create(
            {"skp_id": held.skp_id.id, "content": "Contoh", "agreement": "Konsep"}
        )
        by_auditor.action_hold()
        sheet = cls.as_user(by_auditor, cls.employee)._make_questionnaire()
        sheet.line_ids.score = "4"
        sheet.action_submit()
        cls.as_sudo_coach(sheet, "U")
        cls.keep("by-auditor", sheet)
        cls.keep("by-auditor", sheet.line_ids[0])
        cls.keep("one", cls.env["hr.skp.coaching.statement"].search([], limit=1))

    @classmethod
    def as_sudo_coach(cls, sheet, role):
        values = {"coach_user_id": cls.users[role].id}
        sheet.sudo().write(values)
        sheet.sudo().line_ids.write(values)
