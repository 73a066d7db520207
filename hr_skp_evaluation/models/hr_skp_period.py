from datetime import timedelta

from odoo import api, fields, models


class HrSkpPeriod(models.Model):
    _inherit = "hr.skp.period"

    organization_predicate_ids = fields.One2many(
        "hr.skp.organization.predicate", "period_id", "Organisation predicates"
    )

    @api.model
    def _get_lately_due(self, days):
        """Return the periods whose evaluations should have been delivered, by superuser.

        :param int days: for so long after its deadline a period counts
        """
        today = fields.Date.today()
        return self.sudo().search(
            [
                ("kind", "!=", "documentation"),
                ("evaluation_deadline", "<", today),
                ("evaluation_deadline", ">=", today - timedelta(days=days)),
            ]
        )

    @api.model
    def _get_last_over(self):
        """Return the last period of evaluation of the year's parts that is over."""
        return self.search(
            [
                ("kind", "=", "periodic"),
                ("date_to", "<", fields.Date.context_today(self)),
                ("company_id", "in", self.env.companies.ids),
            ],
            order="date_to desc, id desc",
            limit=1,
        )

    @api.model
    def _get_asked(self):
        """Return the period that a link names; without one the last that is over."""
        named = self.env.context.get("active_id")
        period = self.browse(named if isinstance(named, int) else ()).exists()
        return period._filtered_access("read") or self._get_last_over()
