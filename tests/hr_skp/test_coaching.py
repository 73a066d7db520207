from datetime import timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .coaching_case import CoachingCase


@tagged("standard", "post_install", "-at_install")
class TestCoaching(CoachingCase):
    """Sessions: planned, held, confirmed and closed; what follows guidance."""

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
