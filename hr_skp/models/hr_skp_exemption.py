from odoo import api, fields, models


class HrSkpExemption(models.Model):
    """Why someone is rightly without a plan or an evaluation, so that nobody counts him late."""

    _name = "hr.skp.exemption"
    _inherit = ["hr.skp.guard", "hr.skp.access"]
    _description = "SKP: exemption"
    _order = "cycle_id desc, id desc"
    _check_company_auto = True
    _skp_guarded = frozenset({"department_id", "employee_user_id", "company_id"})
    _skp_reach = frozenset({"employee_id", "cycle_id"})

    employee_id = fields.Many2one(
        "hr.employee", required=True, index=True, ondelete="cascade"
    )
    department_id = fields.Many2one(
        compute="_compute_people", store=True, readonly=True, precompute=True
    )
    employee_user_id = fields.Many2one(
        "res.users", compute="_compute_people", store=True, precompute=True, index=True
    )
    cycle_id = fields.Many2one(
        "hr.skp.cycle", required=True, index=True, ondelete="cascade"
    )
    period_id = fields.Many2one(
        "hr.skp.period",
        domain="[('cycle_id', '=', cycle_id)]",
        ondelete="cascade",
        help="Empty for the whole year.",
    )
    company_id = fields.Many2one(related="cycle_id.company_id", store=True, index=True)
    reason = fields.Selection(
        [
            ("unpaid_leave", "Unpaid leave (CLTN)"),
            ("pre_retirement", "Pre-retirement leave (MPP)"),
            ("study", "Study assignment"),
            ("suspended", "Suspended"),
            ("retired", "Retired or left"),
            ("transferred", "Transferred to another agency"),
            ("state_official", "State official"),
            ("other", "Other"),
        ],
        required=True,
        default="other",
    )
    note = fields.Text()

    _employee_cycle_period_uniq = models.UniqueIndex(
        "(employee_id, cycle_id, COALESCE(period_id, 0))",
        "This employee is exempt for this period already.",
    )

    @api.depends("employee_id")
    def _compute_people(self):
        for exemption in self:
            employee = exemption.employee_id._as_of_today()
            exemption.department_id = employee.department_id
            exemption.employee_user_id = employee.user_id

    @api.model_create_multi
    def create(self, vals_list):
        exemptions = super().create(vals_list)
        exemptions._check_not_own(exemptions.sudo().employee_id)
        return exemptions

    def write(self, vals):
        done = super().write(vals)
        self._check_not_own(self.sudo().employee_id)
        return done
