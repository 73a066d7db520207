from odoo import models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain


class HrSkpBatch(models.Model):
    """Issuing plans: a draft for each employee who has none in the year.

    ``params``: ``cycle_id``, and ``employee_ids`` or ``department_ids`` (with the
    units below).
    """

    _inherit = "hr.skp.batch"

    def _get_items_issue_plans(self):
        """Return the ids of the employees, found with the rights of the starter."""
        self._get_cycle_to_issue()
        domain = Domain("company_id", "=", self.company_id.id)
        if employee_ids := self._get_param_ids("employee_ids"):
            employees = self.env["hr.employee"].search(
                domain & Domain("id", "in", employee_ids)
            )
            if missing := len(set(employee_ids)) - len(employees):
                raise UserError(
                    self.env._(
                        "%(count)s of the employees are archived or not of this agency. "
                        "Choose them again.",
                        count=missing,
                    )
                )
            return employees.ids
        if department_ids := self._get_param_ids("department_ids"):
            units = self.env["hr.department"].search(
                [("id", "child_of", department_ids)]
            )
            domain &= Domain("department_id", "in", units.ids)
            return self.env["hr.employee"].search(domain).ids
        raise UserError(
            self.env._("Say for which units or employees plans are issued.")
        )

    def _run_issue_plans(self, res_ids):
        """Create the missing plans; the rules of the plan say whose."""
        cycle = self._get_cycle_to_issue()
        # A plan that the starter may not read is a plan, too.
        existing = (
            self.env["hr.skp"]
            .sudo()
            .search_fetch(
                [
                    ("cycle_id", "=", cycle.id),
                    ("employee_id", "in", res_ids),
                    ("state", "!=", "cancelled"),
                ],
                ["employee_id"],
            )
        )
        have = set(existing.employee_id.ids)
        vals_list = [
            {"employee_id": employee_id, "cycle_id": cycle.id}
            for employee_id in res_ids
            if employee_id not in have
        ]
        try:
            self.env["hr.skp"].create(vals_list)
        except AccessError as error:
            raise AccessError(
                self.env._(
                    "You issue plans for the units whose performance you run. For other "
                    "units ask their performance team or an administrator."
                )
            ) from error

    def _get_cycle_to_issue(self):
        """Return the year named in the parameters; raise UserError when it is none."""
        cycle = self.env["hr.skp.cycle"].search(
            [
                ("id", "in", self._get_param_ids("cycle_id")),
                ("company_id", "=", self.company_id.id),
            ]
        )
        if len(cycle) != 1:
            raise UserError(self.env._("Say for which year plans are issued."))
        return cycle
