import base64
from datetime import timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, new_test_user, tagged

from .objection_case import ObjectionCase

SCAN = base64.b64encode(b"%PDF-1.4 keberatan bertanda tangan")
REASON = "Tidak pernah ada teguran."


@tagged("standard", "post_install", "-at_install")
class TestObjectionPaper(ObjectionCase):
    """An employee without a login objects on paper; the performance team records it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.staff_plan = cls.make_staff_plans(1)
        cls.staff = cls.staff_plan.employee_id
        cls.paper = cls.make_delivered(plan=cls.staff_plan)
        cls.official = cls.make_person("official", "Oki Pejabat", cls.other_unit)
        cls.company.skp_authorized_official_id = cls.official
        cls.helper = cls.make_person(
            "helper",
            "Hani Pengelola",
            cls.unit,
            cls.appraiser,
            "hr_skp.group_hr_skp_officer",
        )
        cls.helper.user_id.skp_department_ids = cls.unit

    def record(self, person=None, evaluation=None, reason=REASON, file=SCAN):
        evaluation = self.as_user(evaluation or self.paper, person or self.officer)
        evaluation.action_object_on_paper(reason, file, "keberatan.pdf")
        self.flush_out()
        return evaluation.objection_id

    def give_login(self):
        user = new_test_user(
            self.env,
            login="uji_staff",
            company_id=self.company.id,
            company_ids=[(6, 0, self.company.ids)],
        )
        self.staff.user_id = user
        self.flush_out()
        return user

    def test_recorded_explained_and_decided(self):
        self.assertTrue(self.as_user(self.paper, self.officer).can_object_on_paper)
        objection = self.record()
        shown = objection.sudo()
        self.assertRecordValues(
            shown,
            [
                {
                    "state": "filed",
                    "reason": REASON,
                    "recorded_by_id": self.officer.user_id.id,
                    "decider_id": self.superior.id,
                }
            ],
        )
        self.assertEqual(shown.evidence_ids.file, SCAN)
        self.assertTrue(shown.evidence_ids.is_kept)
        self.assertEqual(self.paper.state, "objected")
        for record in (shown, self.paper):
            event = self.events_of(record)[-1:]
            self.assertTrue(event.is_on_behalf)
            self.assertEqual(event.user_id, self.officer.user_id)
            self.assertEqual(event.on_behalf_text, self.staff.name)
        # What stands out shows it to the auditor.
        events = self.as_user(self.env["hr.skp.event"], self.auditor)
        self.assertIn(
            self.events_of(shown).id, events.search([("is_on_behalf", "=", True)]).ids
        )
        self.as_user(objection, self.appraiser).action_explain("Penjelasan")
        decider = self.as_user(objection, self.superior)
        Form(decider)
        self.assertEqual(decider.evidence_ids.file, SCAN)
        decider.action_change("above", "above", "Putusan")
        self.assertEqual(self.paper.predicate, "very_good")
        # Who recorded it is told, and tells the employee.
        notified = self.env["mail.notification"].search(
            [("res_partner_id", "=", self.officer.user_id.partner_id.id)]
        )
        subjects = notified.mail_message_id.mapped("subject")
        self.assertIn(f"The objection of {self.staff.name} is decided", subjects)

    def test_withdrawn_on_paper(self):
        objection = self.record()
        self.assertFalse(self.as_user(objection, self.appraiser).can_withdraw_on_paper)
        other = self.as_user(objection, self.helper)
        self.assertTrue(other.can_withdraw_on_paper)
        self.refuse(UserError, other.action_withdraw_on_paper)
        self.refuse(AccessError, other.action_withdraw)
        other.action_withdraw_on_paper(SCAN, "pencabutan.pdf")
        self.flush_out()
        self.assertEqual(objection.sudo().state, "withdrawn")
        self.assertEqual(
            objection.sudo().withdrawal_recorded_by_id, self.helper.user_id
        )
        self.assertEqual(len(objection.sudo().evidence_ids), 2)
        self.assertTrue(self.events_of(objection)[-1:].is_on_behalf)
        self.assertEqual(self.paper.state, "final")
        self.refuse(UserError, other.action_withdraw_on_paper, SCAN)

    def test_only_the_team_of_the_unit_without_a_part_in_the_case(self):
        def refuse():
            for person in self.everybody | self.official | self.helper:
                may = person in (self.officer, self.helper, self.manager)
                evaluation = self.as_user(self.paper, person)
                if evaluation.has_access("read"):
                    self.assertEqual(evaluation.can_object_on_paper, may, person.name)
                if not may:
                    self.refuse(AccessError, self.record, person)

        refuse()
        team = self.env.ref("hr_skp.group_hr_skp_officer")
        # Each has a part in the case, and is now in the team, too.
        for person in (self.appraiser, self.superior, self.official):
            person.user_id.write(
                {
                    "group_ids": [(4, team.id)],
                    "skp_department_ids": [(4, self.unit.id)],
                }
            )
        refuse()
        self.paper.sudo().delivered_by_id = self.officer.user_id
        message = self.refuse(AccessError, self.record, self.officer)
        self.assertIn("part in this case", message)

    def test_never_for_somebody_with_a_login(self):
        message = self.refuse(UserError, self.record, self.officer, self.evaluation)
        self.assertIn("has a login", message)
        shown = self.as_user(self.evaluation, self.officer)
        self.assertFalse(shown.can_object_on_paper)
        self.give_login()
        self.refuse(UserError, self.record)

    def test_withdrawal_is_his_own_once_he_has_a_login(self):
        objection = self.record()
        user = self.give_login()
        other = self.as_user(objection, self.helper)
        self.refuse(UserError, other.action_withdraw_on_paper, SCAN)
        objection.with_user(user).action_withdraw()
        self.assertFalse(objection.sudo().withdrawal_recorded_by_id)
        self.assertFalse(self.events_of(objection)[-1:].is_on_behalf)

    def test_within_the_window_with_reason_and_paper(self):
        self.refuse(UserError, self.record, None, None, " ")
        self.refuse(UserError, self.record, None, None, REASON, False)
        last = self.paper.objection_deadline
        with freeze_time(f"{last + timedelta(days=1)} 12:00:00"):
            message = self.refuse(UserError, self.record)
        self.assertIn("the days to object ended", message)
        with freeze_time(f"{last} 03:00:00"):
            self.record()
        self.refuse(UserError, self.record)

    def test_who_recorded_it_does_not_decide_it(self):
        objection = self.record()
        self.plan.sudo()
        self.staff_plan.sudo()._write_people(
            {
                "superior_id": self.officer.id,
                "superior_user_id": self.officer.user_id.id,
            }
        )
        self.assertEqual(
            objection._get_deciders()[objection], (self.official, "official")
        )

    def test_the_dialogue(self):
        papers = self.as_user(self.env["hr.skp.objection.paper"], self.officer)
        form = Form(papers.with_context(default_evaluation_id=self.paper.id))
        form.reason, form.file = REASON, SCAN
        form.save().action_confirm()
        self.flush_out()
        objection = self.as_user(self.paper, self.officer).objection_id
        self.assertEqual(objection.evidence_ids.name, "Objection on paper")
        form = Form(papers.with_context(default_objection_id=objection.id))
        form.file = SCAN
        form.save().action_confirm()
        self.assertEqual(objection.state, "withdrawn")

    def test_delivered_to_people_without_a_login(self):
        view = self.env.ref("hr_skp_evaluation.hr_skp_evaluation_view_search")
        self.assertIn("to_print", view.arch)
        found = self.as_user(self.env["hr.skp.evaluation"], self.officer).search(
            [("state", "=", "delivered"), ("employee_user_id", "=", False)]
        )
        self.assertEqual(found.sudo(), self.paper.sudo())
