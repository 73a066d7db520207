from odoo import api, models

from .hr_skp_evaluation import NOTE_FIELDS, RATING_FIELDS

# Steps that tell of a rating are hidden from the rated person till delivery.
RATING_KINDS = ("rate", "reset_rating", "plan_change", "deliver", "take_back")
SUGGESTED_FIELDS = ("suggested_work_rating", "suggested_behavior_rating")


class HrSkpEvaluation(models.Model):
    """What an event of rating keeps, so that every later change can be told."""

    _inherit = "hr.skp.evaluation"

    @api.model
    def _get_kept_names(self):
        """Return the fields of the ratings, which every event of rating keeps."""
        return (*RATING_FIELDS, "predicate")

    def _get_kept_ratings(self):
        """Return all that the appraiser typed, and the predicate, as plain values.

        Keys are names of fields; ``results`` and ``behaviors`` hold the ratings of single
        lines by the id of the line, ``result_scores`` and ``behavior_scores`` their
        scores, those without one left out. A suggestion is kept where the appraiser
        rated otherwise.
        """
        self.ensure_one()
        return {
            **{
                suggested: self[suggested]
                for name, suggested in zip(RATING_FIELDS, SUGGESTED_FIELDS, strict=True)
                if self[name] and self[suggested] and self[name] != self[suggested]
            },
            **{
                name: self[name] or None
                for name in (*self._get_kept_names(), *NOTE_FIELDS)
            },
            "results": self._get_line_ratings(self.result_line_ids),
            "behaviors": self._get_line_ratings(self.behavior_line_ids),
            "result_scores": self._get_line_scores(self.result_line_ids),
            "behavior_scores": self._get_line_scores(self.behavior_line_ids),
        }

    def _get_last_rated(self):
        """Return {evaluation: what was kept when it was rated last}, in one query."""
        events = self.env["hr.skp.event"].sudo()
        rated = events.search_fetch(
            [
                ("model", "=", self._name),
                ("res_id", "in", self.ids),
                ("kind", "=", "rate"),
            ],
            ["res_id", "after"],
            order="date, id",
        )
        return {self.browse(event.res_id): event.after for event in rated}

    def _get_line_ratings(self, lines):
        return {str(line.id): line.rating for line in lines if line.rating}

    def _get_line_scores(self, lines):
        return {str(line.id): line.score for line in lines if line.has_score}
