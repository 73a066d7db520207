from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .objection_case import ObjectionCase


@tagged("standard", "post_install", "-at_install")
class TestObjectionScreen(ObjectionCase):
    """What the people see and are told."""

    def inbox(self, person):
        """Return the subjects of what a person was told of objections."""
        return (
            self.env["mail.message"]
            .sudo()
            .search(
                [
                    ("partner_ids", "in", person.user_id.partner_id.ids),
                    ("message_type", "=", "user_notification"),
                ],
                order="id",
            )
            .mapped("subject")
        )

    def test_whose_turn_it_is(self):
        objection = self.draft()
        self.assertIn("It can be filed until", objection.waiting_text)
        self.assertTrue(objection.is_waiting_for_me)
        objection.action_file()
        evaluation = self.as_user(self.evaluation, self.employee)
        self.flush_out()
        self.assertIn("Budi Penilai to explain", objection.waiting_text)
        self.assertEqual(evaluation.waiting_text, objection.waiting_text)
        self.assertIn("Budi Penilai to explain", self.plan.sudo().evaluation_text)
        self.assertTrue(self.as_user(objection, self.appraiser).is_waiting_for_me)
        self.assertFalse(objection.is_waiting_for_me)
        self.as_user(objection, self.appraiser).action_explain("Penjelasan")
        self.flush_out()
        self.assertEqual(objection.waiting_text, "Waiting for Sri Atasan to decide")
        self.assertTrue(self.as_user(objection, self.superior).is_waiting_for_me)
        self.as_user(objection, self.superior).action_keep("Putusan")
        self.flush_out()
        self.assertFalse(objection.waiting_text)
        self.assertFalse(evaluation.waiting_text)

    def test_who_is_told(self):
        objection = self.draft()
        objection.action_file()
        self.assertEqual(
            self.inbox(self.appraiser)[-1], "Ani Pegawai objects to his evaluation"
        )
        self.assertFalse(self.inbox(self.superior))
        self.as_user(objection, self.appraiser).action_explain("Penjelasan")
        self.assertIn("waits for your decision", self.inbox(self.superior)[-1])
        self.as_user(objection, self.superior).action_change(
            "above", "meets", "Putusan"
        )
        for person in (self.employee, self.appraiser):
            self.assertIn("is decided", self.inbox(person)[-1])
        message = (
            self.env["mail.message"]
            .sudo()
            .search([("subject", "ilike", "is decided")], limit=1)
        )
        self.assertIn(f"/odoo/skp-objections/{objection.id}", message.body)
        self.assertNotIn("Putusan", message.body)

    def test_withdrawal_is_told(self):
        self.reach("withdrawn")
        for person in (self.appraiser, self.superior):
            self.assertIn("withdrew", self.inbox(person)[-1])

    def test_nobody_to_decide_is_told_to_the_administrators(self):
        self.plan.sudo()._write_people(
            {"superior_id": False, "superior_user_id": False}
        )
        self.reach("filed")
        self.assertIn("Nobody can decide", self.inbox(self.manager)[-1])
        told = len(self.inbox(self.manager))
        self.company.skp_authorized_official_id = self.mayor
        self.env["hr.skp.evaluation"]._cron_daily()
        self.assertEqual(len(self.inbox(self.manager)), told)

    def test_button_opens_the_draft(self):
        mine = self.as_user(self.evaluation, self.employee)
        self.assertTrue(mine.can_object)
        action = mine.action_open_objection()
        self.assertEqual(action["res_id"], mine.action_open_objection()["res_id"])
        self.flush_out()
        objection = mine.objection_id
        with Form(objection) as form:
            form.reason = "Saya tidak pernah ditegur"
        self.refuse(
            AccessError,
            self.as_user(self.evaluation, self.appraiser).action_open_objection,
        )
        objection.action_file()
        opened = self.as_user(self.evaluation, self.appraiser).action_open_objection()
        self.assertEqual(opened["res_id"], objection.id)

    def test_dialogue_of_the_decision(self):
        objection = self.reach("explained")
        decisions = self.as_user(self.env["hr.skp.objection.decision"], self.superior)
        form = Form(decisions.with_context(default_objection_id=objection.id))
        self.assertEqual((form.work_rating, form.behavior_rating), ("meets", "below"))
        self.assertIn("Poor", form.before_text)
        form.note = "Keluhan tidak terbukti"
        wizard = form.save()
        self.assertFalse(wizard.is_changed)
        self.refuse(UserError, wizard.action_confirm)
        # The widget of the quadrant sets both.
        wizard.write({"work_rating": "meets", "behavior_rating": "meets"})
        self.assertEqual((wizard.predicate, wizard.is_changed), ("good", True))
        # Nobody reads a decision before it is one.
        for person in self.everybody - self.superior:
            self.refuse(AccessError, self.as_user(wizard, person).read, ["note"])
            self.refuse(AccessError, self.as_user(wizard, person).action_confirm)
        self.assertFalse(objection.decision_note)
        wizard.action_confirm()
        self.assertEqual(objection.state, "changed")

    def test_dialogues_of_explanation_and_keeping(self):
        objection = self.reach("filed")
        for person, method in (
            (self.appraiser, "action_explain"),
            (self.superior, "action_keep"),
        ):
            reasons = self.as_user(self.env["hr.skp.reason"], person)
            form = Form(
                reasons.with_context(
                    active_model=objection._name,
                    active_ids=objection.ids,
                    default_method=method,
                )
            )
            self.assertTrue(form.hint)
            form.reason = "Kata-kata"
            form.save().action_confirm()
        self.assertEqual(objection.state, "kept")

    def test_cost_of_lists_does_not_grow(self):
        staff = self.make_staff(100)
        plans = self.env["hr.skp"].create(
            [
                {
                    "employee_id": person.id,
                    "cycle_id": self.cycle.id,
                    "result_ids": [
                        (
                            0,
                            0,
                            {
                                "name": "Hasil",
                                "indicator_ids": [
                                    (0, 0, {"name": "Jumlah", "target": "1"})
                                ],
                            },
                        )
                    ],
                }
                for person in staff
            ]
        )
        plans.action_submit()
        plans.action_approve()
        evaluations = self.env["hr.skp.evaluation"]._open(plans, self.period)
        evaluations.write({"work_rating": "meets", "behavior_rating": "meets"})
        evaluations.action_rate()
        evaluations.action_deliver()
        objections = (
            self.env["hr.skp.objection"]
            .sudo()
            .create([{"evaluation_id": e.id, "reason": "Alasan"} for e in evaluations])
        )
        objections.action_file()
        names = ("employee_id", "period_id", "waiting_text", "state", "decider_id")
        spec = {
            name: {"fields": {"display_name": {}}} if name.endswith("_id") else {}
            for name in names
        }
        columns = {"employee_id": {"fields": {"display_name": {}}}, "waiting_text": {}}
        for person in (self.appraiser, self.superior, self.officer):
            for model, ids, wanted in (
                ("hr.skp.objection", objections.ids, spec),
                ("hr.skp.evaluation", evaluations.ids, {**columns, "can_object": {}}),
            ):
                seen = self.as_user(self.env[model], person)

                def read(count, seen=seen, ids=ids, wanted=wanted):
                    self.flush_out()
                    before = self.env.cr.sql_log_count
                    found = seen.web_search_read([("id", "in", ids[:count])], wanted)
                    self.assertEqual(found["length"], count)
                    return self.env.cr.sql_log_count - before

                read(10)
                with self.subTest(person=person.name, model=model):
                    self.assertEqual(read(10), read(100))
        objections.skp_id._hand_to(self.superior, self.mayor, "Uji")
        self.assertEqual(objections.decider_id, self.mayor)

        def refresh(count):
            self.flush_out()
            before = self.env.cr.sql_log_count
            objections._refresh_deciders([("id", "in", objections.ids[:count])])
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        refresh(10)
        self.assertEqual(refresh(10), refresh(100))

    def test_the_page_tells_each_step_of_an_objection_once(self):
        self.reach("changed")
        self.flush_out()
        events = self.as_user(self.evaluation, self.employee).why_event_ids
        self.assertEqual(
            events.mapped("kind"),
            ["rate", "deliver", "object", "objection_explain", "objection_change"],
        )
        self.assertIn("→", events[-1].change_text)

    def test_who_decides_is_told_that_the_predicate_stays(self):
        objection = self.as_user(self.reach("explained"), self.superior)
        decisions = self.as_user(self.env["hr.skp.objection.decision"], self.superior)
        same, poor, good = (
            decisions.create(
                {
                    "objection_id": objection.id,
                    "work_rating": work,
                    "behavior_rating": behavior,
                    "note": "Keluhan tidak terbukti.",
                }
            )
            for work, behavior in (
                ("meets", "below"),
                ("above", "below"),
                ("meets", "meets"),
            )
        )
        self.assertFalse(same.is_changed)
        self.assertTrue(poor.is_changed)
        # Another cell with the same predicate.
        self.assertTrue(poor.is_predicate_same)
        self.assertFalse(good.is_predicate_same)
        # Nobody else learns of the predicate by it.
        other = self.as_user(good, self.colleague)
        vals = {"objection_id": objection.id, "note": "x", "work_rating": "above"}
        with self.assertRaises(AccessError):
            other.create({**vals, "behavior_rating": "below"})
