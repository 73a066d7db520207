from odoo import models

from .hr_skp import DELIVERED_STATES


class HrSkpResult(models.Model):
    """What evaluations follow of a result, and what is delivered keeps of it."""

    _inherit = "hr.skp.result"

    def _set_state(self, kind, state, note):
        done = super()._set_state(kind, state, note)
        self.sudo().skp_id._search_undelivered()._follow_plan()
        return done

    def _get_link_refusals(self):
        refusals = super()._get_link_refusals()
        closed = self.sudo().skp_id.filtered(lambda plan: plan.state == "closed")
        found = closed._search_evaluations(("state", "in", DELIVERED_STATES))
        by_plan = found.grouped("skp_id")
        for result in self:
            if evaluations := by_plan.get(result.sudo().skp_id):
                reason = self.env._(
                    "its plan is closed and %(evaluation)s is delivered.",
                    evaluation=evaluations[:1].display_name,
                )
                refusals.setdefault(result, (reason, False))
        return refusals
