from collections import defaultdict

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import groupby

from odoo.addons.hr_skp.models.hr_skp_identity import IDENTITY_FIELDS

from .. import terms

# Before these the appraiser's work is not yet handed over, so a print is no document.
DELIVERED_STATES = ("delivered", "objected", "final", "reported")


class HrSkpEvaluation(models.Model):
    """What the official forms print of an evaluation.

    Lines, feedback and take-overs are those of the evaluation, which keeps them at
    delivery. Realisation is that of its own seal, once there is one; indicators and
    targets are those of the plan's seal that it names.
    """

    _inherit = "hr.skp.evaluation"

    def _get_printed_contents(self):
        """Return {evaluation: what its forms print}.

        Keys as in the content of a plan; each indicator has its ``realization``, each
        result and core value its ``feedback``.
        """
        self.check_access("read")
        evaluations = self.sudo()
        sealed = evaluations._get_printed_payloads()
        plans = evaluations._get_printed_plans(sealed)
        realizations = evaluations._get_printed_realizations(sealed)
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
                "results": evaluation._get_printed_results(
                    plan["results"], realizations
                ),
                "behaviors": evaluation._get_printed_behaviors(),
            }
        return contents

    def _get_printed_payloads(self):
        """Return {evaluation: content of its last seal}, of those that are delivered.

        :raises UserError: where the content was erased
        """
        delivered = self.filtered(
            lambda evaluation: evaluation.state in DELIVERED_STATES
        )
        if not delivered:
            return {}
        chains = self.env["hr.skp.seal"]._get_chains(delivered)
        payloads = {
            evaluation: chain[-1:]._get_payload()
            for evaluation, chain in chains.items()
        }
        if erased := [
            evaluation for evaluation, payload in payloads.items() if not payload
        ]:
            raise UserError(
                self.env._(
                    "%(evaluation)s: its content was erased lawfully and cannot be printed.",
                    evaluation=erased[0].display_name,
                )
            )
        return payloads

    def _get_printed_plans(self, sealed):
        """Return {evaluation: printed content of its plan}.

        The seal that the delivered evaluation names, else the one in force in its period.
        """
        seals = self.env["hr.skp.seal"].sudo()
        digests = [payload["plan"]["digest"] for payload in sealed.values()]
        named = seals.search([("model", "=", "hr.skp"), ("digest", "in", digests)])
        by_digest = {seal.digest: seal for seal in named}
        plans = {}
        for day, group in groupby(
            self, lambda evaluation: evaluation.period_id.date_to
        ):
            batch = self.browse().union(*group)
            in_force = seals._get_seal_in_force(batch.skp_id, day)
            for evaluation in batch:
                plan = evaluation.skp_id
                digest = evaluation in sealed and sealed[evaluation]["plan"]["digest"]
                seal = by_digest.get(digest) or in_force[plan]
                plans[evaluation] = plan._get_printed_content(seal)
        return plans

    def _get_printed_identities(self):
        """Return the identities as written at delivery, before that those of the plan."""
        self.ensure_one()
        evaluation = self.sudo()
        source = evaluation if evaluation.employee_name else evaluation.skp_id
        return {name: source[name] for name in IDENTITY_FIELDS}

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
                        {
                            **indicator,
                            "realization": realizations.get((self, indicator["id"])),
                        }
                        for indicator in result.get("indicators", [])
                    ],
                }
            )
        return results

    def _get_printed_behaviors(self):
        return [
            {
                "value": line.name,
                "conducts": [
                    text for text in (line.conducts or "").split("\n") if text
                ],
                "expectation": line.expectation,
                "feedback": [line.feedback],
            }
            for line in self.behavior_line_ids
        ]

    def _get_printed_realizations(self, sealed):
        """Return {(evaluation, id of an indicator): what was realised}, in one query.

        The annual form shows the year's own realisation; where only its parts were
        recorded, those, each with its period before it.
        """
        living = self - self.browse().union(*sealed)
        targets = self.env["hr.skp.target"].search(
            [("skp_id", "in", living.skp_id.ids)]
        )
        by_plan = targets.grouped("skp_id")
        told = {
            evaluation: [
                (target.indicator_id.id, target.period_id, text)
                for target in by_plan.get(evaluation.skp_id, targets.browse())
                if (text := target._get_told_text())
            ]
            for evaluation in living
        }
        periods = self.env["hr.skp.period"].sudo()
        for evaluation, payload in sealed.items():
            told[evaluation] = [
                (
                    row["indicator_id"],
                    periods.browse(row["period_id"]),
                    text,
                )
                for result in payload["results"]
                for row in result["indicators"]
                # Seals made before ``told`` was in them have the words only.
                if (text := row.get("told") or row["realization"])
            ]
        texts = {}
        for evaluation, rows in told.items():
            own = evaluation.period_id
            of_own = {
                indicator: text for indicator, period, text in rows if period == own
            }
            parts = defaultdict(list)
            for indicator, period, text in sorted(
                rows, key=lambda row: row[1].date_from
            ):
                if own.kind == "annual" and period.kind == "periodic":
                    parts[indicator].append(f"{period.name}: {text}")
            for indicator in {*of_own, *parts}:
                text = of_own.get(indicator) or "\n".join(parts[indicator])
                texts[evaluation, indicator] = text
        return texts

    def _get_printed_proxies(self):
        """Return {evaluation: user who rated in the appraiser's place}, in one query."""
        found = (
            self.env["hr.skp.event"]
            .sudo()
            .search_fetch(
                [
                    ("model", "=", self._name),
                    ("res_id", "in", self.ids),
                    ("kind", "in", ("rate", "deliver")),
                ],
                ["res_id", "user_id", "on_behalf_of_id"],
                order="date, id",
            )
        )
        last = {event.res_id: event for event in found}
        return {
            evaluation: last[evaluation.id].user_id
            for evaluation in self
            if evaluation.id in last and last[evaluation.id].on_behalf_of_id
        }

    def _get_printed_day(self, moment):
        """Return the day of a stored moment, by the clock of the agency."""
        return self.sudo().skp_id._get_printed_day(
            fields.Datetime.to_string(moment) or None
        )
