from odoo import api, fields, models


class ResCompany(models.Model):
    """Whether an agency gives scores beside ratings, and what they suggest.

    No rule knows a number: scale and thresholds are the agency's own.
    """

    _inherit = "res.company"

    skp_use_score = fields.Boolean(
        "Scores beside ratings",
        help="Whoever rates may give a number to each result and each core value. Their mean"
        " suggests a rating; nothing is ever written by itself.",
    )
    skp_score_highest = fields.Float(
        "Highest score",
        default=120,
        digits=(6, 2),
        help="Scores are given from 0 to this number.",
    )
    skp_score_above = fields.Float(
        "Score above expectation over",
        default=100,
        digits=(6, 2),
        help="A mean over this number suggests “above expectation”. 100 is how one agency"
        " reads its scores (Ministry of Finance, KMK 127/2026): an interpretation, no rule.",
    )
    skp_score_meets = fields.Float(
        "Score meets expectation from",
        default=90,
        digits=(6, 2),
        help="A mean from this number on suggests “meets expectation”, a lower one “below”."
        " 90 is how one agency reads its scores (Ministry of Finance, KMK 127/2026): an"
        " interpretation, no rule.",
    )

    _check_skp_score = models.Constraint(
        """CHECK (0 < skp_score_meets AND skp_score_meets <= skp_score_above
            AND skp_score_above < skp_score_highest)""",
        "“Score meets expectation from” is more than 0 and not more than “Score above expectation"
        " over”, which is less than the highest score. An example: 90, 100 and 120.",
    )

    @api.model
    def _get_skp_settings(self):
        return super()._get_skp_settings() | {
            "skp_use_score",
            "skp_score_highest",
            "skp_score_above",
            "skp_score_meets",
        }
