from odoo import api, fields, models
from odoo.exceptions import UserError


class HrSkpResult(models.Model):
    _inherit = "hr.skp.result"

    action_ids = fields.One2many("hr.skp.action", "result_id", "Actions", copy=False)


class HrSkp(models.Model):
    """The action plan of a plan, period by period."""

    _inherit = "hr.skp"

    action_ids = fields.One2many("hr.skp.action", "skp_id", "Action plan", copy=False)

    action_count = fields.Integer("Steps", compute="_compute_work_counts")
    activity_count = fields.Integer("Log entries", compute="_compute_work_counts")

    def _compute_work_counts(self):
        counts = {}
        for model in ("hr.skp.action", "hr.skp.activity"):
            counts[model] = dict(
                self.env[model]._read_group(
                    [("skp_id", "in", self.ids)], ["skp_id"], ["__count"]
                )
            )
        for plan in self:
            plan.action_count = counts["hr.skp.action"].get(plan, 0)
            plan.activity_count = counts["hr.skp.activity"].get(plan, 0)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_logged(self):
        """Work that was told of is not deleted with the draft it was told in."""
        logged = self.sudo().filtered("activity_count")
        self._raise_refusals(
            {
                plan: self.env._(
                    "its daily log has %(count)s entries. Delete them first, or let the plan"
                    " be cancelled instead.",
                    count=plan.activity_count,
                )
                for plan in logged
            }
        )

    def action_copy_actions(self, period_id=False):
        """Copy the steps of the period before, as still to do; a second time adds nothing.

        :param int period_id: id of the period to copy to; the present one where empty
        :return: an action that shows the steps of the period
        :raises UserError: where the period before has no steps
        """
        self.ensure_one()
        self.env["hr.skp.activity"]._check_keeper(self)
        if self.sudo().state == "cancelled":
            raise UserError(self.env._("The plan is cancelled."))
        period = self.env["hr.skp.period"].browse(period_id or []).exists()
        period = period or self._get_current_period()
        if period not in self.sudo().cycle_id.period_ids:
            raise UserError(
                self.env._("%(plan)s: choose a period of its year.", plan=self.name)
            )
        actions = self.env["hr.skp.action"]
        if not actions._copy_to(self, period) and not actions.search_count(
            [("skp_id", "=", self.id), ("period_id", "=", period.id)], limit=1
        ):
            raise UserError(
                self.env._(
                    "The period before has no steps to copy. Add the first one here."
                )
            )
        return self._open_actions(period)

    def action_open_actions(self):
        """Open the action plan of the present period."""
        self.ensure_one()
        return self._open_actions(self._get_current_period())

    def _open_actions(self, period):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_skp.hr_skp_action_action"
        )
        return {
            **action,
            "domain": [("skp_id", "=", self.id)],
            "context": {
                "search_default_period_id": period.id,
                "default_period_id": period.id,
                "plan_id": self.id,
            },
        }

    def action_open_log(self, is_submitted=False):
        """Open the daily log of one plan; the appraiser looks at it, others keep it.

        :param bool is_submitted: begin with the entries that are to be verified
        """
        self.ensure_one()
        name = "verify" if self._has_skp_role("appraiser") else "my"
        action = self.env["ir.actions.act_window"]._for_xml_id(
            f"hr_skp.hr_skp_activity_action_{name}"
        )
        return {
            **action,
            "domain": [("skp_id", "=", self.id)],
            "context": {
                "default_skp_id": self.id,
                **({"search_default_submitted": 1} if is_submitted else {}),
            },
        }
