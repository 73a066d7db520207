from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class HrEmployee(models.Model):
    """What a person's plans take from the employee, and what follows a change of login."""

    _inherit = "hr.employee"

    skp_ids = fields.One2many(
        "hr.skp",
        "employee_id",
        "Plans",
        groups="hr.group_hr_user,hr_skp.group_hr_skp_officer",
    )
    skp_count = fields.Integer(
        compute="_compute_skp_card",
        groups="hr.group_hr_user,hr_skp.group_hr_skp_officer",
    )
    skp_text = fields.Char(
        "Present plan",
        compute="_compute_skp_card",
        groups="hr.group_hr_user,hr_skp.group_hr_skp_officer",
    )

    @api.depends_context("uid", "lang")
    def _compute_skp_card(self):
        cards = self.env["hr.skp"]._get_employee_cards(self.ids)
        for employee in self:
            employee.skp_count, employee.skp_text = cards[employee._origin.id]

    @api.model_create_multi
    def create(self, vals_list):
        employees = super().create(vals_list)
        if any(vals.get("parent_id") for vals in vals_list):
            employees.sudo().parent_id._update_skp_offers()
        return employees

    def write(self, vals):
        if "user_id" in vals and not self.env.su:
            self._check_own_login(vals["user_id"])
        former = self.sudo().parent_id if "parent_id" in vals else self.browse()
        done = super().write(vals)
        if "user_id" in vals:
            self.env["hr.skp"]._update_users(self)
        if "parent_id" in vals:
            (former | self.sudo().parent_id)._update_skp_offers()
        return done

    def _check_own_login(self, user_id):
        """Refuse to take oneself off one's own card: rules know the rated person by it.

        :raises AccessError: for HR people and administrators, too
        """
        if user_id != self.env.uid and self.env.user in self.sudo().user_id:
            raise AccessError(
                self.env._(
                    "Nobody changes the login on his own card. Ask a colleague of personnel."
                )
            )

    def _raise_skp_refusals(self, refusals):
        """Raise, naming every employee who refuses, unless there is none.

        :param dict refusals: {employee: sentence that says why not and the way out}
        """
        if refusals:
            raise UserError(
                "\n".join(
                    f"{employee.sudo().name}: {why}"
                    for employee, why in refusals.items()
                )
            )

    def _as_of_today(self):
        """Return these employees in superuser mode, as they stand today.

        Odoo takes the dated version from the context, which comes from the caller.
        """
        return self.sudo().with_context(version_id=False)

    def _update_skp_offers(self):
        """Offer, or stop offering, results of people who gained or lost subordinates."""
        plans = self.env["hr.skp"].sudo()
        plans.search([("employee_id", "in", self.ids)]).result_ids._update_offered()

    def _filter_skp_leaders(self):
        """Return those who lead somebody: as manager, as head of a unit or as appraiser."""
        employees = self.sudo()
        managers = employees.search([("parent_id", "in", employees.ids)]).parent_id
        heads = (
            self.env["hr.department"]
            .sudo()
            .search([("manager_id", "in", employees.ids)])
        )
        appraised = (
            self.env["hr.skp"]
            .sudo()
            ._read_group(
                [("appraiser_id", "in", employees.ids), ("state", "!=", "cancelled")],
                ["appraiser_id"],
            )
        )
        appraisers = employees.browse([appraiser.id for (appraiser,) in appraised])
        return employees & (managers | heads.manager_id | appraisers)

    def _get_skp_form(self):
        """Return {employee: form of his plan}: leaders are executives and heads of
        independent units (PermenPANRB 6/2022), everyone else is staff.
        """
        employees = self._as_of_today()
        independent = (
            self.env["hr.department"]
            .sudo()
            .search(
                [("manager_id", "in", employees.ids), ("is_skp_independent", "=", True)]
            )
        )
        return {
            employee.sudo(self.env.su): "leader"
            if employee.position_type == "executive"
            or employee in independent.manager_id
            else "staff"
            for employee in employees
        }

    def action_open_skp(self):
        """Open the plans of one employee."""
        self.ensure_one()
        return self.env["hr.skp"]._get_action_of_employee(self.id)
