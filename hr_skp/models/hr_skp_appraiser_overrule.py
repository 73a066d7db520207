from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class HrSkpAppraiser(models.Model):
    """Rows made by hand that go before the manager on the card, today or later.

    They do so lawfully, and go on doing so when the manager changes. So that nobody
    wonders, the list names the manager and finds such rows.
    """

    _inherit = "hr.skp.appraiser"

    manager_id = fields.Many2one(
        "hr.employee", "Manager on the card", related="employee_id.parent_id"
    )
    is_overruling = fields.Boolean(
        "Goes before the manager",
        compute="_compute_is_overruling",
        search="_search_is_overruling",
        compute_sudo=True,
    )

    @api.depends(
        "kind", "is_automatic", "appraiser_id", "date_to", "employee_id.parent_id"
    )
    def _compute_is_overruling(self):
        today = fields.Date.context_today(self)
        for row in self:
            manager = row.employee_id.parent_id
            row.is_overruling = bool(
                row.kind == "definitive"
                and not row.is_automatic
                and (not row.date_to or row.date_to >= today)
                and manager
                and manager != row.appraiser_id
            )

    @api.model
    def _search_is_overruling(self, operator, value):
        # The ORM hands a boolean search over as ``in [True]``.
        if operator != "in":
            return NotImplemented
        return (
            Domain("kind", "=", "definitive")
            & Domain("is_automatic", "=", False)
            & (
                Domain("date_to", "=", False)
                | Domain("date_to", ">=", fields.Date.context_today(self))
            )
            & Domain.custom(to_sql=self._get_other_manager_sql)
        )

    @api.model
    def _get_other_manager_sql(self, model, alias, query):
        """Return the condition: the employee's manager is somebody else."""
        managers = self.env["hr.employee"]._fields["parent_id"]
        return SQL(
            "EXISTS (SELECT FROM hr_employee e WHERE e.id = %s AND %s <> %s)",
            model._field_to_sql(alias, "employee_id", query),
            SQL.identifier("e", "parent_id", to_flush=managers),
            model._field_to_sql(alias, "appraiser_id", query),
        )
