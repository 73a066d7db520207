from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain


class HrSkp(models.Model):
    """Approving one plan after the other, and many from a list."""

    _inherit = "hr.skp"

    next_waiting_count = fields.Integer(
        "Wait for you", compute="_compute_next_waiting_count"
    )

    @api.depends_context("uid")
    @api.depends("state", "appraiser_user_id", "deputy_user_id")
    def _compute_next_waiting_count(self):
        """Count, for who appraises these plans, the others that wait for him."""
        mine = self._origin.filtered(lambda plan: plan._has_skp_role("appraiser"))
        waiting = mine._search_waiting() if mine else mine
        for plan in self:
            plan.next_waiting_count = (
                len(waiting - plan._origin) if plan._origin in mine else 0
            )

    @api.model
    def _search_waiting(self):
        """Return the plans that wait for the user, the longest waiting first."""
        return self.search(
            Domain("state", "=", "submitted")
            & Domain("employee_user_id", "!=", self.env.uid)
            & (
                Domain("appraiser_user_id", "=", self.env.uid)
                | Domain("has_skp_deputy_access", "=", True)
            ),
            order="state_date, id",
        )

    def action_approve_next(self):
        """Approve one plan, for the button of its form.

        :return: an action that says so, and offers the next plan that waits for the user
        """
        self.ensure_one()
        self.action_approve()
        waiting = self._search_waiting()
        name = self.sudo().name or self.sudo().display_name
        if not waiting:
            message = self.env._(
                "%(plan)s approved. No other waits for you.", plan=name
            )
        elif len(waiting) == 1:
            message = self.env._("%(plan)s approved. 1 more waits for you.", plan=name)
        else:
            message = self.env._(
                "%(plan)s approved. %(count)s more wait for you.",
                plan=name,
                count=len(waiting),
            )
        return {
            "type": "ir.actions.client",
            "tag": "hr_skp_approved",
            "params": {
                "message": message,
                "next": bool(waiting) and waiting[0]._get_form_action(),
            },
        }

    def action_open_next_waiting(self):
        """Open the plan that waits for the user longest, other than this one.

        :raises UserError: where no other waits
        """
        self.ensure_one()
        self.check_access("read")
        waiting = self._search_waiting() - self
        if not waiting:
            raise UserError(self.env._("No other plan waits for you."))
        return waiting[0]._get_form_action()

    def _get_form_action(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": "hr.skp",
            "res_id": self.id,
            "views": [[False, "form"]],
        }

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
