from odoo import api, fields, models

from .hr_skp_coaching_statement import SCORES, SUBJECTS


class HrSkpCoachingAnswer(models.Model):
    """One statement of a questionnaire with its score; the words as they were asked."""

    _name = "hr.skp.coaching.answer"
    _inherit = ["hr.skp.line"]
    _description = "Answer on coaching"
    _order = "sequence, id"
    _skp_parent_field = "questionnaire_id"
    _skp_guarded = frozenset(
        {"questionnaire_id", "coach_user_id", "state", "sequence", "name", "subject"}
    )

    questionnaire_id = fields.Many2one(
        "hr.skp.coaching.questionnaire", required=True, index=True, ondelete="cascade"
    )
    skp_id = fields.Many2one(required=False)
    coach_user_id = fields.Many2one("res.users", "Coach", required=True, index=True)
    state = fields.Selection(
        [("draft", "Being filled in"), ("submitted", "With the superior")],
        required=True,
        default="draft",
        index=True,
    )
    sequence = fields.Integer()
    name = fields.Char("Statement", required=True)
    subject = fields.Selection(SUBJECTS, required=True)
    score = fields.Selection(SCORES, help="1: not at all; 5: fully.")

    @api.model
    def _prepare_guarded_vals(self, vals_list):
        prepared = super()._prepare_guarded_vals(vals_list)
        sheets = self.env["hr.skp.coaching.questionnaire"].sudo()
        for vals, extra in zip(vals_list, prepared, strict=True):
            sheet = sheets.browse(vals.get("questionnaire_id"))
            extra["coach_user_id"] = sheet.coach_user_id.id
        return prepared

    def _check_skp_line_change(self, operation, vals=None):
        if not self.env.su:
            self.questionnaire_id._check_filling()
