from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from .hr_skp_identity import IDENTITY_FIELDS
from .hr_skp_line import RULE_COLUMNS

STATES = [
    ("draft", "Draft"),
    ("submitted", "Submitted"),
    ("approved", "Approved"),
    ("revising", "In revision"),
    ("closed", "Closed"),
    ("cancelled", "Cancelled"),
]
# In these states the employee, or the performance team on behalf, edits the plan.
EDITABLE_STATES = ("draft", "revising")
# In these states a plan counts for the year: its dates may not overlap another's.
BINDING_STATES = ("submitted", "approved", "revising", "closed")
# Five posts, each with a number for the exclusion of overlaps in the database.
POSITION_KINDS = [
    ("definitive", "Definitive"),
    ("acting", "Acting (Plt)"),
    ("daily_acting", "Daily acting (Plh)"),
    ("interim", "Interim (Pj)"),
    ("additional", "Additional"),
]
# Events that leave a draft what it was: nobody was asked yet to approve it.
DRAFT_EVENTS = ("handover", "role_adopt", "role_decline", "role_end")
# What mail writes on a document for a reader who talks about it.
TALK_FIELDS = frozenset(
    {"message_follower_ids", "message_main_attachment_id", "activity_state"}
)


class HrSkp(models.Model):
    """The yearly plan of expected performance of one employee (SKP).

    What moves its state stands in ``hr_skp_states.py``, who appraises it in
    ``hr_skp_people.py``, what is sealed of it in ``hr_skp_payload.py``.
    """

    _name = "hr.skp"
    _inherit = [
        "hr.skp.guard",
        "hr.skp.access",
        "hr.skp.deputy",
        "hr.skp.identity",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _description = "Performance plan (SKP)"
    _rec_names_search = ["name", "employee_id"]
    _order = "date_from desc, id desc"
    _check_company_auto = True
    _mail_post_access = "read"
    _skp_guarded = frozenset(
        {
            "name",
            "appraiser_id",
            "superior_id",
            *RULE_COLUMNS,
            "is_reported",
            "is_reopened",
            "state",
            "state_date",
            "revision",
            "revised_by_id",
            "submitted_by_id",
            "submitted_on",
            "approved_by_id",
            "approved_on",
            *IDENTITY_FIELDS,
        }
    )

    name = fields.Char("Number", copy=False, index="trigram")
    cycle_id = fields.Many2one(
        "hr.skp.cycle",
        "Year",
        required=True,
        index=True,
        check_company=True,
        default=lambda self: self._default_cycle_id(),
    )
    employee_id = fields.Many2one(
        "hr.employee",
        required=True,
        index=True,
        check_company=True,
        default=lambda self: self.env.user.employee_id,
    )
    appraiser_id = fields.Many2one(
        "hr.employee", index=True, copy=False, ondelete="restrict"
    )
    superior_id = fields.Many2one(
        "hr.employee",
        "Appraiser's superior",
        index="btree_not_null",
        copy=False,
        ondelete="restrict",
    )

    # Rule columns: what record rules compare. Never typed, moved by a handover.
    employee_user_id = fields.Many2one(
        "res.users", "Employee's user", index=True, copy=False
    )
    appraiser_user_id = fields.Many2one(
        "res.users", "Appraiser's user", index=True, copy=False
    )
    superior_user_id = fields.Many2one(
        "res.users", "Superior's user", index=True, copy=False
    )
    company_id = fields.Many2one("res.company", "Agency", index=True, copy=False)
    department_id = fields.Many2one(string="Unit", copy=False)

    date_from = fields.Date("From", required=True)
    date_to = fields.Date("To", required=True)
    form = fields.Selection(
        [("leader", "Leader"), ("staff", "Staff")],
        required=True,
        default="staff",
        help="Leader: executive posts and heads of independent units. Staff: everyone else.",
    )
    approach = fields.Selection(
        [("quantitative", "Quantitative"), ("qualitative", "Qualitative")],
        required=True,
        default="quantitative",
    )
    position_kind = fields.Selection(
        POSITION_KINDS, "Post", required=True, default="definitive"
    )
    is_reported = fields.Boolean(
        "Reported",
        copy=False,
        help="The plan whose annual predicate goes to the national record.",
    )
    is_reopened = fields.Boolean(
        copy=False,
        help="Opened again after its last day: the daily job leaves it open.",
    )
    feedback_interval = fields.Selection(
        [
            ("weekly", "Weekly"),
            ("monthly", "Monthly"),
            ("quarterly", "Quarterly"),
            ("semester", "Semester"),
        ],
        "Agreed feedback",
        default="monthly",
        help="How often the appraiser gives periodic feedback, as both agree.",
    )

    state = fields.Selection(
        STATES, required=True, default="draft", copy=False, index=True
    )
    state_date = fields.Datetime(
        "In this state since", copy=False, default=lambda self: fields.Datetime.now()
    )
    revision = fields.Integer(copy=False, help="How often the plan was approved.")
    revised_by_id = fields.Many2one("res.users", "Revision opened by", copy=False)
    submitted_by_id = fields.Many2one("res.users", "Submitted by", copy=False)
    submitted_on = fields.Datetime("Submitted on", copy=False)
    approved_by_id = fields.Many2one("res.users", "Approved by", copy=False)
    approved_on = fields.Datetime("Approved on", copy=False)

    result_ids = fields.One2many("hr.skp.result", "skp_id", "Results", copy=True)
    behavior_ids = fields.One2many("hr.skp.behavior", "skp_id", "Behaviour", copy=False)
    annex_ids = fields.One2many("hr.skp.annex", "skp_id", "Annex", copy=True)
    point_ids = fields.One2many(
        "hr.skp.point",
        "skp_id",
        "Points",
        domain=[("parent_id", "=", False)],
        copy=False,
    )
    feedback_ids = fields.One2many("hr.skp.feedback", "skp_id", "Feedback", copy=False)
    evidence_ids = fields.One2many("hr.skp.evidence", "skp_id", "Evidence", copy=False)
    event_ids = fields.One2many("hr.skp.event", "skp_id", "History", copy=False)

    _check_dates = models.Constraint(
        "CHECK (date_from <= date_to)", "A plan ends after it begins."
    )
    # The first page of a list of all plans reads no more than its plans.
    _order_idx = models.Index("(date_from DESC, id DESC)")
    _reported_uniq = models.UniqueIndex(
        "(employee_id, cycle_id) WHERE is_reported",
        "One plan per employee and year is the reported one.",
    )
    # The kind of post is part of the key: an acting plan may lie beside the definitive one.
    _no_overlap = models.Constraint(
        """EXCLUDE USING gist (
            int8range(employee_id::bigint * 8 + CASE position_kind
                WHEN 'definitive' THEN 0 WHEN 'acting' THEN 1 WHEN 'daily_acting' THEN 2
                WHEN 'interim' THEN 3 ELSE 4 END,
                employee_id::bigint * 8 + CASE position_kind
                WHEN 'definitive' THEN 0 WHEN 'acting' THEN 1 WHEN 'daily_acting' THEN 2
                WHEN 'interim' THEN 3 ELSE 4 END, '[]') WITH &&,
            daterange(date_from, date_to, '[]') WITH &&
        ) WHERE (state IN ('submitted', 'approved', 'revising', 'closed'))""",
        "This employee has another plan for the same kind of post in these days.",
    )

    @api.model
    def _default_cycle_id(self):
        """Return the open year of today, else the draft one that begins next."""
        today = fields.Date.context_today(self)
        company = Domain("company_id", "=", self.env.company.id)
        cycles = self.env["hr.skp.cycle"]
        return cycles.search(
            company & Domain("state", "=", "open") & Domain("date_to", ">=", today),
            order="date_from",
            limit=1,
        ) or cycles.search(
            company & Domain("state", "=", "draft") & Domain("date_to", ">=", today),
            order="date_from",
            limit=1,
        )

    @api.depends("name", "employee_id")
    def _compute_display_name(self):
        for plan in self:
            employee = plan.employee_name or plan.employee_id.sudo().name or ""
            plan.display_name = (
                f"{plan.name or self.env._('New plan')} {employee}".strip()
            )

    @api.constrains("date_from", "date_to", "cycle_id")
    def _check_dates_within_year(self):
        for plan in self:
            cycle = plan.cycle_id
            if plan.date_from < cycle.date_from or plan.date_to > cycle.date_to:
                raise ValidationError(
                    self.env._(
                        "%(plan)s: its days lie outside %(cycle)s (%(start)s to %(end)s)."
                        " Choose days within the year, or make a plan for the other year.",
                        plan=plan.display_name,
                        cycle=cycle.display_name,
                        start=cycle.date_from,
                        end=cycle.date_to,
                    )
                )

    # CRUD

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        cycle = self.env["hr.skp.cycle"].browse(values.get("cycle_id"))
        for name in ("date_from", "date_to"):
            if cycle and name in fields and not values.get(name):
                values[name] = cycle[name]
        return values

    @api.model
    def _prepare_guarded_vals(self, vals_list):
        prepared = super()._prepare_guarded_vals(vals_list)
        numbers = self._next_numbers(vals_list)
        people = self._prepare_people_vals(vals_list)
        for extra, number, person in zip(prepared, numbers, people, strict=True):
            extra.update(person, name=number)
        return prepared

    @api.model_create_multi
    def create(self, vals_list):
        completed = self._complete_vals(vals_list)
        quiet = self.with_context(mail_create_nolog=True, mail_create_nosubscribe=True)
        plans = super(HrSkp, quiet).create(completed).with_env(self.env)
        closed = plans.filtered(lambda plan: plan.cycle_id.state == "closed")
        self._raise_refusals(
            dict.fromkeys(
                closed,
                self.env._(
                    "The year is closed. Ask the performance team for another one."
                ),
            )
        )
        plans.sudo()._add_behaviors()
        return plans

    @api.model
    def _complete_vals(self, vals_list):
        """Fill what employee and year alone tell: the days and the form of the plan."""
        cycles = self.env["hr.skp.cycle"].sudo()
        defaults = self.default_get(["employee_id", "cycle_id"])
        completed = [{**defaults, **vals} for vals in vals_list]
        employees = self.env["hr.employee"].browse(
            {vals["employee_id"] for vals in completed if vals.get("employee_id")}
        )
        forms = employees._get_skp_form()
        for vals in completed:
            cycle = cycles.browse(vals.get("cycle_id"))
            if cycle:
                vals.setdefault("date_from", cycle.date_from)
                vals.setdefault("date_to", cycle.date_to)
            if vals.get("employee_id"):
                vals.setdefault("form", forms[employees.browse(vals["employee_id"])])
        return completed

    @api.model
    def _next_numbers(self, vals_list):
        """Return a number of the series for each plan, drawn in one query."""
        sequence = (
            self.env["ir.sequence"].sudo().search([("code", "=", "hr.skp")], limit=1)
        )
        if not sequence:
            return [False] * len(vals_list)
        self.env.cr.execute(
            "SELECT nextval(%s) FROM generate_series(1, %s)",
            [f"ir_sequence_{sequence.id:03d}", len(vals_list)],
        )
        cycles = self.env["hr.skp.cycle"].sudo()
        numbers = []
        for vals, (number,) in zip(vals_list, self.env.cr.fetchall(), strict=True):
            cycle = cycles.browse(vals.get("cycle_id"))
            prefix, suffix = sequence._get_prefix_suffix(date=cycle.date_from or None)
            numbers.append(f"{prefix}{number:0{sequence.padding}d}{suffix}")
        return numbers

    def _add_behaviors(self):
        """Give each plan a line for every core value that it lacks."""
        values = self.env["hr.skp.value"].search([("active", "=", True)])
        behaviors = self.env["hr.skp.behavior"].create(
            [
                {"skp_id": plan.id, "value_id": value.id}
                for plan in self
                for value in values - plan.behavior_ids.value_id
            ]
        )
        behaviors._fill_expectations()

    def write(self, vals):
        if not self.env.su:
            # Talk beside the document is open to its readers; the document is not, nor
            # are others' messages through it.
            if vals.keys() - TALK_FIELDS:
                self._check_can_edit()
            self._check_stays(vals)
        return super().write(vals)

    def _check_stays(self, vals):
        for name in {"employee_id", "cycle_id"} & vals.keys():
            if moved := self.sudo().filtered(
                lambda plan, name=name: plan[name].id != vals[name]
            ):
                raise UserError(
                    self.env._(
                        "%(plan)s stays with its employee and year. Make a new plan instead.",
                        plan=moved[0].display_name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_binding(self):
        used = self.filtered(
            lambda plan: (
                plan.state != "draft"
                or plan.revision
                or plan.sudo().event_ids.filtered(
                    lambda event: event.kind not in DRAFT_EVENTS
                )
            )
        )
        self._raise_refusals(
            dict.fromkeys(
                used,
                self.env._(
                    "A plan that was submitted is kept. Let it be cancelled instead."
                ),
            )
        )

    def _mail_get_operation_for_mail_message_operation(self, message_operation):
        """Leave a message to its author: writing the plan does not open others' words."""
        if message_operation in ("write", "unlink"):
            return defaultdict(bool)
        return super()._mail_get_operation_for_mail_message_operation(message_operation)
