from odoo import api, models
from odoo.exceptions import AccessError


class IrAttachment(models.Model):
    """The file of an evidence changes through the evidence only.

    It keeps the checksum and knows which periods are rated; a change of the attachment
    itself would pass both. The evidence writes its file in superuser mode.
    """

    _inherit = "ir.attachment"

    @api.model_create_multi
    def create(self, vals_list):
        get_default = self.env.context.get
        for vals in vals_list:
            self._check_skp_evidence(
                vals.get("res_model", get_default("default_res_model")),
                vals.get("res_field", get_default("default_res_field")),
            )
        return super().create(vals_list)

    def write(self, vals):
        self._check_skp_evidence_files()
        # Neither does an attachment become such a file by a change of its place.
        if not self.env.su and {"res_model", "res_field"} & vals.keys():
            for attachment in self.sudo():
                self._check_skp_evidence(
                    vals.get("res_model", attachment.res_model),
                    vals.get("res_field", attachment.res_field),
                )
        return super().write(vals)

    def unlink(self):
        self._check_skp_evidence_files()
        return super().unlink()

    def _check_skp_evidence_files(self):
        if not self.env.su:
            for attachment in self.sudo():
                self._check_skp_evidence(attachment.res_model, attachment.res_field)

    @api.model
    def _check_skp_evidence(self, res_model, res_field):
        """Raise AccessError for a person's hand on the file of an evidence or reference."""
        if self.env.su or not res_field:
            return
        if res_model == "hr.skp.reference":
            raise AccessError(
                self.env._(
                    "The file of a reference is changed on the reference itself,"
                    " as long as its plan is edited."
                )
            )
        if res_model == "hr.skp.maturity.declaration":
            raise AccessError(
                self.env._(
                    "The document of a declaration stays. Withdraw the declaration and make"
                    " another one."
                )
            )
        if res_model == "hr.skp.evidence":
            raise AccessError(
                self.env._(
                    "The file of an evidence is changed on the evidence itself,"
                    " so that its checksum and history stay true."
                )
            )
