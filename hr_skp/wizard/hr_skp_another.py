from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..models.hr_skp import POSITION_KINDS
from ..models.hr_skp_post import HEAD_KINDS


class HrSkpAnother(models.TransientModel):
    """Makes another plan in the year, for a post beside the definitive one.

    The appraiser is the one of *that* post: for an acting head, whoever stands above
    the unit. The employee may do it for units where a row names him as stand-in, and
    for an additional task in his own; the performance team for any unit of the agency.
    """

    _name = "hr.skp.another"
    _description = "Another plan in the year"

    employee_id = fields.Many2one(
        "hr.employee", required=True, default=lambda self: self._default_employee_id()
    )
    cycle_id = fields.Many2one(
        "hr.skp.cycle",
        "Year",
        required=True,
        domain="[('state', '!=', 'closed'), ('company_id', 'in', allowed_company_ids)]",
        default=lambda self: self._default_cycle_id(),
    )
    position_kind = fields.Selection(
        [kind for kind in POSITION_KINDS if kind[0] != "definitive"],
        "Post",
        required=True,
        default="acting",
    )
    department_id = fields.Many2one("hr.department", "Unit of the post", required=True)
    post_name = fields.Char(
        "Post as printed",
        help="Such as “Plt. Head of Licensing”. Empty: as on the card.",
    )
    date_from = fields.Date(
        "From", required=True, default=lambda self: fields.Date.context_today(self)
    )
    date_to = fields.Date(
        "To",
        required=True,
        compute="_compute_date_to",
        store=True,
        readonly=False,
        precompute=True,
    )
    appraiser_id = fields.Many2one("hr.employee", compute="_compute_appraiser_id")

    @api.model
    def _get_active_plan(self):
        """Return the plan from which the dialogue was opened, if there is one."""
        context = self.env.context
        is_plan = context.get("active_model") == "hr.skp"
        plan_id = is_plan and context.get("active_id")
        return self.env["hr.skp"].browse(plan_id or []).exists()

    @api.model
    def _default_employee_id(self):
        return self._get_active_plan().employee_id or self.env.user.employee_id

    @api.model
    def _default_cycle_id(self):
        plan = self._get_active_plan()
        return plan.cycle_id or plan._default_cycle_id()

    @api.depends("cycle_id")
    def _compute_date_to(self):
        for wizard in self:
            wizard.date_to = wizard.cycle_id.date_to

    @api.depends(
        "employee_id", "department_id", "position_kind", "date_from", "date_to"
    )
    def _compute_appraiser_id(self):
        for wizard in self:
            wizard.appraiser_id = wizard._get_appraiser().sudo(False)

    def _get_appraiser(self):
        """Return who appraises the post, in superuser mode."""
        self.ensure_one()
        plans, unit = self.env["hr.skp"], self.department_id.sudo()
        if not self.employee_id or not unit:
            return self.env["hr.employee"].sudo()
        post = plans._make_post_key(self.employee_id.sudo(), unit, self.position_kind)
        date = plans._get_people_date(self.date_from, self.date_to)
        return self.env["hr.department"]._get_skp_post_appraiser([post], date)[post]

    def _check_may_make(self):
        """Raise unless the user makes plans for this employee and this unit."""
        user, employee = self.env.user, self.employee_id.sudo()
        if self.env.su or (
            user.has_group("hr_skp.group_hr_skp_manager")
            and employee.company_id in self.env.companies
        ):
            return
        is_own = employee.user_id == user
        run = self.env["hr.department"]._get_skp_run_ids()
        if not is_own and employee.department_id.id in run:
            return
        if not is_own:
            raise AccessError(
                self.env._(
                    "%(employee)s: a plan is made by the employee, or by the performance team"
                    " of his unit.",
                    employee=employee.name,
                )
            )
        is_home = (
            self.position_kind not in HEAD_KINDS
            and self.department_id == employee.department_id
        )
        if not is_home and not self._is_named(employee):
            raise UserError(
                self.env._(
                    "No row names you as stand-in in %(unit)s on these days. Ask the performance"
                    " team to add one, or to make the plan.",
                    unit=self.department_id.name,
                )
            )

    def _is_named(self, employee):
        """Whether a row names the employee as stand-in in the unit on some of these days."""
        rows = self.env["hr.skp.appraiser"].sudo()
        return bool(
            rows.search_count(
                Domain("department_id", "=", self.department_id.id)
                & Domain("appraiser_id", "=", employee.id)
                & Domain("kind", "!=", "definitive")
                & (
                    Domain("date_from", "=", False)
                    | Domain("date_from", "<=", self.date_to)
                )
                & (
                    Domain("date_to", "=", False)
                    | Domain("date_to", ">=", self.date_from)
                ),
                limit=1,
            )
        )

    def action_create_plan(self):
        """Make the draft and open it.

        :raises AccessError: for people who do not make plans for this employee
        :raises UserError: for an employee where nothing names him in that unit
        """
        self.ensure_one()
        self._check_may_make()
        unit = self.department_id.sudo()
        if unit.company_id and unit.company_id != self.cycle_id.sudo().company_id:
            raise UserError(
                self.env._(
                    "%(unit)s belongs to another agency than the year.", unit=unit.name
                )
            )
        appraiser = self._get_appraiser()
        vals = {
            "employee_id": self.employee_id.id,
            "cycle_id": self.cycle_id.id,
            "position_kind": self.position_kind,
            "date_from": self.date_from,
            "date_to": self.date_to,
            "department_id": unit.id,
            "post_department_id": unit.id,
            "post_name": self.post_name,
        }
        if self.position_kind in HEAD_KINDS and unit.is_skp_independent:
            vals["form"] = "leader"
        if appraiser:
            vals["appraiser_id"] = appraiser.id
        plan = self.env["hr.skp"].sudo().create(vals).sudo(self.env.su)
        if not plan.has_access("read"):
            return {"type": "ir.actions.act_window_close"}
        return {
            "type": "ir.actions.act_window",
            "res_model": plan._name,
            "res_id": plan.id,
            "views": [[False, "form"]],
        }
