from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from .hr_skp import EDITABLE_STATES
from .hr_skp_feedback_follow_up import FOLLOW_UPS

CHANGES = {kind for kind, is_change in FOLLOW_UPS.values() if is_change}


class HrSkpFeedback(models.Model):
    """What the appraiser proposed: the employee takes it into his plan with one click.

    ==================  =========================================================
    follow-up           becomes
    ==================  =========================================================
    assignment          an additional result, given by the appraiser's post; the
                        employee adds its indicators
    adjust_expectation  the target of the indicator, or a sentence below what is
                        expected of the core value
    adjust_resources    a line of the annex, on the result
    ==================  =========================================================

    The proposal stands in the history, for those who read the plan: whoever was asked
    for feedback reads his own words, and not what followed from them.
    """

    _inherit = "hr.skp.feedback"

    proposal = fields.Text(
        compute="_compute_proposal",
        compute_sudo=False,
        help="As the plan would say it.",
    )
    proposal_text = fields.Text(
        "Proposed", compute="_compute_proposal", compute_sudo=False
    )
    proposed_by = fields.Char(compute="_compute_proposal", compute_sudo=False)
    proposal_indicator_id = fields.Many2one(
        "hr.skp.indicator",
        "Proposed target of",
        compute="_compute_proposal",
        compute_sudo=False,
    )
    is_taken_in = fields.Boolean(
        "Taken into the plan", compute="_compute_take_in", compute_sudo=False
    )
    can_take_in = fields.Boolean(
        compute="_compute_take_in", compute_sudo=False, export_string_translation=False
    )

    @api.depends_context("uid", "lang", "tz")
    @api.depends("follow_up")
    def _compute_proposal(self):
        proposed = self._origin.filtered(lambda one: one.follow_up in CHANGES)
        last = proposed._get_last_events("feedback_follow_up")
        for feedback in self:
            event = last.get(feedback._origin.id, self.env["hr.skp.event"])
            told = event.after or {}
            feedback.proposal = told.get("proposal")
            feedback.proposed_by = told.get("proposed_by")
            feedback.proposal_indicator_id = told.get("indicator_id")
            feedback.proposal_text = event._get_proposal_text() if event else False

    @api.depends_context("uid")
    @api.depends(
        "follow_up",
        "behavior_id.expectation",
        "skp_id.state",
        "skp_id.result_ids.indicator_ids.target",
        "skp_id.annex_ids",
    )
    def _compute_take_in(self):
        taken = self._origin._filter_taken_in()
        refusals = self._get_take_in_refusals()
        for feedback in self:
            plan = feedback.sudo(False).skp_id
            feedback.is_taken_in = feedback._origin in taken
            feedback.can_take_in = (
                feedback._origin
                and feedback not in refusals
                and (plan._has_skp_role("employee") or plan._has_skp_role("officer"))
            )

    def _filter_taken_in(self):
        """Return the feedback whose proposal the plan carries now."""
        last = self._get_last_events("feedback_take_in")
        lines = {
            model: self.env[model]
            .sudo()
            .browse(
                event.after["res_id"]
                for event in last.values()
                if event.after.get("model") == model
            )
            .exists()
            for model in ("hr.skp.result", "hr.skp.annex")
        }

        def is_taken_in(feedback):
            shown = feedback.sudo()
            if not feedback.proposal:
                return False
            if shown.follow_up == "adjust_expectation":
                if indicator := shown.proposal_indicator_id:
                    return indicator.target == feedback.proposal
                return shown.behavior_id._has_lines_of(feedback.proposal)
            told = feedback.id in last and last[feedback.id].after
            return bool(told) and told["res_id"] in lines[told["model"]].ids

        return self.filtered(is_taken_in)

    # Guards

    def _get_take_in_refusals(self):
        """Return {feedback: why its proposal cannot be taken into the plan now}."""
        current = {
            event.res_id
            for events in self.sudo().skp_id._get_proposals().values()
            for event in events
        }
        taken, refusals = self._origin._filter_taken_in(), {}
        for feedback in self:
            shown = feedback.sudo()
            if shown.follow_up not in CHANGES:
                refusals[feedback] = self.env._("it proposes no change of the plan.")
            elif feedback._origin.id not in current:
                refusals[feedback] = self.env._(
                    "the revision that it opened is over. Ask the appraiser for a new one."
                )
            elif shown.skp_id.state not in EDITABLE_STATES:
                refusals[feedback] = self.env._(
                    "the plan is submitted. Withdraw it to change it."
                )
            elif not feedback.proposal:
                refusals[feedback] = self.env._(
                    "it names no line of the plan. Read it, and change the lines yourself."
                )
            elif feedback._origin in taken:
                refusals[feedback] = self.env._("the plan has it already.")
        return refusals

    def _prepare_expectation(self, note, proposal, indicator_id):
        """Return what the history keeps of a proposed expectation."""
        if indicator_id:
            indicator = (
                self.env["hr.skp.indicator"].sudo().browse(indicator_id).exists()
            )
            if not indicator or indicator.skp_id != self.sudo().skp_id:
                raise UserError(self.env._("Choose an indicator of this plan."))
            if indicator.result_id.state != "active":
                raise UserError(
                    self.env._("Choose an indicator of a result that is in force.")
                )
            if not (proposal or "").strip():
                raise UserError(self.env._("Say what the new target is."))
            return {"proposal": proposal.strip(), "indicator_id": indicator.id}
        if self.sudo().behavior_id:
            return {"proposal": proposal or note}
        if proposal:
            raise UserError(self.env._("Choose the indicator that gets this target."))
        return {}

    def _get_proposer(self):
        """Return the post of the user who proposes, his name where he holds none."""
        user, plan = self.env.user.sudo(), self.sudo().skp_id[:1]
        is_appraiser = plan.appraiser_user_id == user
        employee = plan.appraiser_id if is_appraiser else user.employee_id
        identity = employee._get_skp_identity().get(employee, {})
        return identity.get("position") or user.name

    # Steps

    def action_take_in(self):
        """Take what was proposed after feedback into the plan.

        :return: the form of the new line, to be completed; True where nothing lacks
        :raises AccessError: for anyone but the employee and the performance team
        :raises UserError: where nothing is proposed, or the plan is not in revision
        """
        self.ensure_one()
        if not self.env.su:
            self.check_access("read")
        self.sudo(False).skp_id._check_can_edit()
        self._lock()
        self.sudo()._raise_refusals(self._get_take_in_refusals())
        line = self._take_in()
        self.env["hr.skp.event"]._record(
            self,
            "feedback_take_in",
            reason=self.proposal,
            details={self: {"after": {"model": line._name, "res_id": line.id}}},
        )
        if self.follow_up == "adjust_expectation":
            return True
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Complete the new line"),
            "res_model": line._name,
            "res_id": line.id,
            "views": [[False, "form"]],
            "target": "new",
        }

    def _take_in(self):
        """Write the line, as the user himself, and return it."""
        plan, result = self.skp_id, self.result_id
        if self.follow_up == "assignment":
            return self.env["hr.skp.result"].create(
                {
                    "skp_id": plan.id,
                    "kind": "additional",
                    "name": " ".join(self.proposal.split()),
                    "assigned_by": self.proposed_by,
                }
            )
        if self.follow_up == "adjust_resources":
            return self.env["hr.skp.annex"].create(
                {
                    "skp_id": plan.id,
                    "section": "resource",
                    "name": self.proposal,
                    "result_id": result.id if result.state == "active" else False,
                }
            )
        if indicator := self.proposal_indicator_id:
            indicator.target = self.proposal
            return indicator
        behavior = self.behavior_id
        behavior.expectation = "\n".join(
            filter(None, [behavior.expectation, self.proposal])
        )
        return behavior


class HrSkp(models.Model):
    """What the appraiser proposed after feedback, told on top of the revision it opened."""

    _inherit = "hr.skp"

    proposal_ids = fields.Many2many(
        "hr.skp.feedback",
        string="Proposed after feedback",
        compute="_compute_proposals",
    )

    @api.depends("state", "state_date", "feedback_ids.follow_up")
    def _compute_proposals(self):
        """Read the proposals since each revision was opened, at once for all plans."""
        proposals = self._get_proposals()
        feedbacks = self.env["hr.skp.feedback"].browse(
            event.res_id for events in proposals.values() for event in events
        )
        readable = feedbacks._filtered_access("read").grouped("skp_id")
        for plan in self:
            plan.proposal_ids = readable.get(plan._origin)

    def _get_proposals(self):
        """Return {plan id: events}, of plans under revision, the oldest first."""
        events = self.env["hr.skp.event"].sudo()
        ids = [
            plan.id
            for plan in self._origin
            if plan.state in (*EDITABLE_STATES, "submitted")
        ]
        if not ids:
            return {}
        opened = dict(
            events._read_group(
                [("skp_id", "in", ids), ("kind", "in", ("revise", "approve"))],
                ["skp_id"],
                ["id:max"],
            )
        )
        told = events.search(
            [("skp_id", "in", ids), ("kind", "=", "feedback_follow_up")], order="id"
        )
        # Where the proposal opens the revision, the revision is recorded just before it.
        return told.filtered(
            lambda event: (
                (event.after or {}).get("follow_up") in CHANGES
                and event.id > opened.get(event.skp_id, 0)
            )
        ).grouped(lambda event: event.skp_id.id)


class HrSkpEvent(models.Model):
    _inherit = "hr.skp.event"

    @api.model
    def _get_kind_labels(self):
        return {
            **super()._get_kind_labels(),
            "feedback_take_in": self.env._("Proposal taken into the plan"),
        }

    def _get_proposal_text(self):
        """Return what was proposed, by whom and when."""
        self.ensure_one()
        return self.env._(
            "%(user)s, %(date)s: %(proposal)s",
            user=self.sudo().user_id.name,
            date=format_date(
                self.env, fields.Datetime.context_timestamp(self, self.date)
            ),
            proposal=self.reason,
        )
