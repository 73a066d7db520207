import base64
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import SkpCase


@tagged("standard", "post_install", "-at_install")
class TestPlanGuards(SkpCase):
    """Ways around the front door, each tried once."""

    def test_a_default_is_no_way_to_a_link(self):
        secret = self.make_plan(self.colleague, results=("Rahasia rekan",))
        plan = self.make_plan(results=())
        results = self.as_user(self.env["hr.skp.result"], self.employee)
        values = {"skp_id": plan.id, "name": "x"}
        with self.assertRaises(UserError):
            results.with_context(default_parent_id=secret.sudo().result_ids.id).create(
                values
            )
        self.env["ir.default"].with_user(self.employee.user_id).set(
            "hr.skp.result", "parent_id", secret.sudo().result_ids.id, user_id=True
        )
        with self.assertRaises(UserError):
            results.create(values)

    def test_grouping_by_a_path_shows_nothing_closed(self):
        leader_plan = self.make_plan(self.appraiser, results=("Mutu layanan",))
        leader_plan.result_ids.strategy = "RAHASIA strategi"
        leader_plan.action_submit()
        offered = leader_plan.sudo().result_ids
        plan = self.make_plan()
        plan.result_ids.parent_id = offered.id
        results = self.as_user(self.env["hr.skp.result"], self.employee)
        indicators = self.as_user(self.env["hr.skp.indicator"], self.employee)
        for model, path in (
            (results, "parent_id.strategy"),
            (indicators, "result_id.parent_id.strategy"),
        ):
            groups = model.formatted_read_group([], [path], ["__count"])
            self.assertNotIn("RAHASIA strategi", str(groups))
        groups = results.formatted_read_group(
            [("id", "=", offered.id)],
            ["id"],
            ["__count"],
            having=[("strategy:max", ">=", "R")],
        )
        self.assertFalse(groups)
        superior = self.as_user(self.env["hr.skp.result"], self.superior)
        groups = superior.formatted_read_group(
            [("id", "=", offered.id)], ["strategy"], ["__count"]
        )
        self.assertIn("RAHASIA strategi", str(groups))

    def test_the_callers_zone_moves_no_limit(self):
        plan = self.make_plan()
        plan.action_submit()
        plan.sudo()._write_people(
            {
                "deputy_user_id": self.other_head.user_id.id,
                "deputy_date_to": fields.Date.today() - timedelta(days=1),
            }
        )
        for zone in ("Etc/GMT+12", "Etc/GMT-14"):
            deputy = self.as_user(plan, self.other_head).with_context(tz=zone)
            with self.subTest(zone=zone), self.assertRaises(AccessError):
                deputy.action_approve()

    def test_the_file_of_evidence_changes_on_the_evidence_only(self):
        plan = self.make_approved_plan()
        evidence = self.as_user(self.env["hr.skp.evidence"], self.employee).create(
            {"skp_id": plan.id, "name": "Bukti", "file": base64.b64encode(b"asli")}
        )
        attachment = self.as_user(self.env["ir.attachment"], self.employee).search(
            [
                ("res_model", "=", "hr.skp.evidence"),
                ("res_id", "=", evidence.id),
                ("res_field", "=", "file"),
            ]
        )
        with self.assertRaises(AccessError):
            attachment.write({"datas": base64.b64encode(b"palsu")})
        with self.assertRaises(AccessError):
            attachment.unlink()
        evidence.file = base64.b64encode(b"versi dua")
        self.assertEqual(base64.b64decode(evidence.file), b"versi dua")
        created = (
            self.as_user(self.env["hr.skp.evidence"], self.employee)
            .with_context(default_file=base64.b64encode(b"asli"))
            .create({"skp_id": plan.id, "name": "Bukti"})
        )
        self.assertTrue(created.checksum)

    def test_a_plan_with_history_is_not_deleted(self):
        plan = self.make_plan()
        plan.action_submit()
        self.as_user(plan, self.appraiser).action_return("Perbaiki")
        with self.assertRaises(UserError):
            plan.unlink()
        fresh = self.make_plan(self.colleague)
        fresh.unlink()
        self.assertFalse(fresh.exists())

    def test_giving_a_revision_up_undoes_the_revision_only(self):
        leader_plan = self.make_plan(self.appraiser, results=("Mutu layanan",))
        leader_plan.action_submit()
        plan = self.make_plan(results=("Satu", "Dua", "Tiga"))
        first, second, _third = plan.result_ids
        first.parent_id = leader_plan.sudo().result_ids.id
        plan.action_submit()
        submitted_on = plan.submitted_on
        self.as_user(plan, self.appraiser).action_approve()
        self.as_user(first, self.appraiser).action_take_over("Tidak selesai")
        plan.action_revise("Perubahan")
        second.action_drop("Tidak perlu")
        with self.assertRaises(UserError):
            second.indicator_ids.unlink()
        plan.action_submit()
        self.as_user(plan, self.appraiser).action_return("Jangan")
        leader_plan.action_withdraw()
        # The leader's result goes; the link cannot come back, its text can.
        leader_plan.sudo().result_ids.unlink()
        plan.action_revise_cancel()
        self.assertRecordValues(
            plan.sudo().result_ids,
            [
                {
                    "state": "taken_over",
                    "parent_id": False,
                    "parent_name": "Mutu layanan",
                },
                {"state": "active", "parent_id": False, "parent_name": False},
                {"state": "active", "parent_id": False, "parent_name": False},
            ],
        )
        self.assertFalse(second.sudo().state_note)
        self.assertEqual(plan.submitted_by_id, self.employee.user_id)
        self.assertEqual(plan.submitted_on, submitted_on)

    def test_the_reported_mark_follows(self):
        plan = self.make_approved_plan()
        draft = self.make_plan(date_from=f"{self.year}-07-01")
        self.assertTrue(plan.is_reported, "a draft displaces no binding plan")
        self.assertFalse(draft.is_reported)
        self.as_user(plan, self.officer).action_close("Mutasi")
        plan.sudo().date_to = f"{self.year}-06-30"
        draft.action_submit()
        self.assertTrue(draft.is_reported)
        self.assertFalse(plan.is_reported)
        draft.action_withdraw()
        draft.position_kind = "acting"
        self.assertTrue(plan.is_reported)

    def test_the_daily_job_leaves_what_was_reopened(self):
        plan = self.make_approved_plan()
        self.env["hr.skp"]._close_ended(limit=10)
        self.as_user(plan, self.officer).action_reopen("Masih dinilai")
        self.assertEqual(self.env["hr.skp"]._close_ended(limit=10), 0)
        self.assertEqual(plan.state, "approved")

    def test_messages_stay_with_their_author(self):
        plan = self.make_plan()
        message = self.as_user(plan, self.appraiser).message_post(
            body="Perbaiki target"
        )
        mine = message.with_user(self.employee.user_id)
        for call in (
            lambda: mine.write({"body": "Pujian"}),
            lambda: mine.unlink(),
            lambda: plan.write({"message_ids": [(2, message.id)]}),
        ):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                call()
        self.assertIn("Perbaiki target", message.body)

    def test_nobody_of_the_team_settles_his_own_case(self):
        me = self.officer
        rows = self.as_user(self.env["hr.skp.appraiser"], me)
        today = fields.Date.today()
        for values in (
            {"employee_id": me.id, "appraiser_id": self.colleague.id},
            {"employee_id": self.employee.id, "appraiser_id": me.id},
        ):
            with self.subTest(values=values), self.assertRaises(AccessError):
                rows.create({**values, "kind": "definitive", "date_from": today})
        with self.assertRaises(AccessError):
            self.as_user(self.env["hr.skp.exemption"], me).create(
                {"employee_id": me.id, "cycle_id": self.cycle.id}
            )
        with self.assertRaises(AccessError):
            self.as_user(self.env["hr.skp.defect"], me).browse(me.id).write(
                {"parent_id": self.colleague.id}
            )

    def test_the_leaders_columns_follow_his_login(self):
        leader_plan = self.make_plan(self.other_head, results=("Tertib",))
        leader_plan.action_submit()
        plan = self.make_plan()
        plan.result_ids.parent_id = leader_plan.sudo().result_ids.id
        feedback = self.as_user(self.env["hr.skp.feedback"], self.appraiser).create(
            {"skp_id": plan.id, "result_id": plan.result_ids.id, "content": "Baik"}
        )
        seen = self.as_user(self.env["hr.skp.feedback"], self.other_head)
        self.assertEqual(seen.search([("id", "=", feedback.id)]), feedback)
        user = self.auditor.user_id
        self.auditor.user_id = False
        self.other_head.user_id = user
        self.assertEqual(plan.sudo().result_ids.leader_user_id, user)
        self.assertEqual(feedback.sudo().leader_user_id, user)
        self.assertIn("login", leader_plan.sudo().event_ids.mapped("kind"))

    def test_a_handover_makes_leaders(self):
        plan = self.make_plan(self.colleague, results=("Hasil rekan",))
        plan.action_submit()
        self.assertFalse(plan.sudo().result_ids.is_offered)
        other = self.make_plan()
        self.as_user(other, self.officer).action_handover(self.colleague.id, "Tugas")
        self.assertTrue(plan.sudo().result_ids.is_offered)

    def test_refusals_name_nothing_that_is_not_seen(self):
        plan = self.make_plan()
        stranger = self.as_user(plan, self.other_head)
        for call in (
            lambda: stranger.write({"form": "leader"}),
            lambda: stranger.action_handover(self.other_head.id, "x"),
            lambda: self.as_user(self.env["hr.skp.feedback"], self.other_head).create(
                {"skp_id": plan.id, "content": "x"}
            ),
        ):
            with (
                self.assertRaises(AccessError) as caught,
                mute_logger("odoo.addons.base.models.ir_rule"),
                self.env.cr.savepoint(),
            ):
                call()
            self.assertNotIn(plan.name, str(caught.exception))

    def test_a_made_year_keeps_its_frame(self):
        for values in ({"evaluation_interval": "monthly"}, {"company_id": 1}):
            with self.subTest(values=values), self.assertRaises(UserError):
                self.cycle.write(values)
