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
        return [(terms.DOCUMENT_NOTES, cell(*texts))]
