"""Reminders: one digest per person and deadline, sent once, escalated by date."""

from contextlib import suppress
from datetime import timedelta
from unittest.mock import patch

from psycopg2 import IntegrityError

from odoo import fields
from odoo.tests import tagged
from odoo.tools import html2plaintext, mute_logger

from ..common.common import SkpCase


@tagged("standard", "post_install", "-at_install")
class TestReminder(SkpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Only this agency has an open year whose deadlines are near.
        cls.env["hr.skp.cycle"].sudo().search([("state", "=", "open")]).action_close()
        cls.company.skp_remind_working_days = False
        cls.today = cls.company._get_skp_today()
        cls.reminders = cls.env["hr.skp.reminder"]
        cls.cycle = cls.env["hr.skp.cycle"].create(
            {
                "name": "Tahun uji",
                "company_id": cls.company.id,
                "date_from": cls.today - timedelta(days=60),
                "date_to": cls.today + timedelta(days=200),
                "draft_deadline": cls.today,
                "planning_deadline": cls.today + timedelta(days=100),
            }
        )
        cls.cycle.action_open()

    def set_deadlines(self, draft, planning=100):
        self.cycle.write(
            {
                "draft_deadline": self.today + timedelta(days=draft),
                "planning_deadline": self.today + timedelta(days=planning),
            }
        )

    def run_job(self):
        """Let the daily job run without its commits; return {login: text of the digest}."""
        before = self.env["mail.message"].search([], order="id desc", limit=1).id
        self.commits = []

        def commit_progress(cron, processed=0, *, remaining=None, deactivate=False):
            self.commits.append((processed, remaining))
            return float("inf")

        with patch.object(
            self.env.registry["ir.cron"], "_commit_progress", commit_progress
        ):
            self.reminders._cron_send()
        self.env.flush_all()
        messages = self.env["mail.message"].search(
            [("id", ">", before), ("message_type", "=", "user_notification")]
        )
        texts = {}
        for message in messages:
            [partner] = message.partner_ids
            login = partner.user_ids.login.removeprefix("uji_")
            self.assertNotIn(login, texts, "one digest for each person")
            texts[login] = html2plaintext(message.body)
        return texts

    def test_before_the_deadline_only_who_has_not(self):
        self.set_deadlines(7)
        self.make_plan().action_submit()
        texts = self.run_job()
        self.assertIn("colleague", texts)
        self.assertNotIn("employee", texts, "he submitted")
        self.assertIn("You have no plan yet", texts["colleague"])
        # The appraiser has no plan himself; of his people he is not told yet.
        self.assertNotIn("Of your people", texts["appraiser"])
        self.set_deadlines(6)
        self.assertFalse(self.run_job(), "no day of the schedule")

    def test_on_the_day_the_appraiser_is_told(self):
        waiting = self.make_plan()
        waiting.action_submit()
        self.make_plan(self.colleague)
        text = self.run_job()["appraiser"]
        self.assertIn("Waiting for your approval: 1", text)
        self.assertIn("Ani Pegawai", text)
        self.assertIn("not submitted: 2", text)
        self.assertIn("Tono Rekan", text)
        self.assertIn("Rudi Pengelola", text)
        self.assertNotIn("Budi Penilai", text, "not of himself as of one of his people")
        self.assertNotIn("units whose performance", text)

    def test_the_performance_team_is_told_after_it(self):
        self.set_deadlines(-7)
        self.make_plan().action_submit()
        self.make_plan(self.colleague)
        texts = self.run_job()
        self.assertIn("Bidang", texts["officer"])
        self.assertNotIn("Sekretariat", texts["officer"])
        self.assertIn("Sekretariat", texts["other_officer"])
        self.assertIn("Dinas", texts["manager"], "nobody runs it")
        self.assertNotIn("Bidang", texts["manager"])
        self.assertNotIn("units whose performance", texts["colleague"])

    def test_an_administrator_of_another_agency_is_not_told(self):
        other = self.env["res.company"].create({"name": "Kota Lain"})
        self.set_deadlines(-7)
        everywhere = self.manager.user_id.copy(
            {
                "login": "uji_everywhere",
                "email": "everywhere@example.com",
                "company_id": other.id,
                "company_ids": [(6, 0, (self.company | other).ids)],
            }
        )
        self.env["hr.employee"].create(
            {"name": "Lain", "company_id": other.id, "user_id": everywhere.id}
        )
        texts = self.run_job()
        self.assertIn("manager", texts)
        self.assertNotIn("everywhere", texts)

    def test_a_second_run_sends_nothing(self):
        self.assertTrue(self.run_job())
        sent = self.reminders.search_count([])
        self.assertFalse(self.run_job())
        self.assertEqual(self.reminders.search_count([]), sent)
        row = self.reminders.search([], limit=1)
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.env.cr.savepoint(),
        ):
            row.copy()
            self.env.flush_all()

    def test_in_chunks_and_after_a_kill(self):
        """Each chunk is committed with its log; what a killed job left goes out later."""
        everybody = set(self.run_job())
        self.reminders.search([]).unlink()
        original = type(self.reminders)._send
        sent = []

        def send(reminders, agenda, audiences):
            if sent:
                raise RuntimeError
            sent.extend(agenda)
            original(reminders, agenda, audiences)

        path = "odoo.addons.hr_skp.models.hr_skp_reminder.CHUNK"
        with (
            patch(path, 3),
            patch.object(self.env.registry["hr.skp.reminder"], "_send", send),
            suppress(RuntimeError),  # assertRaises would undo the first chunk
        ):
            self.run_job()
        self.assertEqual(self.commits, [(3, len(everybody) - 3)])
        with patch(path, 3):
            rest = self.run_job()
        first = self.env["res.users"].browse(sent).mapped("login")
        self.assertEqual(
            set(rest) | {login.removeprefix("uji_") for login in first}, everybody
        )
        self.assertEqual(len(rest) + 3, len(everybody))

    def test_the_exempt_are_left_out(self):
        self.env["hr.skp.exemption"].create(
            {"employee_id": self.employee.id, "cycle_id": self.cycle.id}
        )
        texts = self.run_job()
        self.assertNotIn("employee", texts)
        self.assertNotIn("Ani Pegawai", texts["appraiser"])

    def test_the_deputy_gets_what_the_appraiser_gets(self):
        self.env["hr.skp.appraiser"].create(
            {
                "department_id": self.unit.id,
                "appraiser_id": self.other_head.id,
                "kind": "daily_acting",
                "date_from": self.today - timedelta(days=1),
                "date_to": self.today + timedelta(days=1),
            }
        )
        self.make_plan().action_submit()
        texts = self.run_job()
        self.assertIn("Waiting for your approval: 1", texts["other_head"])
        self.assertIn("Tono Rekan", texts["other_head"], "without a plan, too")

    def test_who_has_no_address_reads_it_in_odoo(self):
        user = self.employee.user_id
        user.write({"email": False, "notification_type": "email"})
        self.assertIn("employee", self.run_job())
        notification = self.env["mail.notification"].search(
            [("res_partner_id", "=", user.partner_id.id)], order="id desc", limit=1
        )
        self.assertEqual(notification.notification_type, "inbox")

    def test_in_the_language_of_the_reader(self):
        self.env["res.lang"]._activate_lang("id_ID")
        self.employee.user_id.lang = "id_ID"
        calls = []
        original = type(self.reminders)._get_subject

        def get_subject(reminders, digest):
            calls.append(reminders.env.lang)
            return original(reminders, digest)

        with patch.object(
            self.env.registry["hr.skp.reminder"], "_get_subject", get_subject
        ):
            self.run_job()
        self.assertEqual(set(calls), {"en_US", "id_ID"})

    def test_after_the_planning_deadline_it_speaks_for_both(self):
        self.set_deadlines(-14, -7)
        self.make_plan().action_submit()
        texts = self.run_job()
        self.assertIn("approved by", texts["appraiser"])
        self.assertNotIn("submitted by", texts["appraiser"])
        self.assertEqual(set(self.reminders.search([]).mapped("kind")), {"planning"})
        self.assertNotIn("employee", texts)

    def test_two_deadlines_on_one_day_are_one_digest(self):
        self.set_deadlines(0, 7)
        self.make_plan().action_submit()
        texts = self.run_job()
        self.assertEqual(texts["appraiser"].count("Waiting for your approval"), 1)
        self.assertFalse(self.run_job())
        yesterday = self.today - timedelta(days=1)
        self.reminders.search([]).write({"sent_on": yesterday})
        self.assertFalse(self.run_job(), "what was said of the other is not said again")

    def test_what_the_job_sent_is_forgotten_after_a_year(self):
        vals = {"user_id": self.appraiser.user_id.id, "cycle_id": self.cycle.id}
        old, recent, by_hand = self.reminders.sudo().create(
            [
                {**vals, "kind": "draft", "date": day, "sent_on": day, **extra}
                for day, extra in (
                    (self.today - timedelta(days=401), {}),
                    (self.today - timedelta(days=30), {}),
                    (
                        self.today - timedelta(days=402),
                        {"sender_id": self.superior.user_id.id},
                    ),
                )
            ]
        )
        self.assertEqual(self.reminders.sudo()._gc_sent(), (1, False))
        self.assertFalse(old.exists())
        self.assertTrue(recent.exists() and by_hand.exists())

    def test_no_reminder_of_a_year_that_is_not_open(self):
        self.cycle.action_close()
        self.assertFalse(self.run_job())

    def test_days_of_the_schedule(self):
        deadline = fields.Date.to_date("2026-01-17")
        self.company.write({"skp_reminder_first_days": 7, "skp_reminder_last_days": 2})
        for day, expected in (
            ("2026-01-09", None),
            ("2026-01-10", "2026-01-10"),
            ("2026-01-12", "2026-01-10"),
            ("2026-01-14", None),
            ("2026-01-15", "2026-01-15"),
            ("2026-01-17", "2026-01-17"),
            ("2026-01-20", "2026-01-17"),
            ("2026-01-21", None),
            ("2026-01-24", "2026-01-24"),
            ("2026-01-31", "2026-01-31"),
        ):
            found = self.company._get_skp_reminder_date(
                deadline, fields.Date.to_date(day)
            )
            self.assertEqual(found and str(found), expected, day)
        # Not repeated: once more on the day of the performance team, the seventh.
        self.company.skp_reminder_repeat_days = 0
        for day, expected in (
            ("2026-01-20", "2026-01-17"),
            ("2026-01-21", None),
            ("2026-01-24", "2026-01-24"),
            ("2026-01-31", None),
        ):
            found = self.company._get_skp_reminder_date(
                deadline, fields.Date.to_date(day)
            )
            self.assertEqual(found and str(found), expected, day)
