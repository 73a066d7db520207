from types import SimpleNamespace

from odoo import api, models
from odoo.exceptions import UserError

from .. import terms
from ..form_layout import cell, paragraph

# QWeb takes no modules, so the words go in as one plain object.
TERMS = SimpleNamespace(
    **{name: value for name, value in vars(terms).items() if name.isupper()}
)


class SkpForm(models.AbstractModel):
    """Values of an official form, one dict per record.

    Templates see plain text only, so nothing that somebody typed is markup, and no
    field is read with other rights than those checked here.
    """

    _name = "report.hr_skp_reports.form"
    _description = "SKP: official form"

    @api.model
    def _get_report_values(self, docids, data=None):
        docs = self._get_printed_records(docids)
        return {
            "doc_ids": docs.ids,
            "docs": docs,
            "forms": [] if not docs else self._get_forms(docs),
            "terms": TERMS,
            "report_type": (data or {}).get("report_type", "html"),
        }

    @api.model
    def _get_printed_records(self, docids):
        """Return the records to print, which the user may read.

        :raises AccessError: where he may not read one of them
        :raises UserError: without records
        """
        if not docids:
            raise UserError(self.env._("Choose what to print: nothing is selected."))
        records = self.env[self._get_printed_model()].browse(docids)
        records.check_access("read")
        return records

    @api.model
    def _get_printed_model(self):
        """Return the name of the model whose records this form prints."""
        raise NotImplementedError

    @api.model
    def _get_forms(self, records):
        """Return one dict of values for each record, in order."""
        raise NotImplementedError

    # Pieces that forms share

    @api.model
    def _get_page(self, company, orientation="landscape"):
        return f"{company.sudo().skp_paper_format or 'a4'}-{orientation}"

    @api.model
    def _get_person(self, party, heading, identities, labels):
        """Return the identity block of ``employee``, ``appraiser`` or ``superior``.

        :param dict labels: {party: the word before his number}, which varies
        """
        return {
            "heading": heading,
            "rows": [
                {
                    "key": part,
                    "label": labels[party]
                    if part == "nip"
                    else terms.IDENTITY_LABELS[part],
                    "text": identities.get(f"{party}_{part}") or terms.NONE,
                }
                for part in ("name", "nip", "rank", "position", "unit")
            ],
        }

    @api.model
    def _get_people(self, identities, labels):
        return [
            self._get_person("employee", terms.EMPLOYEE, identities, labels),
            self._get_person("appraiser", terms.APPRAISER, identities, labels),
        ]

    @api.model
    def _get_signature(
        self, party, title, identities, labels, place="", proxy=None, note=""
    ):
        """Return what stands in one signature.

        :param str place: place and date, above the title
        :param proxy: the user who signed in the person's place
        """
        nip = identities.get(f"{party}_nip")
        return {
            "place": place,
            "title": title,
            "proxy": terms.SIGNED_BY_PROXY % proxy.sudo().name if proxy else "",
            "name": identities.get(f"{party}_name") or terms.BLANK,
            "identity": f"{labels[party]} {nip}" if nip else "",
            "note": note,
        }

    @api.model
    def _get_place(self, company, date):
        """Return place and date as they stand above a signature; dots where not yet known."""
        city = company.sudo().city or terms.BLANK
        return f"{city}, {terms.get_date(date) or terms.BLANK}"

    @api.model
    def _get_behaviors(self, behaviors):
        """Return the rows of the behaviour table."""
        return [
            {
                "number": number,
                "name": behavior["value"],
                "conducts": behavior["conducts"],
                "expectation": behavior["expectation"] or terms.NONE,
                "feedback": cell(
                    *[paragraph(text) for text in behavior.get("feedback", [])]
                ),
            }
            for number, behavior in enumerate(behaviors, start=1)
        ]
