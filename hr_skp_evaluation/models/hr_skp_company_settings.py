from odoo import fields, models


class HrSkpCompanySettings(models.AbstractModel):
    _inherit = "hr.skp.company.settings"

    skp_objection_days = fields.Integer(
        related="company_id.skp_objection_days", readonly=False
    )
    skp_objection_day_type = fields.Selection(
        related="company_id.skp_objection_day_type", readonly=False
    )
    skp_explanation_days = fields.Integer(
        related="company_id.skp_explanation_days", readonly=False
    )
    skp_remind_objection = fields.Boolean(
        related="company_id.skp_remind_objection", readonly=False
    )
    skp_authorized_official_id = fields.Many2one(
        related="company_id.skp_authorized_official_id", readonly=False
    )
    skp_distribution_smallest = fields.Integer(
        related="company_id.skp_distribution_smallest", readonly=False
    )
    skp_distribution_tolerance = fields.Integer(
        related="company_id.skp_distribution_tolerance", readonly=False
    )
    skp_head_above_from = fields.Selection(
        related="company_id.skp_head_above_from", readonly=False
    )
    skp_head_meets_from = fields.Selection(
        related="company_id.skp_head_meets_from", readonly=False
    )
    skp_use_score = fields.Boolean(related="company_id.skp_use_score", readonly=False)
    skp_score_highest = fields.Float(
        related="company_id.skp_score_highest", readonly=False
    )
    skp_score_above = fields.Float(related="company_id.skp_score_above", readonly=False)
    skp_score_meets = fields.Float(related="company_id.skp_score_meets", readonly=False)
    skp_remind_evaluation = fields.Boolean(
        related="company_id.skp_remind_evaluation", readonly=False
    )
    skp_pattern_days = fields.Integer(
        related="company_id.skp_pattern_days", readonly=False
    )
    skp_pattern_gap = fields.Float(related="company_id.skp_pattern_gap", readonly=False)
    skp_pattern_share = fields.Integer(
        related="company_id.skp_pattern_share", readonly=False
    )
