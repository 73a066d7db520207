from odoo import api, fields, models


class HrSkpHandover(models.TransientModel):
    """Asks to whom plans are handed, from when and why."""

    _name = "hr.skp.handover"
    _description = "Hand plans over"

    skp_ids = fields.Many2many(
        "hr.skp",
        string="Plans",
        default=lambda self: self._default_skp_ids(),
        required=True,
    )
    appraiser_id = fields.Many2one(
        "hr.employee",
        "New appraiser",
        help="Empty: whom the employees' cards, dated rows and units name today.",
    )
    date = fields.Date(
        "First day",
        required=True,
        default=lambda self: fields.Date.context_today(self),
        help="On a day to come the plans change hands by themselves.",
    )
    reason = fields.Text(required=True)
    is_lasting = fields.Boolean(
        "Also for plans made later",
        default=True,
        help="A dated row names the appraiser, and goes before the manager on the card, even"
        " when the manager changes. Without it the row of a day to come ends with the plan.",
    )
    is_future = fields.Boolean(
        compute="_compute_is_future", export_string_translation=False
    )

    @api.model
    def _default_skp_ids(self):
        if self.env.context.get("active_model") == "hr.skp":
            return self.env.context.get("active_ids")
        return []

    @api.depends("date")
    def _compute_is_future(self):
        today = fields.Date.context_today(self)
        for wizard in self:
            wizard.is_future = bool(wizard.date) and wizard.date > today

    def action_confirm(self):
        """Hand the plans over as the user himself; all of them or none."""
        self.ensure_one()
        plans = self.skp_ids
        plans.check_access("read")
        if self.appraiser_id and self.is_lasting and not self.is_future:
            self._appoint(plans)
        plans.action_handover(
            self.appraiser_id.id, self.reason, self.date, self.is_lasting
        )
        return {"type": "ir.actions.act_window_close"}

    def _appoint(self, plans):
        """Name the appraiser for plans made later, where the post is the employee's own."""
        rows = self.env["hr.skp.appraiser"]
        own = plans.sudo().filtered(lambda plan: not plan._is_other_post())
        employees, appraiser = own.employee_id, self.appraiser_id.sudo()
        employees._raise_skp_refusals(
            rows._get_appoint_refusals(employees, appraiser, self.date)
        )
        rows._appoint(employees, appraiser, self.date, self.reason)
