from markupsafe import Markup

from odoo import models


class HrSkpFeedback(models.Model):
    """Who is written to about feedback, and what the message says."""

    _inherit = "hr.skp.feedback"

    def _tell_given(self):
        """Tell each employee, and who asked, that there is feedback."""
        for feedback in self.sudo():
            users = feedback.employee_user_id | feedback.requested_by_id
            feedback._tell(users - feedback.author_user_id, "given")

    def _tell_asked(self):
        """Tell who was asked that his word is waited for."""
        for feedback in self.sudo():
            feedback._tell(feedback.author_user_id, "asked")

    def _tell_author(self):
        """Tell the author that the employee answered."""
        for feedback in self.sudo():
            feedback._tell(
                feedback.author_user_id - feedback.employee_user_id, "answer"
            )

    def _tell(self, users, what):
        """Write to users about one feedback, each in his language, without its words.

        What is said stands on the record, behind its rules, and never in a message.
        """
        author = self.env.user.sudo().partner_id
        if self.env.user._is_public():
            author = self.env.ref("base.partner_root").sudo()
        for user in users.filtered("active"):
            if not user.email and user.notification_type == "email":
                # He would be written to in vain: he reads it in Odoo.
                user.sudo().notification_type = "inbox"
            local = self.with_context(lang=user.lang)
            subject, path = local._get_telling(what)
            if path != "skp-feedback-asked" and user == self.requested_by_id:
                path = "skp-feedback-asked-for"
            self.env["mail.thread"].sudo().message_notify(
                partner_ids=user.partner_id.ids,
                author_id=author.id,
                subject=subject,
                body=Markup('<p>%s: %s</p><p><a href="%s">%s</a></p>')
                % (
                    local.employee_name,
                    local.subject_name,
                    f"{self.get_base_url()}/odoo/{path}/{self.id}",
                    local.env._("Open the feedback"),
                ),
                email_layout_xmlid="mail.mail_notification_layout",
                email_add_signature=False,
                force_send=False,
            )

    def _get_telling(self, what):
        """Return (subject, path of the screen) in the language of the context."""
        name = self.author_name
        own_path = "skp-feedback-asked" if self.requested_by_id else "skp-feedback"
        return {
            "given": (self.env._("Feedback from %(name)s", name=name), "my-feedback"),
            "asked": (
                self.env._(
                    "%(name)s asks you for feedback", name=self.requested_by_id.name
                ),
                "skp-feedback-asked",
            ),
            "declined": (
                self.env._("%(name)s will give no feedback", name=name),
                "skp-feedback-asked-for",
            ),
            "ended": (
                self.env._(
                    "%(name)s asks for your feedback no more",
                    name=self.requested_by_id.name,
                ),
                "skp-feedback-asked",
            ),
            "answer": (
                self.env._("%(name)s answered your feedback", name=self.employee_name),
                own_path,
            ),
            "contested": (
                self.env._(
                    "%(name)s says that the talk went otherwise",
                    name=self.employee_name,
                ),
                own_path,
            ),
        }[what]
