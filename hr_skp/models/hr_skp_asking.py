from odoo import api, models


class HrSkpAsking(models.AbstractModel):
    """A dialogue about documents: it names only what its reader may read.

    What a dialogue points to is shown by name, whoever may read it, and a caller may send
    any id: typed, as a default of the call, or as one that he stored for himself.
    """

    _name = "hr.skp.asking"
    _inherit = ["hr.skp.guard"]
    _description = "SKP: dialogue about documents"

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_asked_about(self._add_missing_default_values(vals))
        return super().create(vals_list)

    def write(self, vals):
        self._check_asked_about(vals)
        return super().write(vals)

    def onchange(self, values, field_names, fields_spec):
        self._check_asked_about(self._add_missing_default_values(values))
        return super().onchange(values, field_names, fields_spec)

    @api.model
    def _check_asked_about(self, vals):
        """Raise AccessError unless the user may read all that these values point to."""
        for name, value in vals.items():
            field = self._fields.get(name)
            if (
                not value
                or field is None
                or field.type not in ("many2one", "many2many")
            ):
                continue
            comodel = field.comodel_name
            if comodel.startswith("hr.skp") or comodel == "hr.department":
                ids, _nested = self._get_form_links(value)
                self._check_known(self.env[comodel].browse(ids))
