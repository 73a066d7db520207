from collections import defaultdict

from odoo import models
from odoo.tools import groupby

# What a result reads live of its period in one go.
CONTENT = (
    "realization",
    "has_realization",
    "evidence_count",
    "feedback",
    "feedback_rating",
)
# What a line keeps at delivery, of what it read live before.
RESULT_CONTENT = (*CONTENT, "indicator_items")
BEHAVIOR_CONTENT = ("feedback", "feedback_rating")
# What of a line may change without anything to look at.
SILENT_FIELDS = frozenset({"sequence", "behavior_id"})


class HrSkpEvaluation(models.Model):
    """The lines of an evaluation: the plan in force in its period.

    That is the plan's last seal made by the period's last day or, where it was first
    sealed later, its first one. A take-over is no new seal: it is told by its event,
    in evaluations of periods that end after it.
    """

    _inherit = "hr.skp.evaluation"

    def _refresh_lines(self):
        """Make the lines equal to the plan in force; ratings of lines that stay, stay.

        :return: {evaluation: {``added``, ``removed``, ``taken_over`` or ``changed``: names}}
            of those with lines that now read otherwise
        """
        evaluations = self.sudo()
        changes = defaultdict(lambda: defaultdict(list))
        contents = evaluations._get_plans_in_force()
        takeovers = evaluations._get_takeovers()
        for name, prepare in (
            ("result_line_ids", self._prepare_result_lines),
            ("behavior_line_ids", self._prepare_behavior_lines),
        ):
            key = "result_id" if name == "result_line_ids" else "value_id"
            missing, gone = [], self.env[self._fields[name].comodel_name].sudo()
            for evaluation in evaluations:
                current = {line[key].id: line for line in evaluation[name]}
                for vals in prepare(evaluation, contents[evaluation], takeovers):
                    line = current.pop(vals[key], None)
                    if line is None:
                        missing.append({"evaluation_id": evaluation.id, **vals})
                        changes[evaluation]["added"].append(vals["name"])
                    elif changed := line._get_changed(vals):
                        line.write(changed)
                        if changed.keys() - SILENT_FIELDS:
                            is_taken = changed.get("state") == "taken_over"
                            kind = "taken_over" if is_taken else "changed"
                            changes[evaluation][kind].append(vals["name"])
                for line in current.values():
                    changes[evaluation]["removed"].append(line.name)
                gone = gone.union(*current.values())
            gone.unlink()
            gone.create(missing)
        return changes

    def _get_plans_in_force(self):
        """Return {evaluation: content of the plan's seal in force in its period}."""
        seals = self.env["hr.skp.seal"].sudo()
        contents = {}
        for period, group in groupby(self, lambda evaluation: evaluation.period_id):
            batch = self.browse().union(*group)
            in_force = seals._get_seal_in_force(batch.skp_id, period.date_to)
            # The content is no part of what a read of seals fetches: fetch all at once.
            seals.union(*in_force.values()).mapped("payload")
            for evaluation in batch:
                # A payload can be erased lawfully: then the plan as it stands now.
                contents[evaluation] = (
                    in_force[evaluation.skp_id]._get_payload()
                    or evaluation.skp_id._get_seal_payload()
                )
        return contents

    def _get_takeovers(self):
        """Return {id of a result: (day of its take-over, note)}, in two queries."""
        results = self.skp_id.result_ids.filtered(
            lambda result: result.state == "taken_over"
        )
        if not results:
            return {}
        events = (
            self.env["hr.skp.event"]
            .sudo()
            .search_fetch(
                [
                    ("model", "=", "hr.skp.result"),
                    ("res_id", "in", results.ids),
                    ("kind", "=", "take_over"),
                ],
                ["res_id", "date", "reason", "company_id"],
                order="date, id",
            )
        )
        takeovers = {}
        for event in events:
            day = event.company_id._get_skp_day(event.date)
            takeovers[event.res_id] = (day, event.reason)
        return takeovers

    def _prepare_result_lines(self, evaluation, content, takeovers):
        """Return the values of the result lines of one evaluation."""
        alive = set(evaluation.skp_id.result_ids.ids)
        lines = []
        for result in content["results"]:
            if result["state"] == "dropped" or result["id"] not in alive:
                continue
            day, note = takeovers.get(result["id"], (None, None))
            is_taken = day is not None and day <= evaluation.period_id.date_to
            lines.append(
                {
                    "result_id": result["id"],
                    "sequence": result["sequence"],
                    "kind": result["kind"],
                    "name": result["name"],
                    "parent_name": result["parent_name"] or False,
                    "perspective": result.get("perspective") or False,
                    "indicator_text": "\n".join(
                        f"{indicator['name']}: {indicator['target']}"
                        for indicator in result["indicators"]
                    )
                    or False,
                    "state": "taken_over" if is_taken else "active",
                    "takeover_note": note if is_taken else False,
                }
            )
        return lines

    def _prepare_behavior_lines(self, evaluation, content, takeovers):
        """Return the values of the behaviour lines of one evaluation."""
        current = {line.value_id.id: line.id for line in evaluation.skp_id.behavior_ids}
        return [
            {
                "behavior_id": current[behavior["value_id"]],
                "value_id": behavior["value_id"],
                "sequence": number,
                "name": behavior["value"],
                "conducts": "\n".join(behavior["conducts"]),
                "expectation": behavior["expectation"] or False,
            }
            for number, behavior in enumerate(content["behaviors"], 1)
            if behavior["value_id"] in current
        ]

    def _keep_lines(self):
        """Keep with each line what it shows at delivery: later feedback does not count."""
        for lines, names in (
            (self.sudo().result_line_ids, RESULT_CONTENT),
            (self.sudo().behavior_line_ids, BEHAVIOR_CONTENT),
        ):
            for line in lines:
                line.kept = {name: line[name] for name in names}

    def _release_lines(self):
        """Let the lines read live again: the evaluation was taken back."""
        for lines in (self.sudo().result_line_ids, self.sudo().behavior_line_ids):
            lines.write({"kept": False})


class HrSkpEvaluationLine(models.AbstractModel):
    _inherit = "hr.skp.evaluation.line"

    def _get_changed(self, vals):
        """Return those of the values that differ from the line's."""
        return {
            name: value
            for name, value in vals.items()
            if (self[name].id if self._fields[name].relational else self[name]) != value
        }
