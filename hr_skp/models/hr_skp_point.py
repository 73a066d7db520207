from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .hr_skp_dialogue import DIALOGUE_ROLES


class HrSkpPoint(models.Model):
    """A remark in the dialogue about a plan, a result or an indicator.

    Either side settles it and may open it again. It outlives the line it speaks of.
    """

    _name = "hr.skp.point"
    _inherit = ["hr.skp.line"]
    _description = "Point of the dialogue"
    _order = "state, id desc"
    _rec_name = "text"
    _skp_same_plan = ("result_id", "indicator_id")
    _skp_guarded = frozenset({"author_id", "state", "resolved_by_id", "resolved_on"})

    result_id = fields.Many2one(
        "hr.skp.result",
        domain="[('skp_id', '=', skp_id)]",
        index=True,
        ondelete="set null",
    )
    indicator_id = fields.Many2one(
        "hr.skp.indicator",
        domain="[('skp_id', '=', skp_id)]",
        index=True,
        ondelete="set null",
    )
    text = fields.Text(required=True)
    author_id = fields.Many2one("res.users", required=True)
    state = fields.Selection(
        [("open", "Open"), ("resolved", "Resolved")],
        required=True,
        default="open",
        index=True,
    )
    resolved_by_id = fields.Many2one("res.users", "Resolved by")
    resolved_on = fields.Datetime("Resolved on")

    @api.model
    def _prepare_guarded_vals(self, vals_list):
        prepared = super()._prepare_guarded_vals(vals_list)
        for extra in prepared:
            extra["author_id"] = self.env.uid
        return prepared

    @api.model_create_multi
    def create(self, vals_list):
        default_id = self.default_get(["indicator_id"]).get("indicator_id")
        indicators = self.env["hr.skp.indicator"].sudo()
        return super().create(
            [
                {**vals, **self._get_result_vals(indicators.browse(indicator_id))}
                for vals in vals_list
                for indicator_id in [vals.get("indicator_id", default_id)]
            ]
        )

    def write(self, vals):
        if "indicator_id" in vals:
            indicator = self.env["hr.skp.indicator"].sudo().browse(vals["indicator_id"])
            vals = {**vals, **self._get_result_vals(indicator)}
        return super().write(vals)

    @api.model
    def _get_result_vals(self, indicator):
        """Return what follows from the indicator: a point about it is about its result."""
        return {"result_id": indicator.result_id.id} if indicator else {}

    def action_resolve(self):
        """Settle points of the dialogue; either side may.

        :raises AccessError: for people outside the dialogue
        """
        self._check_dialogue()
        self.sudo().filtered(lambda point: point.state == "open").write(
            {
                "state": "resolved",
                "resolved_by_id": self.env.uid,
                "resolved_on": fields.Datetime.now(),
            }
        )
        return True

    def action_reopen(self):
        """Take up resolved points again; either side may.

        :raises AccessError: for people outside the dialogue
        """
        self._check_dialogue()
        self.sudo().filtered(lambda point: point.state == "resolved").write(
            {"state": "open", "resolved_by_id": False, "resolved_on": False}
        )
        return True

    def _check_dialogue(self):
        for point in self:
            plan = point.sudo(False).skp_id
            plan.check_access("read")
            if plan.sudo().state == "cancelled":
                raise UserError(
                    self.env._("The plan is cancelled, so is its dialogue.")
                )
            if not any(plan._has_skp_role(role) for role in DIALOGUE_ROLES):
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
