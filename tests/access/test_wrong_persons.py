"""Wrong persons are refused over JSON-RPC at each step, whatever way they try."""

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import SkpHttpCase

MUTED = (
    "odoo.http",
    "odoo.addons.base.models.ir_rule",
    "odoo.addons.base.models.ir_model",
)
REASON = "Alasan uji"


@tagged("standard", "post_install", "-at_install")
class WrongPersonsCase(SkpHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.head = cls.make_person("former", "Eko Mantan", cls.unit, cls.superior)
        predicates = cls.env["hr.skp.organization.predicate"]
        vals = {"department_id": cls.agency.id, "period_id": cls.period.id}
        predicates.create({**vals, "predicate": "good"})

    def call(self, person, record, method, *args, **kwargs):
        ids = [record.ids] if record else []
        return self.rpc(person, record._name, method, *ids, *args, **kwargs)

    def allow(self, person, record, method, *args):
        result, error = self.call(person, record, method, *args)
        self.assertIsNone(error, f"{person.name}: {record._name}.{method}")
        self.env.invalidate_all()
        return result

    def refuse(self, person, record, method, *args, error="AccessError", **kwargs):
        """The person is refused, and the whole table is as before."""
        before = self.read_table(record)
        with mute_logger(*MUTED):
            result = self.call(person, record, method, *args, **kwargs)
        what = f"{person.name}: {record._name}.{method} {args} {kwargs}"
        self.assertEqual(result, (None, error), what)
        self.env.invalidate_all()
        self.assertEqual(self.read_table(record), before, what)

    def read_table(self, record):
        self.env.flush_all()
        self.env.cr.execute(f"SELECT t::text FROM {record._table} t ORDER BY id")
        return self.env.cr.fetchall()


@tagged("standard", "post_install", "-at_install")
class TestWrongPersons(WrongPersonsCase):
    def test_at_each_step_of_a_plan(self):
        plan = self.make_plan().sudo()
        others = (self.colleague, self.other_head, self.auditor, self.other_officer)
        above = (self.appraiser, self.superior)
        for right, step, wrong in (
            (self.employee, ["action_submit"], [*others, *above]),
            (self.employee, ["action_withdraw"], [*others, *above]),
            (self.employee, ["action_submit"], [*others, *above]),
            (
                self.appraiser,
                ["action_return", REASON],
                [*others, self.employee, self.superior, self.officer, self.manager],
            ),
            (self.employee, ["action_submit"], [*others, *above]),
            (
                self.appraiser,
                ["action_approve"],
                [*others, self.employee, self.superior, self.officer, self.manager],
            ),
            (self.employee, ["action_revise", REASON], [*others, self.superior]),
            (self.employee, ["action_revise_cancel"], [*others, *above, self.officer]),
            (
                self.officer,
                ["action_close", REASON],
                [*others, *above, self.employee],
            ),
            (
                self.officer,
                ["action_reopen", REASON],
                [*others, *above, self.employee],
            ),
        ):
            for person in wrong:
                self.refuse(person, plan, *step)
            self.allow(right, plan, *step)
        self.assertEqual(plan.state, "approved")

    def test_at_each_step_of_an_evaluation(self):
        plan = self.make_approved_plan()
        lines = self.env["hr.skp.target"]._get_or_create(plan.sudo(), self.period)
        vals = {"skp_id": plan.id, "period_id": self.period.id}
        others = (
            self.colleague,
            self.other_head,
            self.auditor,
            self.superior,
            self.other_officer,
        )
        model = self.env["hr.skp.evaluation"]
        for person in others:
            self.refuse(person, model, "create", [vals])
        evaluation, _error = self.rpc(
            self.appraiser, model._name, "create", [[vals][0]]
        )
        evaluation = model.sudo().browse(evaluation)
        own = (self.employee, self.officer, self.manager)
        for person in (*others, self.appraiser):
            self.refuse(person, lines.sudo(False), "write", {"realization": "Palsu"})
        self.allow(self.employee, lines, "write", {"realization": "12 laporan"})
        ratings = {"work_rating": "above", "behavior_rating": "meets"}
        for right, step, wrong in (
            (self.employee, ["action_submit"], [*others, self.appraiser]),
            (self.appraiser, ["write", ratings], [*others, *own]),
            (self.appraiser, ["action_rate"], [*others, *own]),
            (self.appraiser, ["action_reset_rating", REASON], [*others, *own]),
            (self.appraiser, ["action_rate"], [*others, *own]),
            (self.appraiser, ["action_deliver"], [*others, *own]),
            (self.appraiser, ["action_take_back", REASON], [*others, *own]),
            (self.appraiser, ["action_deliver"], [*others, *own]),
            (self.employee, ["action_accept"], [*others, self.appraiser, self.officer]),
        ):
            for person in wrong:
                self.refuse(person, evaluation, *step)
            self.allow(right, evaluation, *step)
        self.assertEqual((evaluation.state, evaluation.predicate), ("final", "good"))

    def test_the_former_appraiser_reads_only_what_he_sealed(self):
        plan = self.make_plan().sudo()
        plan._handover(self.head, REASON)
        self.as_user(plan.sudo(False), self.employee).action_submit()
        self.allow(self.head, plan, "action_approve")
        self.allow(self.employee, plan, "action_revise", REASON)
        self.allow(self.employee, plan, "action_submit")
        self.allow(
            self.officer, plan, "action_handover", self.appraiser.id, "Mutasi jabatan"
        )
        for step in (
            ["action_approve"],
            ["action_return", REASON],
            ["action_revise", REASON],
            ["read", ["state"]],
            ["message_post"],
        ):
            self.refuse(self.head, plan, *step)
        for model in ("hr.skp", "hr.skp.result", "hr.skp.indicator", "hr.skp.event"):
            name = "id" if model == "hr.skp" else "skp_id"
            found, _error = self.rpc(self.head, model, "search", [(name, "=", plan.id)])
            self.assertEqual(found, [], model)
        seals = self.env["hr.skp.seal"].sudo().search([("res_id", "=", plan.id)])
        found, _error = self.rpc(self.head, "hr.skp.seal", "search", [])
        self.assertEqual(found, seals.ids)
        self.allow(self.appraiser, plan, "action_approve")
        found, _error = self.rpc(self.head, "hr.skp.seal", "search", [])
        self.assertEqual(found, seals.ids, "not the next one")

    def test_nobody_approves_or_rates_himself(self):
        plan = self.make_plan(self.appraiser).sudo()
        self.allow(self.appraiser, plan, "action_submit")
        self.refuse(self.appraiser, plan, "action_approve")
        # Also where the columns say so, as after a change of logins, or as a deputy.
        plan._write_people({"appraiser_user_id": self.appraiser.user_id.id})
        self.refuse(self.appraiser, plan, "action_approve")
        plan._write_people(
            {
                "appraiser_user_id": self.superior.user_id.id,
                "deputy_user_id": self.appraiser.user_id.id,
            }
        )
        self.refuse(self.appraiser, plan, "action_approve")
        self.refuse(self.appraiser, plan, "action_return", REASON)
        self.allow(self.superior, plan, "action_approve")
        evaluation = self.as_user(self.env["hr.skp.evaluation"], self.superior).create(
            {"skp_id": plan.id, "period_id": self.period.id}
        )
        self.refuse(self.appraiser, evaluation, "write", {"work_rating": "above"})
        line = evaluation.sudo().result_line_ids
        self.refuse(self.appraiser, line, "write", {"rating": "above"})
        # The performance team neither runs its own plan.
        own = self.make_approved_plan(self.officer)
        self.refuse(self.officer, own, "action_close", REASON)
        self.refuse(self.officer, own, "action_handover", self.superior.id, REASON)
        row = {"employee_id": self.officer.id, "appraiser_id": self.officer.id}
        _result, error = self.rpc_quiet(
            self.officer, "hr.skp.appraiser", "create", [row]
        )
        self.assertEqual(error, "ValidationError")

    def rpc_quiet(self, *args, **kwargs):
        with mute_logger(*MUTED, "odoo.sql_db"):
            return self.rpc(*args, **kwargs)

    def test_without_a_session(self):
        plan = self.make_approved_plan()
        self.authenticate(None, None)
        params = {"model": "hr.skp", "method": "read", "args": [plan.ids], "kwargs": {}}
        with mute_logger(*MUTED):
            answer = self.url_open(
                "/web/dataset/call_kw", json=self.build_rpc_payload(params)
            ).json()
        self.assertEqual(
            answer["error"]["data"]["name"], "odoo.http.SessionExpiredException"
        )
        for url in (
            f"/report/pdf/hr_skp_reports.report_hr_skp/{plan.id}",
            f"/report/xlsx/hr_skp_reports.hr_skp_xlsx/{plan.id}",
        ):
            with mute_logger(*MUTED):
                response = self.url_open(url, allow_redirects=False)
            self.assertNotEqual(response.status_code, 200, url)
            self.assertNotIn(b"Ani Pegawai", response.content)
