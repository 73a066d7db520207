import random
from collections import Counter
from datetime import datetime, time

from odoo import SUPERUSER_ID, api, fields, models
from odoo.tools import SQL, hmac

# A word of the forms, whatever the language of the screen.
HIDDEN_NAMES = {
    "peer": "Rekan kerja (nama disembunyikan)",
    "subordinate": "Bawahan (nama disembunyikan)",
}


class HrSkpFeedback(models.Model):
    """Where hidden answers lie until their round is over.

    Two tables without a model, so that no call, export or search of Odoo reaches them.

    ========================  =======================================================
    table                     holds
    ========================  =======================================================
    hr_skp_feedback_voice     a keyed hash of (round, user), against double answers
    hr_skp_feedback_hidden    the words, with their round and day, and no person
    ========================  =======================================================

    No row of one leads to a row of the other. Both are emptied of a round when it is
    over: where enough answered, the words become feedback, all at once, in random
    order, written by the system; else nobody ever reads them.
    """

    _inherit = "hr.skp.feedback"

    def init(self):
        self.env.cr.execute(
            """CREATE TABLE IF NOT EXISTS hr_skp_feedback_voice (
                   hash varchar PRIMARY KEY
               );
               CREATE TABLE IF NOT EXISTS hr_skp_feedback_hidden (
                   id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
                   round_key varchar NOT NULL,
                   day date NOT NULL,
                   rating varchar,
                   content text NOT NULL
               );
               CREATE INDEX IF NOT EXISTS hr_skp_feedback_hidden_round_index
                   ON hr_skp_feedback_hidden (round_key)"""
        )
        return super().init()

    @api.model
    def _get_voice(self, round_key, user):
        """Return what stands for one user in one round; the database's secret is in it."""
        return hmac(
            self.env(su=True), "hr_skp-feedback-voice", f"{round_key} {user.id}"
        )

    def _get_answered(self):
        """Return those of these requests that the user himself answered, hidden."""
        own = self.sudo().filtered(
            lambda request: (
                request.is_hidden
                and request.state == "requested"
                and request.author_user_id == self.env.user
            )
        )
        voices = {
            self._get_voice(request.round_key, self.env.user): request
            for request in own
        }
        if not voices:
            return self.browse()
        found = self.env.execute_query(
            SQL(
                "SELECT hash FROM hr_skp_feedback_voice WHERE hash = ANY(%s)",
                list(voices),
            )
        )
        return self.browse(voices[voice].id for (voice,) in found)

    def _keep_hidden(self, content, rating):
        """Keep the user's words on one request; return False where he answered before."""
        self.ensure_one()
        voice = self._get_voice(self.round_key, self.env.user)
        found = self.env.execute_query(
            SQL(
                """INSERT INTO hr_skp_feedback_voice (hash) VALUES (%s)
                   ON CONFLICT DO NOTHING RETURNING hash""",
                voice,
            )
        )
        if not found:
            return False
        self.env.cr.execute(
            SQL(
                """INSERT INTO hr_skp_feedback_hidden (round_key, day, rating, content)
                   VALUES (%s, %s, %s, %s)""",
                self.round_key,
                fields.Date.today(),
                rating or None,
                content,
            )
        )
        return True

    @api.model
    def _count_hidden(self, round_keys, before=None):
        """Return {round: how many answered}, before a day where one is given."""
        return Counter(
            dict(
                self.env.execute_query(
                    SQL(
                        """SELECT round_key, count(*) FROM hr_skp_feedback_hidden
                            WHERE round_key = ANY(%s) AND (%s::date IS NULL OR day < %s)
                            GROUP BY round_key""",
                        list(round_keys),
                        before,
                        before,
                    )
                )
            )
        )

    def _take_hidden(self):
        """Return {round: its (rating, words) in random order}, and empty the tables of it.

        :param self: all requests of rounds that are over, in superuser mode
        """
        rows = self.env.execute_query(
            SQL(
                """DELETE FROM hr_skp_feedback_hidden WHERE round_key = ANY(%s)
                   RETURNING round_key, rating, content""",
                list(set(self.mapped("round_key"))),
            )
        )
        self.env.cr.execute(
            SQL(
                "DELETE FROM hr_skp_feedback_voice WHERE hash = ANY(%s)",
                [
                    self._get_voice(request.round_key, request.author_user_id)
                    for request in self
                ],
            )
        )
        # The order of their ids must not tell in which order people answered.
        random.SystemRandom().shuffle(rows)
        taken = {}
        for round_key, rating, content in rows:
            taken.setdefault(round_key, []).append((rating, content))
        return taken

    @api.model
    def _forget_orphans(self):
        """Delete words whose requests went with their plan."""
        self.env.cr.execute(
            """DELETE FROM hr_skp_feedback_hidden kept
                WHERE NOT EXISTS (SELECT 1 FROM hr_skp_feedback request
                                   WHERE request.round_key = kept.round_key)"""
        )

    def _prepare_shown_vals(self, rating, content):
        """Return the values of one shown answer; nothing in them comes from its author."""
        day = datetime.combine(fields.Date.today(), time.min)
        return {
            "skp_id": self.skp_id.id,
            "period_id": self.period_id.id,
            "result_id": self.result_id.id,
            "behavior_id": self.behavior_id.id,
            "requested_by_id": self.requested_by_id.id,
            "subject": self.subject,
            "giver_role": self.giver_role,
            "occasion": self.occasion,
            "mode": "indirect",
            "state": "given",
            "author_user_id": False,
            "author_name": HIDDEN_NAMES[self.giver_role],
            "is_hidden": True,
            "round_key": self.round_key,
            "shown_from": self.shown_from,
            "given_on": day,
            "rating": rating or False,
            "content": content,
        }

    def _as_system(self):
        """Return these as the system sees them: what it writes is written by nobody."""
        return self.with_user(SUPERUSER_ID).with_context(
            tracking_disable=True, mail_notify_author=False
        )
