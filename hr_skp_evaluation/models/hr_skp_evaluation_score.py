from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import formatLang

from ..rules import score

SCORE_FIELDS = ("score", "has_score")


class HrSkpEvaluationLine(models.AbstractModel):
    """The score of one line: optional, in agencies that give scores beside ratings.

    A number column knows no empty, and 0 is a score, too: ``has_score`` tells one from
    the other. To write ``score`` is to give one; ``False`` in either takes it away.
    """

    _inherit = "hr.skp.evaluation.line"

    score = fields.Float(
        digits=(6, 2),
        copy=False,
        aggregator=None,
        help="Optional: it feeds the suggestion, nothing else.",
    )
    has_score = fields.Boolean("Score given", copy=False)

    _check_score_given = models.Constraint(
        "CHECK (has_score OR COALESCE(score, 0) = 0)",
        "A score that was not given has no number.",
    )

    @api.constrains("score", "has_score")
    def _check_score(self):
        for line in self.filtered("has_score"):
            company = line.company_id
            if not company.skp_use_score:
                raise ValidationError(
                    self.env._(
                        "%(line)s: your agency gives no scores. Take the score away, and choose a"
                        " rating instead.",
                        line=line.name,
                    )
                )
            if not 0 <= line.score <= company.skp_score_highest:
                raise ValidationError(
                    self.env._(
                        "%(line)s: a score is a number from 0 to %(highest)s, not %(score)s.",
                        line=line.name,
                        highest=self._get_score_text(company.skp_score_highest),
                        score=self._get_score_text(line.score),
                    )
                )

    @api.model
    def _complete_score(self, vals):
        """Return the values with both halves of a score, where they hold one of them."""
        if vals.keys().isdisjoint(SCORE_FIELDS):
            return vals
        number = vals.get("score", 0)
        if number is None or number is False or not vals.get("has_score", True):
            return {**vals, "score": 0, "has_score": False}
        return {**vals, "has_score": True}

    @api.model
    def _get_score_text(self, number):
        """Return a score in the user's language, without decimals where it has none."""
        number = float(number)
        return formatLang(self.env, number, digits=0 if number.is_integer() else 2)


class HrSkpEvaluation(models.Model):
    """What scores suggest, and where a screen shows them."""

    _inherit = "hr.skp.evaluation"

    score_highest = fields.Float(
        related="company_id.skp_score_highest", export_string_translation=False
    )

    def _is_score_shown(self, *lines):
        """Whether the agency gives scores; one that was given before stays readable.

        :param lines: recordsets of the evaluation's lines
        """
        stored = self._origin
        if stored.company_id.skp_use_score:
            return True
        is_hidden = stored.employee_user_id == self.env.user and not stored.delivered_on
        return not is_hidden and any(any(part.mapped("has_score")) for part in lines)

    def _suggest_by_scores(self, lines):
        """Return the ``ScoreSuggestion`` of some lines; of none where there are no scores."""
        company = self._origin.company_id
        if not company.skp_use_score:
            return score.NO_SCORE
        return score.suggest_by_scores(
            lines.filtered("has_score").mapped("score"),
            company.skp_score_above,
            company.skp_score_meets,
        )

    def _get_score_suggestion_text(self, suggestion, lines, subject):
        """Return why scores suggest this rating, empty where they suggest nothing.

        :param suggestion: what ``_suggest_by_scores`` returned for these lines
        :param str subject: what is rated
        """
        if not suggestion.rating:
            return ""
        company, to_text = self._origin.company_id, lines._get_score_text
        bounds = {
            "above": to_text(company.skp_score_above),
            "meets": to_text(company.skp_score_meets),
        }
        reasons = {
            "above": self.env._("over %(above)s is above expectation", **bounds),
            "meets": self.env._(
                "from %(meets)s to %(above)s meets expectation", **bounds
            ),
            "below": self.env._("less than %(meets)s is below expectation", **bounds),
        }
        sentences = [
            self.env._(
                "%(subject)s: %(rating)s. Mean of the scores (%(count)s): %(mean)s; %(reason)s, as"
                " the agency reads its scores.",
                subject=subject,
                rating=dict(
                    self._fields["work_rating"]._description_selection(self.env)
                )[suggestion.rating],
                count=suggestion.count,
                mean=to_text(suggestion.mean),
                reason=reasons[suggestion.rating],
            )
        ]
        if missing := len(lines) - suggestion.count:
            sentences.append(
                self.env._("Without a score, not counted: %(count)s.", count=missing)
            )
        if any(lines.mapped("rating")):
            sentences.append(
                self.env._("Beside scores, ratings of single lines do not count.")
            )
        return " ".join(sentences)
