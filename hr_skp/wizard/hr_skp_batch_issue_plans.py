from odoo import fields, models


class HrSkpBatchIssuePlans(models.TransientModel):
    """Asks for whom plans are issued, then starts the batch that does it."""

    _name = "hr.skp.batch.issue.plans"
    _description = "Issue plans"

    cycle_id = fields.Many2one(
        "hr.skp.cycle",
        "Year",
        required=True,
        domain="[('state', '!=', 'closed'), ('company_id', 'in', allowed_company_ids)]",
    )
    department_ids = fields.Many2many(
        "hr.department",
        string="Units",
        default=lambda self: self.env.user.skp_department_ids,
        help="With the units below them.",
    )
    # The public card: whoever issues plans need not be an officer of human resources.
    employee_ids = fields.Many2many(
        "hr.employee.public",
        string="Only these employees",
        help="Empty: all of the units.",
    )

    def action_issue(self):
        """Start the batch with the rights of the user and show it."""
        self.ensure_one()
        params = {"cycle_id": self.cycle_id.id}
        if self.employee_ids:
            params["employee_ids"] = self.employee_ids.ids
        else:
            params["department_ids"] = self.department_ids.ids
        batch = (
            self.env["hr.skp.batch"]
            .with_company(self.cycle_id.company_id)
            .create({"kind": "issue_plans", "params": params})
        )
        batch.action_start()
        return {
            "type": "ir.actions.act_window",
            "res_model": batch._name,
            "res_id": batch.id,
            "views": [[False, "form"]],
        }
