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
