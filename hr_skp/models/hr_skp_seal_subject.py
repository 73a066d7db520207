from odoo import api, fields, models
from odoo.tools import SQL, groupby


class HrSkpSeal(models.Model):
    """Whom a sealed document is about, and whether he may read it at present.

    An auditor reads every seal, but not that of his own evaluation while it is taken
    back. Both columns lie outside the digest: they follow login and delivery.
    """

    _inherit = "hr.skp.seal"

    subject_user_id = fields.Many2one(
        "res.users", "About", readonly=True, index="btree_not_null", ondelete="set null"
    )
    is_confidential = fields.Boolean(
        readonly=True, help="Closed at present to the person whom it is about."
    )

    @api.model
    def _prepare_seal_vals(self, record, content, revision, last, now):
        vals = super()._prepare_seal_vals(record, content, revision, last, now)
        return {**vals, "subject_user_id": self._get_subject(record).id}

    @api.model
    def _get_subject(self, document):
        """Return the user whom a document is about; empty where it is about nobody."""
        if "employee_user_id" in document._fields:
            return document.sudo()["employee_user_id"]
        return self.env["res.users"]

    @api.model
    def _set_confidential(self, documents, is_confidential):
        """Close the seals of documents to the persons they are about, or open them again."""
        self._set_outside_digest(documents, "is_confidential", is_confidential)

    @api.model
    def _update_subjects(self, documents):
        """Follow a change of login of the persons whom documents are about."""
        for subject, group in groupby(documents, self._get_subject):
            self._set_outside_digest(
                documents.browse([document.id for document in group]),
                "subject_user_id",
                subject.id or None,
            )

    @api.model
    def _set_outside_digest(self, documents, name, value):
        # By SQL, because the ORM of this model refuses any change.
        self.env.cr.execute(
            SQL(
                "UPDATE hr_skp_seal SET %s = %s WHERE model = %s AND res_id = ANY(%s)",
                SQL.identifier(name),
                value,
                documents._name,
                list(documents._ids),
            )
        )
        self.invalidate_model([name], flush=False)
