from odoo import api, fields, models

from .hr_skp_evaluation_lines import CONTENT


class HrSkpEvaluationResult(models.Model):
    """One planned result in an evaluation: what was aimed at, realised, shown and said."""

    _name = "hr.skp.evaluation.result"
    _inherit = ["hr.skp.evaluation.line"]
    _description = "Evaluated result"
    _order = "evaluation_id, kind desc, sequence, id"
    _skp_guarded = frozenset(
        {
            "is_rated",
            "delivered_on",
            "sequence",
            "name",
            "kept",
            "result_id",
            "kind",
            "parent_name",
            "perspective",
            "indicator_text",
            "state",
            "takeover_note",
        }
    )

    result_id = fields.Many2one(
        "hr.skp.result", required=True, index=True, ondelete="cascade"
    )
    kind = fields.Selection(
        [("main", "Main"), ("additional", "Additional")], required=True, default="main"
    )
    parent_name = fields.Text("Leader's result supported")
    perspective = fields.Char()
    indicator_text = fields.Text("Indicators and targets")
    state = fields.Selection(
        [("active", "Active"), ("taken_over", "Taken over")],
        required=True,
        default="active",
    )
    takeover_note = fields.Text("Note on take-over")
    realization = fields.Text(
        "Realisation", compute="_compute_content", compute_sudo=True
    )
    has_realization = fields.Boolean(compute="_compute_content", compute_sudo=True)
    evidence_count = fields.Integer(
        "Evidence", compute="_compute_content", compute_sudo=True
    )

    _evaluation_result_uniq = models.UniqueIndex(
        "(evaluation_id, result_id)", "This result stands in the evaluation already."
    )

    @api.depends(
        "result_id.indicator_ids.target_ids.realization",
        "result_id.indicator_ids.target_ids.realized_value",
        "result_id.indicator_ids.target_ids.evidence_ids",
        "skp_id.feedback_ids.content",
        "skp_id.feedback_ids.rating",
        "kept",
    )
    def _compute_content(self):
        saved = self._take_saved(CONTENT)
        live = saved.filtered(lambda line: not line.kept)
        for line in saved - live:
            line.update({name: line.kept[name] for name in CONTENT})
        targets = live._get_targets()
        feedback = live._get_feedback_by_line("result_id")
        for line in live:
            line.realization = line._get_realization_text(targets[line]) or False
            line.evidence_count = len(targets[line].evidence_ids)
            line.has_realization = targets[line]._is_told()
            line._set_feedback(feedback[line])

    def _get_targets(self):
        """Return {line: targets that count in its period}, in one query, by superuser.

        Parts of an indicator that is still being drafted do not count.
        """
        targets = self.env["hr.skp.target"].sudo()
        found = targets.search(
            [
                ("result_id", "in", self.result_id.ids),
                ("indicator_id.sealed_revision", ">", 0),
            ]
        ).grouped("result_id")
        return {
            line: found.get(line.result_id, targets).filtered(line._is_of_period)
            for line in self
        }

    def _get_realization_text(self, targets):
        """Return what was realised, by indicator, and by period where a year is told."""
        texts = [
            (indicator.name, text)
            for indicator, of_indicator in targets.grouped("indicator_id").items()
            if (text := self._get_indicator_realization(of_indicator))
        ]
        if len(targets.indicator_id) > 1:
            return "\n".join(f"{name}: {text}" for name, text in texts)
        return "\n".join(text for _name, text in texts)

    def _get_indicator_realization(self, targets):
        """Return what was realised of one indicator: its number and words."""
        # A year told as a whole goes before the telling of its parts.
        period = self.evaluation_id.period_id
        own = targets.filtered(
            lambda target: target.period_id == period and target._get_told_text()
        )
        return "; ".join(
            text if own else f"{target.period_id.name}: {text}"
            for target in own or targets.sorted("period_id")
            if (text := target._get_told_text())
        )

    def action_open_evidence(self):
        """Open the evidence of one line's realisation in its period, in a dialogue.

        A single piece opens itself, several are listed.
        """
        self.ensure_one()
        self.check_access("read")
        evidence = self.sudo()._get_targets()[self.sudo()].evidence_ids.sudo(False)
        if len(evidence) == 1:
            return evidence.action_open()
        view = self.env.ref("hr_skp.hr_skp_evidence_view_list_dialog")
        return self._open_sources(
            self.env._("Evidence: %(result)s", result=self.name),
            "hr.skp.evidence",
            [("id", "in", evidence.ids)],
        ) | {"views": [(view.id, "list")]}

    def action_open_feedback(self):
        """Open what was said about one result in the period."""
        return self._open_feedback("result_id")

    def action_open_log(self):
        """Open the daily log on one result in the period."""
        self.ensure_one()
        self.check_access("read")
        evaluation = self.sudo().evaluation_id
        return self._open_sources(
            self.env._("Daily log: %(line)s", line=self.name),
            "hr.skp.activity",
            [
                ("result_id", "=", self.result_id.id),
                ("date", ">=", evaluation.date_from),
                ("date", "<=", evaluation.date_to),
                ("state", "!=", "draft"),
            ],
        )
