"""Ways around the screens: guarded fields, commands, context keys, private methods."""

from odoo import models
from odoo.tests import tagged
from odoo.tools import mute_logger

from .test_wrong_persons import MUTED, REASON, WrongPersonsCase

# What is public besides actions, and why: each extends a method of Odoo's own.
PUBLIC = {
    "onchange",
    "create",
    "write",
    "unlink",
    "copy",
    "copy_data",
    "default_get",
    "fields_get",
    "fetch",  # not callable over RPC
    "search_fetch",  # not callable over RPC
    "load",  # the employee list: checks who imports
    "get_import_templates",  # the address of a file that holds no data
    "get_distribution",  # counts what the user reads
    "get_home",  # the first screen: of the user, as he reads
    "get_matrix",  # the role–result matrix: reads as the user
    "get_month",  # the log's calendar: whose plan the user reads
    "get_usual",  # one's own log
    "get_names",  # one's own log
    "message_post",
    "web_read",
    "name_search",
    "hierarchy_read",
    "init",  # private in Odoo
}


@tagged("standard", "post_install", "-at_install")
class TestSideDoors(WrongPersonsCase):
    def test_guarded_fields_are_not_typed_by_anybody(self):
        plan = self.make_plan()
        result = plan.result_ids
        records = [plan, result, result.indicator_ids, plan.behavior_ids[0]]
        for record in records:
            # A line that is moved is refused as such, before anything else.
            for name in sorted(record._get_skp_guarded() - {"skp_id"}):
                for person in (self.employee, self.officer, self.manager):
                    self.refuse(person, record, "write", {name: False})
                    self.refuse(person, record, "web_save", {name: False}, {})
        for vals in (
            {"state": "approved"},
            {"employee_user_id": self.colleague.user_id.id},
            {"appraiser_user_id": self.employee.user_id.id},
            {"appraiser_id": self.employee.id},
            {"approved_by_id": self.appraiser.user_id.id, "approved_on": "2025-01-01"},
        ):
            self.refuse(self.employee, plan, "write", vals)
            new = {"cycle_id": self.cycle.id, "position_kind": "acting", **vals}
            self.refuse(self.employee, plan.browse(), "create", [new])

    def test_predicates_are_not_typed(self):
        evaluation = self.make_evaluation()
        for name in sorted(evaluation._get_skp_guarded()):
            self.refuse(self.appraiser, evaluation, "write", {name: False})
        vals = {"work_rating": "below", "predicate": "very_good"}
        self.refuse(self.appraiser, evaluation, "write", vals)
        self.allow(self.appraiser, evaluation, "write", {"work_rating": "below"})
        self.assertFalse(evaluation.predicate)

    def make_evaluation(self):
        plan = self.make_approved_plan()
        evaluations = self.as_user(self.env["hr.skp.evaluation"], self.appraiser)
        return evaluations.create(
            {"skp_id": plan.id, "period_id": self.period.id}
        ).sudo()

    def test_seals_and_history_are_not_touched(self):
        plan = self.make_approved_plan()
        seal = self.env["hr.skp.seal"].sudo().search([("res_id", "=", plan.id)])
        event = plan.sudo().event_ids[0]
        copied = seal.read(["model", "res_id", "revision", "company_id"], load=None)[0]
        copied.pop("id")
        people = (
            self.employee,
            self.appraiser,
            self.officer,
            self.manager,
            self.auditor,
        )
        for person in people:
            self.refuse(person, seal, "write", {"payload": "{}"})
            self.refuse(person, seal, "unlink")
            self.refuse(person, seal, "copy")
            self.refuse(person, seal.browse(), "create", [copied])
            self.refuse(person, event, "write", {"reason": "Lain"})
            self.refuse(person, event, "unlink")
            self.refuse(person, event, "copy")
        # The flag for uninstallation is but a context key.
        forced = {"_force_unlink": True, "allowed_company_ids": self.company.ids}
        self.refuse(self.manager, seal, "unlink", context=forced)
        self.refuse(self.manager, event, "unlink", context=forced)

    def test_no_context_key_opens_anything(self):
        plan = self.make_approved_plan().sudo()
        company = {"allowed_company_ids": self.company.ids}
        forced = {**company, "_force_unlink": True}
        line = plan.behavior_ids[0]
        for record in (plan, plan.result_ids, plan.result_ids.indicator_ids, line):
            for person in (self.employee, self.officer, self.manager):
                self.refuse(person, record, "unlink", context=forced, error="UserError")
        for context in (
            {"su": True},
            {"uid": 1},
            {"active_test": False, "force_company": 1, "install_mode": True},
            {"tracking_disable": True, "import_file": True, "tz": "Pacific/Kiritimati"},
        ):
            keys = {**company, **context}
            self.refuse(self.colleague, plan, "read", ["state"], context=keys)
            self.refuse(self.colleague, plan, "action_revise", REASON, context=keys)
            vals = {"feedback_interval": "weekly"}
            self.refuse(
                self.employee, plan, "write", vals, context=keys, error="UserError"
            )
        # Another agency's id in the context is no way into it.
        agency = self.env["res.company"].create({"name": "Pemerintah Kota Lain"})
        keys = {"allowed_company_ids": [agency.id, self.company.id]}
        self.refuse(self.colleague, plan, "read", ["state"], context=keys)

    def test_default_keys_fill_no_guarded_field(self):
        plans = self.env["hr.skp"]
        company = {"allowed_company_ids": self.company.ids}
        vals = {"cycle_id": self.cycle.id, "employee_id": self.employee.id}
        for key, value in (
            ("default_state", "approved"),
            ("default_appraiser_user_id", self.employee.user_id.id),
            ("default_employee_user_id", self.colleague.user_id.id),
            ("default_revision", 3),
        ):
            keys = {**company, key: value}
            nested = {**vals, "result_ids": [(0, 0, {"name": "Hasil"})]}
            self.refuse(self.employee, plans, "create", [nested], context=keys)
        # A key for the lines does not come as far as the lines.
        keys = {**company, "default_is_offered": True, "default_sealed_revision": 1}
        made, error = self.rpc(
            self.employee, "hr.skp", "create", [nested], context=keys
        )
        self.assertIsNone(error)
        result = plans.browse(made).sudo().result_ids
        self.assertRecordValues(result, [{"is_offered": False, "sealed_revision": 0}])
        evaluation = {
            "skp_id": self.make_approved_plan().id,
            "period_id": self.period.id,
        }
        model = self.env["hr.skp.evaluation"]
        for key in ("work_rating", "behavior_rating", "note", "state"):
            keys = {**company, f"default_{key}": "draft" if key == "state" else "above"}
            self.refuse(self.employee, model, "create", [evaluation], context=keys)

    def test_nested_commands_are_checked_like_direct_ones(self):
        plan = self.make_plan()
        result = plan.result_ids
        foreign = self.make_plan(self.colleague).result_ids
        for command in (
            (0, 0, {"name": "Hasil", "state": "taken_over"}),
            (1, result.id, {"is_offered": True}),
            (1, result.id, {"indicator_ids": [(0, 0, {"name": "x", "skp_id": 1})]}),
            (4, foreign.id),
            (1, foreign.id, {"name": "Palsu"}),
            (2, foreign.id),
        ):
            self.refuse(self.employee, plan, "write", {"result_ids": [command]})
        event = {"model": "hr.skp", "res_id": plan.id, "kind": "approve"}
        self.refuse(self.employee, plan, "write", {"event_ids": [(0, 0, event)]})
        self.refuse(
            self.officer,
            self.cycle,
            "write",
            {"skp_ids": [(1, plan.id, {"state": "approved"})]},
        )
        evaluation = self.make_evaluation_of(plan)
        rating = {"evaluation_ids": [(1, evaluation.id, {"work_rating": "above"})]}
        self.refuse(self.employee, plan, "write", rating, error="UserError")
        line = evaluation.result_line_ids
        rating = {"result_line_ids": [(1, line.id, {"rating": "above"})]}
        self.refuse(self.employee, evaluation, "write", rating)

    def make_evaluation_of(self, plan):
        self.as_user(plan, self.employee).action_submit()
        self.as_user(plan, self.appraiser).action_approve()
        evaluations = self.as_user(self.env["hr.skp.evaluation"], self.appraiser)
        vals = {"skp_id": plan.id, "period_id": self.period.id}
        return evaluations.create(vals).sudo()

    def test_rows_are_not_moved_out_of_reach(self):
        exemption = self.env["hr.skp.exemption"].create(
            {"employee_id": self.employee.id, "cycle_id": self.cycle.id}
        )
        elsewhere = {"employee_id": self.other_head.id}
        self.refuse(self.officer, exemption, "write", elsewhere)
        for name in ("department_id", "employee_user_id", "company_id"):
            self.refuse(self.officer, exemption, "write", {name: 1})
        agency = self.env["res.company"].create({"name": "Pemerintah Kota Lain"})
        self.refuse(
            self.officer,
            self.cycle,
            "write",
            {"company_id": agency.id},
            error="UserError",
        )
        self.refuse(self.officer, self.period, "write", {"company_id": agency.id})
        row = self.env["hr.skp.appraiser"].create(
            {
                "employee_id": self.employee.id,
                "appraiser_id": self.superior.id,
                "kind": "delegate",
            }
        )
        self.refuse(self.officer, row, "write", elsewhere)

    def test_nobody_extends_his_own_reach(self):
        groups = [(4, self.env.ref("hr_skp.group_hr_skp_manager").id)]
        for person in (self.employee, self.officer):
            user = person.user_id
            units = {"skp_department_ids": [(4, self.agency.id)]}
            self.refuse(person, user, "write", units)
            self.refuse(person, user, "write", {"group_ids": groups})
        self.refuse(self.officer, self.unit, "write", {"manager_id": self.officer.id})
        self.refuse(self.employee, self.employee, "write", {"parent_id": False})

    def test_the_dialogue_of_reasons_acts_as_the_person(self):
        plan = self.make_approved_plan()
        reasons = self.env["hr.skp.reason"]
        for method, error in (
            ("action_revise", "AccessError"),
            ("action_cancel", "AccessError"),
            ("action_approve", "UserError"),
            ("unlink", "UserError"),
            ("_approve", "UserError"),
        ):
            vals = {"res_model": "hr.skp", "res_ids": plan.ids, "method": method}
            wizard, _error = self.rpc(
                self.colleague, reasons._name, "create", {**vals, "reason": REASON}
            )
            wizard = reasons.sudo().browse(wizard)
            self.refuse(self.colleague, wizard, "action_confirm", error=error)
        self.refuse(self.employee, wizard, "read", ["reason"])

    def test_private_methods_are_not_called(self):
        plan = self.make_plan()
        people = {"employee_user_id": self.colleague.user_id.id}
        for record, method, args in (
            (plan, "_write_people", [people]),
            (plan, "_approve", []),
            (plan, "_move", ["approve", "approved"]),
            (plan, "_handover", []),
            (plan, "_get_seal_payload", []),
            (plan, "check_access", ["read"]),
            (plan, "fetch", [["state"]]),
            (plan.result_ids, "_set_state", ["drop", "dropped", REASON]),
            (plan.result_ids, "_update_offered", []),
            (self.env["hr.skp.seal"], "_append", [[{}]]),
            (self.env["hr.skp.seal"], "_seal", [{}]),
            (self.env["hr.skp.event"], "_record", [[], "approve"]),
            (self.env["hr.skp.target"], "_get_or_create", [[], 1]),
            (self.env["hr.skp.evaluation"], "_deliver", []),
            (self.env["hr.skp.evaluation"], "_cron_daily", []),
        ):
            self.refuse(self.employee, record, method, *args)

    def test_every_public_method_is_an_action_or_extends_one_of_odoo(self):
        found = set()
        for name, model in self.env.registry.items():
            for base in type(self.env[name]).__mro__:
                if not (base.__module__ or "").startswith("odoo.addons.hr_skp"):
                    continue
                found |= {
                    f"{name}.{attribute}"
                    for attribute, value in vars(base).items()
                    if callable(value)
                    and not attribute.startswith("_")
                    and not attribute.startswith("action_")
                    and attribute not in PUBLIC
                    and not isinstance(value, type)
                    and issubclass(base, models.BaseModel)
                    and not getattr(value, "_api_private", False)
                    and not model._abstract
                }
        self.assertEqual(found, set())

    def test_offered_results_show_name_nature_and_owner_only(self):
        plan = self.make_plan(self.superior, results=("Meningkatnya mutu layanan",))
        plan.result_ids.write({"strategy": "Rahasia dapur", "nature": "outcome"})
        plan.action_submit()
        offered = plan.sudo().result_ids
        own = self.make_plan()
        own.result_ids.parent_id = offered.id
        self.employee.user_id.group_ids += self.env.ref("base.group_allow_export")
        model, here = "hr.skp.result", [("id", "=", offered.id)]

        def ask(method, *args, **kwargs):
            with mute_logger(*MUTED):
                return self.rpc(self.employee, model, method, *args, **kwargs)

        seen, _error = ask("read", offered.ids, ["name", "nature", "owner_name"])
        self.assertEqual(seen[0]["name"], "Meningkatnya mutu layanan")
        secret = [("strategy", "ilike", "Rahasia")]
        for method, args, kwargs in (
            ("read", [offered.ids, ["strategy"]], {}),
            ("search", [here + secret], {}),
            ("search", [[("parent_id.strategy", "ilike", "Rahasia")]], {}),
            ("search", [[("parent_id", "any", secret)]], {}),
            ("search_read", [here, ["strategy"]], {}),
            ("name_search", ["", here + secret], {}),
            ("export_data", [offered.ids, ["strategy"]], {}),
            ("export_data", [own.result_ids.ids, ["parent_id/strategy"]], {}),
            ("formatted_read_group", [here, ["strategy"], ["__count"]], {}),
            ("formatted_read_group", [here, ["id"], ["strategy:max"]], {}),
            (
                "formatted_read_group",
                [here, ["id"], ["__count"]],
                {"having": [("strategy:max", ">", "A")]},
            ),
            (
                "formatted_read_group",
                [here, ["id"], ["__count"]],
                {"order": "strategy:max"},
            ),
            ("copy", [offered.ids, {"skp_id": own.id}], {}),
        ):
            found, _error = ask(method, *args, **kwargs)
            self.assertFalse(found, f"{method} {args} {kwargs}")
        for path in (
            "parent_id.strategy",
            "parent_id.schedule",
            "skp_id.cycle_id",
        ):
            found, _error = ask("formatted_read_group", [], [path], ["__count"])
            self.assertNotIn("Rahasia", str(found), path)
        found, _error = self.rpc_quiet(
            "hr.skp.indicator", ["result_id.parent_id.strategy"]
        )
        self.assertNotIn("Rahasia", str(found))

    def rpc_quiet(self, model, groupby):
        with mute_logger(*MUTED):
            return self.rpc(
                self.employee, model, "formatted_read_group", [], groupby, ["__count"]
            )
