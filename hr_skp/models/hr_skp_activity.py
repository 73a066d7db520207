from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL, format_date

# What the person may still change; a submitted entry is first withdrawn.
EDITABLE_STATES = ("draft", "rejected")
# Of several plans on one day, the definitive one in force takes an entry first.
PLAN_ORDER = ("approved", "revising", "closed", "submitted", "draft")


class HrSkpActivity(models.Model):
    """One entry of the daily log: what was done, when, and for which planned result.

    ===========  ==========================================  ====================
    step         who                                         from → to
    ===========  ==========================================  ====================
    submit       employee, or the performance team for him   draft, rejected → submitted
    withdraw     the same                                    submitted → draft
    verify       appraiser or his deputy                     submitted → verified
    reject       appraiser or his deputy, with a reason      submitted, verified → rejected
    ===========  ==========================================  ====================

    Steps stand in ``hr_skp_activity_states.py``, what adds up into the realisation in
    ``hr_skp_activity_realization.py``, the month in ``hr_skp_activity_month.py``.
    """

    _name = "hr.skp.activity"
    _inherit = ["hr.skp.line"]
    _description = "Daily log entry"
    _order = "date desc, time_from, id"
    _skp_same_plan = ("result_id", "action_id", "indicator_id", "evidence_ids")
    _skp_guarded = frozenset(
        {
            "state",
            "submitted_on",
            "reviewed_by_id",
            "reviewed_on",
            "review_note",
            "import_id",
            "is_void",
        }
    )

    # Found by employee and day where the caller names no plan.
    employee_id = fields.Many2one(
        "hr.employee", required=True, index=True, ondelete="cascade"
    )
    date = fields.Date(required=True, index=True, default=fields.Date.context_today)
    name = fields.Char("Activity", required=True)
    kind = fields.Selection(
        [("duty", "Duty"), ("additional", "Additional")],
        required=True,
        default="duty",
        help="Additional: outside the planned results, such as a task given on the day.",
    )
    result_id = fields.Many2one(
        "hr.skp.result",
        "Planned result",
        compute="_compute_result_id",
        store=True,
        readonly=False,
        precompute=True,
        domain="[('skp_id', '=', skp_id), ('state', '=', 'active')]",
        index=True,
        ondelete="set null",
    )
    action_id = fields.Many2one(
        "hr.skp.action",
        "Action",
        domain="[('skp_id', '=', skp_id), ('state', '!=', 'dropped')]",
        index="btree_not_null",
        ondelete="set null",
        help="The step of the action plan that this was part of.",
    )
    time_from = fields.Float("From", aggregator=None)
    time_to = fields.Float("To", aggregator=None)
    duration = fields.Float(
        "Hours",
        compute="_compute_duration",
        store=True,
        readonly=False,
        precompute=True,
        help="Follows from the times; may be typed where there are none.",
    )
    # Files and people make no sum; who counts one unit asks for it.
    quantity = fields.Float(aggregator=None)
    uom = fields.Char(
        "Unit of measure",
        compute="_compute_uom",
        store=True,
        readonly=False,
        precompute=True,
    )
    indicator_id = fields.Many2one(
        "hr.skp.indicator",
        "Counts for",
        compute="_compute_indicator_id",
        store=True,
        readonly=False,
        precompute=True,
        domain="[('result_id', '=', result_id)]",
        index="btree_not_null",
        ondelete="set null",
        help="The indicator whose realisation the quantity adds up to.",
    )
    evidence_ids = fields.Many2many(
        "hr.skp.evidence",
        string="Evidence",
        domain="[('skp_id', '=', skp_id), ('replaced_by_id', '=', False)]",
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "Submitted"),
            ("verified", "Verified"),
            ("rejected", "Rejected"),
        ],
        required=True,
        default="draft",
        copy=False,
        index=True,
    )
    submitted_on = fields.Datetime("Submitted on", copy=False)
    reviewed_by_id = fields.Many2one("res.users", "Reviewed by", copy=False)
    reviewed_on = fields.Datetime("Reviewed on", copy=False)
    review_note = fields.Text("Why rejected", copy=False)

    import_id = fields.Many2one(
        "hr.skp.activity.import",
        index="btree_not_null",
        ondelete="set null",
        copy=False,
    )

    _check_times = models.Constraint(
        """CHECK ((COALESCE(time_from, 0) = 0 AND COALESCE(time_to, 0) = 0)
            OR (time_from >= 0 AND time_from < time_to AND time_to <= 24))""",
        "An activity ends after it begins, on the same day. Enter work past midnight as two.",
    )
    _check_amounts = models.Constraint(
        "CHECK (COALESCE(quantity, 0) >= 0 AND COALESCE(duration, 0) BETWEEN 0 AND 24)",
        "Hours lie between 0 and 24, and a quantity is not below 0.",
    )
    # Minutes as whole numbers: one activity may begin in the minute the other ends.
    _no_overlap = models.Constraint(
        """EXCLUDE USING gist (
            int4range(employee_id, employee_id, '[]') WITH &&,
            daterange(date, date, '[]') WITH &&,
            int4range(round(time_from * 60)::int, round(time_to * 60)::int) WITH &&
        ) WHERE (time_to > 0 AND state <> 'rejected' AND is_void IS NOT TRUE)
        DEFERRABLE INITIALLY DEFERRED""",
        "These hours overlap another activity of the day.",
    )
    _employee_date_idx = models.Index("(employee_id, date)")
    # For the boards: since when nothing is logged, and what waits to be verified.
    _skp_date_idx = models.Index("(skp_id, date)")
    _submitted_idx = models.Index("(skp_id) WHERE state = 'submitted'")

    @api.depends("action_id")
    def _compute_result_id(self):
        for entry in self:
            entry.result_id = entry.action_id.result_id or entry.result_id

    @api.depends("time_from", "time_to")
    def _compute_duration(self):
        for entry in self:
            if entry.time_to:
                entry.duration = max(round(entry.time_to - entry.time_from, 4), 0)
            else:
                entry.duration = entry.duration

    @api.depends("result_id")
    def _compute_indicator_id(self):
        for entry in self:
            indicators = entry.result_id.indicator_ids
            if entry.indicator_id not in indicators:
                entry.indicator_id = indicators.filtered("counts_log")[:1]

    @api.depends("indicator_id")
    def _compute_uom(self):
        for entry in self:
            entry.uom = entry.uom or entry.indicator_id.uom

    @api.constrains("date", "time_from", "time_to", "employee_id")
    def _check_overlap(self):
        """Say which entry lies in the way; the exclusion in the database only says no.

        It is asked last: then it knows of those written meanwhile by somebody else.
        """
        self.flush_model(
            ["employee_id", "date", "time_from", "time_to", "state", "is_void"]
        )
        self.env.cr.execute(
            SQL(
                """
                SELECT entry.id, other.id
                  FROM hr_skp_activity entry
                  JOIN hr_skp_activity other
                       ON other.employee_id = entry.employee_id
                      AND other.date = entry.date AND other.id <> entry.id
                      AND other.state <> 'rejected' AND other.time_to > 0
                      AND other.is_void IS NOT TRUE
                      AND round(other.time_from * 60) < round(entry.time_to * 60)
                      AND round(entry.time_from * 60) < round(other.time_to * 60)
                 WHERE entry.id = ANY(%s) AND entry.time_to > 0
                       AND entry.state <> 'rejected' AND entry.is_void IS NOT TRUE
                 ORDER BY entry.id LIMIT 1
                """,
                list(self.ids),
            )
        )
        if row := self.env.cr.fetchone():
            entry, other = self.sudo().browse(row[0]), self.sudo().browse(row[1])
            raise ValidationError(
                self.env._(
                    "%(date)s: the hours of “%(activity)s” (%(hours)s) overlap “%(other)s”"
                    " (%(other_hours)s). Change one of them.",
                    date=format_date(self.env, entry.date),
                    activity=entry.name,
                    hours=entry._get_hours(),
                    other=other.name,
                    other_hours=other._get_hours(),
                )
            )
        for mode in ("IMMEDIATE", "DEFERRED"):
            self.env.cr.execute(
                SQL(
                    "SET CONSTRAINTS %s %s",
                    SQL.identifier("hr_skp_activity_no_overlap"),
                    SQL(mode),
                )
            )

    @api.constrains("date", "skp_id")
    def _check_date_of_plan(self):
        for entry in self.sudo():
            plan = entry.skp_id
            if not plan.date_from <= entry.date <= plan.date_to:
                raise ValidationError(
                    self.env._(
                        "%(activity)s: %(date)s lies outside %(plan)s. Log it in the plan of"
                        " that day.",
                        activity=entry.name,
                        date=format_date(self.env, entry.date),
                        plan=plan.name,
                    )
                )

    @api.constrains("date")
    def _check_date_not_future(self):
        for entry in self:
            # A day of grace: elsewhere in the agency it is tomorrow already.
            if entry.date > fields.Date.context_today(entry) + timedelta(days=1):
                raise ValidationError(
                    self.env._(
                        "%(activity)s: %(date)s is still to come. Plan it as an action instead.",
                        activity=entry.name,
                        date=format_date(self.env, entry.date),
                    )
                )

    def _get_hours(self):
        """Return the hours of one entry in words, such as ``08:00–09:30``."""
        minutes = [round(time * 60) for time in (self.time_from, self.time_to)]
        return "–".join(f"{minute // 60:02d}:{minute % 60:02d}" for minute in minutes)

    # Which plan

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        if {"employee_id", "skp_id"} & set(fields):
            plan = self.env["hr.skp"].browse(values.get("skp_id") or [])
            plan = plan or self._find_plans([values])[0]
            employee = plan.employee_id or self._get_log_employee(False)
            found = {"skp_id": plan.id, "employee_id": employee.id}
            values.update({name: found[name] for name in found.keys() & set(fields)})
        return values

    @api.onchange("date", "employee_id")
    def _onchange_plan(self):
        """Follow the day to the plan that covers it."""
        plan, date = self.skp_id, self.date
        if self._origin or not date:
            return
        if not plan or not plan.date_from <= date <= plan.date_to:
            vals = {"date": date, "employee_id": self.employee_id.id}
            if found := self._find_plans([vals])[0]:
                self.skp_id = found
                self.result_id = self.action_id = self.indicator_id = False

    @api.model
    def _prepare_guarded_vals(self, vals_list):
        prepared = super()._prepare_guarded_vals(vals_list)
        for vals, extra in zip(vals_list, prepared, strict=True):
            extra["employee_id"] = self._get_skp_of_vals(vals).employee_id.id
        return prepared

    @api.model_create_multi
    def create(self, vals_list):
        entries = super().create(self._fill_plans(vals_list))
        entries._record_on_behalf()
        return entries

    @api.model
    def _fill_plans(self, vals_list):
        """Return the values with the plan of each day, where none was named."""
        default_id = self.env.context.get("default_skp_id")
        open_vals = [
            vals for vals in vals_list if not vals.get("skp_id") and not default_id
        ]
        found = dict(zip(map(id, open_vals), self._find_plans(open_vals), strict=True))
        filled = []
        for vals in vals_list:
            plan = found.get(id(vals))
            if plan is not None and not plan:
                raise UserError(self._get_no_plan_text(vals))
            filled.append({**vals, "skp_id": plan.id} if plan else vals)
        return filled

    @api.model
    def _find_plans(self, vals_list):
        """Return, for each dict, the plan that covers its day; empty where there is none.

        :param vals_list: dicts with ``date`` (today) and ``employee_id`` (oneself)
        """
        own = self.env.user.sudo().with_company(self.env.company).employee_id
        today = fields.Date.context_today(self)
        keys = [
            (
                vals.get("employee_id") or own.id,
                fields.Date.to_date(vals.get("date")) or today,
            )
            for vals in vals_list
        ]
        if not keys:
            return []
        plans = self.env["hr.skp"].search(
            [
                (
                    "employee_id",
                    "in",
                    list({employee_id for employee_id, _date in keys}),
                ),
                ("state", "in", PLAN_ORDER),
                ("date_from", "<=", max(date for _employee_id, date in keys)),
                ("date_to", ">=", min(date for _employee_id, date in keys)),
            ]
        )
        plans = plans.sorted(
            lambda plan: (
                plan.position_kind != "definitive",
                PLAN_ORDER.index(plan.state),
                plan.id,
            )
        )
        return [
            plans.filtered(
                lambda plan, employee_id=employee_id, date=date: (
                    plan.employee_id.id == employee_id
                    and plan.date_from <= date <= plan.date_to
                )
            )[:1]
            for employee_id, date in keys
        ]

    def _get_no_plan_text(self, vals):
        date = fields.Date.to_date(vals.get("date")) or fields.Date.context_today(self)
        return self.env._(
            "No plan covers %(date)s. Begin the plan of that year first; it need not be"
            " approved.",
            date=format_date(self.env, date),
        )
