from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.hr_skp.models.hr_skp_feedback import RATINGS
from odoo.addons.hr_skp.models.hr_skp_identity import IDENTITY_PARTS

from ..rules import quadrant
from .hr_skp_evaluation import PREDICATES

STATES = [
    ("draft", "Draft"),
    ("filed", "Filed"),
    ("explained", "Explained"),
    ("kept", "Rating kept"),
    ("changed", "Rating changed"),
    ("withdrawn", "Withdrawn"),
]
# Filed, and nothing is decided yet.
OPEN_STATES = ("filed", "explained")
DECIDED_STATES = ("kept", "changed")
DECIDER_FIELDS = tuple(f"decider_{part}" for part in IDENTITY_PARTS)


class HrSkpObjection(models.Model):
    """An employee's objection to a delivered evaluation (PermenPANRB 6/2022, chapter V).

    One per evaluation. The employee writes the reasons and adds evidence, his appraiser
    explains himself, and who stands above the appraiser keeps the predicate or changes
    it. A draft is seen by the employee alone; where the days to object end before it is
    filed, it stays with him as he left it.

    What moves its state stands in ``hr_skp_objection_states.py``, who decides in
    ``…_people.py``, who is told in ``…_notice.py``, what the screen says in ``…_screen.py``.
    """

    _name = "hr.skp.objection"
    _inherit = ["hr.skp.line"]
    _description = "Objection"
    _order = "filed_on desc, id desc"
    _check_company_auto = True
    _skp_parent_field = "evaluation_id"
    _skp_same_plan = ("evidence_ids",)
    # Everything but the reasons and the evidence.
    _skp_guarded = frozenset(
        {
            "employee_id",
            "period_id",
            "state",
            "filed_on",
            "deadline",
            "shown_evidence_ids",
            "old_work_rating",
            "old_behavior_rating",
            "old_predicate",
            "explanation",
            "explained_on",
            "explained_by_id",
            "decider_id",
            "decider_user_id",
            "decider_kind",
            "decision_note",
            "new_work_rating",
            "new_behavior_rating",
            "new_predicate",
            "decided_on",
            "decided_by_id",
            "withdrawn_on",
            *DECIDER_FIELDS,
        }
    )

    evaluation_id = fields.Many2one(
        "hr.skp.evaluation", required=True, index=True, ondelete="cascade"
    )
    skp_id = fields.Many2one(required=False)
    department_id = fields.Many2one(string="Unit")
    employee_id = fields.Many2one("hr.employee", index=True, ondelete="restrict")
    period_id = fields.Many2one("hr.skp.period", index=True, ondelete="restrict")
    state = fields.Selection(
        STATES, required=True, default="draft", copy=False, index=True
    )

    reason = fields.Text(
        "Reasons", copy=False, help="Why the predicate shall be another one."
    )
    evidence_ids = fields.Many2many(
        "hr.skp.evidence",
        string="Evidence of the objection",
        copy=False,
        help="Of the plan, or new files and links. Once filed, it is kept for good.",
    )
    shown_evidence_ids = fields.Many2many(
        "hr.skp.evidence",
        "hr_skp_objection_shown_evidence_rel",
        string="Evidence of the evaluation",
        copy=False,
        help="On which the evaluation rested when the objection was filed.",
    )
    filed_on = fields.Datetime("Filed on", copy=False)
    deadline = fields.Date(
        "Explanation due",
        copy=False,
        help="Last day for the appraiser to explain himself. Afterwards it is decided without.",
    )
    old_work_rating = fields.Selection(
        RATINGS, "Rating of work results before", copy=False
    )
    old_behavior_rating = fields.Selection(
        RATINGS, "Rating of behaviour before", copy=False
    )
    old_predicate = fields.Selection(
        PREDICATES, "Predicate before", compute="_compute_predicates", store=True
    )

    explanation = fields.Text("Explanation of the appraiser", copy=False)
    explained_on = fields.Datetime("Explained on", copy=False)
    explained_by_id = fields.Many2one("res.users", "Explained by", copy=False)

    decider_id = fields.Many2one(
        "hr.employee",
        "Decides",
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        help="The appraiser's superior; where he cannot, the authorised official.",
    )
    decider_user_id = fields.Many2one(
        "res.users", "User who decides", copy=False, index="btree_not_null"
    )
    decider_kind = fields.Selection(
        [("superior", "Appraiser's superior"), ("official", "Authorised official")],
        "Decides as",
        copy=False,
    )
    decision_note = fields.Text("Grounds of the decision", copy=False)
    new_work_rating = fields.Selection(
        RATINGS, "Rating of work results after", copy=False
    )
    new_behavior_rating = fields.Selection(
        RATINGS, "Rating of behaviour after", copy=False
    )
    new_predicate = fields.Selection(
        PREDICATES, "Predicate after", compute="_compute_predicates", store=True
    )
    decided_on = fields.Datetime("Decided on", copy=False)
    decided_by_id = fields.Many2one(
        "res.users", "Decided by", copy=False, index="btree_not_null"
    )
    withdrawn_on = fields.Datetime("Withdrawn on", copy=False)

    # Who decided, as it stood on the day.
    decider_name = fields.Char("Decider's name", copy=False)
    decider_nip = fields.Char("Decider's NIP", copy=False)
    decider_rank = fields.Char("Decider's rank", copy=False)
    decider_position = fields.Char("Decider's position", copy=False)
    decider_unit = fields.Char("Decider's unit", copy=False)
    decider_identity_label = fields.Char(copy=False, export_string_translation=False)

    _evaluation_uniq = models.UniqueIndex(
        "(evaluation_id)",
        "There is an objection to this evaluation already. Open that one.",
    )

    @api.depends(
        "old_work_rating",
        "old_behavior_rating",
        "new_work_rating",
        "new_behavior_rating",
    )
    def _compute_predicates(self):
        for objection in self:
            for side in ("old", "new"):
                ratings = (
                    objection[f"{side}_work_rating"],
                    objection[f"{side}_behavior_rating"],
                )
                objection[f"{side}_predicate"] = (
                    quadrant.predicate(*ratings) if all(ratings) else False
                )

    @api.depends("evaluation_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for objection in self.sudo():
            objection.display_name = self.env._(
                "Objection %(evaluation)s",
                evaluation=objection.evaluation_id.display_name or "",
            )

    def _get_state_label(self):
        return dict(self._fields["state"]._description_selection(self.env))[self.state]

    # CRUD

    @api.model
    def _prepare_guarded_vals(self, vals_list):
        prepared = super()._prepare_guarded_vals(vals_list)
        evaluations = self.env["hr.skp.evaluation"].sudo()
        for vals, extra in zip(vals_list, prepared, strict=True):
            evaluation = evaluations.browse(
                vals.get("evaluation_id")
                or self.env.context.get("default_evaluation_id")
            )
            extra.update(
                employee_id=evaluation.employee_id.id, period_id=evaluation.period_id.id
            )
        return prepared

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = self._fill_default(vals_list, "evaluation_id")
        evaluations = self.env["hr.skp.evaluation"].browse(
            {vals["evaluation_id"] for vals in vals_list if vals.get("evaluation_id")}
        )
        # Before the unique index could tell a stranger that there is a draft.
        self._check_known(evaluations)
        evaluations.sudo()._raise_refusals(
            evaluations._get_object_person_refusals(), AccessError
        )
        return super().create(vals_list)

    def write(self, vals):
        # First of all: a guarded field is refused for what it is, in every state.
        self._check_skp_guarded(vals.keys())
        return super().write(vals)

    def _check_skp_line_change(self, operation, vals=None):
        """Prepared by the employee alone, while he may object, until it is filed."""
        if self.env.su:
            return
        self.sudo()._raise_refusals(
            {
                objection: self.env._("only the employee prepares his objection.")
                for objection in self.sudo()
                if objection.employee_user_id != self.env.user
            },
            AccessError,
        )
        if operation == "create":
            evaluations = self.sudo().evaluation_id
            evaluations._raise_refusals(evaluations._get_window_refusals())
            return
        self.sudo()._raise_refusals(
            {
                objection: self.env._(
                    "it is %(state)s, so it stays as it is.",
                    state=objection._get_state_label(),
                )
                for objection in self.sudo()
                if objection.state != "draft"
            },
            UserError,
        )
