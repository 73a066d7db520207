from odoo import api, fields, models
from odoo.exceptions import UserError


class HrSkpDefectRepair(models.TransientModel):
    """Repairs one thing for many employees at once: all of them, or none.

    With the rights of the user: the performance team for its units, human resources
    and the administrator for the agency.
    """

    _name = "hr.skp.defect.repair"
    _description = "Repair many employees"

    # The public card: whoever repairs need not be an officer of human resources.
    employee_ids = fields.Many2many(
        "hr.employee.public",
        string="Employees",
        required=True,
        default=lambda self: self._default_employee_ids(),
    )
    repair = fields.Selection(
        [
            ("manager", "Manager on the card"),
            ("appraiser", "Appraiser from a day on (row)"),
            ("unit", "Unit on the card"),
        ],
        "What to set",
        required=True,
        default="manager",
    )
    manager_id = fields.Many2one("hr.employee", "Manager")
    appraiser_id = fields.Many2one("hr.employee", "Appraiser")
    date = fields.Date("From", default=lambda self: fields.Date.context_today(self))
    department_id = fields.Many2one("hr.department", "Unit")
    reason = fields.Text()

    @api.model
    def _default_employee_ids(self):
        # A row of the list has the number of its employee.
        if self.env.context.get("active_model") == "hr.skp.defect":
            return self.env.context.get("active_ids")
        return []

    def action_repair(self):
        """Repair all chosen employees.

        :raises UserError: naming every employee who cannot be repaired, and why
        """
        self.ensure_one()
        employees = self.env["hr.employee"].sudo().browse(self.employee_ids.ids)
        value = {
            "manager": self.manager_id,
            "appraiser": self.appraiser_id,
            "unit": self.department_id,
        }[self.repair].sudo()
        if not value:
            raise UserError(self.env._("Say what shall be set."))
        employees._raise_skp_refusals(self._get_refusals(employees, value))
        if self.repair == "appraiser":
            self.env["hr.skp.appraiser"]._appoint(
                employees, value, self._get_date(), self.reason
            )
        else:
            name = {"manager": "parent_id", "unit": "department_id"}[self.repair]
            self._get_rows().write({name: value.id})
        return {"type": "ir.actions.act_window_close"}

    def _get_rows(self):
        return self.env["hr.skp.defect"].browse(self.employee_ids.ids)

    def _get_date(self):
        return self.date or fields.Date.context_today(self)

    def _get_refusals(self, employees, value):
        """Return {employee: why not}, looking at all of them before anything changes."""
        if self.repair == "appraiser":
            return self.env["hr.skp.appraiser"]._get_appoint_refusals(
                employees, value, self._get_date()
            )
        rows = self._get_rows()
        reachable = set(rows._filtered_access("write").ids)
        own = self.env.user.sudo().with_context(active_test=False).employee_ids
        is_manager = self.env.user.has_group("hr_skp.group_hr_skp_manager")
        above = self._get_managers_of(value) if self.repair == "manager" else set()
        gives_himself = self.repair == "manager" and value in own
        refusals = {}
        for employee in employees:
            if employee.id not in reachable:
                why = self.env._(
                    "he is not in a unit that you repair. Ask its performance team or an"
                    " administrator."
                )
            elif (employee in own or gives_himself) and not is_manager:
                why = self.env._(
                    "Nobody settles his own case. Ask a colleague of the team or an"
                    " administrator."
                )
            elif self.repair == "unit" and value.company_id not in (
                employee.company_id,
                value.company_id.browse(),
            ):
                why = self.env._("%(unit)s belongs to another agency.", unit=value.name)
            elif self.repair == "manager" and employee == value:
                why = self.env._("Nobody appraises himself. Name someone else.")
            elif employee.id in above:
                why = self.env._(
                    "he leads %(manager)s, so they would form a circle. Give"
                    " %(manager)s another manager first.",
                    manager=value.name,
                )
            elif self.repair == "manager" and not value.active:
                why = self.env._(
                    "%(appraiser)s has left. Name someone in service.",
                    appraiser=value.name,
                )
            else:
                continue
            refusals[employee] = why
        return refusals

    @api.model
    def _get_managers_of(self, employee):
        """Return the ids of those who lead an employee, up to the top or a circle."""
        found = set()
        manager = employee.parent_id
        while manager and manager.id not in found:
            found.add(manager.id)
            manager = manager.parent_id
        return found
