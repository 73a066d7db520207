from dateutil.relativedelta import relativedelta

from odoo import api, fields, models

from .hr_skp_cycle import DOCUMENTATION_INTERVALS

# Names as the official forms print them; the law is Indonesian in the source.
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
ROMANS = ("I", "II", "III", "IV")


class HrSkpPeriod(models.Model):
    """A span of a performance year: one evaluation, or one step of documentation."""

    _name = "hr.skp.period"
    _inherit = ["hr.skp.guard"]
    _description = "Performance period"
    _order = "date_to, kind desc, sequence, id"
    _skp_guarded = frozenset({"company_id"})
    _skp_reach = frozenset({"cycle_id"})

    name = fields.Char(
        compute="_compute_name", store=True, readonly=False, precompute=True
    )
    cycle_id = fields.Many2one(
        "hr.skp.cycle", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="cycle_id.company_id", store=True, index=True)
    kind = fields.Selection(
        [
            ("periodic", "Periodic evaluation"),
            ("annual", "Annual evaluation"),
            ("documentation", "Documentation"),
        ],
        required=True,
        default="periodic",
    )
    interval = fields.Selection(
        DOCUMENTATION_INTERVALS, required=True, default="quarterly"
    )
    sequence = fields.Integer(required=True, default=1)
    date_from = fields.Date(required=True)
    date_to = fields.Date(required=True)
    employee_deadline = fields.Date(
        compute="_compute_deadlines",
        store=True,
        readonly=False,
        precompute=True,
        help="Realisation and evidence are complete by this day.",
    )
    evaluation_deadline = fields.Date(
        compute="_compute_deadlines",
        store=True,
        readonly=False,
        precompute=True,
        help="The appraiser has rated and delivered by this day.",
    )

    _check_dates = models.Constraint(
        "CHECK (date_from <= date_to)", "A period ends after it begins."
    )
    _cycle_kind_sequence_uniq = models.UniqueIndex(
        "(cycle_id, kind, sequence)", "This period of the year exists already."
    )

    @api.depends("interval", "kind", "sequence", "date_from")
    def _compute_name(self):
        for period in self:
            period.name = period._get_official_name()

    @api.depends("date_to")
    def _compute_deadlines(self):
        for period in self:
            end = period.date_to
            period.employee_deadline = end and end + relativedelta(days=5)
            period.evaluation_deadline = end and end + relativedelta(days=10)

    def _get_official_name(self):
        """Return the name as forms print it, such as ``Triwulan II 2026``."""
        if not self.date_from:
            return ""
        year, number = self.date_from.year, self.sequence
        if self.interval == "monthly":
            return f"{MONTHS[self.date_from.month - 1]} {year}"
        if self.interval == "quarterly":
            return f"Triwulan {ROMANS[(number - 1) % 4]} {year}"
        if self.interval == "semester":
            return f"Semester {ROMANS[(number - 1) % 2]} {year}"
        if self.interval == "weekly":
            return f"Pekan {number} {year}"
        return f"Tahunan {year}"
