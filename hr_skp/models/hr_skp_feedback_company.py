from odoo import api, fields, models

from ..rules.hidden import LEAST


class ResCompany(models.Model):
    """Whether the names of peers and subordinates stay hidden in feedback."""

    _inherit = "res.company"

    skp_hide_givers = fields.Boolean(
        "Hide names of peers and subordinates",
        help="What they answer from now on is kept without their names, for good. What was"
        " hidden once stays hidden when this is switched off.",
    )
    skp_hidden_shown_from = fields.Integer(
        "Show from so many answers",
        default=LEAST,
        help="Of one request, answers of peers, and those of subordinates, are shown all"
        " at once when it is over, from this many on. Not fewer than 4.",
    )

    _check_skp_hidden_shown_from = models.Constraint(
        f"CHECK (COALESCE(skp_hidden_shown_from, {LEAST}) >= {LEAST})",
        "Hidden answers are shown from 4 on, or from more.",
    )

    @api.model
    def _get_skp_settings(self):
        return super()._get_skp_settings() | {
            "skp_hide_givers",
            "skp_hidden_shown_from",
        }
