"""Reminders of the running year: whom each kind reaches, in one digest a day."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import html2plaintext

from .reminder_case import TAGS, ReminderCase


@tagged(*TAGS)
class TestReminderRealization(ReminderCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.due = cls.plan._get_current_period().sudo()

    def set_deadline(self, days):
        self.reminders.search([]).unlink()
        self.due.employee_deadline = self.day(days)

    def test_from_the_employee_up_to_the_team(self):
        self.set_deadline(1)
        self.assertEqual(set(self.run_job()), {"employee"})
        self.assertIn("without realisation: 1", html2plaintext(self.bodies["employee"]))
        self.set_deputy()
        self.set_deadline(0)
        self.assertEqual(set(self.run_job()), {"employee", "appraiser", "other_head"})
        self.set_deadline(-7)
        texts = self.run_job()
        self.assertEqual(set(texts), {"employee", "appraiser", "other_head", "officer"})
        self.assertIn("Bidang", texts["officer"])
        self.assertIn("Ani Pegawai (1)", texts["appraiser"])
        listed = [
            self.count_listed(f"hr_skp_{name}", person, active_id=self.due.id)
            for name, person in (
                ("indicator_action_untold", self.appraiser),
                ("indicator_action_untold", self.other_head),
                ("indicator_action_untold_units", self.officer),
                ("indicator_action_untold_units", self.other_officer),
            )
        ]
        self.assertEqual(listed, [1, 1, 1, 0])
        self.set_deadline(-42)
        self.assertFalse(self.run_job(), "they know by now")

    def test_the_teams_number_is_that_of_its_list(self):
        result = self.plan.sudo().result_ids[:1]
        extra = result.indicator_ids.sudo().copy({"name": "Indikator kedua"})
        extra.sealed_revision = 1
        self.set_deadline(-7)
        texts = self.run_job()

        self.assertIn("Indicators without realisation", texts["officer"])
        self.assertRegex(texts["officer"], r"Bidang\W+2\b")
        self.assertIn("indicators without realisation: 2", texts["appraiser"])
        self.assertEqual(
            self.count_listed(
                "hr_skp_indicator_action_untold_units",
                self.officer,
                active_id=self.due.id,
            ),
            2,
        )

    def test_where_nothing_is_repeated_everybody_still_hears_once(self):
        for vals in ({"skp_reminder_repeat_days": 0}, {"skp_reminder_repeat_count": 0}):
            with self.subTest(**vals), self.env.cr.savepoint() as savepoint:
                self.company.write({"skp_reminder_team_days": 10, **vals})
                self.set_deadline(0)
                self.assertEqual(set(self.run_job()), {"employee", "appraiser"})
                self.reminders.search([]).write({"sent_on": self.day(-1)})
                self.assertFalse(self.run_job())
                self.set_deadline(-7)
                self.assertFalse(self.run_job())
                self.set_deadline(-10)
                self.assertEqual(set(self.run_job()), {"officer"})
                self.set_deadline(-17)
                self.assertFalse(self.run_job())
                savepoint.rollback()
                self.env.invalidate_all()

    def test_what_is_recorded_is_not_asked_for(self):
        self.set_deadline(1)
        own = self.as_user(self.plan, self.employee)
        action = own._open_own_realization(self.due.id)
        self.assertEqual(action["context"]["search_default_period_id"], self.due.id)
        line = self.env["hr.skp.target"].search([("skp_id", "=", self.plan.id)])
        indicator = self.plan.result_ids.indicator_ids
        self.assertIn(self.due, indicator.untold_period_ids)
        self.as_user(line, self.employee).realization = "3 laporan"
        self.assertNotIn(self.due, indicator.untold_period_ids)
        self.assertFalse(self.run_job())

    def test_the_link_of_somebody_without_a_plan(self):
        with self.assertRaises(UserError):
            self.as_user(self.plan, self.colleague)._open_own_realization(self.due.id)
        # The menu runs the same: it says why nothing opens, instead of an empty screen.
        menu = self.env.ref("hr_skp.hr_skp_action_realization_own")
        with self.assertRaisesRegex(UserError, "no approved plan"):
            self.as_user(menu, self.colleague).run()
        action = self.as_user(menu, self.employee).run()
        self.assertEqual(action["res_model"], "hr.skp.target")

    def test_exempt_of_the_period(self):
        self.set_deadline(1)
        self.env["hr.skp.exemption"].create(
            {
                "employee_id": self.employee.id,
                "cycle_id": self.cycle.id,
                "period_id": self.due.id,
            }
        )
        self.assertFalse(self.run_job())

    def test_after_the_last_day_of_the_year(self):
        """The last period's realisation is due when the year is over."""
        self.cycle.period_ids.unlink()
        self.cycle.write(
            {
                "draft_deadline": self.day(-40),
                "planning_deadline": self.day(-40),
                "date_to": self.day(-2),
            }
        )
        self.plan.sudo().write({"date_to": self.day(-2), "state": "closed"})
        self.cycle._make_periods()
        last = self.cycle.period_ids.filtered(lambda one: one.kind == "periodic")
        last.employee_deadline = self.day(100)
        last.sorted("date_from")[-1].employee_deadline = self.day(1)
        self.assertEqual(set(self.run_job()), {"employee"})


@tagged(*TAGS)
class TestReminderOthers(ReminderCase):
    def add_session(self, days, kind="guidance", coach=None):
        coach = coach or self.appraiser
        return (
            self.env["hr.skp.coaching"]
            .sudo()
            .create(
                {
                    "skp_id": self.plan.id,
                    "kind": kind,
                    "coach_user_id": coach.user_id.id,
                    "date": self.day(-20),
                    "follow_up": "Rahasia kata",
                    "follow_up_date": self.day(days),
                    "state": "held",
                }
            )
        )

    def test_follow_ups_of_coaching(self):
        self.add_session(2)
        self.add_session(1, "counselling", self.colleague)
        self.add_session(40)
        self.set_deputy()
        texts = self.run_job()
        self.assertEqual(set(texts), {"employee", "appraiser", "colleague"})
        self.assertIn("agreed with you: 2", texts["employee"])
        self.assertIn("you agreed on: 1", texts["appraiser"])
        for text in texts.values():
            for word in ("Rahasia", "ounselling"):
                self.assertNotIn(word, text)
        self.assertEqual(
            [
                self.count_listed("hr_skp_coaching_action_my_due", self.employee),
                self.count_listed("hr_skp_coaching_action_due", self.colleague),
                self.count_listed("hr_skp_coaching_action_due", self.appraiser),
            ],
            [2, 1, 1],
        )

    def test_feedback_that_somebody_was_asked_for(self):
        own = self.as_user(self.plan, self.employee)
        own.action_request_feedback(self.colleague.ids, due_date=self.day(2))
        own.action_request_feedback(self.other_head.ids, due_date=self.day(40))
        own.action_request_feedback(self.superior.ids)
        texts = self.run_job()
        self.assertEqual(set(texts), {"colleague"})
        self.assertIn("wait for your feedback: 1", texts["colleague"])
        self.assertEqual(
            self.count_listed("hr_skp_feedback_action_asked", self.colleague), 1
        )
        self.company.skp_remind_feedback = False
        self.reminders.search([]).unlink()
        self.assertFalse(self.run_job())

    def test_who_answered_with_a_hidden_name_is_reminded_like_the_others(self):
        own = self.as_user(self.plan, self.employee)
        givers = self.colleague | self.other_head
        own.action_request_feedback(givers.ids, due_date=self.day(2))
        asked = self.env["hr.skp.feedback"].sudo()
        asked = asked.search([("state", "=", "requested")])
        asked.write({"is_hidden": True, "round_key": "a", "shown_from": 4})
        texts = self.run_job()
        for login in ("colleague", "other_head"):
            self.assertIn("hidden names: 1", texts[login])
            self.assertNotIn("wait for your feedback", texts[login])
        self.reminders.search([]).unlink()
        user = self.colleague.user_id
        request = asked.filtered(lambda request: request.author_user_id == user)
        answer = self.as_user(request, self.colleague)
        answer.action_give(content="Baik")
        self.assertTrue(answer.is_answered)
        self.assertEqual(set(self.run_job()), {"colleague", "other_head"})

    def test_several_kinds_are_one_digest(self):
        self.add_step(1)
        self.add_entries(-20)
        self.add_session(1)
        texts = self.run_job()
        for words in ("soon or late: 1", "Working days without", "agreed with you: 1"):
            self.assertIn(words, texts["employee"])
        user = self.employee.user_id
        rows = self.reminders.search([("user_id", "=", user.id)])
        self.assertEqual(set(rows.mapped("kind")), {"step", "log", "coaching"})
        message = self.env["mail.message"].search(
            [("partner_ids", "in", user.partner_id.ids)], order="id desc", limit=1
        )
        self.assertIn("3 things", message.subject)
        self.assertFalse(self.run_job())

    def test_quiet_on_days_off(self):
        self.add_step(1)
        self.company.skp_remind_working_days = True
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Libur",
                "company_id": self.company.id,
                "calendar_id": self.company.resource_calendar_id.id,
                "date_from": fields.Datetime.now() - timedelta(days=1),
                "date_to": fields.Datetime.now() + timedelta(days=1),
            }
        )
        self.assertFalse(self.run_job())
        self.company.skp_remind_working_days = False
        self.assertIn("employee", self.run_job())

    def test_every_kind_has_its_source_and_its_switch(self):
        kinds = set(dict(self.reminders._fields["kind"].selection)) - {"leader"}
        sources = self.reminders._get_sources()
        self.assertEqual(set(sources), kinds)
        # Those of other addons, too.
        for name in self.company._get_skp_settings():
            if name.startswith("skp_remind_"):
                self.company[name] = False
        occasions = self.reminders._get_occasions(self.company, self.today)
        self.assertFalse(occasions)

    def test_as_many_queries_for_many(self):
        self.cycle.period_ids.log_lock_date = False
        due = self.plan._get_current_period().sudo()
        due.write({"employee_deadline": self.today, "log_lock_date": self.day(1)})
        first = max(due.date_from, self.day(-30))

        def count(size):
            staff = self.make_staff(size)
            users = self.env["res.users"].create(
                [
                    {
                        "login": f"many_{person.id}",
                        "name": person.name,
                        "company_id": self.company.id,
                        "company_ids": [(6, 0, self.company.ids)],
                    }
                    for person in staff
                ]
            )
            for person, user in zip(staff, users, strict=True):
                person.user_id = user
            indicator = {"name": "Jumlah", "target": "1"}
            result = {"name": "Hasil", "indicator_ids": [(0, 0, indicator)]}
            plans = self.env["hr.skp"].create(
                [
                    {
                        "employee_id": person.id,
                        "cycle_id": self.cycle.id,
                        "result_ids": [(0, 0, result)],
                    }
                    for person in staff
                ]
            )
            plans.write(
                {
                    "state": "approved",
                    "revision": 1,
                    "feedback_interval": False,
                    "approved_on": fields.Datetime.now() - timedelta(days=40),
                }
            )
            plans.result_ids.indicator_ids.write({"sealed_revision": 1})
            self.env["hr.skp.activity"].create(
                [
                    {"skp_id": plan.id, "date": first, "name": "Kerja", "state": state}
                    for plan in plans
                    for state in ("draft", "submitted")
                ]
            )
            self.env["hr.skp.action"].create(
                [
                    {
                        "result_id": plan.result_ids.id,
                        "period_id": due.id,
                        "name": "Langkah",
                        "date_deadline": self.day(-2),
                    }
                    for plan in plans
                ]
            )
            self.env["hr.skp.coaching"].create(
                [
                    {
                        "skp_id": plan.id,
                        "coach_user_id": self.appraiser.user_id.id,
                        "date": self.day(-9),
                        "follow_up_date": self.today,
                        "state": "held",
                    }
                    for plan in plans
                ]
            )
            self.env.flush_all()
            self.env.invalidate_all()
            local = self.reminders._at_agency(self.company)
            before = self.env.cr.sql_log_count
            agenda, audiences = local._get_agenda(self.company)
            digests = local._get_digests(agenda, audiences)
            queries = self.env.cr.sql_log_count - before
            for user in plans.employee_user_id:
                kinds = {occasion.kind for occasion, _facts in digests[user.id]}
                self.assertGreaterEqual(
                    kinds, {"log_lock", "step", "realization", "coaching"}
                )
            return queries

        count(2)
        self.assertEqual(count(10), count(100))
