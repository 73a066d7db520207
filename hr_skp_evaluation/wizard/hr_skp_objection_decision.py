from odoo import api, fields, models

from odoo.addons.hr_skp.models.hr_skp_feedback import RATINGS

from ..models.hr_skp_evaluation import PREDICATES
from ..rules import quadrant


class HrSkpObjectionDecision(models.TransientModel):
    """Asks for the ratings that an objection leads to, and on which grounds.

    Nobody else reads it: until it is confirmed, nothing is decided.
    """

    _name = "hr.skp.objection.decision"
    _inherit = ["hr.skp.asking"]
    _description = "Decision on an objection"

    objection_id = fields.Many2one(
        "hr.skp.objection", required=True, ondelete="cascade"
    )
    before_text = fields.Char("Before", compute="_compute_before_text")
    # Named as the widget of the quadrant reads them.
    work_rating = fields.Selection(RATINGS, "Rating of work results")
    behavior_rating = fields.Selection(RATINGS, "Rating of behaviour")
    predicate = fields.Selection(PREDICATES, compute="_compute_predicate")
    suggested_work_rating = fields.Selection(
        RATINGS, store=False, export_string_translation=False
    )
    suggested_behavior_rating = fields.Selection(
        RATINGS, store=False, export_string_translation=False
    )
    quadrant_cells = fields.Json(
        compute="_compute_quadrant_cells", export_string_translation=False
    )
    is_changed = fields.Boolean(
        compute="_compute_predicate", export_string_translation=False
    )
    is_predicate_same = fields.Boolean(
        compute="_compute_predicate", export_string_translation=False
    )
    note = fields.Text("Grounds of the decision", required=True)

    @api.model
    def default_get(self, fields):
        """Begin with the ratings as they are."""
        values = super().default_get(fields)
        objection = self.env["hr.skp.objection"].browse(values.get("objection_id"))
        if objection and objection.has_access("read"):
            values.setdefault("work_rating", objection.old_work_rating)
            values.setdefault("behavior_rating", objection.old_behavior_rating)
        return values

    @api.depends("objection_id")
    @api.depends_context("lang")
    def _compute_before_text(self):
        for wizard in self:
            objection = wizard.objection_id
            if not objection or not objection.has_access("read"):
                wizard.before_text = False
                continue
            labels = {
                name: dict(
                    objection._fields[name]._description_selection(self.env)
                ).get(objection[name])
                for name in ("old_predicate", "old_work_rating", "old_behavior_rating")
            }
            wizard.before_text = self.env._(
                "Before: %(predicate)s (work results %(work)s, behaviour %(behavior)s)",
                predicate=labels["old_predicate"],
                work=labels["old_work_rating"],
                behavior=labels["old_behavior_rating"],
            )

    @api.depends("work_rating", "behavior_rating", "objection_id")
    def _compute_predicate(self):
        for wizard in self:
            ratings = wizard.work_rating, wizard.behavior_rating
            objection = wizard.objection_id
            wizard.predicate = quadrant.predicate(*ratings) if all(ratings) else False
            may_read = objection.has_access("read")
            wizard.is_changed = may_read and ratings != (
                objection.old_work_rating,
                objection.old_behavior_rating,
            )
            wizard.is_predicate_same = (
                may_read and wizard.predicate == objection.old_predicate
            )

    def _compute_quadrant_cells(self):
        self.quadrant_cells = quadrant.CELLS

    def action_confirm(self):
        """Change the ratings, as the user himself."""
        self.ensure_one()
        self.objection_id.action_change(
            self.work_rating, self.behavior_rating, self.note
        )
        return {"type": "ir.actions.act_window_close"}
