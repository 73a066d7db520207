from odoo import api, fields, models

from .hr_skp_organization_predicate import ORGANIZATION_PREDICATES


class ResCompany(models.Model):
    """What an agency suggests to whoever rates, and whether it reminds him."""

    _inherit = "res.company"

    skp_head_above_from = fields.Selection(
        ORGANIZATION_PREDICATES,
        "Head above expectation from",
        default="excellent",
        help="The lowest predicate of a unit that suggests “above expectation” for the work"
        " results of its head; empty: none does. An interpretation, no rule.",
    )
    skp_head_meets_from = fields.Selection(
        ORGANIZATION_PREDICATES,
        "Head meets expectation from",
        default="good",
        help="The lowest predicate of a unit that suggests “meets expectation”; what is lower"
        " suggests “below”. Empty: neither is suggested. An interpretation, no rule.",
    )
    skp_remind_evaluation = fields.Boolean(
        "Remind of evaluations",
        default=True,
        help="Employees of evaluations to submit; appraisers of those to rate and deliver,"
        " later the performance team.",
    )

    @api.model
    def _get_skp_settings(self):
        return super()._get_skp_settings() | {
            "skp_head_above_from",
            "skp_head_meets_from",
            "skp_remind_evaluation",
        }
