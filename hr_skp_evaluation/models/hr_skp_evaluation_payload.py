from odoo import models

from odoo.addons.hr_skp.models.hr_skp_identity import IDENTITY_FIELDS
from odoo.addons.hr_skp.models.hr_skp_payload import to_plain

EVALUATION_FIELDS = (
    "name",
    "kind",
    "date_from",
    "date_to",
    "organization_predicate",
    "work_rating",
    "behavior_rating",
    "predicate",
    "contribution_note",
    "note",
    "recommendation",
    "remark",
    "deviation_note",
)
RESULT_FIELDS = (
    "result_id",
    "sequence",
    "kind",
    "name",
    "parent_name",
    "perspective",
    "state",
    "takeover_note",
    "realization",
    "feedback",
    "rating",
)
BEHAVIOR_FIELDS = (
    "behavior_id",
    "value_id",
    "sequence",
    "name",
    "conducts",
    "expectation",
    "feedback",
    "rating",
)
TARGET_FIELDS = ("indicator_id", "period_id", "target", "realization", "realized_value")


class HrSkpEvaluation(models.Model):
    """What the seal keeps of an evaluation."""

    _inherit = "hr.skp.evaluation"

    def _get_seal_payloads(self):
        """Return {evaluation: the whole document as plain values}.

        Keys: ``evaluation``, ``period``, ``plan`` (with the digest of its seal in force),
        ``identities``, ``signatures``, ``results`` (each with ``indicators`` and
        ``evidence``), ``behaviors``. Seals made before there were scores lack ``score``.
        """
        evaluations = self.sudo()
        targets = evaluations.result_line_ids._get_targets()
        digests = evaluations._get_plan_digests()
        return {
            evaluation: evaluation._get_seal_payload(targets, digests[evaluation])
            for evaluation in evaluations
        }

    def _get_plan_digests(self):
        """Return {evaluation: digest of its plan's seal in force in the period}."""
        seals = self.env["hr.skp.seal"].sudo()
        digests = {}
        for period, batch in self.grouped("period_id").items():
            in_force = seals._get_seal_in_force(batch.skp_id, period.date_to)
            for evaluation in batch:
                digests[evaluation] = in_force[evaluation.skp_id].digest or None
        return digests

    def _get_seal_payload(self, targets, plan_digest):
        """Return the document of one evaluation.

        :param dict targets: {result line: its targets}
        :param str plan_digest: of the plan's seal in force
        """
        self.ensure_one()
        plan, period = self.skp_id, self.period_id
        return {
            "evaluation": {name: to_plain(self[name]) for name in EVALUATION_FIELDS},
            "period": {
                "id": period.id,
                "name": period.name,
                "kind": period.kind,
                "date_from": period.date_from,
                "date_to": period.date_to,
            },
            "plan": {
                "id": plan.id,
                "name": plan.name,
                "form": plan.form,
                "approach": plan.approach,
                "position_kind": plan.position_kind,
                "digest": plan_digest,
                "agency": self.company_id.name,
            },
            "identities": {name: self[name] or None for name in IDENTITY_FIELDS},
            "signatures": {
                "submitted_on": to_plain(self.submitted_on),
                "rated_by": self.rated_by_id.name or None,
                "rated_on": to_plain(self.rated_on),
                "delivered_by": self.delivered_by_id.name or None,
                "delivered_on": to_plain(self.delivered_on),
                "objection_deadline": to_plain(self.objection_deadline),
            },
            "results": [
                {
                    **{name: to_plain(line[name]) for name in RESULT_FIELDS},
                    "score": line.score if line.has_score else None,
                    "indicators": self._get_target_values(targets[line]),
                    "evidence": [
                        {
                            "id": evidence.id,
                            "name": evidence.name,
                            "kind": evidence.kind,
                            "url": evidence.url or None,
                            "checksum": evidence.checksum or None,
                        }
                        for evidence in targets[line].evidence_ids
                    ],
                }
                for line in self.result_line_ids
            ],
            "behaviors": [
                {
                    **{name: to_plain(line[name]) for name in BEHAVIOR_FIELDS},
                    "score": line.score if line.has_score else None,
                }
                for line in self.behavior_line_ids
            ],
        }

    def _get_target_values(self, targets):
        return [
            {
                **{name: to_plain(target[name]) for name in TARGET_FIELDS},
                "told": target._get_told_text() or None,
                "name": target.indicator_id.name,
                "year_target": target.indicator_id.target,
            }
            for target in targets
        ]
