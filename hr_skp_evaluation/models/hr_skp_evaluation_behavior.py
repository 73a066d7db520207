from odoo import api, fields, models


class HrSkpEvaluationBehavior(models.Model):
    """One core value in an evaluation: what was expected and what was said."""

    _name = "hr.skp.evaluation.behavior"
    _inherit = ["hr.skp.evaluation.line"]
    _description = "Evaluated behaviour"
    _skp_guarded = frozenset(
        {
            "is_rated",
            "delivered_on",
            "sequence",
            "name",
            "kept",
            "behavior_id",
            "value_id",
            "conducts",
            "expectation",
        }
    )

    behavior_id = fields.Many2one(
        "hr.skp.behavior", "Behaviour", required=True, index=True, ondelete="cascade"
    )
    value_id = fields.Many2one("hr.skp.value", required=True, ondelete="restrict")
    conducts = fields.Text()
    expectation = fields.Text("Leader's special expectation")

    _evaluation_value_uniq = models.UniqueIndex(
        "(evaluation_id, value_id)", "This core value stands in the evaluation already."
    )

    @api.depends("skp_id.feedback_ids.content", "skp_id.feedback_ids.rating", "kept")
    def _compute_content(self):
        saved = self._take_saved(("feedback", "feedback_rating"))
        live = saved.filtered(lambda line: not line.kept)
        for line in saved - live:
            line.update(line.kept)
        feedback = live._get_feedback_by_line("behavior_id")
        for line in live:
            line._set_feedback(feedback[line])

    def action_open_feedback(self):
        """Open what was said about one core value in the period."""
        return self._open_feedback("behavior_id")
