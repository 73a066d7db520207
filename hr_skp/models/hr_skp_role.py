from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .hr_skp_line import RULE_COLUMNS

ROLE_STATES = [
    ("proposed", "Proposed"),
    ("adopted", "Adopted"),
    ("declined", "Declined"),
    ("ended", "Ended"),
]
# What the proposing side may still change while nobody has answered.
OPEN_FIELDS = frozenset({"text", "cascading"})


class HrSkpRole(models.Model):
    """A role that a leader proposes to one of his people: a result that serves his own.

    The leader's word: the employee adopts it into his plan, where he may reword it, or
    declines it. The leader himself never edits a plan. A role may wait for a plan that
    is not begun yet.

    Its steps stand in ``hr_skp_role_steps.py``, where it goes when plans begin, end or
    change hands in ``hr_skp_role_people.py``, the screen in ``hr_skp_role_matrix.py``.

    ==========  =====================================================
    step        who
    ==========  =====================================================
    propose     the appraiser or his deputy; performance team
    withdraw    the same
    adopt       the employee, or the performance team on behalf
    decline     the same, with a reason
    ==========  =====================================================
    """

    _name = "hr.skp.role"
    _inherit = ["hr.skp.line"]
    _description = "Proposed role"
    _order = "id"
    _rec_name = "text"
    _skp_guarded = frozenset(
        {
            "cycle_id",
            "leader_id",
            "result_name",
            "state",
            "state_date",
            "note",
            "author_id",
            "adopted_result_id",
        }
    )

    skp_id = fields.Many2one(required=False, ondelete="set null")
    cycle_id = fields.Many2one(
        "hr.skp.cycle", "Year", required=True, index=True, ondelete="cascade"
    )
    employee_id = fields.Many2one(
        "hr.employee", required=True, index=True, ondelete="restrict"
    )
    leader_id = fields.Many2one(
        "hr.employee", required=True, index=True, ondelete="restrict"
    )
    result_id = fields.Many2one(
        "hr.skp.result", "Leader's result", index=True, ondelete="set null"
    )
    # As it read when the role was proposed; the employee may not read the result yet.
    result_name = fields.Char("Leader's result, in words", required=True)
    text = fields.Char("Proposed result", required=True)
    cascading = fields.Selection([("direct", "Direct"), ("indirect", "Indirect")])
    state = fields.Selection(
        ROLE_STATES, required=True, default="proposed", index=True, copy=False
    )
    state_date = fields.Datetime(
        "In this state since", default=lambda self: fields.Datetime.now(), copy=False
    )
    note = fields.Text("Why it was declined or ended", copy=False)
    author_id = fields.Many2one("res.users", "Proposed by", required=True)
    adopted_result_id = fields.Many2one(
        "hr.skp.result",
        "Result in the plan",
        index="btree_not_null",
        ondelete="set null",
        copy=False,
    )

    _open_uniq = models.UniqueIndex(
        "(result_id, employee_id, md5(text)) WHERE state = 'proposed'",
        "The same role is proposed to this employee already.",
    )

    # Who and whose

    @api.model
    def _get_skp_guarded(self):
        return super()._get_skp_guarded() | {"company_id"}

    @api.model
    def _prepare_guarded_vals(self, vals_list):
        defaults = self.default_get(["result_id", "employee_id", "skp_id"])
        completed = [{**defaults, **vals} for vals in vals_list]
        results = self.env["hr.skp.result"].sudo()
        results = results.browse(
            {vals["result_id"] for vals in completed if vals.get("result_id")}
        ).exists()
        for vals in completed:
            result = results.filtered(lambda each, v=vals: each.id == v["result_id"])
            if not result:
                raise UserError(self.env._("Choose the leader's result to support."))
            vals["cycle_id"] = result.skp_id.cycle_id.id
            vals["leader_id"] = result.skp_id.employee_id.id
            vals["result_name"] = result.name
        self._find_plans(completed)
        prepared = super()._prepare_guarded_vals(completed)
        people = self._prepare_waiting_vals(completed)
        for vals, extra, waiting in zip(completed, prepared, people, strict=True):
            extra.update(
                waiting,
                author_id=self.env.uid,
                **{
                    name: vals[name]
                    for name in ("employee_id", "cycle_id", "leader_id", "result_name")
                    if name in vals
                },
            )
        return prepared

    @api.model
    def _find_plans(self, vals_list):
        """Fill ``skp_id`` where the employee has a plan that the leader appraises."""
        plans = self.env["hr.skp"].sudo()
        for vals in vals_list:
            if vals.get("skp_id"):
                vals["employee_id"] = plans.browse(vals["skp_id"]).employee_id.id
        found = plans.search(
            [
                ("cycle_id", "in", [vals["cycle_id"] for vals in vals_list]),
                ("employee_id", "in", [vals.get("employee_id") for vals in vals_list]),
                ("state", "not in", ("closed", "cancelled")),
            ],
            # Of several plans the definitive one goes first.
            order="position_kind desc, id desc",
        )
        keys = ("employee_id", "cycle_id", "appraiser_id")
        by_people = {tuple(plan[key].id for key in keys): plan.id for plan in found}
        for vals in vals_list:
            if not vals.get("skp_id"):
                key = (vals.get("employee_id"), vals["cycle_id"], vals["leader_id"])
                vals["skp_id"] = by_people.get(key, False)

    @api.model
    def _prepare_waiting_vals(self, vals_list):
        """Return the rule columns of roles that have no plan yet, as a plan would get them."""
        is_waiting = [
            not vals.get("skp_id") and bool(vals.get("employee_id"))
            for vals in vals_list
        ]
        people = iter(
            self._get_waiting_people(
                [
                    (vals["employee_id"], vals["cycle_id"])
                    for vals, waits in zip(vals_list, is_waiting, strict=True)
                    if waits
                ]
            )
        )
        return [
            {
                name: value
                for name, value in next(people).items()
                if name in RULE_COLUMNS
            }
            if waits
            else {}
            for waits in is_waiting
        ]

    @api.model
    def _get_waiting_people(self, pairs):
        """Return for each (employee id, cycle id) the people of a plan made today."""
        employees = self.env["hr.employee"]._as_of_today()
        employees = employees.browse(employee_id for employee_id, _cycle_id in pairs)
        # One look for all: a plan asks for its own employee only.
        employees.mapped("department_id")
        return self.env["hr.skp"]._prepare_people_vals(
            [
                {"employee_id": employee_id, "cycle_id": cycle_id}
                for employee_id, cycle_id in pairs
            ]
        )

    def _has_role(self, role):
        """Whether the user is the ``employee``, the ``leader`` or the ``officer`` of a role.

        As for plans: nobody acts as his own leader.
        """
        self.ensure_one()
        if self.env.su:
            return True
        row, user = self.sudo(), self.env.user
        is_own = row.employee_user_id == user
        if role == "employee" or is_own:
            return is_own and role == "employee"
        if role == "leader":
            return row.appraiser_user_id == user or row._is_deputy(user)
        return (
            user.has_group("hr_skp.group_hr_skp_manager")
            and row.company_id in self.env.companies
        ) or row.has_skp_officer_access

    # Guards

    def _check_skp_line_change(self, operation, vals=None):
        """A role is proposed, and reworded, by the leader's side until it is answered."""
        if self.env.su:
            return
        self._check_person(
            ("leader", "officer"),
            self.env._("only the appraiser or his deputy proposes a role."),
        )
        if operation == "create":
            self.result_id.check_access("read")
            self.sudo()._raise_refusals(self.sudo()._get_proposal_refusals())
        elif (vals or {}).keys() - OPEN_FIELDS - self._get_skp_guarded():
            raise UserError(
                self.env._("Only its text changes. Withdraw it and propose another.")
            )
        self._check_open()

    def _get_proposal_refusals(self):
        """Return {role: why it cannot be proposed to this employee, and the way out}."""
        refusals = {}
        appraisers = self.filtered(lambda role: not role.skp_id).employee_id
        appraisers = appraisers._as_of_today()._get_skp_appraiser()
        for role in self:
            result, plan = role.result_id, role.skp_id
            appraiser = plan.appraiser_id or appraisers.get(role.employee_id)
            if result.kind != "main" or result.state != "active":
                refusals[role] = self.env._(
                    "roles are divided for main results in force. Choose another result."
                )
            elif appraiser != role.leader_id or plan.cycle_id - role.cycle_id:
                refusals[role] = self.env._(
                    "%(leader)s does not appraise %(employee)s in this plan."
                    " Choose a member of the team.",
                    leader=role.leader_id.name,
                    employee=role.employee_id.name,
                )
            elif plan.state in ("closed", "cancelled"):
                refusals[role] = self.env._(
                    "the plan is %(state)s.", state=plan._get_state_label()
                )
        return refusals

    def _check_person(self, roles, reason):
        self.sudo()._raise_refusals(
            {
                row.sudo(): reason
                for row in self
                if not any(row._has_role(role) for role in roles)
            },
            AccessError,
        )

    def _check_open(self):
        states = dict(self._fields["state"]._description_selection(self.env))
        self.sudo()._raise_refusals(
            {
                role: self.env._("it is answered already: %(state)s.", state=state)
                for role in self.sudo()
                if role.state != "proposed"
                for state in [states[role.state]]
            }
        )
