import hashlib
import secrets
from datetime import datetime, time, timedelta

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, email_normalize, hmac

from .hr_skp_feedback import RATINGS

# How long a link is good where no day to answer by is given.
DAYS = 14
# How often one address may open links within any 60 seconds.
TRIES = 10
SPAN = 60
# More than anybody writes on a page like this.
LONGEST = 10000


class HrSkpFeedbackLink(models.Model):
    """A link by which somebody outside the agency gives one feedback, once.

    Only a hash of the token is kept: who reads the table, or a copy of it, can open
    nothing. The table is nobody's to read.
    """

    _name = "hr.skp.feedback.link"
    _description = "SKP: link for feedback from outside"
    _rec_name = "feedback_id"

    feedback_id = fields.Many2one(
        "hr.skp.feedback", required=True, index=True, ondelete="cascade"
    )
    token_hash = fields.Char(required=True)
    expires_on = fields.Datetime(required=True)
    used_on = fields.Datetime()

    _token_uniq = models.UniqueIndex("(token_hash)", "This link exists already.")

    @api.model
    def _get_hash(self, token):
        return hashlib.sha256(token.encode()).hexdigest()

    @api.model
    def _send(self, feedback, email):
        """Make a link for each request and send it; the token is in the e-mail only.

        :param feedback: requests, in superuser mode
        :param str email: whom to, one address
        """
        # The message belongs to no document, no author and no sender among the users:
        # whoever reads it could answer in the other's place.
        system = self.with_user(SUPERUSER_ID)
        template = system.env.ref("hr_skp.mail_template_hr_skp_feedback_link")
        for request in feedback:
            token = secrets.token_urlsafe(32)
            due = request.due_date or fields.Date.today() + timedelta(days=DAYS)
            system.create(
                {
                    "feedback_id": request.id,
                    "token_hash": self._get_hash(token),
                    "expires_on": datetime.combine(
                        due, time.max.replace(microsecond=0)
                    ),
                }
            )
            url = f"{request.get_base_url()}/skp/feedback/{token}"
            template.with_context(skp_link=url).send_mail(
                request.id,
                email_values={
                    "email_to": email,
                    "model": False,
                    "res_id": False,
                    "author_id": system.env.ref("base.partner_root").id,
                },
            )

    @api.model
    def _find(self, token):
        """Return the link of a token while it can be used, else an empty record."""
        link = self.search(
            [
                ("token_hash", "=", self._get_hash(token)),
                ("used_on", "=", False),
                ("expires_on", ">", fields.Datetime.now()),
            ]
        )
        return (
            link if link and not link.feedback_id._get_state_refusals("give") else self
        )

    def _answer(self, content, rating):
        """Give the feedback and use the link up; return whether it was still good."""
        self.env.cr.execute(
            "SELECT 1 FROM hr_skp_feedback_link WHERE id = %s AND used_on IS NULL FOR UPDATE",
            [self.id],
        )
        if not self.env.cr.rowcount:
            return False
        self.used_on = fields.Datetime.now()
        known = rating if rating in dict(RATINGS) else False
        self.feedback_id._give(content.strip()[:LONGEST], known)
        return True


class HrSkpFeedbackTry(models.Model):
    """When one address last opened such links; shared by all processes."""

    _name = "hr.skp.feedback.try"
    _description = "SKP: tries of links for feedback"
    _rec_name = "address"

    address = fields.Char(required=True)
    tries = fields.Json(required=True, help="Seconds since 1970, ten at most.")
    last_on = fields.Datetime(required=True, index=True)

    _address_uniq = models.UniqueIndex("(address)")

    @api.model
    def _is_allowed(self, address):
        """Count one more try of an address, unless it is one too many; return whether so.

        The database adds up, so that processes at the same moment miss no try. The
        address itself is not kept.
        """
        now = fields.Datetime.now()
        second = (now - datetime(1970, 1, 1)).total_seconds()
        recent = SQL(
            """SELECT one FROM jsonb_array_elements(tried.tries) one
                WHERE one::double precision > %s""",
            second - SPAN,
        )
        self.env.cr.execute(
            SQL(
                """INSERT INTO hr_skp_feedback_try AS tried (address, tries, last_on)
                   VALUES (%(address)s, jsonb_build_array(%(second)s), %(now)s)
                   ON CONFLICT (address) DO UPDATE
                   SET last_on = %(now)s,
                       tries = jsonb_build_array(%(second)s) || COALESCE(
                           (SELECT jsonb_agg(one) FROM (%(recent)s) AS kept), '[]')
                   WHERE (SELECT COUNT(*) FROM (%(recent)s) AS counted) < %(limit)s""",
                address=hmac(
                    self.env(su=True), "hr_skp-feedback-address", address or ""
                ),
                second=second,
                now=now,
                recent=recent,
                limit=TRIES,
            )
        )
        return bool(self.env.cr.rowcount)

    @api.autovacuum
    def _gc_tries(self):
        hour_ago = fields.Datetime.now() - timedelta(hours=1)
        self.search([("last_on", "<", hour_ago)]).unlink()


class HrSkpFeedback(models.Model):
    _inherit = "hr.skp.feedback"

    def _send_link_anew(self):
        """Send a new link for each request from outside; the ones before die."""
        links = self.env["hr.skp.feedback.link"].sudo()
        unused = links.search(
            [("feedback_id", "in", self.ids), ("used_on", "=", False)]
        )
        unused.unlink()
        for request in self.sudo():
            links._send(request, request.author_email)


class HrSkp(models.Model):
    _inherit = "hr.skp"

    def action_request_feedback_outside(
        self, name, email, due_date=None, subject=None, result_id=None, behavior_id=None
    ):
        """Ask somebody outside the agency, who answers once through a link.

        :param str name: how the feedback calls him
        :param str email: where the link is sent
        :param due_date: the last day of the link, two weeks where empty
        :raises AccessError: unless the employee or his appraiser asks
        """
        due_date = self._check_request(due_date)
        address = email_normalize(email or "")
        if not address or not (name or "").strip():
            raise UserError(self.env._("Fill in the name and one e-mail address."))
        vals = self._prepare_request_vals(due_date, subject, result_id, behavior_id)
        asked = (
            self.env["hr.skp.feedback"]
            .sudo()
            .create(
                {
                    **vals,
                    "author_user_id": False,
                    "author_name": name.strip(),
                    "author_email": address,
                    "giver_role": "other",
                }
            )
        )
        self.env["hr.skp.feedback.link"]._send(asked, address)
        return True
