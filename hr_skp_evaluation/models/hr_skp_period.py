from odoo import fields, models


class HrSkpPeriod(models.Model):
    _inherit = "hr.skp.period"

    organization_predicate_ids = fields.One2many(
        "hr.skp.organization.predicate", "period_id", "Organisation predicates"
    )
