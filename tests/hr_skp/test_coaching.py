from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger
from odoo.tools.safe_eval import safe_eval

from ..common import SkpCase, SkpHttpCase


@tagged("standard", "post_install", "-at_install")
class TestCoaching(SkpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan = cls.make_approved_plan()
        cls.today = fields.Date.context_today(cls.plan)

    def session(self, person=None, **values):
        sessions = self.as_user(self.env["hr.skp.coaching"], person or self.appraiser)
        return sessions.create({"skp_id": self.plan.id, **values})

    def counselling(self, **values):
        """Counselling that the employee asks for, with a colleague he trusts."""
        return self.session(
            self.employee,
            kind="counselling",
            coach_user_id=self.other_head.user_id.id,
            **values,
        )

    def held(self, **values):
        said = {"content": "Cara menyusun laporan", "agreement": "Konsep pekan depan"}
        session = self.session(**said, **values)
        session.action_hold()
        return session

    def test_guidance_is_planned_held_confirmed_and_closed(self):
        session = self.session(topic="Menyusun laporan")
        with self.assertRaisesRegex(UserError, "what was agreed"):
            session.action_hold()
        session.write({"content": "Contoh", "agreement": "Konsep pekan depan"})
        session.action_hold()
        own = self.as_user(session, self.employee)
        own.action_confirm()
        own.employee_note = "Sangat membantu"
        session.action_close()

        self.env.invalidate_all()
        self.assertEqual((session.state, session.topic), ("closed", "Menyusun laporan"))
        self.assertEqual(session.employee_note, "Sangat membantu")
        self.assertTrue(session.confirmed_on)
        kinds = self.plan.sudo().event_ids.mapped("kind")
        for kind in ("coaching_held", "coaching_confirm", "coaching_closed"):
            self.assertIn(kind, kinds)

    def test_a_day_to_come_was_not_held(self):
        session = self.session(
            content="a", agreement="b", date=self.today + timedelta(days=2)
        )
        with self.assertRaisesRegex(UserError, "to come"):
            session.action_hold()

    def test_only_the_right_persons_take_a_step(self):
        session = self.held()
        with self.assertRaises(AccessError):
            session.action_confirm()
        own = self.as_user(session, self.employee)
        with self.assertRaises(AccessError):
            own.action_close()
        with self.assertRaises(AccessError):
            own.content = "Lain"
        with self.assertRaises(AccessError):
            session.employee_note = "Bukan kata saya"
        with self.assertRaises(AccessError):
            session.state = "closed"
        with self.assertRaisesRegex(UserError, "Held"):
            session.action_cancel("Terlambat")
        own.action_confirm()
        with self.assertRaisesRegex(UserError, "already"):
            own.action_confirm()

    def test_day_and_coach_stay_once_held(self):
        session = self.held()
        with self.assertRaisesRegex(UserError, "once held"):
            session.date = self.today - timedelta(days=3)
        with self.assertRaisesRegex(UserError, "kind stays"):
            session.kind = "counselling"
        session.follow_up = "Kirim konsep"
        session.action_close()
        with self.assertRaisesRegex(UserError, "is over"):
            session.content = "Lain"
        with self.assertRaisesRegex(UserError, "Closed"):
            session.follow_up = "Lain"

    def test_who_plans_and_who_coaches(self):
        with self.assertRaises(AccessError):
            self.session(self.employee, coach_user_id=self.appraiser.user_id.id)
        for person in (self.colleague, self.superior, self.manager, self.officer):
            with self.assertRaises(AccessError):
                self.session(person, kind="counselling")
        with self.assertRaisesRegex(ValidationError, "appraiser or his deputy"):
            self.session(coach_user_id=self.other_head.user_id.id)
        with self.assertRaisesRegex(ValidationError, "nobody coaches himself"):
            self.session(self.employee, kind="counselling")

    def test_the_counsellor_is_told_and_nothing_of_the_content(self):
        def told(person):
            return self.env["mail.message"].search(
                [("partner_ids", "in", person.user_id.partner_id.ids)]
            )

        asked = self.session(
            self.employee,
            kind="counselling",
            coach_user_id=self.colleague.user_id.id,
            employee_note="Rahasia",
        )
        [message] = told(self.colleague)
        self.assertIn(self.employee.name, message.subject)
        self.assertNotIn("Rahasia", message.body)
        self.assertIn(f"my-coaching/{asked.id}", message.body)
        own = self.env.ref("hr_skp.hr_skp_coaching_action_my").domain
        domain = safe_eval(own, {"uid": self.colleague.user_id.id})
        self.assertIn(asked, self.as_user(asked, self.colleague).search(domain))

        asked.date = self.today
        self.assertEqual(told(self.colleague), message)
        asked.coach_user_id = self.other_head.user_id
        self.assertTrue(told(self.other_head))

    def test_the_next_session_follows(self):
        due = self.today + timedelta(days=9)
        session = self.session(method="mentoring")
        with self.assertRaises(UserError):
            session.action_plan_next()
        session.write(
            {"content": "Contoh", "agreement": "Konsep", "follow_up_date": due}
        )
        session.action_hold()

        context = session.action_plan_next()["context"]
        following = session.with_context(**context).create({"topic": "Lanjutan"})
        self.assertRecordValues(
            following,
            [{"skp_id": self.plan.id, "date": due, "method": "mentoring"}],
        )
        for person in (self.employee, self.colleague, self.superior):
            with self.assertRaises(AccessError):
                self.as_user(session, person).action_plan_next()

    def test_who_asks_for_counselling_begins_on_his_own_plan(self):
        cycle = self.cycle.create(
            {
                "name": "Berjalan",
                "company_id": self.company.id,
                "date_from": self.today - timedelta(days=20),
                "date_to": self.today + timedelta(days=20),
            }
        )
        cycle.action_open()
        plan = self.make_plan(cycle_id=cycle.id)
        own = self.as_user(self.env["hr.skp.coaching"], self.employee).with_context(
            skp_own_plan=True, default_kind="counselling"
        )
        self.assertEqual(own.default_get(["skp_id", "kind"])["skp_id"], plan.id)
        draft = own.new({"skp_id": plan.id, "coach_user_id": False})
        self.assertTrue(draft.can_read_note)

    def test_cancelling_needs_a_reason(self):
        session = self.session()
        with self.assertRaisesRegex(UserError, "why"):
            session.action_cancel(" ")
        session.action_cancel("Dinas luar")
        self.env.invalidate_all()
        self.assertEqual(
            (session.state, session.cancel_reason), ("cancelled", "Dinas luar")
        )
        event = self.plan.sudo().event_ids.filtered(
            lambda event: event.kind == "coaching_cancelled"
        )
        self.assertEqual(event.reason, "Dinas luar")

    def test_an_overdue_follow_up_is_found(self):
        late = self.held(follow_up_date=self.today - timedelta(days=1))
        self.held(follow_up_date=self.today)
        done = self.held(follow_up_date=self.today - timedelta(days=1))
        done.action_close()

        found = late.search([("is_overdue", "=", True), ("skp_id", "=", self.plan.id)])

        self.assertEqual(found, late)
        self.assertTrue(late.is_overdue)
        self.assertFalse(done.is_overdue)

    # Counselling

    def test_the_reason_and_the_words_of_counselling_are_in_no_event(self):
        session = self.counselling(employee_note="Rahasia saya")
        self.as_user(session, self.other_head).write({"topic": "Rahasia topik"})
        session.action_cancel("Rahasia alasan")
        events = self.plan.sudo().event_ids
        told = str(events.read(["reason", "before", "after"]))
        self.assertIn("coaching_cancelled", events.mapped("kind"))
        self.assertNotIn("Rahasia", told)

    def test_sudo_of_another_does_not_read_the_words(self):
        session = self.counselling(employee_note="Rahasia saya")
        self.env.invalidate_all()
        for person in (self.appraiser, self.superior, self.manager, self.auditor):
            seen = self.as_user(session, person)
            self.assertFalse(seen.employee_note)
            self.assertFalse(seen.sudo().employee_note)
            self.assertFalse(seen.can_read_note)

    def test_the_words_are_not_overwritten_by_who_does_not_read_them(self):
        session = self.counselling(employee_note="Rahasia saya")
        # Also a right guess is refused: else writing would tell what stands there.
        for text in ("Rahasia saya", "Lain", False):
            with self.assertRaises(AccessError):
                self.as_user(session, self.appraiser).employee_note = text

    def test_a_new_counsellor_begins_a_note_of_his_own(self):
        session = self.counselling(employee_note="Untuk Lina")
        former = self.as_user(session, self.other_head)
        former.content = "Kata Lina"
        session.coach_user_id = self.colleague.user_id
        present = self.as_user(session, self.colleague)
        present.content = "Kata Tono"
        self.env.invalidate_all()

        self.assertEqual(former.content, "Kata Lina")
        self.assertEqual(present.content, "Kata Tono")
        self.assertFalse(present.employee_note)
        with self.assertRaises(AccessError):
            former.content = "Lain"
        # On the session itself the employee finds both, and nobody else the other's.
        self.assertEqual(
            self.as_user(session, self.employee).former_note_ids.mapped("content"),
            ["Kata Lina"],
        )
        for person in (self.other_head, self.colleague, self.appraiser, self.manager):
            seen = self.as_user(session, person)
            self.assertFalse(seen.former_note_ids)
            self.assertFalse(seen.sudo().former_note_ids)
        notes = self.env["hr.skp.coaching.note"]
        domain = [("coaching_id", "=", session.id)]
        for person, words in (
            (self.employee, {"Kata Lina", "Kata Tono"}),
            (self.other_head, {"Kata Lina"}),
            (self.colleague, {"Kata Tono"}),
            (self.appraiser, set()),
        ):
            found = self.as_user(notes, person).search(domain)
            self.assertEqual(set(found.mapped("content")), words)

    def test_nobody_takes_the_place_of_the_chosen_counsellor(self):
        session = self.counselling(employee_note="Rahasia saya")
        for person in (self.appraiser, self.other_head):
            theirs = self.as_user(session, person)
            self.assertFalse(theirs.can_choose_coach)
            with self.assertRaises(AccessError):
                theirs.coach_user_id = self.appraiser.user_id
        # What the appraiser arranged himself, he arranges anew.
        arranged = self.session(
            kind="counselling", coach_user_id=self.other_head.user_id.id
        )
        arranged.coach_user_id = self.colleague.user_id
        self.as_user(arranged, self.employee).coach_user_id = self.other_head.user_id

    def test_odoos_administrator_is_refused(self):
        session = self.counselling(employee_note="Rahasia saya")
        note = self.env["hr.skp.coaching.note"].search(
            [("coaching_id", "=", session.id)]
        )
        admin = self.env.ref("base.user_admin")
        admin.company_ids |= self.company
        admin.group_ids |= self.env.ref("hr_skp.group_hr_skp_auditor")
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            note.with_user(admin).read(["content"])
        self.assertFalse(session.with_user(admin).employee_note)

    # What follows guidance

    def test_the_questionnaire_goes_to_the_superior_and_not_to_the_leader(self):
        session = self.held()
        own = self.as_user(session, self.employee)
        with self.assertRaises(AccessError):
            session.action_open_questionnaire()
        action = own.action_open_questionnaire()
        self.assertEqual(action, own.action_open_questionnaire())
        sheet = own.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual(len(sheet.line_ids), 9)
        with self.assertRaisesRegex(UserError, "score"):
            sheet.action_submit()
        sheet.line_ids.score = "4"
        superior = self.as_user(sheet, self.superior)
        self.assertFalse(superior.search([("id", "=", sheet.id)]))
        sheet.action_submit()

        self.assertEqual(superior.line_ids.mapped("score"), ["4"] * 9)
        self.assertFalse(
            self.as_user(sheet, self.appraiser).search([("id", "=", sheet.id)])
        )
        with self.assertRaisesRegex(UserError, "handed over"):
            sheet.line_ids[0].score = "1"
        with self.assertRaises(AccessError):
            superior.note = "Lain"

    def test_counselling_has_no_questionnaire(self):
        session = self.counselling()
        with self.assertRaisesRegex(UserError, "guidance"):
            session.action_open_questionnaire()

    def test_the_coach_evaluates_competences_after_guidance(self):
        vals = {"name": "Kerja sama", "score": "4", "reason": "Membagi tugas"}
        planned = self.session()
        competences = self.as_user(
            self.env["hr.skp.coaching.competency"], self.appraiser
        )
        with self.assertRaisesRegex(UserError, "after guidance was held"):
            competences.create({"coaching_id": planned.id, **vals})
        session = self.held()
        made = competences.create({"coaching_id": session.id, **vals})
        with self.assertRaises(AccessError):
            self.as_user(made, self.employee).score = "5"
        session.action_close()
        with self.assertRaisesRegex(UserError, "until it is closed"):
            made.score = "5"

    def test_the_list_costs_the_same_for_10_and_100(self):
        self.session(topic="Satu")
        fields_ = {
            name: {}
            for name in (
                "date",
                "employee_name",
                "kind",
                "topic",
                "follow_up",
                "is_overdue",
                "state",
                "can_close",
                "can_ask",
            )
        }
        fields_["coach_user_id"] = {"fields": {"display_name": {}}}

        def count(number):
            self.env["hr.skp.coaching"].create(
                [
                    {
                        "skp_id": self.plan.id,
                        "coach_user_id": self.appraiser.user_id.id,
                        "topic": f"Topik {index}",
                    }
                    for index in range(number)
                ]
            )
            self.env.flush_all()
            self.env.invalidate_all()
            sessions = self.as_user(self.env["hr.skp.coaching"], self.appraiser)
            before = self.cr.sql_log_count
            sessions.web_search_read([("skp_id", "=", self.plan.id)], fields_)
            return self.cr.sql_log_count - before

        count(1)
        few, many = count(8), count(90)
        self.assertEqual(few, many)
        self.assertLess(many, 30)


@tagged("standard", "post_install", "-at_install")
class TestCounsellingOverRpc(SkpHttpCase):
    """Ways round the session: none of them tells a word of counselling."""

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_rule")
    def test_no_way_leads_to_the_words(self):
        plan = self.make_approved_plan()
        session = self.as_user(self.env["hr.skp.coaching"], self.employee).create(
            {
                "skp_id": plan.id,
                "kind": "counselling",
                "coach_user_id": self.other_head.user_id.id,
                "employee_note": "Rahasia saya",
            }
        )
        counsellor = self.as_user(session, self.other_head)
        counsellor.write(
            {"topic": "Rahasia", "content": "Rahasia", "agreement": "Rahasia"}
        )
        counsellor.action_hold()
        self.as_user(session, self.employee).action_confirm()
        # Another session is called off by the dialogue, and a third has a new counsellor.
        off, moved = (
            session.create(
                {
                    "skp_id": plan.id,
                    "kind": "counselling",
                    "coach_user_id": self.other_head.user_id.id,
                    "employee_note": "Rahasia",
                }
            )
            for _number in range(2)
        )
        dialogues = self.as_user(self.env["hr.skp.reason"], self.employee)
        dialogues.create(
            {
                "res_model": off._name,
                "res_ids": off.ids,
                "method": "action_cancel",
                "reason": "Rahasia alasan",
            }
        ).action_confirm()
        moved.coach_user_id = self.mayor.user_id
        self.env.flush_all()
        texts = ["topic", "content", "agreement", "employee_note", "cancel_reason"]
        note = self.env["hr.skp.coaching.note"].search(
            [("coaching_id", "=", session.id)]
        )
        ids = session.ids
        own = [("id", "in", ids)]
        secret = [("content", "ilike", "Rahasia")]
        people = (self.appraiser, self.superior, self.mayor, self.officer)
        for person in (*people, self.manager, self.auditor, self.colleague):
            for model, method, *args in (
                ("hr.skp.coaching", "read", ids, texts),
                ("hr.skp.coaching", "web_search_read", own, dict.fromkeys(texts, {})),
                ("hr.skp.coaching", "export_data", ids, texts),
                ("hr.skp.coaching", "search", secret),
                ("hr.skp.coaching", "search", own, 0, 1, "content"),
                ("hr.skp.coaching", "formatted_read_group", own, ["content"]),
                ("hr.skp.coaching", "copy_data", ids),
                ("hr.skp.coaching", "default_get", texts),
                ("hr.skp.coaching", "name_search", "Rahasia"),
                ("hr.skp.coaching", "onchange", ids, {}, [], {"content": {}}),
                ("hr.skp.coaching.note", "read", note.ids, texts),
                ("hr.skp.coaching.note", "search", secret),
                ("hr.skp.coaching.note", "search", [], 0, 9, "content"),
                ("hr.skp.coaching.note", "formatted_read_group", [], ["content"]),
                ("hr.skp.coaching.note", "export_data", note.ids, texts),
                ("hr.skp.coaching.note", "name_search", "Ani"),
                ("hr.skp.event", "search_read", [("skp_id", "=", plan.id)]),
                ("hr.skp", "web_read", plan.ids, {"event_ids": {"fields": {}}}),
                ("hr.skp.coaching", "read", (off | moved).ids, texts),
                (
                    "hr.skp.coaching",
                    "export_data",
                    moved.ids,
                    ["former_note_ids/content"],
                ),
                (
                    "hr.skp.coaching",
                    "web_read",
                    moved.ids,
                    {
                        "former_note_ids": {
                            "fields": {"content": {}, "employee_note": {}}
                        }
                    },
                ),
                (
                    "hr.skp.coaching",
                    "search",
                    [("former_note_ids.employee_note", "ilike", "Rahasia")],
                ),
                ("hr.skp.coaching.note", "search", [("cancel_reason", "ilike", "Rah")]),
                ("hr.skp.reason", "search_read", [], ["reason"]),
                ("mail.message", "search_read", [("body", "ilike", "Rah")], ["body"]),
                ("ir.attachment", "search", [("index_content", "ilike", "Rahasia")]),
            ):
                found, _error = self.rpc(person, model, method, *args)
                what = f"{person.name}: {model}.{method} {args}"
                self.assertNotIn("Rahasia", str(found), what)
                if (model, method) == ("hr.skp.coaching.note", "search"):
                    self.assertFalse(found, what)
                if args == [secret]:
                    self.assertFalse(found, what)
        for person in (self.employee, self.other_head):
            [found], _error = self.rpc(person, "hr.skp.coaching", "read", ids, texts)
            self.assertEqual(found["content"], "Rahasia")
