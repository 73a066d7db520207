from collections import defaultdict, namedtuple

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date, split_every
from odoo.tools.constants import GC_UNLINK_LIMIT

# How many people are written to in one transaction.
CHUNK = 500
# How long the list tells what the daily job sent.
KEPT_DAYS = 400

# Why people are told something today. deadline: the last day to be in time, False where
# each thing has a day of its own; date: the day of the schedule, None where today is no
# such day; tells: who is told, of "own", "team" and "units"; about: what it is about,
# such as a period.
Occasion = namedtuple("Occasion", "kind cycle deadline date tells about")


class HrSkpReminder(models.Model):
    """What was sent to whom: one digest per person and day, one row for each kind in it.

    The daily job writes the rows and sends the digest in one transaction, so a job that
    is killed or run twice sends nothing twice; the unique index says the same.

    ============================  ==========================================
    who                           is told
    ============================  ==========================================
    employee                      what he himself has not done
    appraiser and his deputy      what waits for them; from the deadline on
                                  which of their people are late
    performance team of the unit  some days after the deadline, per unit how
                                  many are; administrators where there is none
    ============================  ==========================================

    What is due, and who is concerned, each source says (``hr.skp.reminder.source``);
    another addon adds a kind to the selection and its source to ``_get_sources``.
    Everybody is told again so many times, as the agency sets; after that only the
    screens tell it. Nobody is written to while he is on leave.
    """

    _name = "hr.skp.reminder"
    _description = "SKP: reminder sent"
    _order = "sent_on desc, id desc"
    _rec_name = "user_id"

    user_id = fields.Many2one(
        "res.users", "Sent to", required=True, index=True, ondelete="cascade"
    )
    cycle_id = fields.Many2one(
        "hr.skp.cycle", "Year", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="cycle_id.company_id", store=True, index=True)
    kind = fields.Selection([], "About", required=True)
    deadline = fields.Date("Due on", help="The last day to be in time.")
    date = fields.Date(required=True, help="The day of the schedule.")
    sent_on = fields.Date("Sent on", required=True)
    sender_id = fields.Many2one(
        "res.users",
        "Sent by",
        index="btree_not_null",
        ondelete="set null",
        help="The leader who reminded one of his people; empty where the daily job did.",
    )

    _user_cycle_kind_date_uniq = models.UniqueIndex(
        "(user_id, cycle_id, kind, COALESCE(deadline, date), date)",
        "This reminder was sent already.",
    )
    _company_sent_on_idx = models.Index("(company_id, sent_on)")
    _cycle_kind_date_idx = models.Index("(cycle_id, kind, date)")

    @api.model
    def _get_sources(self):
        """Return {kind: name of the model that says what is due}, in the digest's order."""
        return {}

    @api.model
    def _get_source(self, kind):
        return self.env[self._get_sources()[kind]]

    @api.model
    def _cron_send(self):
        """Send today's digests in chunks, each of which is one transaction."""
        pending = []
        for company in self._get_open_cycles().company_id:
            local = self._at_agency(company)
            agenda, audiences = local._get_agenda(company)
            pending += [
                (local, {user_id: agenda[user_id] for user_id in chunk}, audiences)
                for chunk in split_every(CHUNK, sorted(agenda))
            ]
        left = sum(len(agenda) for _local, agenda, _audiences in pending)
        for local, agenda, audiences in pending:
            local._send(agenda, audiences)
            left -= len(agenda)
            seconds = self.env["ir.cron"]._commit_progress(len(agenda), remaining=left)
            if not seconds:
                return

    @api.model
    def _at_agency(self, company):
        """Return this model with the agency's clock and settings."""
        zone = company.sudo().resource_calendar_id.tz or "UTC"
        return self.with_context(allowed_company_ids=company.ids, tz=zone)

    # When and to whom

    @api.model
    def _get_open_cycles(self):
        return self.env["hr.skp.cycle"].sudo().search([("state", "=", "open")])

    @api.model
    def _get_agenda(self, company):
        """Return what is to be sent today in an agency.

        :return: ({id of a user: [occasions]}, {occasion: its audience})
        """
        today = company._get_skp_today()
        if company._is_skp_reminder_free(today):
            return {}, {}
        agenda, audiences = defaultdict(list), {}
        for occasion in self._get_occasions(company, today):
            source = self._get_source(occasion.kind)
            audience = source._get_audience(occasion)
            audiences[occasion] = audience
            for user_id in self._get_pending_ids(occasion, audience):
                agenda[user_id].append(occasion)
        reached = self._get_reached_ids(list(agenda))
        return {user_id: agenda[user_id] for user_id in reached}, audiences

    @api.model
    def _get_occasions(self, company, today):
        """Return what people of an agency are reminded of today."""
        cycles = self._get_open_cycles()
        return [
            occasion
            for cycle in cycles.filtered(lambda cycle: cycle.company_id == company)
            for source in dict.fromkeys(self._get_sources().values())
            for occasion in self.env[source]._get_occasions(cycle, today)
            if occasion.date
        ]

    @api.model
    def _get_pending_ids(self, occasion, audience):
        """Return the ids of the users to write to: no kind twice, nobody twice a day."""
        company = occasion.cycle.company_id
        told_today = Domain("company_id", "=", company.id) & Domain(
            "sent_on", "=", company._get_skp_today()
        )
        told_it = (
            Domain("cycle_id", "=", occasion.cycle.id)
            & Domain("kind", "=", occasion.kind)
            & Domain("deadline", "=", occasion.deadline)
            & Domain("date", ">=", occasion.date)
        )
        done = self.sudo()._read_group(
            Domain("kind", "!=", "leader") & (told_today | told_it),
            [],
            ["user_id:array_agg_distinct"],
        )
        return audience.user_ids - {
            user_id for [group] in done for user_id in group or ()
        }

    @api.model
    def _get_reached_ids(self, user_ids):
        """Return those of the users who are written to: active, and not on leave now."""
        now = fields.Datetime.now()
        leaves = (
            self.env["resource.calendar.leaves"]
            .sudo()
            .search(
                [
                    ("resource_id", "!=", False),
                    ("time_type", "=", "leave"),
                    ("date_from", "<=", now),
                    ("date_to", ">=", now),
                ]
            )
        )
        users = self.env["res.users"].sudo().search([("id", "in", user_ids)])
        return (users - leaves.resource_id.user_id).ids

    # Sending

    @api.model
    def _send(self, agenda, audiences):
        """Write to these users and keep that it was done, in the current transaction."""
        users = self.env["res.users"].sudo().browse(agenda)
        # Who has no address would be written to in vain: he reads it in Odoo.
        users.filtered(
            lambda user: not user.email and user.notification_type == "email"
        ).notification_type = "inbox"
        digests = self._get_digests(agenda, audiences)
        self.sudo().create(
            [
                self._prepare_row(user_id, occasion)
                for user_id, digest in digests.items()
                for occasion, _facts in digest
            ]
        )
        for user in users:
            if digest := digests.get(user.id):
                self._notify(user, self._without_repetition(digest))

    @api.model
    def _prepare_row(self, user_id, occasion):
        return {
            "user_id": user_id,
            "cycle_id": occasion.cycle.id,
            "kind": occasion.kind,
            "deadline": occasion.deadline,
            "date": occasion.date,
            "sent_on": occasion.cycle.company_id._get_skp_today(),
        }

    @api.model
    def _get_digests(self, agenda, audiences):
        """Return {id of a user: [(occasion, facts)]}, without what there is nothing to say of."""
        concerned = defaultdict(list)
        for user_id, occasions in agenda.items():
            for occasion in occasions:
                concerned[occasion].append(user_id)
        digests = defaultdict(list)
        for occasion, audience in audiences.items():
            if user_ids := concerned[occasion]:
                source = self._get_source(occasion.kind)
                facts = source._get_facts(occasion, audience, user_ids)
                for user_id in user_ids:
                    if told := facts.get(user_id):
                        digests[user_id].append((occasion, told))
        return dict(digests)

    @api.model
    def _without_repetition(self, digest):
        """Return a digest that says nothing twice where two deadlines ask the same."""
        sources, said, kept = self._get_sources(), set(), []
        for occasion, facts in digest:
            about = (sources[occasion.kind], occasion.cycle, occasion.about)
            fresh = {
                part: what for part, what in facts.items() if (about, part) not in said
            }
            said.update((about, part) for part in facts)
            if fresh:
                kept.append((occasion, fresh))
        return kept

    @api.model
    def _notify(self, user, digest):
        """Send one digest in the language of its reader, by e-mail or to his inbox."""
        local = self.with_context(lang=user.lang, tz=user.tz or self.env.context["tz"])
        local._post(
            user,
            digest[0][0].cycle,
            local._get_subject(digest),
            local._prepare_sections(digest),
        )

    @api.model
    def _post(self, user, cycle, subject, sections, intro=None, **options):
        """Send the sections to one user; the queue takes them to the mail server."""
        body = self.env["ir.qweb"]._render(
            "hr_skp.hr_skp_reminder_digest",
            {
                "intro": intro,
                "sections": sections,
                "base_url": cycle.get_base_url(),
                "menu_id": self.env.ref("hr_skp.hr_skp_menu_root").id,
            },
        )
        self.env["mail.thread"].with_company(cycle.company_id).message_notify(
            partner_ids=user.partner_id.ids,
            subject=subject,
            body=body,
            email_layout_xmlid="mail.mail_notification_layout",
            email_add_signature=False,
            force_send=False,
            **options,
        )

    @api.model
    def _prepare_sections(self, digest):
        """Return the sections of the template, in the language of the context."""
        return [
            {
                "title": source._get_title(occasion),
                "lines": source._get_lines(occasion, facts),
            }
            for occasion, facts in digest
            for source in [self._get_source(occasion.kind)]
        ]

    @api.model
    def _get_subject(self, digest):
        """Return the subject: what the one section is about, or how many there are."""
        [occasion, _facts], *others = digest
        if not others:
            return self._get_source(occasion.kind)._get_subject(occasion)
        return self.env._(
            "SKP: %(count)s things to see to, %(date)s",
            count=len(digest),
            date=format_date(self.env, occasion.cycle.company_id._get_skp_today()),
        )

    @api.autovacuum
    def _gc_sent(self):
        """Forget what the daily job sent long ago; what a leader sent stays."""
        before = fields.Date.subtract(fields.Date.today(), days=KEPT_DAYS)
        rows = self.search(
            [("sent_on", "<", before), ("sender_id", "=", False)], limit=GC_UNLINK_LIMIT
        )
        rows.unlink()
        return len(rows), len(rows) == GC_UNLINK_LIMIT
