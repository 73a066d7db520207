from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.hr_version import ASN_STATUS, POSITION_TYPE


class HrSkpBatchIssuePlans(models.TransientModel):
    """Asks for whom plans are issued, then starts the batch that does it."""

    _name = "hr.skp.batch.issue.plans"
    _description = "Issue plans"

    cycle_id = fields.Many2one(
        "hr.skp.cycle",
        "Year",
        required=True,
        domain="[('state', '!=', 'closed'), ('company_id', 'in', allowed_company_ids)]",
        default=lambda self: self.env["hr.skp"]._default_cycle_id(),
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
    asn_status = fields.Selection(
        ASN_STATUS,
        "Only of this status",
        help="Empty: all civil servants.",
    )
    position_type = fields.Selection(
        POSITION_TYPE, "Only of this kind of post", help="Empty: all kinds."
    )
    missing_count = fields.Integer("Get a plan", compute="_compute_counts")
    issued_count = fields.Integer("Have one already", compute="_compute_counts")
    exempt_count = fields.Integer("Exempt", compute="_compute_counts")
    refused_count = fields.Integer("Not of your units", compute="_compute_counts")

    @api.depends(
        "cycle_id", "department_ids", "employee_ids", "asn_status", "position_type"
    )
    def _compute_counts(self):
        """Say before the start for whom plans are made; the batch asks the same again."""
        for wizard in self:
            counts = wizard._get_counts()
            for name in ("missing", "issued", "exempt", "refused"):
                wizard[f"{name}_count"] = counts.get(name, 0)

    def _get_counts(self):
        """Return {what becomes of them: number of people}, empty where nobody is chosen."""
        if not self.cycle_id or not (self.employee_ids or self.department_ids):
            return {}
        batch = self._new_batch()
        cycle = batch._get_cycle_to_issue()
        chosen = batch._filter_types(batch._get_chosen())
        # Of people outside his units nothing is told but that he cannot issue there.
        mine = batch._filter_run(chosen)
        exempt = batch._get_exempt(cycle, mine)
        issued = batch._get_issued(cycle, mine - exempt)
        return {
            "missing": len(mine) - len(exempt) - len(issued),
            "issued": len(issued),
            "exempt": len(exempt),
            "refused": len(chosen) - len(mine),
        }

    def _prepare_params(self):
        params = {"cycle_id": self.cycle_id.id}
        if self.employee_ids:
            params["employee_ids"] = self.employee_ids._origin.ids
        else:
            params["department_ids"] = self.department_ids._origin.ids
        if self.asn_status:
            params["asn_statuses"] = [self.asn_status]
        if self.position_type:
            params["position_types"] = [self.position_type]
        return params

    def _new_batch(self):
        """Return an unsaved batch of what is chosen, to ask it what it would do."""
        return self.env["hr.skp.batch"].new(
            {
                "kind": "issue_plans",
                "params": self._prepare_params(),
                "company_id": self.cycle_id.company_id.id,
                "user_id": self.env.uid,
            }
        )

    def action_issue(self):
        """Start the batch with the rights of the user and show it.

        :raises UserError: when nobody of the chosen ones lacks a plan
        """
        self.ensure_one()
        counts = self._get_counts()
        if counts and not counts["missing"] and not counts["refused"]:
            raise UserError(
                self.env._(
                    "Nobody here lacks a plan: %(issued)s have one, %(exempt)s are exempt.",
                    issued=counts["issued"],
                    exempt=counts["exempt"],
                )
            )
        batch = (
            self.env["hr.skp.batch"]
            .with_company(self.cycle_id.company_id)
            .create({"kind": "issue_plans", "params": self._prepare_params()})
        )
        batch.action_start()
        return {
            "type": "ir.actions.act_window",
            "res_model": batch._name,
            "res_id": batch.id,
            "views": [[False, "form"]],
        }
