from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from .hr_skp_target import REALIZATION_STATES


class HrSkp(models.Model):
    """What the screens of a plan show and open: whose turn it is, counts."""

    _inherit = "hr.skp"

    waiting_text = fields.Char("Whose turn", compute="_compute_waiting_text")
    can_realize = fields.Boolean(
        compute="_compute_can_realize", export_string_translation=False
    )
    feedback_count = fields.Integer(compute="_compute_line_counts")
    event_count = fields.Integer(compute="_compute_line_counts")

    @api.depends(
        "state", "state_date", "appraiser_id", "employee_id", "cycle_id", "date_from"
    )
    @api.depends_context("uid", "lang")
    def _compute_waiting_text(self):
        for plan in self:
            if plan.state == "submitted":
                plan.waiting_text = plan.sudo()._get_approval_text(plan.can_approve)
            elif plan.state in ("draft", "revising") and plan._origin:
                plan.waiting_text = plan.sudo()._get_submission_text(self.env.user)
            else:
                plan.waiting_text = False

    def _get_approval_text(self, is_mine):
        since = format_date(self.env, self.state_date) if self.state_date else "–"
        if is_mine and self.revision:
            return self.env._(
                "Your turn: look at “What changes”, then approve, or return it with a reason"
                " (waiting since %(date)s)",
                date=since,
            )
        if is_mine:
            return self.env._(
                "Your turn: approve, or return it with a reason (waiting since %(date)s)",
                date=since,
            )
        return self.env._(
            "Waiting for %(appraiser)s to approve, since %(date)s",
            appraiser=self.appraiser_id.name,
            date=since,
        )

    def _get_submission_text(self, user):
        cycle, first_day = self.cycle_id, self.date_from
        deadline = cycle._get_due_date("draft", first_day) or cycle._get_due_date(
            "planning", first_day
        )
        is_mine = self.employee_user_id == user
        if not deadline or self.revision:
            return (
                self.env._("Your turn: complete the plan and submit it")
                if is_mine
                else self.env._(
                    "Waiting for %(employee)s to submit", employee=self.employee_id.name
                )
            )
        date = format_date(self.env, deadline)
        if is_mine:
            return self.env._(
                "Your turn: complete the plan and submit it (due %(date)s)", date=date
            )
        return self.env._(
            "Waiting for %(employee)s to submit (due %(date)s)",
            employee=self.employee_id.name,
            date=date,
        )

    @api.depends("state", "revision")
    @api.depends_context("uid")
    def _compute_can_realize(self):
        for plan in self:
            plan.can_realize = bool(
                plan.revision
                and plan.state in REALIZATION_STATES
                and (plan._has_skp_role("employee") or plan._has_skp_role("officer"))
            )

    def _compute_line_counts(self):
        counts = {}
        for model in ("hr.skp.feedback", "hr.skp.event"):
            counts[model] = dict(
                self.env[model]._read_group(
                    [("skp_id", "in", self.ids)], ["skp_id"], ["__count"]
                )
            )
        for plan in self:
            plan.feedback_count = counts["hr.skp.feedback"].get(plan, 0)
            plan.event_count = counts["hr.skp.event"].get(plan, 0)

    @api.model
    def _has_onchange(self, field, other_fields):
        """Look at hints again when the plan is saved, not after each typed line."""
        return field.name != "result_ids" and super()._has_onchange(field, other_fields)

    def _get_plan_periods(self, kind):
        """Return the periods of a kind that share days with one plan, in order.

        In superuser mode: who reads a plan of another agency does not read its year.
        """
        self.ensure_one()
        plan = self.sudo()
        return plan.cycle_id.period_ids.filtered(
            lambda period: (
                period.kind == kind
                and period.date_from <= plan.date_to
                and period.date_to >= plan.date_from
            )
        ).sorted("date_from")

    def _get_current_period(self):
        """Return the evaluation period that today falls into, else the last one begun."""
        today = fields.Date.context_today(self)
        periods = self._get_plan_periods("periodic")
        begun = periods.filtered(lambda period: period.date_from <= today)
        return (begun[-1:] or periods[:1]).sudo(self.env.su)

    def action_open_realization(self, of_reason=False):
        """Open the lines of the current period, making those that are missing.

        :param bool of_reason: of the period that the card on the board speaks of instead,
            where its realisation needs attention
        """
        self.ensure_one()
        period = of_reason and self._get_attention_period()
        period = period or self._get_current_period()
        if not period:
            raise UserError(
                self.env._("The year has no periods. Ask the performance team.")
            )
        return self._open_realization(period)

    def _open_realization(self, period):
        self.env["hr.skp.target"]._get_or_create(self, period)
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_skp.hr_skp_target_action"
        )
        action["display_name"] = self.env._(
            "%(plan)s: realisation %(period)s",
            plan=self.display_name,
            period=period.name,
        )
        action["domain"] = [("skp_id", "=", self.id)]
        action["context"] = {"search_default_period_id": period.id}
        return action

    def action_open_feedback(self):
        """Open the feedback of one plan, ready for another line."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_skp.hr_skp_feedback_action_team"
        )
        action["display_name"] = self.env._("Feedback")
        action["domain"] = [("skp_id", "=", self.id)]
        action["context"] = {
            "default_skp_id": self.id,
            "default_period_id": self._get_current_period().id,
            "create": self._has_skp_role("appraiser") or self._has_skp_role("superior"),
        }
        return action

    def action_open_events(self):
        """Open the history of one plan."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_skp.hr_skp_event_action"
        )
        action["domain"] = [("skp_id", "=", self.id)]
        return action
