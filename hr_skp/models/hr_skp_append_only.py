from odoo import api, models
from odoo.exceptions import AccessError


class HrSkpAppendOnly(models.AbstractModel):
    """Rows that are added by the application and never changed or removed.

    The ORM refuses in superuser mode, too: a hook or a server action with ``sudo()``
    must not rewrite what others rely on. Rows are added by ``_append`` only. Who
    owns the database can still do anything; the digests make that visible.
    """

    _name = "hr.skp.append.only"
    _description = "SKP: append-only rows"

    @api.model_create_multi
    def create(self, vals_list):  # pylint: disable=method-required-super
        raise AccessError(
            self.env._(
                "%(document)s: rows are added by the application only.",
                document=self.env["ir.model"]._get(self._name).name,
            )
        )

    @api.model
    def _append(self, vals_list):
        """Add rows in one INSERT; return them. To be called in superuser mode."""
        # The only door past the refusal above.
        return super().create(vals_list)  # pylint: disable=super-method-mismatch

    def write(self, vals):  # pylint: disable=method-required-super
        raise AccessError(
            self.env._(
                "%(document)s: rows are never changed.",
                document=self.env["ir.model"]._get(self._name).name,
            )
        )

    # Also at uninstall: the tables are dropped then and no row is ever unlinked, while
    # the flag for uninstallation is a context key that a caller could send.
    @api.ondelete(at_uninstall=True)
    def _unlink_never(self):
        raise AccessError(
            self.env._(
                "%(document)s: rows are never deleted.",
                document=self.env["ir.model"]._get(self._name).name,
            )
        )
