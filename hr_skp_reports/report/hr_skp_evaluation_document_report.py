from odoo import api, models

from .. import terms
from ..form_layout import cell, paragraph


class ReportEvaluationDocument(models.AbstractModel):
    """The evaluation document: three persons, the predicate, notes, an objection if any."""

    _name = "report.hr_skp_reports.report_evaluation_document"
    _inherit = ["report.hr_skp_reports.report_evaluation"]
    _description = "SKP: evaluation document"

    @api.model
    def _get_evaluation_frame(self, evaluation, content, proxy):
        frame = super()._get_evaluation_frame(evaluation, content, proxy)
        identities, labels = content["identities"], content["labels"]
        received, made = frame["signatures"]
        made["note"] = self._get_day_note(terms.MADE, evaluation, evaluation.rated_on)
        received["note"] = self._get_day_note(
            terms.RECEIVED, evaluation, evaluation.delivered_on
        )
        # Without a superior nobody is left to sign for one.
        superior = [
            self._get_signature("superior", terms.SIGN_SUPERIOR, identities, labels)
        ] * bool(identities["superior_name"])
        return {
            **frame,
            "title": f"{terms.TITLE_DOCUMENT} {identities['employee_name'] or ''}".strip(),
            "titles": [terms.TITLE_DOCUMENT],
            "page": self._get_page(evaluation.company_id, "portrait"),
            "people": [
                *frame["people"],
                self._get_person("superior", terms.SUPERIOR, identities, labels),
            ],
            "signatures": [received, made, *superior],
        }

    @api.model
    def _get_day_note(self, words, evaluation, moment):
        day = evaluation._get_printed_day(moment)
        return words % terms.get_date(day) if day else ""

    @api.model
    def _get_evaluation_body(self, evaluation, content):
        organization = terms.ORGANIZATION_PREDICATES.get(
            evaluation.organization_predicate
        )
        return {
            "result": {
                "heading": terms.DOCUMENT_EVALUATION,
                "rows": [
                    {
                        "label": terms.ORGANIZATION_ACHIEVEMENT,
                        "text": organization or terms.NONE,
                    },
                    {
                        "label": terms.PREDICATE,
                        "text": terms.PREDICATES.get(evaluation.predicate)
                        or terms.NONE,
                    },
                ],
            },
            "notes": [
                {"number": number, "heading": heading, "paragraphs": paragraphs}
                for number, (heading, paragraphs) in enumerate(
                    self._get_notes(evaluation), start=5
                )
            ],
        }

    @api.model
    def _get_notes(self, evaluation):
        """Return (heading, paragraphs) of the sections after the predicate."""
        note = evaluation.note and terms.NOTE % evaluation.note
        recommendation = (
            evaluation.recommendation
            and terms.RECOMMENDATION % evaluation.recommendation
        )
        texts = [paragraph(note), paragraph(recommendation)]
        if not any(text["text"] for text in texts):
            texts = [paragraph(terms.NONE)]
        return [
            (terms.DOCUMENT_NOTES, cell(*texts)),
            *self._get_objection_notes(evaluation),
        ]

    @api.model
    def _get_objection_notes(self, evaluation):
        """Return the sections of an objection that was not withdrawn, each with its day.

        The rating was signed on another day than a decision on it, so both are told.
        """
        objection = self.env["hr.skp.objection"].search(
            [
                ("evaluation_id", "=", evaluation.id),
                ("state", "not in", ("draft", "withdrawn")),
            ],
            limit=1,
        )

        def tell(words, moment, person=None):
            if not moment:
                return ""
            day = terms.get_date(evaluation._get_printed_day(moment))
            name = person and person.sudo().name
            return words % ({"day": day, "person": name} if person else day)

        old, new = (
            terms.PREDICATES.get(predicate)
            for predicate in (objection.old_predicate, evaluation.predicate)
        )
        words = terms.PREDICATE_KEPT if old == new else terms.PREDICATE_CHANGED
        sections = [
            (
                terms.DOCUMENT_OBJECTION,
                objection.reason,
                tell(terms.OBJECTED_ON, objection.filed_on),
            ),
            (
                terms.DOCUMENT_EXPLANATION,
                objection.explanation,
                tell(
                    terms.EXPLAINED_ON,
                    objection.explained_on,
                    objection.explained_by_id,
                ),
            ),
            (
                terms.DOCUMENT_DECISION,
                objection.decided_on and words % {"old": old, "new": new},
                objection.decision_note,
                tell(terms.DECIDED_ON, objection.decided_on, objection.decided_by_id),
            ),
        ]
        return [
            (heading, cell(*map(paragraph, texts)))
            for heading, *texts in sections
            if any(texts)
        ]
