from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class HrSkpPoint(models.Model):
    """A remark in the dialogue about a plan, a result or an indicator."""

    _name = "hr.skp.point"
    _inherit = ["hr.skp.line"]
    _description = "Point of the dialogue"
    _order = "state, id desc"
    _rec_name = "text"
    _skp_same_plan = ("result_id", "indicator_id")
    _skp_guarded = frozenset({"author_id", "state"})

    result_id = fields.Many2one(
        "hr.skp.result",
        domain="[('skp_id', '=', skp_id)]",
        index=True,
        ondelete="cascade",
    )
    indicator_id = fields.Many2one(
        "hr.skp.indicator",
        domain="[('skp_id', '=', skp_id)]",
        index=True,
        ondelete="cascade",
    )
    text = fields.Text(required=True)
    author_id = fields.Many2one("res.users", required=True)
    state = fields.Selection(
        [("open", "Open"), ("resolved", "Resolved")],
        required=True,
        default="open",
        index=True,
    )

    @api.model
    def _prepare_guarded_vals(self, vals_list):
        prepared = super()._prepare_guarded_vals(vals_list)
        for extra in prepared:
            extra["author_id"] = self.env.uid
        return prepared

    def action_resolve(self):
        """Settle points of the dialogue; either side may.

        :raises AccessError: for people outside the dialogue
        """
        self._check_dialogue()
        self.sudo().write({"state": "resolved"})
        return True

    def _check_dialogue(self):
        for point in self:
            plan = point.sudo(False).skp_id
            plan.check_access("read")
            if plan.sudo().state == "cancelled":
                raise UserError(
                    self.env._("The plan is cancelled, so is its dialogue.")
                )
            if not any(
                plan._has_skp_role(role)
                for role in ("employee", "appraiser", "officer")
            ):
                raise AccessError(
                    self.env._(
                        "The dialogue is between the employee and the appraiser."
                    )
                )

    def _check_skp_line_change(self, operation, vals=None):
        """Points are made by either side; a written one stays with its author."""
        if self.env.su:
            return
        self._check_dialogue()
        if operation != "create" and any(
            point.author_id != self.env.user for point in self.sudo()
        ):
            raise AccessError(
                self.env._("Only its author changes a point. Resolve it instead.")
            )
