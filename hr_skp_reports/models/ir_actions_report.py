import io
import logging

from odoo import fields, models

# Both tell at INFO how they go about each font and page, many lines a document;
# silenced before WeasyPrint is imported, since it talks while it is.
for _chatty in ("weasyprint.progress", "fontTools"):
    logging.getLogger(_chatty).setLevel(logging.WARNING)


class IrActionsReport(models.Model):
    """Reports that WeasyPrint prints instead of wkhtmltopdf.

    Only the making of the PDF is replaced. Print menu, ``/report/pdf``,
    attachments and e-mail are Odoo's own.
    """

    _inherit = "ir.actions.report"

    is_weasyprint = fields.Boolean(
        "Print as PDF/A",
        help="Printed by WeasyPrint as PDF/A-3b; needs no wkhtmltopdf.",
    )

    def _get_readable_fields(self):
        # The web client must know, or it would ask for wkhtmltopdf.
        return super()._get_readable_fields() | {"is_weasyprint"}

    def _render_qweb_pdf_prepare_streams(self, report_ref, data, res_ids=None):
        report_sudo = self._get_report(report_ref)
        if not report_sudo.is_weasyprint:
            return super()._render_qweb_pdf_prepare_streams(
                report_ref, data, res_ids=res_ids
            )
        # Odoo sends the user's own rights: only the action itself is read in superuser mode.
        if res_ids:
            self.env[report_sudo.model].browse(res_ids).check_access("read")
        return self._prepare_weasyprint_streams(report_sudo, data or {}, res_ids)

    def _prepare_weasyprint_streams(self, report_sudo, data, res_ids):
        """Return {res_id: {"stream", "attachment"}}, as Odoo's own engine does.

        Without records, or when one is asked for twice, Odoo expects the whole
        print under the key ``False`` and saves no attachment.
        """
        from ..print_engine import Press, PrintedStream, write_together

        press = Press()
        if not res_ids:
            document = press.lay_out(
                self._render_weasyprint_html(report_sudo, res_ids, data)
            )
            return {False: {"stream": PrintedStream(document), "attachment": None}}

        kept = self._get_weasyprint_kept(report_sudo, res_ids)
        streams, documents = {}, {}
        for res_id in dict.fromkeys(res_ids):
            stream, attachment = kept.get(res_id, (None, None))
            if not stream:
                html = self._render_weasyprint_html(report_sudo, [res_id], data)
                documents[res_id] = press.lay_out(html)
                if len(set(res_ids)) == len(res_ids):
                    stream = PrintedStream(documents[res_id])
            streams[res_id] = {"stream": stream, "attachment": attachment}
        if len(streams) == len(res_ids):
            return streams
        whole = write_together([documents[res_id] for res_id in res_ids])
        return {False: {"stream": io.BytesIO(whole), "attachment": None}}

    def _render_weasyprint_html(self, report_sudo, res_ids, data):
        """Return the page of one record: each counts its own pages."""
        return (
            self.with_context(debug=False)
            ._render_qweb_html(
                report_sudo,
                res_ids,
                data={"report_type": "pdf", "debug": False, **data},
            )[0]
            .decode()
        )

    def _get_weasyprint_kept(self, report_sudo, res_ids):
        """Return {res_id: (stream to use again or None, attachment)} of prints saved before."""
        if (
            not report_sudo.attachment
            or self.env.context.get("report_pdf_no_attachment")
            or len(set(res_ids)) != len(res_ids)
        ):
            return {}
        kept = {}
        for record in self.env[report_sudo.model].browse(res_ids):
            attachment = report_sudo.retrieve_attachment(record)
            reuse = attachment and report_sudo.attachment_use
            kept[record.id] = (
                io.BytesIO(attachment.raw) if reuse else None,
                attachment,
            )
        return kept

    def _merge_pdfs(self, streams, *args, **kwargs):
        documents = [getattr(stream, "document", None) for stream in streams]
        if not documents or not all(documents):
            return super()._merge_pdfs(streams, *args, **kwargs)
        from ..print_engine import write_together

        whole = io.BytesIO(write_together(documents))
        # As Odoo's own method does: the caller closes what is on the list.
        streams.append(whole)
        return whole
