from markupsafe import Markup

from odoo import api, models


class HrSkpCoaching(models.Model):
    """Who is chosen as counsellor is told of it at once."""

    _inherit = "hr.skp.coaching"

    @api.model_create_multi
    def create(self, vals_list):
        sessions = super().create(vals_list)
        sessions._tell_counsellor()
        return sessions

    def write(self, vals):
        coaches = {session: session.coach_user_id for session in self.sudo()}
        done = super().write(vals)
        self.filtered(
            lambda session: session.sudo().coach_user_id != coaches[session.sudo()]
        )._tell_counsellor()
        return done

    def _tell_counsellor(self):
        """Tell with whom and when, never what it is about."""
        planned = self.sudo().filtered(
            lambda session: session.kind == "counselling" and session.state == "planned"
        )
        for session in planned:
            user = session.coach_user_id
            if user == self.env.user or not user.active:
                continue
            local = session.with_context(lang=user.lang)
            self.env["mail.thread"].sudo().message_notify(
                partner_ids=user.partner_id.ids,
                author_id=self.env.user.sudo().partner_id.id,
                subject=local.env._(
                    "You are asked for counselling: %(employee)s",
                    employee=session.employee_name,
                ),
                body=Markup('<p>%s</p><p><a href="%s">%s</a></p>')
                % (
                    local.display_name,
                    f"{session.get_base_url()}/odoo/my-coaching/{session.id}",
                    local.env._("Open the session"),
                ),
                email_layout_xmlid="mail.mail_notification_layout",
                email_add_signature=False,
                force_send=False,
            )
