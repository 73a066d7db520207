from markupsafe import Markup

from odoo import models


class HrSkpNotifier(models.AbstractModel):
    """Tells people at once, in Odoo's inbox or by e-mail, as each chose.

    The message stands by itself, not on the document: it says what happened and links to
    it, and opens nothing. Deadlines have their digests; here is what somebody waits for.
    """

    _name = "hr.skp.notifier"
    _description = "SKP: tells people at once"

    # Where the client opens one document.
    _skp_path = None

    def _get_link_text(self):
        """Return what the link to one document is called."""
        return self.env._("Open")

    def _tell(self, users, get_subject, get_text, is_linked=True, path=None):
        """Tell each user in his language, unless he did it himself.

        :param get_subject: called with the document in the language of the user
        :param get_text: the same
        :param str path: what the link opens instead of the document
        """
        self.ensure_one()
        for user in users - self.env.user:
            if not user.active:
                continue
            local = self.with_context(lang=user.lang)
            body = Markup("<p>%s</p>") % get_text(local)
            if is_linked:
                body += Markup('<p><a href="%s">%s</a></p>') % (
                    f"{self.get_base_url()}/odoo/{path or f'{self._skp_path}/{self.id}'}",
                    local._get_link_text(),
                )
            self.env["mail.thread"].sudo().message_notify(
                partner_ids=user.partner_id.ids,
                author_id=self.env.user.sudo().partner_id.id,
                subject=get_subject(local),
                body=body,
                email_layout_xmlid="mail.mail_notification_layout",
                email_add_signature=False,
                # The queue sends it: nobody waits for the mail server.
                force_send=False,
            )
