from collections import defaultdict, namedtuple

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import split_every

# How many people are written to in one transaction.
CHUNK = 500

# first_day: of the plans it is about; date: the day of the schedule; is_past: the
# deadline is that day or before; tells_people: employees and appraisers are told;
# tells_team: the performance team is.
Occasion = namedtuple(
    "Occasion", "cycle kind first_day date deadline is_past tells_people tells_team"
)
# user_ids: who is told anything; stand_ins: {appraiser's user: user who stands in today};
# units: {user of the performance team: rows of his table}.
Audience = namedtuple("Audience", "user_ids stand_ins units")


class HrSkpReminder(models.Model):
    """What was sent to whom: one digest per person, deadline and day.

    The daily job writes a row and sends its digest in one transaction, so a job that is
    killed or run twice sends nothing twice; the unique index says the same.

    ============================  ==========================================
    who                           is told
    ============================  ==========================================
    employee                      that his plan is not submitted
    appraiser and his deputy      which plans wait for approval; from the
                                  deadline on who has not submitted
    performance team of the unit  some days after the deadline, per unit who
                                  has not; administrators where there is none
    ============================  ==========================================

    Plans that begin after the year does have deadlines of their own. Everybody is told
    again so many times, as the agency sets; after that only the list tells it.
    """

    _name = "hr.skp.reminder"
    _description = "SKP: reminder sent"
    _order = "date desc, id desc"
    _rec_name = "user_id"

    user_id = fields.Many2one(
        "res.users", "Sent to", required=True, index=True, ondelete="cascade"
    )
    cycle_id = fields.Many2one(
        "hr.skp.cycle", "Year", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="cycle_id.company_id", store=True, index=True)
    kind = fields.Selection(
        [("draft", "Drafting deadline"), ("planning", "Planning deadline")],
        "Deadline",
        required=True,
    )
    deadline = fields.Date("Due on", help="The last day to be in time.")
    date = fields.Date(required=True, help="The day of the schedule.")
    sent_on = fields.Date("Sent on", required=True)

    _user_cycle_kind_date_uniq = models.UniqueIndex(
        "(user_id, cycle_id, kind, deadline, date)", "This reminder was sent already."
    )

    @api.model
    def _cron_send(self):
        """Send today's reminders in chunks, each of which is one transaction."""
        pending, told = [], defaultdict(set)
        for occasion in self._get_occasions():
            audience = self._get_audience(occasion)
            # Where two deadlines of a year fall due together, the first digest says it all.
            user_ids = self._get_pending_ids(occasion, audience) - told[occasion.cycle]
            told[occasion.cycle] |= user_ids
            pending += [
                (occasion, audience, chunk)
                for chunk in split_every(CHUNK, sorted(user_ids))
            ]
        left = sum(len(chunk) for _occasion, _audience, chunk in pending)
        for occasion, audience, chunk in pending:
            self._send(occasion, audience, chunk)
            left -= len(chunk)
            seconds = self.env["ir.cron"]._commit_progress(len(chunk), remaining=left)
            if not seconds:
                return

    # When

    @api.model
    def _get_occasions(self):
        """Return what is to be reminded of today, for each open year."""
        cycles = self.env["hr.skp.cycle"].sudo().search([("state", "=", "open")])
        occasions = []
        for cycle in cycles:
            today = cycle.company_id._get_skp_today()
            if cycle.date_to < today:
                continue
            for first_day in self._get_first_days(cycle):
                for kind in ("draft", "planning"):
                    occasion = cycle._get_reminder_occasion(kind, first_day, today)
                    if occasion:
                        occasions.append(occasion)
        return occasions

    # To whom

    @api.model
    def _get_pending_ids(self, occasion, audience):
        """Return the ids of the users to write to: nobody twice a day about one year."""
        today = occasion.cycle.company_id._get_skp_today()
        done = self.sudo()._read_group(
            Domain("cycle_id", "=", occasion.cycle.id)
            & (
                Domain("kind", "=", occasion.kind)
                & Domain("deadline", "=", occasion.deadline)
                & Domain("date", "=", occasion.date)
                | Domain("sent_on", "=", today)
            ),
            [],
            ["user_id:array_agg"],
        )
        return audience.user_ids - {
            user_id for [group] in done for user_id in group or ()
        }

    # Sending

    @api.model
    def _send(self, occasion, audience, user_ids):
        """Write to these users and keep that it was done, in the current transaction."""
        users = self.env["res.users"].sudo().browse(user_ids)
        # Who has no address would be written to in vain: he reads it in Odoo.
        users.filtered(
            lambda user: not user.email and user.notification_type == "email"
        ).notification_type = "inbox"
        digests = self._get_digests(occasion, audience, users)
        users = users.filtered(digests.get)
        today = occasion.cycle.company_id._get_skp_today()
        self.sudo().create(
            [
                {
                    "user_id": user.id,
                    "cycle_id": occasion.cycle.id,
                    "kind": occasion.kind,
                    "deadline": occasion.deadline,
                    "date": occasion.date,
                    "sent_on": today,
                }
                for user in users
            ]
        )
        for user in users:
            self._notify(occasion, user, digests[user])

    @api.model
    def _notify(self, occasion, user, digest):
        """Send one digest in the language of its reader, by e-mail or to his inbox."""
        local = self.with_context(lang=user.lang, tz=user.tz)
        body = local.env["ir.qweb"]._render(
            "hr_skp.hr_skp_reminder_digest", local._prepare_digest(occasion, digest)
        )
        local.env["mail.thread"].with_company(occasion.cycle.company_id).message_notify(
            partner_ids=user.partner_id.ids,
            subject=local._get_subject(occasion),
            body=body,
            email_layout_xmlid="mail.mail_notification_layout",
            email_add_signature=False,
            force_send=False,
        )
