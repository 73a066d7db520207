from odoo import api, fields, models


class HrSkpBatchOpenEvaluations(models.TransientModel):
    """Asks for which period and units evaluations are opened, then starts the batch."""

    _name = "hr.skp.batch.open.evaluations"
    _description = "Open evaluations"

    period_id = fields.Many2one(
        "hr.skp.period",
        required=True,
        default=lambda self: self._get_latest_period(),
        domain="[('kind', '!=', 'documentation'), ('company_id', 'in', allowed_company_ids)]",
    )
    date_to = fields.Date(related="period_id.date_to")
    department_ids = fields.Many2many(
        "hr.department",
        string="Units",
        default=lambda self: self.env.user.skp_department_ids,
        help="With the units below them. Empty: all whose performance you run.",
    )

    @api.model
    def _get_latest_period(self):
        """Return the period whose evaluations are due: the latest that is over."""
        return self.env["hr.skp.period"].search(
            [
                ("kind", "=", "periodic"),
                ("company_id", "in", self.env.companies.ids),
                ("cycle_id.state", "=", "open"),
                ("date_to", "<", fields.Date.context_today(self)),
            ],
            order="date_to desc, id desc",
            limit=1,
        )

    def action_open(self):
        """Start the batch with the rights of the user and show it."""
        self.ensure_one()
        params = {
            "period_id": self.period_id.id,
            "department_ids": self.department_ids.ids,
        }
        batch = (
            self.env["hr.skp.batch"]
            .with_company(self.period_id.company_id)
            .create({"kind": "open_evaluations", "params": params})
        )
        batch.action_start()
        return {
            "type": "ir.actions.act_window",
            "res_model": batch._name,
            "res_id": batch.id,
            "views": [[False, "form"]],
        }
