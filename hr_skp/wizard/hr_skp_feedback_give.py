from odoo import SUPERUSER_ID, api, fields, models

from ..models.hr_skp_feedback import RATINGS


class HrSkpFeedbackGive(models.TransientModel):
    """Takes the words of feedback: of one that was asked for, or for many plans at once."""

    _name = "hr.skp.feedback.give"
    _inherit = ["hr.skp.asking"]
    _description = "Give feedback"

    feedback_id = fields.Many2one("hr.skp.feedback", "Asked for")
    employee_name = fields.Char(related="feedback_id.employee_name")
    subject_name = fields.Char(related="feedback_id.subject_name")
    subject = fields.Char("Question", related="feedback_id.subject")
    name_text = fields.Char(related="feedback_id.name_text")
    skp_ids = fields.Many2many("hr.skp", string="Plans")
    phrase_id = fields.Many2one(
        "hr.skp.phrase", "From the library", domain="[('kind', '=', 'feedback')]"
    )
    rating = fields.Selection(RATINGS)
    content = fields.Text("Feedback", required=True)

    @api.model
    def default_get(self, fields):
        """Take the chosen feedback or plans from the screen that opened the dialogue."""
        values = super().default_get(fields)
        context = self.env.context
        if context.get("active_model") == "hr.skp.feedback":
            values["feedback_id"] = context.get("active_id")
        elif context.get("active_model") == "hr.skp":
            values["skp_ids"] = [(6, 0, context.get("active_ids") or [])]
        return values

    @api.onchange("phrase_id")
    def _onchange_phrase_id(self):
        if phrase := self.phrase_id:
            self.content = phrase._add_to(self.content)
            self.rating = self.rating or phrase.rating
            self.phrase_id = False

    def action_give(self):
        """Give it, as the user himself: where it was asked for, else on each plan.

        :raises AccessError: unless he was asked, or appraises all these people
        """
        self.ensure_one()
        if self.feedback_id:
            self.feedback_id.action_give(self.content, self.rating)
            if self.feedback_id.is_hidden:
                # Who wrote these words stands on the dialogue, and nowhere else; the
                # server's log names who deletes.
                self.with_user(SUPERUSER_ID).unlink()
            return {"type": "ir.actions.act_window_close"}
        self.skp_ids.action_give_feedback_to_all(self.content, self.rating)
        return self._tell_given(self.skp_ids)

    def _tell_given(self, documents):
        """Return the message that says to how many the words were given, and close."""
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "Feedback given to: %(count)s", count=len(documents)
                ),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
