from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class HrSkp(models.Model):
    """Plans that somebody else than the employee submitted: seen by everyone who reads them."""

    _inherit = "hr.skp"

    on_behalf_text = fields.Char(
        "On behalf", compute="_compute_on_behalf", compute_sudo=True
    )
    is_on_behalf = fields.Boolean(
        "Submitted on behalf",
        compute="_compute_on_behalf",
        search="_search_is_on_behalf",
        compute_sudo=True,
    )

    @api.depends("submitted_by_id", "submitted_on", "employee_user_id", "employee_id")
    @api.depends_context("lang")
    def _compute_on_behalf(self):
        for plan in self:
            submitter = plan.submitted_by_id
            plan.is_on_behalf = submitter and submitter != plan.employee_user_id
            plan.on_behalf_text = plan.is_on_behalf and self.env._(
                "Submitted by %(person)s on behalf of %(employee)s",
                person=submitter.name,
                employee=plan.employee_id.name,
            )

    @api.model
    def _search_is_on_behalf(self, operator, value):
        # The ORM hands a boolean search over as ``in [True]``.
        if operator != "in":
            return NotImplemented

        def compare(plans, alias, query):
            return SQL(
                "%s IS DISTINCT FROM %s",
                plans._field_to_sql(alias, "submitted_by_id", query),
                plans._field_to_sql(alias, "employee_user_id", query),
            )

        return Domain("submitted_by_id", "!=", False) & Domain.custom(to_sql=compare)
