"""Until delivery the rated person sees no rating, whatever other role he holds."""

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.hr_skp_evaluation.models.hr_skp_evaluation import NOTE_FIELDS

from ..common import SkpHttpCase
from .case import EvaluationCase

QUIET = ("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
LINES = ("hr.skp.evaluation.result", "hr.skp.evaluation.behavior")


@tagged("standard", "post_install", "-at_install")
class TestEvaluationSecrecy(EvaluationCase):
    def setUp(self):
        super().setUp()
        self.employee.user_id.group_ids += self.env.ref("base.group_allow_export")
        self.evaluation = self.open_evaluation()
        self.evaluation.result_line_ids.rating = "above"
        self.rate(self.evaluation, "above", "meets")
        self.evaluation.sudo().message_post(body="Nilainya di atas ekspektasi")
        self.attachment = self.env["ir.attachment"].create(
            {
                "name": "nilai.txt",
                "raw": b"di atas",
                "res_model": self.evaluation._name,
                "res_id": self.evaluation.id,
            }
        )
        self.flush_out()

    def assertSeesNothing(self, person):
        model = self.as_user(self.env["hr.skp.evaluation"], person)
        ids = self.evaluation.ids
        domain = [("id", "in", ids)]
        self.assertFalse(model.search(domain))
        self.assertFalse(model.search([("predicate", "=", "good")]) & self.evaluation)
        self.assertFalse(model.search_count(domain))
        self.assertFalse(model._read_group(domain, ["predicate"], ["__count"])[0:])
        self.assertFalse(
            model.formatted_read_group(domain, ["work_rating"], ["__count"])
        )
        self.assertFalse(model.search_read(domain, ["predicate"]))
        self.assertFalse(model.web_search_read(domain, {"predicate": {}})["records"])
        self.assertFalse(model.name_search(self.evaluation.sudo().name))
        record = model.browse(ids)
        for call in (
            lambda: record.read(["predicate"]),
            lambda: record.web_read({"work_rating": {}}),
            lambda: record.export_data(["work_rating"]),
            lambda: record.predicate,
            lambda: record.copy(),
            lambda: record.message_post(body="Apa?"),
            lambda: record.action_open_plan() and record.check_access("read"),
            lambda: record.action_open_realization(),
        ):
            self.flush_out()
            with self.assertRaises(AccessError), mute_logger(*QUIET):
                call()
        for name in LINES:
            lines = self.as_user(self.env[name], person)
            of_evaluation = [("evaluation_id", "in", ids)]
            self.assertFalse(lines.search(of_evaluation), name)
            self.assertFalse(lines.search_count(of_evaluation), name)
            self.assertFalse(
                lines.formatted_read_group(of_evaluation, ["rating"], ["__count"])
            )
            hidden = lines.browse(self.env[name].search(of_evaluation).ids)
            self.flush_out()
            with self.assertRaises(AccessError), mute_logger(*QUIET):
                hidden.read(["rating"])
            with self.assertRaises(AccessError), mute_logger(*QUIET):
                hidden.export_data(["rating"])
        events = self.as_user(self.env["hr.skp.event"], person).search(
            [("model", "=", self.evaluation._name), ("res_id", "in", ids)]
        )
        self.assertFalse(events.filtered(lambda event: event.kind != "submit"))
        messages = self.as_user(self.env["mail.message"], person)
        self.assertFalse(
            messages.search(
                [("model", "=", self.evaluation._name), ("res_id", "in", ids)]
            )
        )
        hidden = messages.browse(self.evaluation.sudo().message_ids.ids)
        self.flush_out()
        with self.assertRaises(AccessError), mute_logger(*QUIET, "odoo.addons.mail"):
            hidden.read(["body"])
        attachments = self.as_user(self.env["ir.attachment"], person)
        self.assertFalse(attachments.search([("id", "=", self.attachment.id)]))
        with self.assertRaises(AccessError), mute_logger(*QUIET):
            attachments.browse(self.attachment.id).read(["raw"])
        # The plan is his to read; it tells no rating, through no path.
        plan = self.as_user(self.plan, person)
        self.flush_out()
        values = plan.web_read(
            {
                "evaluation_text": {},
                "evaluation_count": {},
                "evaluation_ids": {"fields": {"predicate": {}, "work_rating": {}}},
            }
        )[0]
        self.assertFalse(values["evaluation_ids"])
        self.assertEqual(values["evaluation_count"], 0)
        found = plan.search([("evaluation_ids.predicate", "=", "good")])
        self.assertFalse(found & self.plan)
        events = plan.web_read({"event_ids": {"fields": {"kind": {}, "after": {}}}})[0]
        self.assertNotIn("rate", [event["kind"] for event in events["event_ids"]])

    def assertSeesAll(self, person):
        self.flush_out()
        record = self.as_user(self.evaluation, person)
        self.assertEqual(record.read(["predicate"])[0]["predicate"], "good")
        self.assertEqual(record.search_count([("id", "=", record.id)]), 1)
        self.assertEqual(len(record.result_line_ids), 1)
        self.assertEqual(record.result_line_ids.rating, "above")
        self.assertEqual(len(record.behavior_line_ids), 7)
        events = self.as_user(self.env["hr.skp.event"], person).search(
            [("model", "=", record._name), ("res_id", "=", record.id)]
        )
        self.assertIn("rate", events.mapped("kind"))
        self.assertTrue(self.as_user(self.attachment, person).read(["name"]))
        self.assertTrue(
            self.as_user(self.env["mail.message"], person).search(
                [("model", "=", record._name), ("res_id", "=", record.id)]
            )
        )

    def test_hidden_until_delivery_and_after_a_take_back(self):
        self.assertSeesNothing(self.employee)
        self.evaluation.action_deliver()
        self.assertSeesAll(self.employee)
        self.evaluation.action_take_back("Salah sel")
        self.flush_out()
        self.assertSeesNothing(self.employee)

    def test_no_other_role_of_the_rated_person_opens_it(self):
        groups = self.env["res.groups"]
        for name in ("officer", "manager", "auditor"):
            groups |= self.env.ref(f"hr_skp.group_hr_skp_{name}")
        self.employee.user_id.write(
            {
                "group_ids": [Command.link(group.id) for group in groups],
                "skp_department_ids": [Command.set(self.agency.ids)],
            }
        )
        self.unit.manager_id = self.employee
        self.agency.manager_id = self.employee
        self.flush_out()
        self.assertSeesNothing(self.employee)
        self.evaluation.action_deliver()
        self.assertSeesAll(self.employee)

    def test_one_rating_typed_hides_it_already(self):
        evaluation = self.open_evaluation(self.make_approved_plan(self.colleague))
        for vals in (
            {"work_rating": "below", "behavior_rating": False},
            {"work_rating": False, "behavior_rating": "below"},
        ):
            evaluation.write(vals)
            self.flush_out()
            own = self.as_user(self.env["hr.skp.evaluation"], self.colleague)
            self.assertFalse(own.search([("id", "=", evaluation.id)]))
            for name in LINES:
                lines = self.as_user(self.env[name], self.colleague)
                self.assertFalse(lines.search([("evaluation_id", "=", evaluation.id)]))

    def test_before_any_rating_he_sees_it(self):
        plan = self.make_approved_plan(self.colleague)
        evaluation = self.open_evaluation(plan)
        self.flush_out()
        own = self.as_user(evaluation, self.colleague)
        self.assertEqual(own.read(["state"])[0]["state"], "draft")
        self.assertEqual(len(own.result_line_ids), 1)

    def test_a_judgement_of_any_kind_hides_it(self):
        plan = self.make_approved_plan(self.colleague)
        evaluation = self.open_evaluation(plan)
        own = self.as_user(self.env["hr.skp.evaluation"], self.colleague)
        domain = [("id", "=", evaluation.id)]
        judgements = [(evaluation, name) for name in NOTE_FIELDS]
        judgements += [
            (evaluation.result_line_ids, "rating"),
            (evaluation.behavior_line_ids[0], "rating"),
        ]
        for record, name in judgements:
            with self.subTest(model=record._name, name=name):
                record[name] = "below" if name == "rating" else "Di bawah ekspektasi"
                self.flush_out()
                self.assertFalse(own.search(domain))
                for model in LINES:
                    lines = self.as_user(self.env[model], self.colleague)
                    self.assertFalse(
                        lines.search([("evaluation_id", "=", evaluation.id)])
                    )
                with self.assertRaises(AccessError), mute_logger(*QUIET):
                    own.browse(evaluation.id).read(["note"])
                record[name] = False
                self.flush_out()
                self.assertTrue(own.search(domain))

    def test_an_auditor_reads_no_seal_of_his_own_that_is_taken_back(self):
        self.employee.user_id.group_ids += self.env.ref("hr_skp.group_hr_skp_auditor")
        self.evaluation.action_deliver()
        self.assertTrue(self.read_seals(self.employee))
        self.evaluation.action_take_back("Salah sel")
        self.assertFalse(self.read_seals(self.employee))
        self.assertTrue(self.read_seals(self.auditor))
        # Whoever signed it reads on, and a new login of the person changes nothing.
        self.assertTrue(self.read_seals(self.appraiser))
        login = self.employee.user_id.copy({"login": "uji_employee_baru"})
        self.employee.user_id = login
        self.assertFalse(self.read_seals(self.employee))
        self.evaluation.action_deliver()
        self.assertEqual(len(self.read_seals(self.employee)), 2)
        seals = self.read_seals(self.auditor)
        self.assertEqual(set(seals.mapped("verification")), {"valid"})

    def read_seals(self, person):
        self.flush_out()
        seals = self.as_user(self.env["hr.skp.seal"], person).search(
            [
                ("model", "=", self.evaluation._name),
                ("res_id", "=", self.evaluation.id),
            ]
        )
        for seal in seals:
            self.assertIn("predicate", seal.payload)
        return seals

    def test_feedback_is_no_rating_and_seen_at_once(self):
        feedback = self.as_user(self.env["hr.skp.feedback"], self.appraiser).create(
            {
                "skp_id": self.plan.id,
                "period_id": self.period.id,
                "result_id": self.plan.sudo().result_ids.id,
                "content": "Teruskan",
            }
        )
        self.flush_out()
        self.assertTrue(self.as_user(feedback, self.employee).read(["content"]))

    def test_he_submits_what_is_hidden_from_him(self):
        evaluation = self.open_evaluation(period=self.period2)
        evaluation.work_rating = "meets"
        lines = self.tell(period=self.period2)
        self.flush_out()
        plan = self.as_user(self.plan, self.employee)
        self.assertTrue(plan.can_submit_evaluation)
        with self.assertRaises(AccessError), mute_logger(*QUIET):
            self.as_user(self.evaluation, self.colleague).action_submit()
        self.as_user(evaluation, self.employee).action_submit()
        self.assertEqual(evaluation.state, "submitted")
        evaluation.sudo().state = "draft"
        lines.realization = "Baru"
        plan.action_submit_evaluation()
        self.assertEqual(evaluation.state, "submitted")

    def test_talk_before_delivery_does_not_reach_him(self):
        partner = self.employee.user_id.partner_id
        self.evaluation.sudo().message_subscribe(partner.ids)
        message = self.evaluation.message_post(
            body="Di atas ekspektasi",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        self.assertNotIn(partner, message.sudo().notified_partner_ids)
        with self.assertRaises(UserError):
            self.evaluation.message_post(body="Di atas", partner_ids=partner.ids)
        self.flush_out()
        messages = self.as_user(self.env["mail.message"], self.employee)
        self.assertFalse(messages.search([("id", "=", message.id)]))
        self.evaluation.action_deliver()
        message = self.evaluation.message_post(
            body="Silakan dibaca",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        self.assertIn(partner, message.sudo().notified_partner_ids)


@tagged("standard", "post_install", "-at_install")
class TestEvaluationRpc(SkpHttpCase):
    """The same over JSON-RPC, as the real users."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan = cls.make_approved_plan()
        cls.env["hr.skp.organization.predicate"].create(
            {
                "department_id": cls.agency.id,
                "period_id": cls.period.id,
                "predicate": "good",
            }
        )

    @mute_logger("odoo.http")
    def test_chain_and_refusals(self):
        model = "hr.skp.evaluation"
        [evaluation_id], error = self.rpc(
            self.appraiser,
            model,
            "create",
            [{"skp_id": self.plan.id, "period_id": self.period.id}],
        )
        self.assertFalse(error)
        ids = [evaluation_id]
        for person, method, args in (
            (self.appraiser, "write", ({"state": "final"},)),
            (self.appraiser, "write", ({"predicate": "very_good"},)),
            (self.appraiser, "write", ({"delivered_on": "2025-01-01 00:00:00"},)),
            (self.appraiser, "write", ({"employee_user_id": 2},)),
            (self.employee, "write", ({"work_rating": "above"},)),
            (self.colleague, "read", (["predicate"],)),
            (self.colleague, "action_rate", ()),
            (self.colleague, "action_submit", ()),
            (self.employee, "action_deliver", ()),
        ):
            with self.subTest(method=method, args=args):
                _result, error = self.rpc(person, model, method, ids, *args)
                self.assertEqual(error, "AccessError")
        ratings = {"work_rating": "meets", "behavior_rating": "meets"}
        self.assertFalse(self.rpc(self.appraiser, model, "write", ids, ratings)[1])
        self.assertEqual(
            self.rpc(self.employee, model, "read", ids, ["predicate"])[1], "AccessError"
        )
        spec = {"work_rating": {}, "predicate": {}}
        for call in (
            ("onchange", ids, {}, ["note"], spec),
            ("web_save", ids, {}, spec),
            ("copy_data", ids),
            ("message_post", ids),
            ("web_read", ids, spec),
        ):
            result, error = self.rpc(self.employee, model, *call)
            self.assertTrue(error == "AccessError" or "meets" not in str(result), call)
            self.assertNotIn("good", str(result), call)
        self.assertEqual(
            self.rpc(self.employee, model, "search_count", [("id", "in", ids)]),
            (0, None),
        )
        # He has told nothing yet, and is told so although he cannot read the record.
        self.assertEqual(
            self.rpc(self.employee, model, "action_submit", ids)[1], "UserError"
        )
        for method in ("_move", "_deliver", "_refresh_lines", "_open"):
            self.assertTrue(self.rpc(self.appraiser, model, method, ids)[1])
        for method in ("action_rate", "action_deliver"):
            self.assertEqual(self.rpc(self.appraiser, model, method, ids), (True, None))
        [values], error = self.rpc(
            self.employee, model, "read", ids, ["predicate", "state"]
        )
        self.assertEqual((values["predicate"], values["state"]), ("good", "delivered"))
        self.assertEqual(
            self.rpc(self.employee, model, "action_accept", ids), (True, None)
        )
