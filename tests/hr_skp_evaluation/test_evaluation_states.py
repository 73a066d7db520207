from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .case import EvaluationCase


@tagged("standard", "post_install", "-at_install")
class TestEvaluationStates(EvaluationCase):
    def test_plan_and_period_fill_the_rest(self):
        evaluation = self.open_evaluation().sudo()
        self.assertRecordValues(
            evaluation,
            [
                {
                    "kind": "periodic",
                    "state": "draft",
                    "cycle_id": self.cycle.id,
                    "employee_id": self.employee.id,
                    "appraiser_id": self.appraiser.id,
                    "superior_id": self.superior.id,
                    "employee_user_id": self.employee.user_id.id,
                    "appraiser_user_id": self.appraiser.user_id.id,
                    "superior_user_id": self.superior.user_id.id,
                    "department_id": self.unit.id,
                    "company_id": self.company.id,
                    "date_from": self.period.date_from,
                    "date_to": self.period.date_to,
                    "employee_name": False,
                    "predicate": False,
                }
            ],
        )
        self.assertRegex(evaluation.name, rf"^EV/{self.year}/\d{{4,}}$")
        self.assertEqual(
            evaluation.result_line_ids.result_id, self.plan.sudo().result_ids
        )
        self.assertEqual(evaluation.result_line_ids.name, "Terlaksananya layanan")
        self.assertIn("12 laporan", evaluation.result_line_ids.indicator_text)
        self.assertEqual(len(evaluation.behavior_line_ids), 7)
        self.assertFalse(evaluation.message_partner_ids)

    def test_story_from_draft_to_final(self):
        evaluation = self.open_evaluation()
        of_employee = self.as_user(evaluation, self.employee)
        with self.assertRaisesRegex(UserError, "Terlaksananya layanan"):
            of_employee.action_submit()
        self.tell()
        of_employee.action_submit()
        self.assertEqual(evaluation.state, "submitted")
        with self.assertRaises(UserError):
            evaluation.action_rate()
        evaluation.write(
            {"work_rating": "above", "behavior_rating": "above", "note": "Bagus"}
        )
        self.assertEqual(evaluation.predicate, "very_good")
        evaluation.action_rate()
        with self.assertRaisesRegex(UserError, "Reset the rating"):
            evaluation.write({"work_rating": "below"})
        with self.assertRaises(UserError):
            evaluation.write({"note": "Kurang bagus"})
        evaluation.action_deliver()
        self.assertRecordValues(
            evaluation.sudo(),
            [
                {
                    "state": "delivered",
                    "predicate": "very_good",
                    "organization_predicate": "good",
                    "employee_name": "Ani Pegawai",
                    "employee_position": "Jabatan Ani Pegawai",
                    "appraiser_name": "Budi Penilai",
                    "superior_name": "Sri Atasan",
                    "rated_by_id": self.appraiser.user_id.id,
                    "delivered_by_id": self.appraiser.user_id.id,
                }
            ],
        )
        self.assertTrue(evaluation.delivered_on)
        of_employee.action_accept()
        self.assertEqual(evaluation.state, "final")
        events = self.env["hr.skp.event"].search(
            [("model", "=", evaluation._name), ("res_id", "=", evaluation.id)],
            order="id",
        )
        self.assertEqual(events.mapped("kind"), ["submit", "rate", "deliver", "accept"])
        self.assertEqual(events[1].after["predicate"], "very_good")

    def test_seal_holds_the_whole_document(self):
        self.tell(text="9 laporan")
        evaluation = self.make_delivered()
        seal = self.env["hr.skp.seal"]._get_chains(evaluation)[evaluation]
        self.assertEqual(seal.verification, "valid")
        self.assertEqual(seal.sealed_by_id, self.appraiser.user_id)
        payload = seal._get_payload()
        self.assertEqual(payload["evaluation"]["predicate"], "good")
        self.assertEqual(payload["evaluation"]["organization_predicate"], "good")
        self.assertEqual(payload["identities"]["employee_name"], "Ani Pegawai")
        self.assertEqual(
            payload["results"][0]["indicators"][0]["realization"], "9 laporan"
        )
        self.assertEqual(len(payload["behaviors"]), 7)
        self.assertTrue(payload["plan"]["digest"])
        # Delivered anew, it is sealed anew.
        evaluation.action_take_back("Salah sel")
        evaluation.action_deliver()
        seals = self.env["hr.skp.seal"]._get_chains(evaluation)[evaluation]
        self.assertEqual(seals.mapped("revision"), [1, 2])
        self.assertEqual(set(seals.mapped("verification")), {"valid"})

    def test_rated_without_submission_once_the_period_is_over(self):
        evaluation = self.open_evaluation()
        self.rate(evaluation)
        self.assertEqual(evaluation.state, "rated")
        evaluation.action_reset_rating("Lupa bukti")
        self.assertEqual(evaluation.state, "draft")
        self.assertEqual(evaluation.work_rating, "meets")
        self.assertFalse(evaluation.rated_on)

    def test_not_rated_before_the_period_is_over(self):
        evaluation = self.open_evaluation()
        self.tell()
        self.assertIn("rate already", evaluation.waiting_text)
        with freeze_time(self.period.date_to):
            evaluation.invalidate_recordset(["waiting_text"])
            self.assertIn("The period goes on until", evaluation.waiting_text)
            with self.assertRaises(UserError):
                evaluation.write({"work_rating": "meets"})
            with self.assertRaises(UserError):
                evaluation.sudo().action_rate()
            self.as_user(evaluation, self.employee).action_submit()
            # Submitted, it may be rated at once.
            self.rate(evaluation)
        self.assertEqual(evaluation.state, "rated")

    def test_period_ends_by_the_clock_of_the_appraiser(self):
        evaluation = self.open_evaluation()
        last = fields.Datetime.to_datetime(self.period.date_to)
        self.appraiser.user_id.tz = "Asia/Jayapura"
        with freeze_time(last + timedelta(hours=14, minutes=59)):
            self.assertFalse(evaluation._is_over())
        with freeze_time(last + timedelta(hours=15, minutes=1)):
            self.assertTrue(evaluation._is_over())
        self.appraiser.user_id.tz = "UTC"
        with freeze_time(last + timedelta(hours=15, minutes=1)):
            self.assertFalse(evaluation._is_over())

    def test_period_ends_with_the_plan(self):
        evaluation = self.open_evaluation().sudo()
        end = self.period.date_from + timedelta(days=9)
        self.plan.sudo().write({"date_to": end})
        self.assertEqual(evaluation.date_to, end)
        with freeze_time(end + timedelta(days=2)):
            self.assertTrue(evaluation._is_over())

    def test_reset_returns_to_submitted(self):
        evaluation = self.open_evaluation()
        self.tell()
        self.as_user(evaluation, self.employee).action_submit()
        self.rate(evaluation)
        for reason in (None, "", "   "):
            with self.assertRaises(UserError):
                evaluation.action_reset_rating(reason)
        evaluation.action_reset_rating("Bukti baru")
        self.assertEqual(evaluation.state, "submitted")
        event = self.env["hr.skp.event"].search(
            [("model", "=", evaluation._name), ("res_id", "=", evaluation.id)], limit=1
        )
        self.assertEqual(event.reason, "Bukti baru")
        self.assertEqual(event.before["work_rating"], "meets")

    def test_not_delivered_without_the_predicate_of_a_unit(self):
        self.top_predicate.unlink()
        evaluation = self.rate(self.open_evaluation())
        with self.assertRaisesRegex(UserError, "Bidang"):
            evaluation.action_deliver()
        self.predicates.create(
            {
                "department_id": self.agency.id,
                "period_id": self.period.id,
                "predicate": "poor",
            }
        )
        evaluation.action_deliver()
        self.assertEqual(evaluation.organization_predicate, "poor")

    def test_delivered_keeps_the_predicate_of_its_unit(self):
        evaluation = self.make_delivered()
        self.top_predicate.predicate = "very_poor"
        self.assertEqual(evaluation.organization_predicate, "good")
        self.assertEqual(evaluation.current_organization_predicate, "good")

    def test_take_back_until_the_employee_answers(self):
        evaluation = self.make_delivered()
        with self.assertRaises(UserError):
            evaluation.action_take_back(" ")
        evaluation.action_take_back("Salah orang")
        self.assertRecordValues(
            evaluation.sudo(),
            [{"state": "rated", "delivered_on": False, "objection_deadline": False}],
        )
        evaluation.action_deliver()
        self.as_user(evaluation, self.employee).action_accept()
        with self.assertRaises(UserError):
            evaluation.action_take_back("Terlambat")

    def test_objection_deadline(self):
        # 16 July is a Thursday; the calendar frees Friday 17 and Monday 20.
        moment = "2026-07-16 03:00:00"
        self.company.resource_calendar_id = self.env["resource.calendar"].create(
            {"name": "Lima hari", "tz": "Asia/Jakarta", "company_id": self.company.id}
        )
        self.env["resource.calendar.leaves"].create(
            [
                {
                    "name": "Libur",
                    "company_id": self.company.id,
                    "calendar_id": calendar,
                    "date_from": f"{day} 00:00:00",
                    "date_to": f"{day} 16:00:00",
                }
                for day, calendar in (
                    ("2026-07-17", self.company.resource_calendar_id.id),
                    ("2026-07-20", False),
                )
            ]
        )
        self.company.skp_objection_days = 3
        evaluation = self.rate(self.open_evaluation())
        with freeze_time(moment):
            evaluation.action_deliver()
        self.assertEqual(
            evaluation.objection_deadline, fields.Date.to_date("2026-07-23")
        )
        evaluation.action_take_back("Hari kalender")
        self.company.skp_objection_day_type = "calendar"
        with freeze_time(moment):
            evaluation.action_deliver()
        self.assertEqual(
            evaluation.objection_deadline, fields.Date.to_date("2026-07-19")
        )

    def test_defaults_of_the_agency(self):
        self.assertRecordValues(
            self.company,
            [
                {
                    "skp_objection_days": 14,
                    "skp_objection_day_type": "working",
                    "skp_explanation_days": 5,
                }
            ],
        )

    def test_silence_makes_it_final(self):
        evaluation = self.make_delivered()
        deadline = evaluation.objection_deadline
        with freeze_time(deadline):
            self.env["hr.skp.evaluation"]._cron_daily()
        self.assertEqual(evaluation.state, "delivered")
        with freeze_time(deadline + timedelta(days=1, hours=1)):
            self.env["hr.skp.evaluation"]._cron_daily()
        self.assertEqual(evaluation.state, "final")
        self.assertTrue(evaluation.final_on)

    def test_predicate_follows_both_ratings_only(self):
        evaluation = self.open_evaluation()
        evaluation.work_rating = "below"
        self.assertFalse(evaluation.predicate)
        evaluation.behavior_rating = "below"
        self.assertEqual(evaluation.predicate, "very_poor")
        evaluation.work_rating = False
        self.assertFalse(evaluation.predicate)

    def test_what_cannot_be_opened(self):
        draft = self.make_plan(self.colleague)
        with self.assertRaisesRegex(UserError, "not approved"):
            self.open_evaluation(draft)
        documentation = self.cycle.period_ids.filtered(
            lambda p: p.kind == "documentation"
        )[:1]
        with self.assertRaises(UserError):
            self.open_evaluation(period=documentation)
        self.open_evaluation()
        with self.assertRaises(Exception) as caught, mute_logger("odoo.sql_db"):
            with self.env.cr.savepoint():
                self.open_evaluation()
        self.assertEqual(type(caught.exception).__name__, "UniqueViolation")

    def test_plan_is_neither_reopened_nor_cancelled_after_delivery(self):
        plan = self.plan
        self.make_delivered()
        of_appraiser = self.as_user(plan, self.appraiser)
        of_appraiser.action_revise("Sasaran berubah")
        with self.assertRaisesRegex(UserError, "delivered"):
            self.as_user(plan, self.officer).action_cancel("Salah")
        of_appraiser.action_revise_cancel()
        of_manager = self.as_user(plan, self.manager)
        of_manager.action_close("Mutasi")
        # A periodic evaluation does not hinder it, the annual one does.
        of_manager.action_reopen("Batal mutasi")
        of_manager.action_close("Mutasi")
        self.predicates.create(
            {
                "department_id": self.agency.id,
                "period_id": self.annual.id,
                "predicate": "good",
            }
        )
        self.make_delivered(period=self.annual)
        with self.assertRaisesRegex(UserError, "delivered"):
            of_manager.action_reopen("Batal")

    def test_plan_tells_how_far_it_is_without_ratings(self):
        evaluation = self.rate(self.open_evaluation())
        plan = self.as_user(self.plan, self.employee)
        self.flush_out()
        text = plan.read(["evaluation_text"])[0]["evaluation_text"]
        self.assertIn("Rated", text)
        self.assertIn("Budi Penilai", text)
        for word in ("meets", "Meets", "above", "Above", "Good", "good"):
            self.assertNotIn(word, text)
        evaluation.action_deliver()
        self.flush_out()
        self.assertIn("Delivered", plan.evaluation_text)

    def test_all_or_nothing_names_every_failing_one(self):
        first = self.rate(self.open_evaluation())
        second = self.open_evaluation(self.make_approved_plan(self.colleague))
        with self.assertRaises(UserError) as caught:
            (first | second).action_deliver()
        self.assertIn("Tono Rekan", str(caught.exception))
        self.assertNotIn("Ani Pegawai", str(caught.exception))
        self.assertEqual(first.state, "rated")
        (first | second).action_deliver_ready()
        self.assertEqual(first.state, "delivered")
        self.assertEqual(second.state, "draft")
        with self.assertRaises(UserError):
            second.action_deliver_ready()

    def test_buttons_agree_with_the_server(self):
        evaluation = self.open_evaluation()
        self.tell()
        steps = ("submit", "rate", "reset_rating", "deliver", "take_back", "accept")
        people = (
            self.employee,
            self.appraiser,
            self.superior,
            self.officer,
            self.colleague,
        )

        def offered(person):
            self.flush_out()
            seen = self.as_user(evaluation, person)
            return {name for name in steps if seen[f"can_{name}"]}

        self.assertEqual(
            [offered(p) for p in people], [{"submit"}, {"rate"}, set(), set(), set()]
        )
        self.rate(evaluation)
        self.assertEqual(offered(self.appraiser), {"reset_rating", "deliver"})
        evaluation.action_deliver()
        self.assertEqual(offered(self.employee), {"accept"})
        self.assertEqual(offered(self.appraiser), {"take_back"})

    def test_reason_dialogue_calls_the_same_action(self):
        evaluation = self.rate(self.open_evaluation())
        wizard = self.as_user(self.env["hr.skp.reason"], self.appraiser).create(
            {
                "res_model": evaluation._name,
                "res_ids": evaluation.ids,
                "method": "action_reset_rating",
                "reason": "Lupa",
            }
        )
        self.assertTrue(wizard.hint)
        wizard.action_confirm()
        self.assertEqual(evaluation.state, "draft")

    def test_deleted_only_as_an_unused_draft_by_the_team(self):
        evaluation = self.open_evaluation()
        for person in (self.employee, self.appraiser, self.superior):
            with (
                self.assertRaises(AccessError),
                mute_logger(
                    "odoo.addons.base.models.ir_rule",
                    "odoo.addons.base.models.ir_model",
                ),
            ):
                self.as_user(evaluation, person).unlink()
        evaluation.work_rating = "meets"
        with self.assertRaises(UserError):
            self.as_user(evaluation, self.officer).unlink()
        evaluation.work_rating = False
        self.as_user(evaluation, self.officer).unlink()
        self.assertFalse(evaluation.exists())
