from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from .hr_skp_activity import PLAN_ORDER

DONE = 100


class HrSkpAction(models.Model):
    """One step of the action plan of a planned result in a period.

    The state follows the progress; a step is dropped with a reason, and taken up again.
    """

    _name = "hr.skp.action"
    _inherit = ["hr.skp.line"]
    _description = "Action"
    _order = "period_id, result_id, sequence, id"
    _skp_parent_field = "result_id"
    _skp_same_plan = ("evidence_ids",)
    _skp_guarded = frozenset({"state", "leader_user_id", "drop_reason", "previous_id"})

    sequence = fields.Integer(default=10)
    result_id = fields.Many2one(
        "hr.skp.result",
        "Planned result",
        required=True,
        index=True,
        ondelete="cascade",
        domain="[('skp_id', '=', offered_skp_id), ('state', '=', 'active')]",
    )
    skp_id = fields.Many2one(required=False)
    # What a step is written for: its plan; of a new one the plan shown, else one's own.
    offered_skp_id = fields.Many2one(
        "hr.skp", compute="_compute_offered", export_string_translation=False
    )
    offered_cycle_id = fields.Many2one(
        "hr.skp.cycle", compute="_compute_offered", export_string_translation=False
    )
    leader_user_id = fields.Many2one("res.users", index="btree_not_null")
    period_id = fields.Many2one(
        "hr.skp.period",
        required=True,
        domain="[('cycle_id', '=', offered_cycle_id)]",
        index=True,
        ondelete="restrict",
    )
    name = fields.Char("Step", required=True)
    target = fields.Char(help="What is there at the end, such as 12 drafts.")
    date_deadline = fields.Date("Due")
    progress = fields.Integer("Progress (%)")
    final_result = fields.Text("Final result", help="What came of it.")
    state = fields.Selection(
        [
            ("planned", "Planned"),
            ("ongoing", "Ongoing"),
            ("done", "Done"),
            ("dropped", "Dropped"),
        ],
        compute="_compute_state",
        store=True,
        precompute=True,
        index=True,
    )
    drop_reason = fields.Text("Why dropped", copy=False)
    # The step of the period before that this one goes on with.
    previous_id = fields.Many2one(
        "hr.skp.action", index="btree_not_null", ondelete="set null", copy=False
    )
    evidence_ids = fields.Many2many(
        "hr.skp.evidence",
        string="Evidence",
        domain="[('skp_id', '=', skp_id), ('replaced_by_id', '=', False)]",
    )
    expected_evidence = fields.Char(related="result_id.expected_evidence")
    activity_ids = fields.One2many("hr.skp.activity", "action_id", "Log entries")
    is_late = fields.Boolean(compute="_compute_is_late", search="_search_is_late")
    can_edit = fields.Boolean(
        compute="_compute_can_edit", export_string_translation=False
    )

    _check_progress = models.Constraint(
        "CHECK (COALESCE(progress, 0) BETWEEN 0 AND 100)",
        "Progress lies between 0 and 100 %.",
    )
    # One click twice copies a step once.
    _previous_uniq = models.UniqueIndex(
        "(previous_id, period_id) WHERE previous_id IS NOT NULL",
        "This step was copied to the period already.",
    )
    # For the boards: what is open.
    _open_idx = models.Index(
        "(skp_id, date_deadline) WHERE state IN ('planned', 'ongoing')"
    )

    @api.depends_context("uid", "plan_id")
    @api.depends("skp_id")
    def _compute_offered(self):
        new = self.filtered(lambda action: not action.skp_id)
        offered = self._get_offered_plan() if new else self.env["hr.skp"]
        for action in self:
            action.offered_skp_id = action.skp_id or offered
            action.offered_cycle_id = action.offered_skp_id.cycle_id

    @api.model
    def _get_offered_plan(self):
        """Return the plan whose steps are shown, else one's own of today or of late."""
        plans = self.env["hr.skp"]
        shown = plans.browse(self.env.context.get("plan_id", [])).exists()
        entries = self.env["hr.skp.activity"]
        return (
            shown
            or entries._find_plans([{}])[0]
            or plans.search(
                [
                    ("employee_user_id", "=", self.env.uid),
                    ("state", "in", PLAN_ORDER),
                ],
                order="date_to desc, id desc",
                limit=1,
            )
        )

    @api.model
    def default_get(self, fields):
        """Offer the present period of the plan that is shown, else of one's own."""
        values = super().default_get(fields)
        if "period_id" in fields and not values.get("period_id"):
            if plan := self._get_offered_plan():
                values["period_id"] = plan._get_current_period().id
        return values

    @api.depends("progress", "drop_reason")
    def _compute_state(self):
        for action in self:
            if action.drop_reason:
                action.state = "dropped"
            elif action.progress >= DONE:
                action.state = "done"
            else:
                action.state = "ongoing" if action.progress else "planned"

    @api.depends("state", "date_deadline")
    def _compute_is_late(self):
        today = fields.Date.context_today(self)
        for action in self:
            action.is_late = bool(
                action.date_deadline
                and action.date_deadline < today
                and action.state in ("planned", "ongoing")
            )

    @api.model
    def _search_is_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [
            ("date_deadline", "<", fields.Date.context_today(self)),
            ("state", "in", ("planned", "ongoing")),
        ]

    @api.depends_context("uid")
    @api.depends("skp_id.state", "period_id")
    def _compute_can_edit(self):
        refusals = self._get_edit_refusals()
        for action in self:
            action.can_edit = action not in refusals

    @api.constrains("period_id")
    def _check_period_of_year(self):
        for action in self.sudo():
            if action.period_id.cycle_id != action.skp_id.cycle_id:
                raise ValidationError(
                    self.env._(
                        "%(action)s: %(period)s belongs to another performance year.",
                        action=action.name,
                        period=action.period_id.name,
                    )
                )

    @api.model
    def _prepare_guarded_vals(self, vals_list):
        prepared = super()._prepare_guarded_vals(vals_list)
        results = self.env["hr.skp.result"].sudo()
        for vals, extra in zip(vals_list, prepared, strict=True):
            result_id = vals.get("result_id") or self.env.context.get(
                "default_result_id"
            )
            extra["leader_user_id"] = results.browse(result_id).leader_user_id.id
        return prepared

    # Guards

    def _check_skp_line_change(self, operation, vals=None):
        """Steps are kept by the employee, or for him by the team, all through the year."""
        if self.env.su:
            return
        refusals = self._get_edit_refusals()
        self.sudo()._raise_refusals(
            {
                action: reason
                for action, (reason, is_person) in refusals.items()
                if is_person
            },
            AccessError,
        )
        self.sudo()._raise_refusals(
            {action: reason for action, (reason, _is_person) in refusals.items()}
        )
        if operation == "unlink":
            used = self.sudo().filtered(
                lambda action: (
                    action.progress or action.evidence_ids or action.activity_ids
                )
            )
            used._raise_refusals(
                dict.fromkeys(
                    used,
                    self.env._("work was told of it. Drop it with a reason instead."),
                )
            )

    def _get_edit_refusals(self):
        """Return {action: (why it may not be changed, whether for the person)}."""
        refusals = {}
        # A step being written has its plan once its result is chosen.
        for action in self.filtered("skp_id"):
            plan = action.sudo().skp_id.sudo(self.env.su)
            if not (plan._has_skp_role("employee") or plan._has_skp_role("officer")):
                refusals[action] = (
                    self.env._(
                        "the action plan is kept by the employee, or for him by the team."
                    ),
                    True,
                )
            elif plan.sudo().state == "cancelled":
                refusals[action] = (self.env._("the plan is cancelled."), False)
        return refusals

    # Actions

    def action_drop(self, reason=None):
        """End steps that will not be done; they stay readable with the reason.

        :param str reason: why, compulsory
        :raises UserError: where a step is done already
        """
        self.check_access("write")
        self._check_skp_line_change("write", {})
        if not (reason or "").strip():
            raise UserError(self.env._("Say why the step is dropped."))
        done = self.sudo().filtered(lambda action: action.state == "done")
        done._raise_refusals(
            dict.fromkeys(done, self.env._("it is done. There is nothing to drop."))
        )
        details = {
            action: {"from_state": action.state, "to_state": "dropped"}
            for action in self.sudo()
        }
        self.sudo().write({"drop_reason": reason})
        self.env["hr.skp.event"]._record(
            self.sudo(), "action_drop", reason=reason, details=details
        )
        return True

    def action_resume(self):
        """Take dropped steps up again."""
        self.check_access("write")
        self._check_skp_line_change("write", {})
        self.sudo().filtered("drop_reason").write({"drop_reason": False})
        return True

    @api.model
    def action_copy_previous(self):
        """Copy the open steps of the period before into the present one.

        The plan is the one whose steps are shown, else one's own of today.

        :raises UserError: where there is no plan, or nothing to copy
        """
        plan = self.env["hr.skp"].browse(self.env.context.get("plan_id", [])).exists()
        plan = plan or self.env["hr.skp.activity"]._find_plans([{}])[0]
        if not plan:
            raise UserError(self.env._("You have no plan for today. Begin it first."))
        return plan.action_copy_actions()

    @api.model
    def _copy_to(self, plan, period):
        """Copy the open steps of the period before to ``period``, once.

        :return: the new steps
        """
        former = period.search(
            [
                ("cycle_id", "=", period.cycle_id.id),
                ("kind", "=", period.kind),
                ("date_to", "<", period.date_from),
            ],
            order="date_to desc",
            limit=1,
        )
        steps = self.search(
            [
                ("skp_id", "=", plan.id),
                ("period_id", "=", former.id),
                ("state", "!=", "dropped"),
                ("result_id.state", "=", "active"),
            ]
        )
        copied = self.search([("previous_id", "in", steps.ids)]).previous_id
        length = period.date_from - former.date_from if former else None
        return self.sudo().create(
            [
                {
                    "result_id": step.result_id.id,
                    "period_id": period.id,
                    "sequence": step.sequence,
                    "name": step.name,
                    "target": step.target,
                    "date_deadline": step.date_deadline
                    and min(step.date_deadline + length, period.date_to),
                    "previous_id": step.id,
                }
                for step in (steps - copied)
            ]
        )
