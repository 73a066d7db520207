from collections import namedtuple

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .hr_skp import BINDING_STATES, EDITABLE_STATES

# from_states: where the step may start; roles: who may take it, the first one named
# in the refusal; needs_reason: the step asks why.
Step = namedtuple("Step", "from_states roles needs_reason", defaults=[False])

STEPS = {
    "submit": Step(EDITABLE_STATES, ("employee", "officer")),
    "withdraw": Step(("submitted",), ("employee", "officer")),
    "return": Step(("submitted",), ("appraiser",), True),
    "approve": Step(("submitted",), ("appraiser",)),
    "revise": Step(("approved",), ("employee", "appraiser", "officer"), True),
    "revise_cancel": Step(("revising",), ("reviser",)),
    "close": Step(("approved",), ("officer",), True),
    "reopen": Step(("closed",), ("officer",), True),
    "cancel": Step(("draft", "submitted", "revising"), ("officer",), True),
}


class HrSkp(models.Model):
    """The states of a plan.

    =============  =============================  ==========================================
    step           from → to                      who
    =============  =============================  ==========================================
    submit         draft, revising → submitted    employee; performance team on behalf
    withdraw       submitted → draft, revising    employee; performance team on behalf
    return         submitted → draft, revising    appraiser or deputy, with a reason
    approve        submitted → approved           appraiser or deputy, never oneself
    revise         approved → revising            employee, appraiser; team on behalf; reason
    revise_cancel  revising → approved            who opened the revision
    close          approved → closed              performance team, with a reason; daily job
    reopen         closed → approved              performance team, with a reason
    cancel         draft, submitted, revising     performance team, with a reason
                   → cancelled
    =============  =============================  ==========================================

    One function says why not (``_get_step_refusals``): the button hides by it, the
    server raises by it. A check of person passes in superuser mode, one of state never.
    """

    _inherit = "hr.skp"

    can_edit = fields.Boolean(compute="_compute_can", export_string_translation=False)
    can_submit = fields.Boolean(compute="_compute_can", export_string_translation=False)
    can_withdraw = fields.Boolean(
        compute="_compute_can", export_string_translation=False
    )
    can_return = fields.Boolean(compute="_compute_can", export_string_translation=False)
    can_approve = fields.Boolean(
        compute="_compute_can", export_string_translation=False
    )
    can_revise = fields.Boolean(compute="_compute_can", export_string_translation=False)
    can_revise_cancel = fields.Boolean(
        compute="_compute_can", export_string_translation=False
    )
    can_close = fields.Boolean(compute="_compute_can", export_string_translation=False)
    can_reopen = fields.Boolean(compute="_compute_can", export_string_translation=False)
    can_cancel = fields.Boolean(compute="_compute_can", export_string_translation=False)

    @api.depends_context("uid")
    @api.depends("state", "employee_user_id", "appraiser_user_id", "deputy_user_id")
    def _compute_can(self):
        refusals = {
            name: self._get_step_refusals(name, content=False) for name in STEPS
        }
        for plan in self:
            for name in STEPS:
                plan[f"can_{name}"] = plan not in refusals[name]
            if not plan._origin:
                # Not saved yet: its author makes it and may hand it over at once.
                plan.can_edit = plan.can_submit = True
                continue
            plan.can_edit = plan.state in EDITABLE_STATES and (
                plan._has_skp_role("employee") or plan._has_skp_role("officer")
            )

    def _get_state_label(self):
        return dict(self._fields["state"]._description_selection(self.env))[self.state]

    # Guards

    def _get_step_refusals(self, name, content=True):
        """Return {plan: why the user cannot take this step now, and the way out}.

        :param str name: a key of ``STEPS``
        :param bool content: also look into the lines; False where only buttons ask
        """
        refusals = dict(self._get_person_refusals(name))
        for plan, reason in self._get_state_refusals(name).items():
            refusals.setdefault(plan, reason)
        if content and name == "submit":
            for plan, reason in self._get_submit_refusals().items():
                refusals.setdefault(plan, reason)
        return refusals

    def _get_person_refusals(self, name):
        roles = STEPS[name].roles
        who = {
            "employee": self.env._("the employee"),
            "officer": self.env._("the performance team"),
            "appraiser": self.env._("the appraiser or his deputy, never oneself"),
            "reviser": self.env._("who opened the revision"),
        }
        reason = self.env._("this step is for %(who)s.", who=who[roles[0]])
        return {
            plan: reason
            for plan in self
            if not any(plan._has_skp_role(role) for role in roles)
        }

    def _get_state_refusals(self, name):
        return {
            plan: self.env._(
                "it is %(state)s, so this step is not possible now.",
                state=plan._get_state_label(),
            )
            for plan in self.sudo()
            if plan.state not in STEPS[name].from_states
        }

    def _get_submit_refusals(self):
        """Return {plan: what a plan lacks before it can be submitted}."""
        refusals = {}
        overlapping = self._get_overlapping()
        # One look for all: a filter in the loop would ask plan by plan.
        self.sudo().result_ids.indicator_ids.mapped("target")
        for plan in self.sudo():
            active = plan.result_ids.filtered(lambda result: result.state == "active")
            bare = active.filtered(
                lambda result: (
                    not any(
                        (indicator.target or "").strip()
                        for indicator in result.indicator_ids
                    )
                )
            )
            if not active.filtered(lambda result: result.kind == "main"):
                refusals[plan] = self.env._("add at least one main result.")
            elif bare:
                refusals[plan] = self.env._(
                    "add an indicator with a target to: %(results)s.",
                    results=", ".join(bare.mapped("name")),
                )
            elif not plan.appraiser_id:
                refusals[plan] = self.env._(
                    "no appraiser is known. Ask the performance team to name one."
                )
            elif plan in overlapping:
                refusals[plan] = self.env._(
                    "its days overlap %(other)s, a plan for the same kind of post."
                    " Change the days or close the other plan first.",
                    other=overlapping[plan].name,
                )
        return refusals

    def _get_overlapping(self, days=None):
        """Return {plan: a binding plan of the same employee and kind of post in its days}.

        :param dict days: {plan: (first, last)} to look at instead of the plan's own
        """
        days = days or {plan: (plan.date_from, plan.date_to) for plan in self.sudo()}
        plans = self.sudo()
        # Days freed in this transaction must be free in the database, too.
        plans.flush_model(["date_from", "date_to", "state", "position_kind"])
        others = plans.search(
            [
                ("employee_id", "in", plans.employee_id.ids),
                ("state", "in", BINDING_STATES),
            ]
        )
        found = {}
        for plan in plans:
            for other in others:
                if (
                    other != plan
                    and other.employee_id == plan.employee_id
                    and other.position_kind == plan.position_kind
                    and other.date_from <= days[plan][1]
                    and days[plan][0] <= other.date_to
                ):
                    found[plan] = other
        return found

    def _check_step(self, name, reason=None):
        """Raise, naming every plan that refuses, unless all can take the step."""
        plans = self.sudo(False) if not self.env.su else self
        if not self.env.su:
            plans.check_access("read")
        shown = self.sudo()
        shown._raise_refusals(plans._get_person_refusals(name), AccessError)
        if STEPS[name].needs_reason and not (reason or "").strip():
            raise UserError(self.env._("Say why: the reason is kept in the history."))
        shown._lock()
        if name == "submit":
            plans._derive_missing_appraisers()
        shown._raise_refusals(plans._get_step_refusals(name))

    def _lock(self):
        """Let others who step or edit at the same moment wait, and then see the outcome."""
        if self.ids:
            self.env.cr.execute(
                "SELECT 1 FROM hr_skp WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE",
                [self.ids],
            )
            self.invalidate_recordset(["state"])

    def _derive_missing_appraisers(self):
        """Look again for the appraiser of plans made before anybody was named."""
        without = self.sudo().filtered(
            lambda plan: not plan.appraiser_id and plan.state in EDITABLE_STATES
        )
        if without:
            without._handover(
                reason=self.env._("Appraiser named since the plan was made")
            )

    # Steps

    def action_submit(self):
        """Hand the plans to their appraisers. Raises with what is missing."""
        self._check_step("submit")
        self._move(
            "submit",
            "submitted",
            on_behalf=self._get_on_behalf("employee"),
            submitted_by_id=self.env.uid,
            submitted_on=fields.Datetime.now(),
        )
        return True

    def action_withdraw(self):
        """Take submitted plans back before the appraiser decides."""
        self._check_step("withdraw")
        self._back_to_editing("withdraw", on_behalf=self._get_on_behalf("employee"))
        return True

    def action_return(self, reason=None):
        """Give submitted plans back to the employee.

        :param str reason: what is to be changed, compulsory
        """
        self._check_step("return", reason)
        self._back_to_editing(
            "return", reason, on_behalf=self._get_on_behalf("appraiser")
        )
        return True

    def action_approve(self):
        """Approve submitted plans: identities are written, the plans are sealed."""
        self._check_step("approve")
        self._approve()
        return True

    def action_revise(self, reason=None):
        """Open approved plans for a change; the seal stays in force meanwhile.

        :param str reason: why, compulsory
        """
        self._check_step("revise", reason)
        on_behalf = {
            plan: user
            for plan, user in self._get_on_behalf("employee").items()
            if not plan.sudo(False)._has_skp_role("appraiser")
        }
        self._move("revise", "revising", reason, on_behalf, revised_by_id=self.env.uid)
        return True

    def action_revise_cancel(self):
        """Give up a revision: the lines are restored from the seal."""
        self._check_step("revise_cancel")
        plans = self.sudo()
        plans._restore_from_seal()
        plans._restore_submission()
        self._move("revise_cancel", "approved", revised_by_id=False)
        return True

    def action_close(self, reason=None):
        """Close approved plans, at a transfer or after the year.

        :param str reason: why, compulsory
        """
        self._check_step("close", reason)
        self._move("close", "closed", reason=reason)
        return True

    def action_reopen(self, reason=None):
        """Open closed plans again.

        :param str reason: why, compulsory
        """
        self._check_step("reopen", reason)
        self._move("reopen", "approved", reason=reason, is_reopened=True)
        return True

    def action_cancel(self, reason=None):
        """Cancel plans that never came, or shall no longer be, into force.

        :param str reason: why, compulsory
        """
        self._check_step("cancel", reason)
        self._move("cancel", "cancelled", reason=reason)
        return True

    def _move(self, kind, state, reason=None, on_behalf=None, **values):
        """Write the new state of all plans, record it, and follow with what depends on it."""
        plans = self.sudo()
        details = {
            plan: {"from_state": plan.state, "to_state": state} for plan in plans
        }
        plans.write({"state": state, "state_date": fields.Datetime.now(), **values})
        self.env["hr.skp.event"]._record(
            plans, kind, reason=reason, on_behalf=on_behalf, details=details
        )
        plans.result_ids._update_offered()

    def _restore_submission(self):
        """Write back who submitted the version that is in force again."""
        events = self.env["hr.skp.event"].sudo()
        submitted = events.search(
            [
                ("model", "=", self._name),
                ("res_id", "in", self.ids),
                ("kind", "=", "submit"),
            ],
            order="date, id",
        )
        for plan in self.sudo():
            before = submitted.filtered(
                lambda event, plan=plan: (
                    event.res_id == plan.id and event.date <= plan.approved_on
                )
            )[-1:]
            plan.write(
                {"submitted_by_id": before.user_id.id, "submitted_on": before.date}
            )

    def _back_to_editing(self, kind, reason=None, on_behalf=None):
        revised = self.filtered("revision")
        for plans, state in ((revised, "revising"), (self - revised, "draft")):
            if plans:
                plans._move(
                    kind,
                    state,
                    reason,
                    on_behalf,
                    submitted_by_id=False,
                    submitted_on=False,
                )

    def _approve(self):
        """Write identities and signers, raise the revision, and seal."""
        plans = self.sudo()
        identities = plans._get_identity_vals()
        for plan in plans:
            plan.write({**identities[plan], "revision": plan.revision + 1})
        self._move(
            "approve",
            "approved",
            on_behalf=self._get_on_behalf("appraiser"),
            approved_by_id=self.env.uid,
            approved_on=fields.Datetime.now(),
            revised_by_id=False,
        )
        plans._mark_sealed_lines()
        self.env["hr.skp.seal"].sudo()._seal(
            {plan: plan._get_seal_payload() for plan in plans},
            {plan: plan.revision for plan in plans},
        )
