from odoo import models
from odoo.exceptions import AccessError, UserError


class HrSkp(models.Model):
    """Approving many plans from a list."""

    _inherit = "hr.skp"

    def action_approve_ready(self):
        """Approve those that wait for the user and have no open points.

        :return: an action that says which were left as they were, and why
        :raises AccessError: for people who appraise none of them
        :raises UserError: naming every plan and reason, where none can be approved
        """
        self.check_access("read")
        strangers = self._get_person_refusals("approve")
        if len(strangers) == len(self):
            self.sudo()._raise_refusals(strangers, AccessError)
        refusals = self._get_ready_refusals()
        ready = self.filtered(lambda plan: plan not in refusals)
        if not ready:
            self.sudo()._raise_refusals(refusals)
            raise UserError(self.env._("Select the plans to approve."))
        ready.action_approve()
        message = self.env._("Plans approved: %(count)s", count=len(ready))
        if not refusals:
            return {
                "type": "ir.actions.client",
                "tag": "display_notification",
                "params": {
                    "type": "success",
                    "message": message,
                    "next": {"type": "ir.actions.act_window_close"},
                },
            }
        return {
            "type": "ir.actions.client",
            "tag": "hr_skp_left",
            "name": self.env._("Approve the ready ones"),
            "target": "new",
            "params": {
                "message": message,
                "left": [
                    {"id": plan.id, "name": plan.sudo().display_name, "reason": reason}
                    for plan, reason in refusals.items()
                ],
            },
        }

    def _get_ready_refusals(self):
        """Return {plan: why it is not approved with others, and the way out}."""
        refusals = self._get_step_refusals("approve")
        for plan in self - self.browse(plan.id for plan in refusals):
            if plan.open_point_count:
                refusals[plan] = self.env._(
                    "open points: %(count)s. Resolve them, or open the plan and approve it"
                    " there.",
                    count=plan.open_point_count,
                )
        return refusals
