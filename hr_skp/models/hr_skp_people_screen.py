from odoo import api, fields, models

from .hr_skp_people import OPEN_STATES


class HrSkp(models.Model):
    """What the plan's screen offers about its people: handover, transfer, a wrong superior."""

    _inherit = "hr.skp"

    can_handover = fields.Boolean(
        compute="_compute_can_move", export_string_translation=False
    )
    can_transfer = fields.Boolean(
        compute="_compute_can_move", export_string_translation=False
    )
    can_claim = fields.Boolean(
        compute="_compute_can_move", export_string_translation=False
    )
    open_claim_id = fields.Many2one(
        "hr.skp.appraiser.claim",
        "Report of a wrong superior",
        compute="_compute_open_claim_id",
    )

    @api.depends_context("uid")
    @api.depends("state", "employee_user_id", "open_claim_id", "next_ids")
    def _compute_can_move(self):
        handed = self.sudo()._filter_handed()
        unmoved = self._origin._get_move_refusals()
        for plan in self:
            is_saved = bool(plan._origin)
            is_officer = is_saved and plan._has_skp_role("officer")
            plan.can_handover = is_officer and plan._origin in handed._origin
            plan.can_transfer = is_officer and plan._origin not in unmoved
            plan.can_claim = (
                is_saved
                and plan.state in OPEN_STATES
                and plan._has_skp_role("employee")
                and not plan.open_claim_id
            )

    @api.depends_context("uid")
    def _compute_open_claim_id(self):
        """Show an open report to those who may read it."""
        claims = self.env["hr.skp.appraiser.claim"].search(
            [("skp_id", "in", self._origin.ids), ("state", "=", "open")]
        )
        by_plan = {claim.skp_id.id: claim for claim in claims.sudo()}
        for plan in self:
            claim = by_plan.get(plan._origin.id)
            plan.open_claim_id = claim.sudo(False) if claim else False

    def action_open_claim(self):
        """Open the report of a wrong superior that is open for this plan."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "hr.skp.appraiser.claim",
            "res_id": self.open_claim_id.id,
            "views": [[False, "form"]],
        }
