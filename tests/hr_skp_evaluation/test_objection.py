import base64
import json
from datetime import timedelta

from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .objection_case import ObjectionCase


@tagged("standard", "post_install", "-at_install")
class TestObjection(ObjectionCase):
    """An objection from the first word to the decision, and what it leaves behind."""

    def test_story_of_a_changed_predicate(self):
        """Sample plans, C.7: behaviour below expectation becomes as expected."""
        evidence = self.as_user(self.env["hr.skp.evidence"], self.employee).create(
            {
                "skp_id": self.plan.id,
                "name": "Surat warga",
                "file": base64.b64encode(b"%PDF-1.4 surat"),
                "file_name": "surat.pdf",
            }
        )
        delivered = self.evaluation.sudo()
        self.assertEqual(delivered.predicate, "poor")
        before = self.env["hr.skp.seal"].sudo()._get_chains(delivered)[delivered]
        objection = self.draft()
        objection.evidence_ids = evidence
        objection.action_file()
        self.assertEqual(delivered.state, "objected")
        self.assertTrue(evidence.is_kept)
        self.assertEqual(objection.decider_id, self.superior)
        self.assertEqual(objection.decider_kind, "superior")
        today = self.company._get_skp_today()
        self.assertEqual(objection.deadline, self.company._get_skp_deadline(today, 5))

        # What is objected is not finished by the calendar.
        with freeze_time(delivered.objection_deadline + timedelta(days=9)):
            self.env["hr.skp.evaluation"]._cron_daily()
        self.assertEqual(delivered.state, "objected")
        self.as_user(objection, self.appraiser).action_explain("Dua keluhan warga.")
        self.as_user(objection, self.superior).action_change(
            "meets", "meets", "Keluhan tidak terbukti."
        )
        self.assertRecordValues(
            delivered,
            [
                {
                    "state": "final",
                    "work_rating": "meets",
                    "behavior_rating": "meets",
                    "predicate": "good",
                }
            ],
        )
        self.assertTrue(delivered.final_on)
        self.assertRecordValues(
            objection.sudo(),
            [
                {
                    "state": "changed",
                    "old_predicate": "poor",
                    "new_predicate": "good",
                    "decider_name": "Sri Atasan",
                    "decider_position": "Jabatan Sri Atasan",
                    "decider_unit": "Dinas",
                    "decided_by_id": self.superior.user_id.id,
                }
            ],
        )
        chain = self.env["hr.skp.seal"].sudo()._get_chains(delivered)[delivered]
        self.assertEqual(len(chain), 2)
        self.assertEqual(chain[0], before)
        self.assertEqual(chain[1].previous_digest, before.digest)
        self.assertEqual(set(chain.mapped("verification")), {"valid"})
        old, new = (json.loads(seal.payload) for seal in chain)
        self.assertEqual(old["evaluation"]["predicate"], "poor")
        self.assertNotIn("objection", old)
        self.assertEqual(new["evaluation"]["predicate"], "good")
        told = new["objection"]
        self.assertEqual(told["old_predicate"], "poor")
        self.assertEqual(told["decision_note"], "Keluhan tidak terbukti.")
        self.assertEqual(told["decider_name"], "Sri Atasan")
        self.assertEqual(told["evidence"][0]["checksum"], evidence.checksum)

        event = self.events_of(delivered)[-1]
        self.assertEqual(event.kind, "objection_change")
        self.assertEqual(event.before["predicate"], "poor")
        self.assertEqual(event.after["predicate"], "good")
        self.assertEqual(event.reason, "Keluhan tidak terbukti.")
        self.assertEqual(
            self.events_of(objection).mapped("kind"),
            ["objection_file", "objection_explain", "objection_change"],
        )
        # The rated person reads all of it.
        self.flush_out()
        own = self.as_user(event, self.employee)
        self.assertEqual(own.after["predicate"], "good")
        self.assertEqual(self.as_user(delivered, self.employee).predicate, "good")

    def test_kept_predicate_is_sealed_with_its_grounds(self):
        objection = self.reach("kept")
        evaluation = self.evaluation.sudo()
        self.assertRecordValues(evaluation, [{"state": "final", "predicate": "poor"}])
        self.assertFalse(objection.new_predicate)
        chain = self.env["hr.skp.seal"].sudo()._get_chains(evaluation)[evaluation]
        self.assertEqual(len(chain), 2)
        told = json.loads(chain[1].payload)["objection"]
        self.assertEqual(
            (told["state"], told["explanation"]), ("kept", "Dua keluhan warga.")
        )

    def test_withdrawn_leaves_it_as_it_was_delivered(self):
        objection = self.reach("withdrawn")
        evaluation = self.evaluation.sudo()
        self.assertRecordValues(evaluation, [{"state": "final", "predicate": "poor"}])
        self.assertFalse(objection.decider_user_id)
        self.assertEqual(
            len(self.env["hr.skp.seal"].sudo()._get_chains(evaluation)[evaluation]), 1
        )

    def test_one_step_takes_the_draft_or_makes_it(self):
        draft = self.draft("Alasan lama")
        mine = self.as_user(self.evaluation, self.employee)
        self.assertIn("reasons", self.refuse(UserError, self.blank, mine))
        mine.action_object("Alasan baru")
        self.assertEqual((draft.state, draft.reason), ("filed", "Alasan baru"))
        self.assertEqual(self.evaluation.sudo().state, "objected")

    def blank(self, mine):
        mine.env["hr.skp.objection"].search([]).unlink()
        mine.action_object("  ")

    def test_one_per_evaluation(self):
        self.draft()
        with (
            self.assertRaises(IntegrityError),
            mute_logger("odoo.sql_db"),
            self.env.cr.savepoint(),
        ):
            self.draft("Lagi")

    def test_the_decision_needs_grounds_and_another_rating(self):
        decided = self.as_user(self.reach("explained"), self.superior)
        for call, args in (
            (decided.action_keep, ("  ",)),
            (decided.action_change, ("meets", "meets", "")),
            (decided.action_change, ("meets", "below", "Sama saja")),
            (decided.action_change, (None, None, "Kosong")),
            (decided.action_change, ("hebat", "meets", "Salah ketik")),
        ):
            with self.subTest(args=args):
                self.refuse(UserError, call, *args)
        self.assertEqual(self.evaluation.sudo().state, "objected")
        decided.action_change(behavior="above", note="Terbukti sebaliknya")
        self.assertEqual(self.evaluation.sudo().predicate, "good")

    def test_unexplained_waits_for_the_last_day(self):
        objection = self.reach("filed")
        decided = self.as_user(objection, self.superior)
        with freeze_time(f"{objection.deadline} 12:00:00"):
            message = self.refuse(UserError, decided.action_keep, "Cukup")
            self.assertIn("explain himself until", message)
            self.assertFalse(decided.can_keep)
            self.assertFalse(decided.is_waiting_for_me)
        with freeze_time(f"{objection.deadline + timedelta(days=1)} 12:00:00"):
            self.flush_out()
            self.assertTrue(decided.can_keep)
            self.assertTrue(decided.is_waiting_for_me)
            self.assertIn("did not explain", decided.waiting_text)
            decided.action_keep("Tanpa penjelasan")
        self.assertEqual(self.evaluation.sudo().state, "final")

    def test_draft_is_the_employees_own(self):
        objection = self.draft()
        for person in self.everybody - self.employee:
            found = self.as_user(self.env["hr.skp.objection"], person)
            with self.subTest(person=person.name):
                self.assertFalse(found.search([]))
                self.refuse(
                    AccessError, self.as_user(objection, person).read, ["reason"]
                )
        self.assertFalse(self.as_user(self.evaluation, self.appraiser).objection_id)
        self.assertEqual(
            self.as_user(self.evaluation, self.employee).objection_id, objection
        )
        objection.write({"reason": "Lebih jelas"})
        objection.unlink()

    def test_unfiled_draft_stays_with_him(self):
        """Nothing that a person wrote is removed; it can only be filed no more."""
        objection = self.draft()
        with freeze_time(self.evaluation.objection_deadline + timedelta(days=3)):
            self.env["hr.skp.evaluation"]._cron_daily()
            self.assertEqual(self.evaluation.sudo().state, "final")
            self.assertIn("can no longer", objection.waiting_text)
            self.refuse(UserError, objection.action_file)
        self.assertEqual(objection.state, "draft")

    def test_what_is_filed_stays(self):
        objection = self.reach("filed")
        evidence = self.as_user(self.env["hr.skp.evidence"], self.employee).create(
            {
                "skp_id": self.plan.id,
                "name": "Susulan",
                "kind": "link",
                "url": "https://a.b",
            }
        )
        for vals in ({"reason": "Lain"}, {"evidence_ids": [(4, evidence.id)]}):
            with self.subTest(vals=vals):
                self.refuse(UserError, objection.write, vals)
        self.refuse(UserError, objection.unlink)

    def test_evidence_of_another_plan_is_refused(self):
        other = self.make_approved_plan(self.colleague)
        evidence = self.as_user(self.env["hr.skp.evidence"], self.colleague).create(
            {
                "skp_id": other.id,
                "name": "Punya rekan",
                "kind": "link",
                "url": "https://a.b",
            }
        )
        objection = self.draft()
        self.refuse(UserError, objection.write, {"evidence_ids": [(4, evidence.id)]})

    def test_taken_back_by_the_appraiser_the_draft_waits(self):
        objection = self.draft()
        self.evaluation.action_take_back("Salah sel")
        self.flush_out()
        self.refuse(UserError, objection.action_file)
        # The page opens, and shows nothing of what is hidden again.
        page = objection.read(["now_predicate", "result_line_ids", "reason"])[0]
        self.assertFalse(page["now_predicate"] or page["result_line_ids"])
        self.assertTrue(page["reason"])
        self.evaluation.action_deliver()
        self.flush_out()
        self.assertEqual(objection.now_predicate, "poor")
        objection.action_file()
        self.assertEqual(objection.state, "filed")
        self.refuse(UserError, self.evaluation.action_take_back, "Terlambat")

    def test_ratings_change_by_no_other_way(self):
        self.reach("filed")
        for vals in ({"work_rating": "above"}, {"note": "Lain"}):
            self.refuse(UserError, self.evaluation.write, vals)
        self.refuse(UserError, self.evaluation.action_reset_rating, "Lain")
        line = self.evaluation.result_line_ids
        self.refuse(UserError, line.write, {"rating": "above"})


@tagged("standard", "post_install", "-at_install")
class TestObjectionWindow(ObjectionCase):
    """Until when: the last day included, by the clock of the agency."""

    def deliver_again(self, day, day_type="working", days=3, holiday=None):
        """Deliver anew at noon of a day; return the evaluation as the employee sees it."""
        self.company.skp_objection_days = days
        self.company.skp_objection_day_type = day_type
        self.company.resource_calendar_id.tz = "Asia/Jakarta"
        if holiday:
            # A day in Jakarta begins at 17:00 UTC of the day before.
            start = fields.Datetime.to_datetime(holiday) - timedelta(hours=7)
            self.env["resource.calendar.leaves"].create(
                {
                    "name": "Libur",
                    "company_id": self.company.id,
                    "date_from": start,
                    "date_to": start + timedelta(hours=23, minutes=59),
                }
            )
        self.evaluation.action_take_back("Uji")
        with freeze_time(f"{day} 05:00:00"):
            self.evaluation.action_deliver()
        self.flush_out()
        return self.as_user(self.evaluation, self.employee)

    def check_edges(self, evaluation, last):
        """Object a minute before the end of the last day, not a minute after it."""
        self.assertEqual(str(evaluation.objection_deadline), last)
        with freeze_time(f"{last} 17:01:00"):  # 00:01 of the next day in Jakarta
            self.flush_out()
            self.assertFalse(evaluation.can_object)
            message = self.refuse(UserError, evaluation.action_object, "Terlambat")
            day = fields.Date.to_date(last)
            self.assertIn(f"{day:%m/%d/%Y}", message)
        with freeze_time(f"{last} 16:59:00"):
            self.flush_out()
            self.assertTrue(evaluation.can_object)
            self.assertIn("that day included", evaluation.object_text)
            evaluation.action_object("Tepat waktu")
        self.assertEqual(evaluation.state, "objected")

    def test_working_days(self):
        # 2026-07-10 is a Friday.
        self.check_edges(self.deliver_again("2026-07-10"), "2026-07-15")

    def test_working_days_with_a_holiday(self):
        evaluation = self.deliver_again("2026-07-10", holiday="2026-07-13")
        self.check_edges(evaluation, "2026-07-16")

    def test_calendar_days(self):
        evaluation = self.deliver_again("2026-07-10", "calendar", holiday="2026-07-13")
        self.check_edges(evaluation, "2026-07-13")

    def test_days_to_explain_count_alike(self):
        evaluation = self.deliver_again("2026-07-10", holiday="2026-07-14")
        self.company.skp_explanation_days = 2
        with freeze_time("2026-07-13 05:00:00"):
            evaluation.action_object("Alasan")
        objection = evaluation.env["hr.skp.objection"].search([])
        self.assertEqual(str(objection.deadline), "2026-07-16")
