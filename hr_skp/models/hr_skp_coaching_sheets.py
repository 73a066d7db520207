from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command


class HrSkpCoaching(models.Model):
    """What follows a session of guidance: the employee's questionnaire, the coach's view."""

    _inherit = "hr.skp.coaching"

    competency_ids = fields.One2many(
        "hr.skp.coaching.competency", "coaching_id", "Competences", copy=False
    )
    can_evaluate = fields.Boolean(
        compute="_compute_can_follow", export_string_translation=False
    )
    can_ask = fields.Boolean(
        compute="_compute_can_follow", export_string_translation=False
    )

    @api.depends_context("uid")
    @api.depends("state", "kind", "coach_user_id")
    def _compute_can_follow(self):
        readable = (
            self.env["hr.skp.coaching.questionnaire"]
            .sudo(False)
            .search([("coaching_id", "in", self._origin.ids)])
        )
        sheets = set(readable.coaching_id.ids)
        for session in self:
            is_guidance = session.kind == "guidance"
            session.can_evaluate = (
                is_guidance
                and session.state == "held"
                and session.coach_user_id == self.env.user
            )
            session.can_ask = session._origin.id in sheets or (
                is_guidance
                and session.state in ("held", "closed")
                and session.employee_user_id == self.env.user
            )

    def action_open_questionnaire(self):
        """Open the questionnaire on the session; the employee begins it.

        :raises AccessError: for everybody but the employee and, later, the superior
        :raises UserError: where guidance was not held
        """
        self.ensure_one()
        self.check_access("read")
        sheets = self.env["hr.skp.coaching.questionnaire"]
        sheet = sheets.search([("coaching_id", "=", self.id)])
        if not sheet:
            if self.sudo().employee_user_id != self.env.user:
                raise AccessError(
                    self.env._(
                        "The employee fills in the questionnaire; the leader's superior"
                        " reads it once it is handed over."
                    )
                )
            if self.kind != "guidance" or self.state not in ("held", "closed"):
                raise UserError(
                    self.env._("The questionnaire follows guidance that was held.")
                )
            sheet = self._make_questionnaire()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Questionnaire on coaching"),
            "res_model": sheets._name,
            "res_id": sheet.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    def _make_questionnaire(self):
        """Create the questionnaire with the statements that are in use."""
        statements = self.env["hr.skp.coaching.statement"].sudo()
        statements = statements.search([("active", "=", True)])
        sheet = (
            self.env["hr.skp.coaching.questionnaire"]
            .sudo()
            .create({"coaching_id": self.id})
        )
        sheet.line_ids = [
            Command.create(
                {
                    "sequence": number,
                    "name": statement.name,
                    "subject": statement.subject,
                }
            )
            for number, statement in enumerate(statements, 1)
        ]
        return sheet.sudo(False)
