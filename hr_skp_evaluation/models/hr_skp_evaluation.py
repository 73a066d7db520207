from odoo import api, fields, models

from odoo.addons.hr_skp.models.hr_skp_feedback import RATINGS
from odoo.addons.hr_skp.models.hr_skp_identity import IDENTITY_FIELDS

from ..rules import quadrant
from .hr_skp_organization_predicate import ORGANIZATION_PREDICATES

STATES = [
    ("draft", "Draft"),
    ("submitted", "Submitted"),
    ("rated", "Rated"),
    ("delivered", "Delivered"),
    ("objected", "Objected"),
    ("final", "Final"),
    ("reported", "Reported"),
]
PREDICATES = [
    ("very_good", "Very good"),
    ("good", "Good"),
    ("needs_improvement", "Needs improvement"),
    ("poor", "Poor"),
    ("very_poor", "Very poor"),
]
# What the appraiser types; the rest of an evaluation follows from the plan or a step.
RATING_FIELDS = ("work_rating", "behavior_rating")
NOTE_FIELDS = (
    "contribution_note",
    "note",
    "recommendation",
    "remark",
    "deviation_note",
)
# Not in the employee's hand: it still follows its plan.
UNDELIVERED_STATES = ("draft", "submitted", "rated")
# From here on the realisation of the period is closed.
RATED_STATES = ("rated", "delivered", "objected", "final", "reported")


class HrSkpEvaluation(models.Model):
    """The evaluation of one plan in one period (PermenPANRB 6/2022, evaluation).

    Two ratings give the predicate through the nine-cell quadrant, and nothing else
    does. Until it is delivered, the rated person sees no rating, whatever other role
    he holds: a global record rule on this model's own columns, followed by its lines,
    events, messages and attachments.

    What moves its state stands in ``hr_skp_evaluation_states.py``, who stands behind
    it in ``…_people.py``, who may do what in ``…_guards.py``, its lines in ``…_lines.py``,
    its seal in ``…_payload.py``, how it follows its plan in ``…_follow.py``, and when it
    goes no further in ``…_stop.py``.
    """

    _name = "hr.skp.evaluation"
    _inherit = ["hr.skp.line", "hr.skp.identity", "mail.thread"]
    _description = "Evaluation"
    _rec_names_search = ["name", "employee_id"]
    _order = "date_to desc, id desc"
    _check_company_auto = True
    _mail_post_access = "read"
    _skp_guarded = frozenset(
        {
            "name",
            "kind",
            "cycle_id",
            "date_from",
            "date_to",
            "employee_id",
            "appraiser_id",
            "superior_id",
            *IDENTITY_FIELDS,
            "organization_predicate",
            "predicate",
            "suggested_work_rating",
            "suggested_behavior_rating",
            "is_rated",
            "state",
            "state_date",
            "unrated_state",
            "submitted_on",
            "rated_on",
            "rated_by_id",
            "delivered_on",
            "delivered_by_id",
            "objection_deadline",
            "final_on",
        }
    )

    name = fields.Char("Number", copy=False, index="trigram")
    period_id = fields.Many2one(
        "hr.skp.period",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('kind', '!=', 'documentation')]",
    )
    kind = fields.Selection(
        [("periodic", "Periodic"), ("annual", "Annual")], index=True
    )
    cycle_id = fields.Many2one("hr.skp.cycle", "Year", index=True, ondelete="restrict")
    date_from = fields.Date("From", help="First day of the period within the plan.")
    date_to = fields.Date("To", help="Last day of the period within the plan.")
    employee_id = fields.Many2one("hr.employee", index=True, ondelete="restrict")
    appraiser_id = fields.Many2one("hr.employee", index=True, ondelete="restrict")
    superior_id = fields.Many2one(
        "hr.employee",
        "Appraiser's superior",
        index="btree_not_null",
        ondelete="restrict",
    )
    department_id = fields.Many2one(string="Unit")

    organization_predicate = fields.Selection(
        ORGANIZATION_PREDICATES,
        copy=False,
        help="Of the unit or the nearest one above, as it stood at delivery.",
    )
    work_rating = fields.Selection(
        RATINGS, "Rating of work results", copy=False, index=True
    )
    behavior_rating = fields.Selection(
        RATINGS, "Rating of behaviour", copy=False, index=True
    )
    is_rated = fields.Boolean(
        "Judged",
        copy=False,
        index=True,
        help="A rating or a note is typed, if only for one line.",
    )
    predicate = fields.Selection(
        PREDICATES,
        compute="_compute_predicate",
        # Each has its column, also where nobody has it.
        group_expand=True,
        store=True,
        index=True,
        copy=False,
        help="Follows from the two ratings by the quadrant; nobody types it.",
    )
    contribution_note = fields.Text("Contribution to the leader's results", copy=False)
    note = fields.Text("Notes", copy=False)
    recommendation = fields.Text(copy=False)
    remark = fields.Text("Other remarks", copy=False)
    deviation_note = fields.Text(
        "Why the guide was left",
        copy=False,
        help="May stay empty; nothing waits for it.",
    )

    state = fields.Selection(
        STATES, required=True, default="draft", copy=False, index=True
    )
    state_date = fields.Datetime(
        "In this state since", copy=False, default=lambda self: fields.Datetime.now()
    )
    unrated_state = fields.Selection(
        [("draft", "Draft"), ("submitted", "Submitted")],
        "State before rating",
        copy=False,
    )
    submitted_on = fields.Datetime("Submitted on", copy=False)
    rated_on = fields.Datetime("Rated on", copy=False)
    rated_by_id = fields.Many2one("res.users", "Rated by", copy=False)
    delivered_on = fields.Datetime("Delivered on", copy=False, index="btree_not_null")
    delivered_by_id = fields.Many2one("res.users", "Delivered by", copy=False)
    objection_deadline = fields.Date(
        copy=False, help="Last day on which the employee may object."
    )
    final_on = fields.Datetime("Final since", copy=False)

    result_line_ids = fields.One2many(
        "hr.skp.evaluation.result", "evaluation_id", "Work results", copy=False
    )
    behavior_line_ids = fields.One2many(
        "hr.skp.evaluation.behavior", "evaluation_id", "Behaviour", copy=False
    )

    _skp_period_uniq = models.UniqueIndex(
        "(skp_id, period_id)",
        "This plan has its evaluation for the period already. Open that one, or choose"
        " another period.",
    )

    @api.depends("work_rating", "behavior_rating")
    def _compute_predicate(self):
        for evaluation in self:
            ratings = evaluation.work_rating, evaluation.behavior_rating
            evaluation.predicate = (
                quadrant.predicate(*ratings) if all(ratings) else False
            )

    @api.depends("name", "employee_id", "period_id")
    def _compute_display_name(self):
        for evaluation in self.sudo():
            employee = evaluation.employee_name or evaluation.employee_id.name
            parts = (evaluation.name, employee, evaluation.period_id.name)
            evaluation.display_name = " ".join(part for part in parts if part)

    # CRUD

    @api.model
    def _prepare_guarded_vals(self, vals_list):
        plans = self.env["hr.skp"].sudo()
        # Read all plans at once: the rest goes through them one by one.
        plans = plans.browse({self._get_skp_of_vals(vals).id for vals in vals_list})
        plans.mapped("employee_user_id.name")
        prepared = super()._prepare_guarded_vals(vals_list)
        periods = self.env["hr.skp.period"].sudo()
        numbers = self._next_numbers(vals_list)
        for vals, extra, number in zip(vals_list, prepared, numbers, strict=True):
            plan = self._get_skp_of_vals(vals)
            period = periods.browse(
                vals.get("period_id") or self.env.context.get("default_period_id")
            )
            extra.update(
                name=number,
                kind=period.kind if period.kind == "annual" else "periodic",
                cycle_id=plan.cycle_id.id,
                employee_id=plan.employee_id.id,
                appraiser_id=plan.appraiser_id.id,
                superior_id=plan.superior_id.id,
                **self._get_days(plan, period),
            )
        return prepared

    @api.model
    def _get_days(self, plan, period):
        """Return first and last day of a period within a plan."""
        if not plan or not period:
            return {}
        return {
            "date_from": max(plan.date_from, period.date_from),
            "date_to": min(plan.date_to, period.date_to),
        }

    @api.model
    def _next_numbers(self, vals_list):
        """Return a number of the series for each evaluation, drawn in one query."""
        sequences = self.env["ir.sequence"].sudo()
        sequence = sequences.search([("code", "=", "hr.skp.evaluation")], limit=1)
        if not sequence:
            return [False] * len(vals_list)
        self.env.cr.execute(
            "SELECT nextval(%s) FROM generate_series(1, %s)",
            [f"ir_sequence_{sequence.id:03d}", len(vals_list)],
        )
        numbers = []
        for vals, (number,) in zip(vals_list, self.env.cr.fetchall(), strict=True):
            year = self._get_skp_of_vals(vals).cycle_id.date_from
            prefix, suffix = sequence._get_prefix_suffix(date=year or None)
            numbers.append(f"{prefix}{number:0{sequence.padding}d}{suffix}")
        return numbers

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = self._fill_default(vals_list, "skp_id")
        # Before the unique index could tell a stranger which evaluations there are.
        self._check_known(
            self.env["hr.skp"].browse(
                {vals["skp_id"] for vals in vals_list if vals.get("skp_id")}
            )
        )
        quiet = self.with_context(mail_create_nolog=True, mail_create_nosubscribe=True)
        evaluations = super(HrSkpEvaluation, quiet).create(vals_list).with_env(self.env)
        evaluations.sudo()._raise_refusals(evaluations._get_opening_refusals())
        typed = evaluations.sudo().filtered(
            lambda evaluation: any(
                evaluation[name] for name in (*RATING_FIELDS, *NOTE_FIELDS)
            )
        )
        evaluations.browse(typed.ids)._check_can_write_ratings()
        evaluations.sudo()._refresh_lines()
        evaluations.sudo()._update_confidential()
        return evaluations

    @api.model
    def _open(self, plans, period):
        """Return the evaluations of these plans in a period, making those that are missing.

        Works with the rights of the user, and again changes nothing.

        :param plans: approved ``hr.skp`` records
        :param period: one ``hr.skp.period`` of their year
        """
        existing = self.sudo().search(
            [("skp_id", "in", plans.ids), ("period_id", "=", period.id)]
        )
        missing = plans - existing.skp_id
        created = self.create(
            [{"skp_id": plan.id, "period_id": period.id} for plan in missing]
        )
        return self.browse(existing.ids) | created

    def write(self, vals):
        # First of all: a guarded field is refused for what it is, in every state.
        self._check_skp_guarded(vals.keys())
        done = super().write(vals)
        if not vals.keys().isdisjoint((*RATING_FIELDS, *NOTE_FIELDS)):
            self.sudo()._update_confidential()
        return done
