from odoo import api, fields, models
from odoo.exceptions import AccessError

from odoo.addons.hr_skp.models.hr_skp_feedback import RATINGS

# What the appraiser says of a single line: the rated person reads it after delivery.
JUDGING_FIELDS = ("rating", "score", "has_score")


class HrSkpEvaluationLine(models.AbstractModel):
    """One planned result or core value in an evaluation.

    Its texts are those of the plan in force in the period. What was realised and said
    is read live until delivery; at delivery it is kept with the line (``kept``).
    """

    _name = "hr.skp.evaluation.line"
    _inherit = ["hr.skp.line"]
    _description = "SKP: line of an evaluation"
    _order = "evaluation_id, sequence, id"
    _skp_parent_field = "evaluation_id"
    # Everything but the appraiser's rating, or score, of the single line.
    _skp_guarded = frozenset({"is_rated", "delivered_on", "sequence", "name", "kept"})

    evaluation_id = fields.Many2one(
        "hr.skp.evaluation", required=True, index=True, ondelete="cascade"
    )
    skp_id = fields.Many2one(required=False)
    sequence = fields.Integer()
    name = fields.Text()
    rating = fields.Selection(
        RATINGS, copy=False, help="Optional: it feeds the suggestion, nothing else."
    )
    feedback = fields.Text(compute="_compute_content", compute_sudo=True)
    feedback_rating = fields.Selection(
        RATINGS,
        compute="_compute_content",
        compute_sudo=True,
        help="The latest rating that a leader gave with his feedback in the period.",
    )
    kept = fields.Json(copy=False, prefetch=False)
    can_rate = fields.Boolean(
        compute="_compute_can_rate", export_string_translation=False
    )

    # Copies of the evaluation's: record rules compare columns of the row itself.
    is_rated = fields.Boolean(index=True, copy=False)
    delivered_on = fields.Datetime(index="btree_not_null", copy=False)

    def _take_saved(self, names):
        """Fill the lines of an open form from what is stored; return the stored lines.

        In a form the caller says what a line points to, so nothing is looked up there:
        a line that was never saved shows nothing.
        """
        for line in self:
            if not line.id:
                for name in names:
                    line[name] = line._origin[name]
        return self.filtered("id")

    def _compute_content(self):
        """Fill what the line shows of the period; see the two kinds of line."""
        self.feedback = False
        self.feedback_rating = False

    @api.depends_context("uid")
    @api.depends("evaluation_id.state", "evaluation_id.stop_reason")
    def _compute_can_rate(self):
        refusals = self.evaluation_id._origin._get_rating_refusals()
        for line in self:
            line.can_rate = line.evaluation_id._origin not in refusals

    def write(self, vals):
        self._check_skp_guarded(vals.keys())
        done = super().write(self._complete_score(vals))
        if not vals.keys().isdisjoint(JUDGING_FIELDS):
            self.sudo().evaluation_id._update_confidential()
        return done

    def _check_skp_line_change(self, operation, vals=None):
        """The application makes the lines; the appraiser may rate each of them."""
        if self.env.su:
            return
        if operation != "write":
            raise AccessError(
                self.env._(
                    "The lines of an evaluation follow its plan. Nobody adds or deletes any."
                )
            )
        self.sudo().evaluation_id.sudo(False)._check_can_write_ratings()

    def _get_feedback_by_line(self, name):
        """Return {line: its feedback, oldest first}, in one query, in superuser mode.

        :param str name: ``result_id`` or ``behavior_id``
        """
        plan_lines = self.mapped(name)
        feedback = self.env["hr.skp.feedback"].sudo()
        found = feedback.search(
            [(name, "in", plan_lines.ids), ("state", "!=", "requested")],
            order="given_on, id",
        ).grouped(name)
        return {
            line: found.get(line[name], feedback).filtered(line._is_of_period)
            for line in self
        }

    def _is_of_period(self, record):
        """Whether feedback or realisation counts in this line's period."""
        return self.evaluation_id._is_of_period(record)

    def _set_feedback(self, feedback):
        """Show feedback with its givers, and the last rating of a leader in it."""
        self.feedback = (
            "\n".join(f"{item.author_name}: {item.content}" for item in feedback)
            or False
        )
        rated = feedback.filtered(
            lambda item: item.giver_role == "leader" and item.rating
        )
        self.feedback_rating = rated[-1:].rating

    # Sources, one click further

    def _open_sources(self, name, model, domain):
        """Return the action that lists the sources of one line in its period.

        :param str name: title of the list
        :param str model: of which model they are
        :param list domain: which of them, further limited by what the user may read
        """
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "views": [(False, "list"), (False, "form")],
            "target": "new",
            "domain": domain,
            "context": {"create": False, "edit": False, "delete": False},
        }

    def _open_feedback(self, field):
        self.ensure_one()
        self.check_access("read")
        line = self.sudo()
        feedback = line._get_feedback_by_line(field)[line]
        return self._open_sources(
            self.env._("Feedback: %(line)s", line=self.name),
            "hr.skp.feedback",
            [("id", "in", feedback.ids)],
        )
