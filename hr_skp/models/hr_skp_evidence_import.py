from odoo import api, fields, models


class HrSkpEvidence(models.Model):
    """Links that came with a log from a table, and go with it where nothing uses them."""

    _inherit = "hr.skp.evidence"

    import_id = fields.Many2one(
        "hr.skp.activity.import",
        index="btree_not_null",
        ondelete="set null",
        copy=False,
        export_string_translation=False,
    )

    @api.model
    def _get_skp_guarded(self):
        return super()._get_skp_guarded() | {"import_id"}
