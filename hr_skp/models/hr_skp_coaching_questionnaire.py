from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class HrSkpCoachingQuestionnaire(models.Model):
    """What the employee says about one session of guidance, for the leader's superior.

    The leader does not read it: a global rule keeps him out whatever other roles he has.
    """

    _name = "hr.skp.coaching.questionnaire"
    _inherit = ["hr.skp.line"]
    _description = "Questionnaire on coaching"
    _order = "id desc"
    _rec_name = "employee_name"
    _skp_parent_field = "coaching_id"
    _skp_guarded = frozenset({"coaching_id", "coach_user_id", "state", "submitted_on"})

    coaching_id = fields.Many2one(
        "hr.skp.coaching", "Session", required=True, index=True, ondelete="cascade"
    )
    skp_id = fields.Many2one(required=False)
    employee_name = fields.Char("Employee", related="skp_id.employee_id.name")
    coach_user_id = fields.Many2one("res.users", "Coach", required=True, index=True)
    session_date = fields.Date("Held on", related="coaching_id.date")
    line_ids = fields.One2many(
        "hr.skp.coaching.answer", "questionnaire_id", "Statements"
    )
    note = fields.Text("Anything else")
    state = fields.Selection(
        [("draft", "Being filled in"), ("submitted", "With the superior")],
        required=True,
        default="draft",
        index=True,
        copy=False,
    )
    submitted_on = fields.Datetime("Handed over on", copy=False)
    can_edit = fields.Boolean(
        compute="_compute_can_edit", export_string_translation=False
    )

    _coaching_uniq = models.UniqueIndex(
        "(coaching_id)", "There is a questionnaire on this session already."
    )

    @api.depends_context("uid")
    @api.depends("state", "employee_user_id")
    def _compute_can_edit(self):
        for sheet in self:
            sheet.can_edit = (
                sheet.state == "draft" and sheet.employee_user_id == self.env.user
            )

    @api.model
    def _prepare_guarded_vals(self, vals_list):
        prepared = super()._prepare_guarded_vals(vals_list)
        sessions = self.env["hr.skp.coaching"].sudo()
        for vals, extra in zip(vals_list, prepared, strict=True):
            session = sessions.browse(vals.get("coaching_id"))
            extra["coach_user_id"] = session.coach_user_id.id
        return prepared

    def _check_skp_line_change(self, operation, vals=None):
        """The employee fills it in, until he handed it over."""
        if not self.env.su:
            self._check_filling()

    def _check_filling(self):
        self.check_access("write")
        for sheet in self.sudo():
            if sheet.employee_user_id != self.env.user:
                raise AccessError(
                    self.env._("Only the employee himself fills in the questionnaire.")
                )
            if sheet.state != "draft":
                raise UserError(self.env._("The questionnaire was handed over."))

    def action_submit(self):
        """Hand the questionnaire to the leader's superior.

        :raises UserError: where a statement has no score, or there is no superior
        """
        self._check_filling()
        for sheet in self.sudo():
            if not all(sheet.line_ids.mapped("score")):
                raise UserError(self.env._("Give every statement a score."))
            if not sheet.superior_user_id:
                raise UserError(
                    self.env._(
                        "Your appraiser has no superior with a login. Ask the"
                        " performance team."
                    )
                )
        self.sudo().write({"state": "submitted", "submitted_on": fields.Datetime.now()})
        self.sudo().line_ids.write({"state": "submitted"})
        return True
