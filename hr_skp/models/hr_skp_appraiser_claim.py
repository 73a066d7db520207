from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from .hr_skp_people import OPEN_STATES


class HrSkpAppraiserClaim(models.Model):
    """An employee reports that somebody else is his superior.

    =========  ====================  ====================================================
    step       from → to             who
    =========  ====================  ====================================================
    create     open                  the employee himself, one for each plan
    withdraw   open → withdrawn      the employee himself
    accept     open → accepted       performance team of his unit: a dated row names the
                                     right person, and open plans are handed over
    decline    open → declined       performance team of his unit, with a reason
    =========  ====================  ====================================================

    Nobody of the team settles a case that is his own: as the employee, as the one who
    appraises now, or as the one who shall.
    """

    _name = "hr.skp.appraiser.claim"
    _inherit = ["hr.skp.guard", "hr.skp.access"]
    _description = "Report of a wrong superior"
    _order = "state desc, id desc"
    _rec_name = "employee_id"
    _skp_guarded = frozenset(
        {
            "employee_id",
            "current_id",
            "department_id",
            "company_id",
            "state",
            "decision_note",
            "decided_by_id",
            "decided_on",
        }
    )

    skp_id = fields.Many2one(
        "hr.skp", "Plan", index="btree_not_null", ondelete="cascade"
    )
    employee_id = fields.Many2one(
        "hr.employee", required=True, index=True, ondelete="cascade"
    )
    current_id = fields.Many2one(
        "hr.employee",
        "Appraiser until then",
        index="btree_not_null",
        ondelete="set null",
    )
    proposed_id = fields.Many2one(
        "hr.employee",
        "Right superior",
        required=True,
        index=True,
        ondelete="cascade",
        help="Who should appraise instead.",
    )
    reason = fields.Text(required=True, help="What tells that it is this person.")
    state = fields.Selection(
        [
            ("open", "Open"),
            ("accepted", "Accepted"),
            ("declined", "Declined"),
            ("withdrawn", "Withdrawn"),
        ],
        required=True,
        default="open",
        index=True,
        copy=False,
    )
    decision_note = fields.Text("Reason of the decision", copy=False)
    decided_by_id = fields.Many2one("res.users", "Settled by", copy=False)
    decided_on = fields.Datetime("Settled on", copy=False)
    department_id = fields.Many2one(string="Unit")
    company_id = fields.Many2one("res.company", "Agency", index=True)
    has_skp_own_access = fields.Boolean(
        "Mine",
        compute="_compute_has_skp_own_access",
        search="_search_has_skp_own_access",
        compute_sudo=True,
        export_string_translation=False,
    )
    can_settle = fields.Boolean(compute="_compute_can", export_string_translation=False)
    can_withdraw = fields.Boolean(
        compute="_compute_can", export_string_translation=False
    )

    _one_open_per_plan = models.UniqueIndex(
        "(skp_id) WHERE state = 'open' AND skp_id IS NOT NULL",
        "This plan has an open report of a wrong superior already.",
    )
    _one_open_per_employee = models.UniqueIndex(
        "(employee_id) WHERE state = 'open' AND skp_id IS NULL",
        "You have an open report of a wrong superior already.",
    )

    # Access

    @api.depends_context("uid")
    @api.depends("employee_id")
    def _compute_has_skp_own_access(self):
        me = self._get_me()
        for claim in self:
            claim.has_skp_own_access = claim.employee_id in me

    @api.model
    def _search_has_skp_own_access(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("employee_id", "in", self._get_me().ids)

    @api.model
    def _get_me(self):
        return self.env.user.sudo().with_context(active_test=False).employee_ids

    @api.depends_context("uid")
    @api.depends("state", "employee_id", "proposed_id", "current_id", "department_id")
    def _compute_can(self):
        refusals = self._get_settle_refusals()
        me = self._get_me()
        for claim in self:
            claim.can_settle = claim not in refusals
            claim.can_withdraw = (
                claim.state == "open" and claim.sudo().employee_id in me
            )

    # Reporting

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        if "skp_id" in fields and "skp_id" not in values:
            values["skp_id"] = self._get_own_plan().id
        return values

    @api.model
    def _get_own_plan(self):
        """Return the user's own plan of today that is still open, if there is one."""
        today = fields.Date.context_today(self)
        return self.env["hr.skp"].search(
            [
                ("employee_user_id", "=", self.env.uid),
                ("state", "in", OPEN_STATES),
                ("date_from", "<=", today),
                ("date_to", ">=", today),
            ],
            order="is_reported desc, date_from desc",
            limit=1,
        )

    @api.model
    def _prepare_guarded_vals(self, vals_list):
        prepared = super()._prepare_guarded_vals(vals_list)
        default = self.default_get(["skp_id"]).get("skp_id")
        plans = self.env["hr.skp"].sudo()
        for vals, extra in zip(vals_list, prepared, strict=True):
            plan = plans.browse(vals.setdefault("skp_id", default) or [])
            employee = plan.employee_id or self.env.user.sudo().employee_id
            current = plan.appraiser_id
            if not current and employee:
                current = employee._get_skp_appraiser()[employee]
            proposed = employee.browse(vals.get("proposed_id") or [])
            self._check_claimable(plan, employee, current, proposed)
            extra.update(
                employee_id=employee.id,
                current_id=current.id,
                department_id=(plan or employee).department_id.id,
                company_id=employee.company_id.id,
            )
        return prepared

    @api.model
    def _check_claimable(self, plan, employee, current, proposed):
        """Raise unless the report is the user's own and names somebody else."""
        if not self.env.su and employee not in self._get_me():
            raise AccessError(
                self.env._("A wrong superior is reported by the employee himself.")
            )
        if proposed and proposed in (employee, current):
            raise UserError(
                self.env._(
                    "%(person)s is you, or appraises you already. Name someone else.",
                    person=proposed.name,
                )
            )
        if plan and plan.state not in OPEN_STATES:
            raise UserError(
                self.env._(
                    "%(plan)s is closed, so it stays with its appraiser.",
                    plan=plan.display_name,
                )
            )

    def write(self, vals):
        if not self.env.su:
            raise AccessError(
                self.env._("A report is settled or withdrawn, never rewritten.")
            )
        return super().write(vals)

    # Settling

    def _get_settle_refusals(self):
        """Return {claim: why the user cannot settle it, and the way out}."""
        refusals = {
            claim: self.env._("it is settled already.")
            for claim in self
            if claim.state != "open"
        }
        return {**refusals, **self._get_person_refusals()}

    def _get_person_refusals(self):
        user, me = self.env.user, self._get_me()
        is_manager = self.env.su or user.has_group("hr_skp.group_hr_skp_manager")
        refusals = {}
        for claim in self:
            known = claim.sudo()
            people = known.employee_id
            if not is_manager:
                people |= known.current_id | known.proposed_id
            if not (is_manager or known.has_skp_officer_access):
                refusals[claim] = self.env._(
                    "it is settled by the performance team of the unit."
                )
            elif people & me and not self.env.su:
                refusals[claim] = self.env._(
                    "Nobody settles his own case. Ask a colleague of the team or an"
                    " administrator."
                )
        return refusals

    def _check_settle(self):
        """Raise unless the user may settle these; they are locked until he has."""
        self.check_access("read")
        self.sudo()._raise_refusals(self._get_person_refusals(), AccessError)
        # Two of the team at once: the later one finds it settled.
        self.sudo().lock_for_update()
        self.invalidate_recordset(["state"])
        self.sudo()._raise_refusals(self._get_settle_refusals())

    def action_accept(self):
        """Name the right person from today on, and hand the open plans over.

        A report about a plan of another post hands over that plan alone.

        :raises AccessError: for people outside the performance team of the unit, and
            for whom the case is his own
        :raises UserError: when it is settled, or the person cannot appraise
        """
        self._check_settle()
        rows, today = self.env["hr.skp.appraiser"], fields.Date.context_today(self)
        for claim in self.sudo():
            employee, appraiser = claim.employee_id, claim.proposed_id
            plans = claim.skp_id
            if not plans or not plans._is_other_post():
                employee._raise_skp_refusals(
                    rows._get_appoint_refusals(employee, appraiser, today)
                )
                rows._appoint(employee, appraiser, today, claim.reason)
                plans = plans.search(
                    [
                        ("employee_id", "=", employee.id),
                        ("state", "in", OPEN_STATES),
                        ("date_to", ">=", today),
                    ]
                ).filtered(lambda plan: not plan._is_other_post())
                plans |= claim.skp_id
            plans._handover(appraiser, claim.reason)
        self._settle("accepted")
        return True

    def action_decline(self, reason=None):
        """Leave the appraiser as he is.

        :param str reason: why, compulsory; the employee reads it
        """
        self._check_settle()
        if not (reason or "").strip():
            raise UserError(self.env._("Say why: the employee reads the reason."))
        self._settle("declined", reason)
        return True

    def action_withdraw(self):
        """Take one's own open reports back."""
        self.check_access("read")
        me = self._get_me()
        for claim in self.sudo():
            if not self.env.su and claim.employee_id not in me:
                raise AccessError(
                    self.env._("A report is withdrawn by the employee himself.")
                )
        self.sudo()._raise_refusals(
            {
                claim: self.env._("it is settled already.")
                for claim in self.sudo()
                if claim.state != "open"
            }
        )
        self._settle("withdrawn")
        return True

    def _settle(self, state, note=None):
        self.sudo().write(
            {
                "state": state,
                "decision_note": note,
                "decided_by_id": self.env.uid,
                "decided_on": fields.Datetime.now(),
            }
        )
        # Another report may follow at once: the index must see this one settled.
        self.flush_recordset(["state"])
