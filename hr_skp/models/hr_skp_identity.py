from odoo import fields, models

IDENTITY_PARTS = ("name", "nip", "rank", "position", "unit", "identity_label")
IDENTITY_FIELDS = tuple(
    f"{party}_{part}"
    for party in ("employee", "appraiser", "superior")
    for part in IDENTITY_PARTS
)


class HrSkpIdentity(models.AbstractModel):
    """Who the three parties of a document were, as written down when it became binding.

    Later screens and forms read these, never today's employee card. The label tells
    what the number is: NIP, NI PPPK, NRP, or nothing.
    """

    _name = "hr.skp.identity"
    _description = "SKP: identities of a document"

    employee_name = fields.Char(copy=False)
    employee_nip = fields.Char("Employee's NIP", copy=False)
    employee_rank = fields.Char("Employee's rank", copy=False)
    employee_position = fields.Char("Employee's position", copy=False)
    employee_unit = fields.Char("Employee's unit", copy=False)
    employee_identity_label = fields.Char(copy=False, export_string_translation=False)
    appraiser_name = fields.Char("Appraiser's name", copy=False)
    appraiser_nip = fields.Char("Appraiser's NIP", copy=False)
    appraiser_rank = fields.Char("Appraiser's rank", copy=False)
    appraiser_position = fields.Char("Appraiser's position", copy=False)
    appraiser_unit = fields.Char("Appraiser's unit", copy=False)
    appraiser_identity_label = fields.Char(copy=False, export_string_translation=False)
    superior_name = fields.Char("Superior's name", copy=False)
    superior_nip = fields.Char("Superior's NIP", copy=False)
    superior_rank = fields.Char("Superior's rank", copy=False)
    superior_position = fields.Char("Superior's position", copy=False)
    superior_unit = fields.Char("Superior's unit", copy=False)
    superior_identity_label = fields.Char(copy=False, export_string_translation=False)
