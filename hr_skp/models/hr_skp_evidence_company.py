from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ResCompany(models.Model):
    """Which files an agency takes as evidence."""

    _inherit = "res.company"

    skp_evidence_max_mb = fields.Integer(
        "Evidence: largest file (MB)",
        default=10,
        help="0 for no limit. Larger files are named by a link.",
    )
    skp_evidence_extensions = fields.Char(
        "Evidence: types of files",
        default="pdf, jpg, jpeg, png, doc, docx, xls, xlsx, ppt, pptx, odt, ods, csv, txt, zip",
        help="Endings of file names, parted by commas; empty for any.",
    )

    _check_skp_evidence_max_mb = models.Constraint(
        "CHECK (COALESCE(skp_evidence_max_mb, 0) >= 0)", "A size is not below 0."
    )

    @api.model
    def _get_skp_settings(self):
        return super()._get_skp_settings() | {
            "skp_evidence_max_mb",
            "skp_evidence_extensions",
        }

    def _get_skp_evidence_extensions(self):
        """Return the set of endings that files of evidence may have, empty for any."""
        words = (self.skp_evidence_extensions or "").replace(";", ",").split(",")
        return {word.strip(" .").lower() for word in words if word.strip(" .")}

    @api.constrains("skp_evidence_extensions")
    def _check_skp_evidence_extensions(self):
        for company in self:
            wrong = [
                word
                for word in company._get_skp_evidence_extensions()
                if not word.isalnum()
            ]
            if wrong:
                raise ValidationError(
                    self.env._(
                        "“%(word)s” is no ending of a file name. Part them by commas, such as"
                        " pdf, jpg.",
                        word=wrong[0],
                    )
                )
