from odoo import api, fields, models

ASN_STATUS = [
    ("pns", "PNS"),
    ("pppk", "PPPK"),
    ("cpns", "CPNS"),
    ("non_asn", "Not a civil servant"),
]
POSITION_TYPE = [
    ("executive", "Senior executive (JPT)"),
    ("administrator", "Administrator"),
    ("supervisor", "Supervisor (pengawas)"),
    ("operator", "Operator (pelaksana)"),
    ("functional", "Functional"),
    ("other", "Other"),
]
# The levels of functional posts carry their names in law.
FUNCTIONAL_LEVEL = [
    ("pemula", "Pemula"),
    ("terampil", "Terampil"),
    ("mahir", "Mahir"),
    ("penyelia", "Penyelia"),
    ("ahli_pertama", "Ahli Pertama"),
    ("ahli_muda", "Ahli Muda"),
    ("ahli_madya", "Ahli Madya"),
    ("ahli_utama", "Ahli Utama"),
]
IDENTITY_LABEL = [
    ("nip", "NIP"),
    ("ni_pppk", "NI PPPK"),
    ("nrp", "NRP"),
    ("none", "No number"),
]
LABEL_OF_STATUS = {"pns": "nip", "cpns": "nip", "pppk": "ni_pppk"}


class HrVersion(models.Model):
    """What a civil servant is from a day on: status, rank, kind of post.

    These facts are for the human resources officers; others meet them where they
    have a reason to (``hr.employee.public``, ``hr.skp.defect``, the plan's identities).
    """

    _inherit = "hr.version"

    asn_status = fields.Selection(
        ASN_STATUS, "Civil service status", groups="hr.group_hr_user", tracking=True
    )
    rank_id = fields.Many2one(
        "hr.skp.rank",
        "Rank",
        groups="hr.group_hr_user",
        tracking=True,
        ondelete="restrict",
    )
    position_type = fields.Selection(
        POSITION_TYPE, "Kind of post", groups="hr.group_hr_user", tracking=True
    )
    functional_level = fields.Selection(
        FUNCTIONAL_LEVEL, "Functional level", groups="hr.group_hr_user", tracking=True
    )
    job_class = fields.Integer(
        groups="hr.group_hr_user",
        tracking=True,
        aggregator=None,
        help="Job class, 1 to 17.",
    )
    skp_grade_text = fields.Char(
        "Grade in words",
        groups="hr.group_hr_user",
        help="Printed in place of a rank for people outside the civil service, "
        "for example “Kolonel Inf” or “Pejabat Negara”.",
    )
    skp_identity_label = fields.Selection(
        IDENTITY_LABEL,
        "Printed label",
        compute="_compute_skp_identity_label",
        store=True,
        readonly=False,
        groups="hr.group_hr_user",
        help="The word before the number on official forms.",
    )
    skp_identity_number = fields.Char(
        "Other number",
        groups="hr.group_hr_user",
        help="Number printed where there is no NIP, for example the NRP of an officer.",
    )

    @api.depends("asn_status")
    def _compute_skp_identity_label(self):
        for version in self:
            if not version.asn_status:
                version.skp_identity_label = version.skp_identity_label or "nip"
            elif version.asn_status in LABEL_OF_STATUS:
                version.skp_identity_label = LABEL_OF_STATUS[version.asn_status]
            elif version.skp_identity_label != "nrp":
                version.skp_identity_label = "none"
