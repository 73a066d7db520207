from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain


class HrSkpAccess(models.AbstractModel):
    """Access by unit, for record rules.

    Odoo caches the domain of a rule per user, so a rule must not hold a list of
    units. Its place is a boolean whose ``search`` finds the units anew at each
    query: when the head of a unit changes, the former one finds nothing at once,
    in every process.
    """

    _name = "hr.skp.access"
    _description = "SKP: access by unit"

    department_id = fields.Many2one("hr.department", index=True, ondelete="restrict")
    has_skp_head_access = fields.Boolean(
        "In a unit I lead",
        compute="_compute_skp_unit_access",
        search="_search_has_skp_head_access",
        compute_sudo=True,
        export_string_translation=False,
    )
    has_skp_officer_access = fields.Boolean(
        "In a unit whose performance I run",
        compute="_compute_skp_unit_access",
        search="_search_has_skp_officer_access",
        compute_sudo=True,
        export_string_translation=False,
    )
    # Who has a task in another agency passes the limit between agencies for reading; what
    # he reads of it, rules of the addon that gives the task say.
    has_skp_task_access = fields.Boolean(
        "Of any agency, for a task of mine",
        compute="_compute_has_skp_task_access",
        search="_search_has_skp_task_access",
        compute_sudo=True,
        export_string_translation=False,
    )
    # A filter for screens; it opens nothing.
    is_in_my_unit = fields.Boolean(
        "In my unit or below",
        compute="_compute_skp_unit_access",
        search="_search_is_in_my_unit",
        compute_sudo=True,
        export_string_translation=False,
    )

    @api.depends_context("uid")
    @api.depends("department_id")
    def _compute_skp_unit_access(self):
        led = self.env["hr.department"]._get_skp_led_ids()
        run = self.env["hr.department"]._get_skp_run_ids()
        own = self.env["hr.department"]._get_skp_own_ids()
        for record in self:
            record.has_skp_head_access = record.department_id.id in led
            record.has_skp_officer_access = record.department_id.id in run
            record.is_in_my_unit = record.department_id.id in own

    @api.depends_context("uid")
    def _compute_has_skp_task_access(self):
        found = self.search(
            Domain("id", "in", self.ids) & Domain("has_skp_task_access", "=", True)
        )
        for record in self:
            record.has_skp_task_access = record._origin in found

    @api.model
    def _search_has_skp_task_access(self, operator, value):
        return self._get_task_domain() if operator == "in" else NotImplemented

    @api.model
    def _get_task_domain(self):
        """Return which rows a task opens to the user; other addons add theirs."""
        return Domain.FALSE

    @api.model
    def _search_has_skp_head_access(self, operator, value):
        return self._search_skp_unit(
            operator, self.env["hr.department"]._get_skp_led_ids()
        )

    @api.model
    def _search_has_skp_officer_access(self, operator, value):
        return self._search_skp_unit(
            operator, self.env["hr.department"]._get_skp_run_ids()
        )

    @api.model
    def _search_is_in_my_unit(self, operator, value):
        return self._search_skp_unit(
            operator, self.env["hr.department"]._get_skp_own_ids()
        )

    @api.model
    def _search_skp_unit(self, operator, department_ids):
        # The ORM hands a boolean search over as ``in [True]``.
        if operator != "in":
            return NotImplemented
        return (
            Domain("department_id", "in", list(department_ids))
            if department_ids
            else Domain.FALSE
        )

    @api.model
    def _check_not_own(self, employees):
        """Refuse a member of the team who settles his own case.

        :param employees: whom the row is about, or gives a task
        :raises AccessError: unless an administrator, or somebody else, does it
        """
        user = self.env.user
        if self.env.su or user.has_group("hr_skp.group_hr_skp_manager"):
            return
        if user.sudo().with_context(active_test=False).employee_ids & employees.sudo():
            raise AccessError(
                self.env._(
                    "Nobody settles his own case. Ask a colleague of the team or an"
                    " administrator."
                )
            )
