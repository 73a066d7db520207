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
            period.update(period._get_usual_deadlines())

    def _get_usual_deadlines(self):
        """Return the deadlines of a period for which nobody chose another day."""
        end = self.date_to
        return {
            "employee_deadline": end and end + relativedelta(days=5),
            "evaluation_deadline": end and end + relativedelta(days=10),
        }

    @api.model_create_multi
    def create(self, vals_list):
        periods = super().create(vals_list)
        periods._refill_deadlines()
        return periods

    def write(self, vals):
        done = super().write(vals)
        if "employee_deadline" in vals or "evaluation_deadline" in vals:
            self._refill_deadlines()
        return done

    def _refill_deadlines(self):
        """Set the usual day where somebody emptied a deadline: all that is due rests on it."""
        for period in self:
            for name, day in period._get_usual_deadlines().items():
                if not period[name]:
                    period[name] = day

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
