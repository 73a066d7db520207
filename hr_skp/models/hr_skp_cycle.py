from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

# Months of one period; weeks and days are made by their own step.
INTERVAL_MONTHS = {"monthly": 1, "quarterly": 3, "semester": 6, "annual": 12}
INTERVAL_STEPS = {
    "daily": relativedelta(days=1),
    "weekly": relativedelta(weeks=1),
    **{name: relativedelta(months=months) for name, months in INTERVAL_MONTHS.items()},
}
# From the finest interval to the coarsest.
INTERVAL_ORDER = ("daily", "weekly", "monthly", "quarterly", "semester", "annual")
# How long appraisers have between the drafting and the planning deadline, as a rule.
APPROVAL_DAYS = 14
EVALUATION_INTERVALS = [("monthly", "Monthly"), ("quarterly", "Quarterly")]
DOCUMENTATION_INTERVALS = [
    ("daily", "Daily"),
    ("weekly", "Weekly"),
    ("monthly", "Monthly"),
    ("quarterly", "Quarterly"),
    ("semester", "Semester"),
    ("annual", "Annual"),
]


class HrSkpCycle(models.Model):
    """A performance year of one agency.

    ==========  =============================  ===========================
    step        who                            effect
    ==========  =============================  ===========================
    open        performance team               makes the periods, once
    close       performance team               no new plans
    ==========  =============================  ===========================
    """

    _name = "hr.skp.cycle"
    _inherit = ["hr.skp.guard"]
    _description = "Performance year"
    _order = "date_from desc, id desc"
    _check_company_auto = True
    _skp_guarded = frozenset({"state"})
    _skp_reach = frozenset({"company_id"})

    name = fields.Char(required=True)
    company_id = fields.Many2one(
        "res.company",
        "Agency",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    date_from = fields.Date(
        required=True,
        default=lambda self: fields.Date.context_today(self).replace(month=1, day=1),
    )
    date_to = fields.Date(
        required=True,
        default=lambda self: fields.Date.context_today(self).replace(month=12, day=31),
    )
    planning_deadline = fields.Date(
        compute="_compute_planning_deadline",
        store=True,
        readonly=False,
        precompute=True,
        help="Plans are approved by this day, 31 January as a rule.",
    )
    draft_deadline = fields.Date(
        "Drafting deadline",
        compute="_compute_draft_deadline",
        store=True,
        readonly=False,
        precompute=True,
        help="Employees submit their plans by this day, so that appraisers have time to read.",
    )
    evaluation_interval = fields.Selection(
        EVALUATION_INTERVALS, required=True, default="quarterly"
    )
    documentation_interval = fields.Selection(
        DOCUMENTATION_INTERVALS, required=True, default="monthly"
    )
    state = fields.Selection(
        [("draft", "Draft"), ("open", "Open"), ("closed", "Closed")],
        required=True,
        default="draft",
        copy=False,
        index=True,
    )
    period_ids = fields.One2many("hr.skp.period", "cycle_id", "Periods")
    skp_ids = fields.One2many("hr.skp", "cycle_id", "Plans")
    skp_count = fields.Integer(compute="_compute_skp_count")

    _check_dates = models.Constraint(
        "CHECK (date_from <= date_to)", "A performance year ends after it begins."
    )
    _check_draft_deadline = models.Constraint(
        "CHECK (draft_deadline <= planning_deadline)",
        "Employees submit before plans are approved: the drafting deadline comes first.",
    )
    _check_planning_deadline = models.Constraint(
        "CHECK (planning_deadline <= date_to)",
        "Plans are approved before the performance year ends.",
    )

    @api.depends("date_from", "date_to")
    def _compute_planning_deadline(self):
        for cycle in self:
            start, end = cycle.date_from, cycle.date_to
            deadline = start and start + relativedelta(months=1, days=-1)
            cycle.planning_deadline = min(deadline, end) if start and end else deadline

    @api.depends("planning_deadline")
    def _compute_draft_deadline(self):
        for cycle in self:
            deadline = cycle.planning_deadline
            cycle.draft_deadline = deadline and deadline - relativedelta(
                days=APPROVAL_DAYS
            )

    def _compute_skp_count(self):
        counts = dict(
            self.env["hr.skp"]._read_group(
                [("cycle_id", "in", self.ids)], ["cycle_id"], ["__count"]
            )
        )
        for cycle in self:
            cycle.skp_count = counts.get(cycle, 0)

    def write(self, vals):
        frame = {"company_id", "evaluation_interval", "documentation_interval"}
        if changed := frame & vals.keys():
            self._raise_refusals(
                {
                    cycle: self.env._(
                        "its periods are made, so agency and intervals stay."
                        " Delete the unused periods first."
                    )
                    for cycle in self.sudo().filtered("period_ids")
                    if any(
                        vals[name]
                        != cycle._fields[name].convert_to_write(cycle[name], cycle)
                        for name in changed
                    )
                }
            )
        return super().write(vals)

    @api.constrains("date_from", "date_to")
    def _check_period_frame(self):
        for cycle in self.filtered("period_ids"):
            first, last = (
                cycle.period_ids.mapped("date_from"),
                cycle.period_ids.mapped("date_to"),
            )
            if cycle.date_from != min(first) or cycle.date_to != max(last):
                raise ValidationError(
                    self.env._(
                        "%(cycle)s has its periods already, so its dates stay."
                        " Delete the unused periods first.",
                        cycle=cycle.display_name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_if_unused(self):
        if used := self.sudo().filtered("skp_ids"):
            raise UserError(
                self.env._(
                    "%(cycle)s holds plans. Close it instead.",
                    cycle=used[0].display_name,
                )
            )

    # Actions

    def action_open(self):
        """Open the year and make its periods, once; opening again changes nothing.

        :raises AccessError: for people outside the performance team
        :raises UserError: when the year is closed
        """
        self._check_officer()
        closed = self.filtered(lambda cycle: cycle.state == "closed")
        self._raise_refusals(
            dict.fromkeys(closed, self.env._("The year is closed and stays closed."))
        )
        self._make_periods()
        self.sudo().filtered(lambda cycle: cycle.state == "draft").write(
            {"state": "open"}
        )
        return True

    def action_close(self):
        """Close the year: its plans stay readable and no new one is made.

        :raises AccessError: for people outside the performance team
        :raises UserError: when the year was never opened
        """
        self._check_officer()
        draft = self.filtered(lambda cycle: cycle.state == "draft")
        self._raise_refusals(
            dict.fromkeys(draft, self.env._("Open the year before closing it."))
        )
        self.sudo().write({"state": "closed"})
        return True

    def action_open_plans(self):
        """Open the plans of one year."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id("hr_skp.hr_skp_action")
        return {**action, "domain": [("cycle_id", "=", self.id)]}

    def action_open_progress(self):
        """Open who has not, of one year."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_skp.hr_skp_progress_action"
        )
        return {
            **action,
            "context": {
                "search_default_cycle_id": self.id,
                "search_default_group_unit": 1,
                "hierarchical_naming": False,
            },
        }

    def _check_officer(self):
        if not self.env.su and not self.env.user.has_group(
            "hr_skp.group_hr_skp_officer"
        ):
            raise AccessError(
                self.env._("Only the performance team opens and closes a year.")
            )
        self.check_access("write")

    def _make_periods(self):
        """Create the missing periods of each year; existing ones are left as they are."""
        vals_list = []
        for cycle in self.sudo():
            existing = {(period.kind, period.date_from) for period in cycle.period_ids}
            vals_list += [
                vals
                for vals in cycle._prepare_periods()
                if (vals["kind"], vals["date_from"]) not in existing
            ]
        self.env["hr.skp.period"].sudo().create(vals_list)

    def _prepare_periods(self):
        """Return the values of all periods of one year.

        Documentation periods are made only where finer than the evaluation's; daily
        documentation needs no periods, the log itself is dated.
        """
        self.ensure_one()
        evaluation, documentation = (
            self.evaluation_interval,
            self.documentation_interval,
        )
        vals_list = self._prepare_series("periodic", evaluation)
        vals_list += self._prepare_series("annual", "annual")
        finer = INTERVAL_ORDER.index(documentation) < INTERVAL_ORDER.index(evaluation)
        if finer and documentation != "daily":
            vals_list += self._prepare_series("documentation", documentation)
        return vals_list

    def _prepare_series(self, kind, interval):
        vals_list, start, sequence = [], self.date_from, 1
        while start <= self.date_to:
            if kind == "annual":
                end = self.date_to
            else:
                next_start = start + INTERVAL_STEPS[interval]
                if interval != "weekly":
                    next_start = next_start.replace(day=1)
                end = min(next_start - relativedelta(days=1), self.date_to)
            vals_list.append(
                {
                    "cycle_id": self.id,
                    "kind": kind,
                    "interval": interval,
                    "sequence": sequence,
                    "date_from": start,
                    "date_to": end,
                }
            )
            start, sequence = end + relativedelta(days=1), sequence + 1
        return vals_list
