from odoo import api, fields, models


class HrSkpEvaluation(models.Model):
    """Until it is delivered an evaluation follows its plan, whatever its state.

    Its lines are made anew at once where the plan is approved or a result is taken over,
    never within a step: nobody submits or seals a line that he has not seen. Ratings
    typed before such a change stay. Their appraiser is told what changed, and says that
    he has seen it before he rates; what was rated goes back to the state before.
    """

    _inherit = "hr.skp.evaluation"

    # Names of lines that changed since ratings were typed, by what happened to them.
    plan_changes = fields.Json(copy=False, export_string_translation=False)
    changes_text = fields.Text("Changed by the plan", compute="_compute_changes_text")

    @api.model
    def _get_skp_guarded(self):
        return super()._get_skp_guarded() | {"plan_changes"}

    @api.depends("plan_changes")
    @api.depends_context("lang")
    def _compute_changes_text(self):
        for evaluation in self:
            evaluation.changes_text = self._get_changes_text(
                evaluation.plan_changes or {}
            )

    @api.model
    def _get_changes_text(self, changes):
        """Return a line for each kind of change in what ``_refresh_lines`` found of one."""
        labels = {
            "added": self.env._("New"),
            "removed": self.env._("No longer in the plan"),
            "taken_over": self.env._("Taken over"),
            "changed": self.env._("Changed"),
        }
        return "\n".join(
            f"{label}: {', '.join(changes[kind])}"
            for kind, label in labels.items()
            if changes.get(kind)
        )

    def _get_changes_refusals(self):
        """Return {evaluation: what its plan changed since ratings were typed}."""
        return {
            evaluation: self.env._(
                "its plan changed after ratings were typed (%(changes)s). Open it, look at the"
                " lines and say that you have seen it.",
                changes=evaluation.changes_text.replace("\n", "; "),
            )
            for evaluation in self.sudo()
            if evaluation.changes_text
        }

    def action_note_changes(self):
        """Say that the lines were looked at as the plan has them now.

        :raises AccessError: for anybody but the appraiser or his deputy
        :raises UserError: while he may type no ratings
        """
        self.check_access("read")
        self._check_can_write_ratings()
        self.sudo().write({"plan_changes": False})
        return True

    def _follow_plan(self):
        """Make the lines of these, none of them delivered, equal to the plan in force now.

        The same number of queries for one plan and for a hundred.
        """
        waiting = self.sudo()
        # Who takes a step at this moment waits, and is asked again with the new lines.
        waiting._touch()
        kept = {
            evaluation: evaluation._get_kept_ratings()
            for evaluation in waiting.filtered("is_rated")
        }
        changes = waiting._refresh_lines()
        for evaluation in kept.keys() & changes.keys():
            evaluation.plan_changes = evaluation._add_changes(changes[evaluation])
        waiting._update_confidential()
        details = {
            evaluation: {
                "from_state": evaluation.state,
                "to_state": evaluation._get_state_before_rating(),
                "reason": self._get_changes_text(changes[evaluation]),
                "before": kept[evaluation],
            }
            for evaluation in waiting
            if evaluation in kept and evaluation in changes
        }
        for evaluation, detail in details.items():
            if evaluation.state == "rated":
                evaluation.write(
                    {
                        "state": detail["to_state"],
                        "state_date": fields.Datetime.now(),
                        "rated_on": False,
                        "rated_by_id": False,
                    }
                )
        self.env["hr.skp.event"]._record(
            waiting.filtered(lambda evaluation: evaluation in details),
            "plan_change",
            details=details,
            is_confidential=True,
        )

    def _get_state_before_rating(self):
        """Return the state to which a rated one goes back; of others their own."""
        self.ensure_one()
        return self.unrated_state or "draft" if self.state == "rated" else self.state

    def _add_changes(self, changes):
        """Return what is not seen yet, with these changes added."""
        self.ensure_one()
        known = self.plan_changes or {}
        return {
            kind: list(dict.fromkeys([*known.get(kind, ()), *changes.get(kind, ())]))
            for kind in {**known, **changes}
        }
