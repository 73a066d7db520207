from odoo import fields, models
from odoo.tools import groupby

from .. import terms

IDENTITY_PARTIES = ("employee", "appraiser", "superior")
IDENTITY_PARTS = ("name", "nip", "rank", "position", "unit")
# Before these the appraiser's work is not yet handed over, so a print is no document.
DELIVERED_STATES = ("delivered", "objected", "final", "reported")


class HrSkpEvaluation(models.Model):
    """What the official forms print of an evaluation.

    Lines, feedback and take-overs are those of the evaluation, which keeps them at
    delivery; indicators and targets those of the plan's seal in force in the period.
    """

    _inherit = "hr.skp.evaluation"

    def _get_printed_contents(self):
        """Return {evaluation: what its forms print}.

        Keys as in the content of a plan; each indicator has its ``realization``, each
        result and core value its ``feedback``.
        """
        self.check_access("read")
        evaluations = self.sudo()
        plans = evaluations._get_printed_plans()
        realizations = evaluations._get_printed_realizations()
        contents = {}
        for evaluation in evaluations:
            plan = plans[evaluation]
            identities = evaluation._get_printed_identities()
            contents[evaluation.sudo(False)] = {
                "plan": plan["plan"],
                "seal": plan["seal"],
                "identities": identities,
                "labels": evaluation.skp_id._get_printed_labels(identities),
                "mark": "" if evaluation.state in DELIVERED_STATES else terms.DRAFT,
                "results": evaluation._get_printed_results(plan["results"], realizations),
                "behaviors": evaluation._get_printed_behaviors(),
            }
        return contents

    def _get_printed_plans(self):
        """Return {evaluation: printed content of the plan in force in its period}."""
        plans = {}
        seals = self.env["hr.skp.seal"].sudo()
        for day, group in groupby(self, lambda evaluation: evaluation.period_id.date_to):
            batch = self.browse().union(*group)
            in_force = seals._get_seal_in_force(batch.skp_id, day)
            contents = batch.skp_id._get_printed_contents(in_force)
            for evaluation in batch:
                plans[evaluation] = contents[evaluation.skp_id.sudo(False)]
        return plans

    def _get_printed_identities(self):
        """Return the identities as written at delivery, before that those of the plan."""
        self.ensure_one()
        evaluation = self.sudo()
        source = evaluation if evaluation.employee_name else evaluation.skp_id
        return {
            f"{party}_{part}": source[f"{party}_{part}"]
            for party in IDENTITY_PARTIES
            for part in IDENTITY_PARTS
        }

    def _get_printed_results(self, planned, realizations):
        """Return the evaluated results with the indicators of the plan in force."""
        by_id = {result["id"]: result for result in planned}
        results = []
        for line in self.result_line_ids:
            result = by_id.get(line.result_id.id, {})
            results.append(
                {
                    "id": line.result_id.id,
                    "kind": line.kind,
                    "name": line.name,
                    "parent_name": line.parent_name,
                    "perspective": line.perspective,
                    "assigned_by": result.get("assigned_by"),
                    "state": line.state,
                    "note": line.takeover_note,
                    "feedback": [line.feedback],
                    "indicators": [
                        {**indicator, "realization": realizations.get((self, indicator["id"]))}
                        for indicator in result.get("indicators", [])
                    ],
                }
            )
        return results

    def _get_printed_behaviors(self):
        return [
            {
                "value": line.name,
                "conducts": [text for text in (line.conducts or "").split("\n") if text],
                "expectation": line.expectation,
                "feedback": [line.feedback],
            }
            for line in self.behavior_line_ids
        ]

    def _get_printed_realizations(self):
        """Return {(evaluation, id of an indicator): what was realised}, in one query.

        The annual form shows the year's own realisation; where only its parts were
        recorded, those, each with its period before it.
        """
        targets = self.env["hr.skp.target"].search(
            [("skp_id", "in", self.skp_id.ids), ("realization", "!=", False)]
        )
        by_plan = targets.grouped("skp_id")
        texts = {}
        for evaluation in self:
            lines = by_plan.get(evaluation.skp_id, targets.browse())
            for indicator, of_indicator in lines.grouped("indicator_id").items():
                own = of_indicator.filtered(
                    lambda target, period=evaluation.period_id: target.period_id == period
                )
                parts = of_indicator.filtered(lambda target: target.period_id.kind == "periodic")
                if own:
                    texts[evaluation, indicator.id] = own.realization
                elif evaluation.kind == "annual":
                    texts[evaluation, indicator.id] = "\n".join(
                        f"{part.period_id.name}: {part.realization}"
                        for part in parts.sorted(lambda part: part.period_id.date_from)
                    )
        return texts

    def _get_printed_proxies(self):
        """Return {evaluation: user who rated in the appraiser's place}, in one query."""
        found = self.env["hr.skp.event"].sudo().search_fetch(
            [
                ("model", "=", self._name),
                ("res_id", "in", self.ids),
                ("kind", "in", ("rate", "deliver")),
            ],
            ["res_id", "user_id", "on_behalf_of_id"],
            order="date, id",
        )
        last = {event.res_id: event for event in found}
        return {
            evaluation: last[evaluation.id].user_id
            for evaluation in self
            if evaluation.id in last and last[evaluation.id].on_behalf_of_id
        }

    def _get_printed_day(self, moment):
        """Return the day of a stored moment, by the clock of the agency."""
        return self.sudo().skp_id._get_printed_day(fields.Datetime.to_string(moment) or None)
