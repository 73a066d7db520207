from odoo import api, fields, models


class ResCompany(models.Model):
    """When the team board calls a leader's attention."""

    _inherit = "res.company"

    skp_attention_log_days = fields.Integer(
        "Attention: days without a log entry",
        default=5,
        help="Of a person who keeps a log; more days than these are named on the board.",
    )
    skp_attention_feedback_days = fields.Integer(
        "Attention: days without feedback",
        default=30,
        help="More days than these without any feedback are named on the board.",
    )

    _check_skp_attention_days = models.Constraint(
        """CHECK (COALESCE(skp_attention_log_days, 0) >= 0
            AND COALESCE(skp_attention_feedback_days, 0) >= 0)""",
        "Days are counted from 0 upwards.",
    )

    @api.model
    def _get_skp_settings(self):
        return super()._get_skp_settings() | {
            "skp_attention_log_days",
            "skp_attention_feedback_days",
        }
