from psycopg2.errors import SerializationFailure, UniqueViolation

from odoo import models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain


class HrSkpBatch(models.Model):
    """Issuing plans: a draft for each employee who has none in the year.

    ``params``: ``cycle_id``, and ``employee_ids`` or ``department_ids`` (with the
    units below); ``asn_statuses`` and ``position_types`` take a part of them. Who is
    exempt for the year gets none, nor do people outside the civil service unless they
    are named or ``asn_statuses`` says so.
    """

    _inherit = "hr.skp.batch"

    def _get_items_issue_plans(self):
        """Return the ids of the employees, found with the rights of the starter."""
        cycle = self._get_cycle_to_issue()
        chosen = self._filter_types(self._get_chosen())
        return (chosen - self._get_exempt(cycle, chosen)).ids

    def _get_chosen(self):
        """Return the employees whom the parameters name, in person or by unit."""
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
            return employees
        if department_ids := self._get_param_ids("department_ids"):
            units = self.env["hr.department"].search(
                [("id", "child_of", department_ids)]
            )
            domain &= Domain("department_id", "in", units.ids)
            return self.env["hr.employee"].search(domain)
        raise UserError(
            self.env._("Say for which units or employees plans are issued.")
        )

    def _filter_types(self, employees):
        """Return those of the status and kind of post that the parameters name.

        Of people whom the starter does not run nothing is told: they are left out where
        a type is asked for, and refused one by one otherwise.
        """
        versions = self.env["hr.version"]._fields
        statuses = self._get_param_names("asn_statuses", versions["asn_status"])
        types = self._get_param_names("position_types", versions["position_type"])
        is_named = bool(self._get_param_ids("employee_ids"))
        run = self._filter_run(employees)

        def is_wanted(employee):
            version = employee.sudo().current_version_id
            if types and version.position_type not in types:
                return False
            if statuses:
                return version.asn_status in statuses
            return is_named or version.asn_status != "non_asn"

        wanted = run.filtered(is_wanted)
        return wanted if statuses or types else wanted | (employees - run)

    def _filter_run(self, employees):
        """Return those of the employees whose performance the starter runs."""
        if self.env.user.has_group("hr_skp.group_hr_skp_manager"):
            return employees
        units = self.env["hr.department"]._get_skp_run_ids()
        return employees.filtered(
            lambda employee: employee.sudo().department_id.id in units
        )

    def _get_exempt(self, cycle, employees):
        """Return those of the starter's employees who are exempt for the whole year."""
        exemptions = (
            self.env["hr.skp.exemption"]
            .sudo()
            .search_fetch(
                [
                    ("cycle_id", "=", cycle.id),
                    ("employee_id", "in", self._filter_run(employees).ids),
                    ("period_id", "=", False),
                ],
                ["employee_id"],
            )
        )
        return self.env["hr.employee"].browse(exemptions.employee_id.ids)

    def _get_issued(self, cycle, employees):
        """Return those of the employees who have a definitive plan in the year."""
        # A plan that the starter may not read is a plan, too.
        plans = (
            self.env["hr.skp"]
            .sudo()
            .search_fetch(
                [
                    ("cycle_id", "=", cycle.id),
                    ("employee_id", "in", employees.ids),
                    ("position_kind", "=", "definitive"),
                    ("state", "!=", "cancelled"),
                ],
                ["employee_id"],
            )
        )
        return self.env["hr.employee"].browse(plans.employee_id.ids)

    def _run_issue_plans(self, res_ids):
        """Create the missing plans; the rules of the plan say whose."""
        cycle = self._get_cycle_to_issue()
        employees = self.env["hr.employee"].browse(res_ids)
        # Somebody may have been exempted since the batch was started.
        missing = (
            employees
            - self._get_issued(cycle, employees)
            - self._get_exempt(cycle, employees)
        )
        try:
            self.env["hr.skp"].create(
                [
                    {"employee_id": employee.id, "cycle_id": cycle.id}
                    for employee in missing
                ]
            )
            self.env.flush_all()
        except AccessError as error:
            raise AccessError(
                self.env._(
                    "You issue plans for the units whose performance you run. For other "
                    "units ask their performance team or an administrator."
                )
            ) from error
        except UniqueViolation as error:
            # Somebody made the plan meanwhile; only a new transaction sees it.
            raise SerializationFailure(str(error)) from error

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

    def _get_param_names(self, name, field):
        """Return a parameter as a set of values of a selection; raise when it is none."""
        params = self.params if isinstance(self.params, dict) else {}
        names = params.get(name) or []
        known = {value for value, _label in field.selection}
        if not isinstance(names, list) or not known.issuperset(map(str, names)):
            raise UserError(
                self.env._(
                    "%(batch)s: %(name)s must be some of %(known)s.",
                    batch=self.display_name,
                    name=name,
                    known=", ".join(sorted(known)),
                )
            )
        return set(names)
