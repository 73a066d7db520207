"""Reminders of the running year: whom each kind reaches, in one digest a day."""

from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import html2plaintext
from odoo.tools.safe_eval import safe_eval

from ..common.common import SkpCase

TAGS = ("standard", "post_install", "-at_install")


class ReminderCase(SkpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
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
                # Nobody is reminded of planning in these tests.
                "draft_deadline": cls.today + timedelta(days=150),
                "planning_deadline": cls.today + timedelta(days=160),
            }
        )
        cls.cycle.action_open()
        # Nor of the ends of these periods, unless a test moves them.
        cls.cycle.period_ids.employee_deadline = cls.today + timedelta(days=100)
        cls.plan = cls.make_approved_plan(feedback_interval=False)
        cls.plan.sudo().approved_on = fields.Datetime.now() - timedelta(days=50)

    def day(self, days):
        return self.today + timedelta(days=days)

    def run_job(self):
        """Let the daily job run without its commits; return {login: text of the digest}."""
        before = self.env["mail.message"].search([], order="id desc", limit=1).id
        self.env.flush_all()
        self.env.invalidate_all()
        with patch.object(
            self.env.registry["ir.cron"],
            "_commit_progress",
            lambda *_args, **_kwargs: float("inf"),
        ):
            self.reminders._cron_send()
        self.env.flush_all()
        messages = self.env["mail.message"].search(
            [("id", ">", before), ("message_type", "=", "user_notification")]
        )
        self.bodies, texts = {}, {}
        for message in messages:
            [partner] = message.partner_ids
            login = partner.user_ids.login.removeprefix("uji_")
            self.assertNotIn(login, texts, "one digest for each person")
            self.bodies[login] = message.body
            texts[login] = html2plaintext(message.body)
        return texts

    def count_listed(self, action, person, **context):
        """Return how many rows the list behind a link shows to a person."""
        action = self.env.ref(f"hr_skp.{action}")
        rows = self.as_user(self.env[action.res_model], person)
        values = {"uid": person.user_id.id, **context}
        return rows.search_count(safe_eval(action.domain, values))

    def add_entries(self, *days, submitted=False, plan=None):
        plan = plan or self.plan
        entries = self.as_user(
            self.env["hr.skp.activity"], plan.sudo().employee_id
        ).create(
            [
                {"skp_id": plan.id, "date": self.day(day), "name": f"Kerja {number}"}
                for number, day in enumerate(days)
            ]
        )
        if submitted:
            entries.action_submit()
        return entries

    def add_step(self, deadline, plan=None, **vals):
        plan = plan or self.plan
        steps = self.as_user(self.env["hr.skp.action"], plan.sudo().employee_id)
        return steps.create(
            {
                "result_id": plan.result_ids[0].id,
                "period_id": plan._get_current_period().id,
                "name": "Menyusun konsep",
                "date_deadline": self.day(deadline),
                **vals,
            }
        )

    def set_deputy(self, first=-1, last=1):
        """Let the other head stand in for the appraiser, as the daily job sets it."""
        self.env["hr.skp.appraiser"].create(
            {
                "department_id": self.unit.id,
                "appraiser_id": self.other_head.id,
                "kind": "daily_acting",
                "date_from": self.day(first),
                "date_to": self.day(last),
            }
        )
        self.env["hr.skp"]._update_all_deputies()

    def set_leave(self, person):
        now = fields.Datetime.now()
        self.env["resource.calendar.leaves"].create(
            {
                "resource_id": person.resource_id.id,
                "calendar_id": person.resource_calendar_id.id,
                "date_from": now - timedelta(days=30),
                "date_to": now + timedelta(days=30),
                "time_type": "leave",
            }
        )


@tagged(*TAGS)
class TestReminderLog(ReminderCase):
    def test_working_days_without_an_entry(self):
        self.add_entries(-30)
        # That a revision was approved since tells nothing of the log.
        self.plan.sudo().approved_on = fields.Datetime.now()
        text = self.run_job()["employee"]
        self.assertIn("Working days without an entry since", text)
        worked = self.employee._get_skp_work_days(self.day(-29), self.day(-1))
        self.assertIn(f": {len(worked[self.employee])}", text)
        self.assertFalse(self.run_job(), "not twice a day")

    def test_few_days_and_free_days_do_not_count(self):
        self.company.skp_remind_log_days = 5
        self.add_entries(-6)
        self.assertNotIn("employee", self.run_job())
        self.add_entries(-4)
        self.company.skp_remind_log_days = 3
        # Four days hold a weekend, or hold three working days: make them holidays.
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Libur",
                "calendar_id": self.employee.resource_calendar_id.id,
                "date_from": fields.Datetime.now() - timedelta(days=4),
                "date_to": fields.Datetime.now() + timedelta(days=1),
            }
        )
        self.assertNotIn("employee", self.run_job())

    def test_who_never_began_a_log_where_it_is_not_daily(self):
        self.assertNotIn("employee", self.run_job())
        self.cycle.period_ids.unlink()
        self.cycle.documentation_interval = "daily"
        # Long without an entry: after the last repetition nobody insists.
        self.assertNotIn("employee", self.run_job())
        self.plan.sudo().approved_on = fields.Datetime.now() - timedelta(days=20)
        self.assertIn("without any entry", self.run_job()["employee"])

    def test_switched_off(self):
        self.add_entries(-30)
        self.company.skp_remind_log_days = 0
        self.assertFalse(self.run_job())

    def test_people_on_leave_exempt_or_gone_are_left_in_peace(self):
        self.add_entries(-30)
        self.set_leave(self.employee)
        self.assertFalse(self.run_job())
        self.env["resource.calendar.leaves"].search([]).unlink()
        exemption = self.env["hr.skp.exemption"].create(
            {"employee_id": self.employee.id, "cycle_id": self.cycle.id}
        )
        self.assertFalse(self.run_job())
        exemption.unlink()
        self.employee.user_id.active = False
        self.assertFalse(self.run_job())
        self.employee.user_id.active = True
        self.assertIn("employee", self.run_job())

    def test_before_the_log_closes(self):
        period = self.cycle.period_ids.filtered(
            lambda period: (
                period.kind == "documentation"
                and period.date_from <= self.day(-20) <= period.date_to
            )
        )
        self.cycle.period_ids.log_lock_date = False
        period.log_lock_date = self.day(7)
        self.company.skp_remind_log_days = 0
        inside = (period.date_from - self.today).days
        self.add_entries(inside, inside + 1, submitted=True)
        self.add_entries(inside + 2)
        self.set_deputy()
        texts = self.run_job()
        self.assertIn("have not submitted: 1", texts["employee"])
        self.assertIn("nobody has verified yet: 2", texts["employee"])
        self.assertEqual(
            self.count_listed("hr_skp_activity_action_waiting", self.employee), 2
        )
        for leader in ("appraiser", "other_head"):
            self.assertIn("to verify: 2", texts[leader])
            self.assertIn("Ani Pegawai (2)", texts[leader])
        self.assertEqual(
            self.count_listed("hr_skp_activity_action_closing", self.employee), 1
        )
        for leader in (self.appraiser, self.other_head):
            rows = self.count_listed("hr_skp_activity_action_verify", leader)
            self.assertEqual(rows, 3, "the list opens with the two to verify")
        self.assertIn("/odoo/skp-log-closing?menu_id=", self.bodies["employee"])

    def test_after_the_log_closed(self):
        """The employee can do nothing any more; who verifies still can."""
        self.company.skp_remind_log_days = 0
        periods = self.cycle.period_ids
        periods.log_lock_date = False
        period = self.plan._get_current_period().sudo()
        inside = (max(period.date_from, self.day(-20)) - self.today).days
        self.add_entries(inside)
        self.add_entries(inside + 1, submitted=True)
        period.log_lock_date = self.day(-7)
        texts = self.run_job()
        self.assertEqual(set(texts), {"appraiser", "officer"})
        self.assertIn("The daily log closed on", texts["appraiser"])
        self.assertIn("Bidang", texts["officer"])
        self.assertEqual(
            self.count_listed("hr_skp_activity_action_unverified", self.officer), 1
        )
        self.reminders.search([]).unlink()
        period.log_lock_date = self.day(-49)
        self.assertFalse(self.run_job())


@tagged(*TAGS)
class TestReminderStep(ReminderCase):
    def test_steps_soon_and_late(self):
        self.add_step(3)
        self.add_step(-2)
        self.add_step(-2, progress=100)
        self.add_step(30)
        self.set_deputy()
        texts = self.run_job()
        self.assertIn("soon or late: 2", texts["employee"])
        for leader in ("appraiser", "other_head"):
            self.assertIn("Late steps of your people: 1", texts[leader])
        self.assertEqual(
            [
                self.count_listed("hr_skp_action_action_due", self.employee),
                self.count_listed("hr_skp_action_action_late", self.appraiser),
                self.count_listed("hr_skp_action_action_late", self.other_head),
            ],
            [2, 1, 1],
        )
        self.assertFalse(self.run_job())
        self.reminders.search([]).write({"sent_on": self.day(-1)})
        self.assertFalse(self.run_job(), "once in each span of days")

    def test_what_is_long_overdue_is_not_told_again(self):
        self.add_step(-29)
        self.assertFalse(self.run_job())
        self.add_step(-28)
        self.assertIn("soon or late: 2", self.run_job()["employee"])

    def test_a_period_begun_without_steps(self):
        periods = self.cycle.period_ids.filtered(lambda one: one.kind == "periodic")
        now = self.plan._get_current_period().sudo()
        before = periods.sorted("date_from").filtered(
            lambda period: period.date_to < now.date_from
        )[-1:]
        if not before:
            before = periods.filtered(lambda one: one.date_from > now.date_from)[:1]
            before.write({"date_from": self.day(-50), "date_to": self.day(-2)})
            now.write({"date_from": self.day(-1)})
        now.write({"date_from": self.day(-1), "date_to": self.day(20)})
        self.assertNotIn("employee", self.run_job(), "he keeps no action plan")
        self.add_step(40, period_id=before.id)
        self.assertIn(f"no steps for {now.name}", self.run_job()["employee"])


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
        with self.assertRaises(UserError):
            self.as_user(self.plan, self.colleague)._open_own_realization(False)

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
        for name in (
            "planning log_lock step realization feedback coaching objection working_days"
        ).split():
            self.company[f"skp_remind_{name}"] = False
        self.company.skp_remind_log_days = 0
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


@tagged(*TAGS)
class TestRemindByLeader(ReminderCase):
    def setUp(self):
        super().setUp()
        # Feedback that is late is the leader's own duty.
        self.plan.sudo().feedback_interval = False
        self.company.skp_attention_feedback_days = 999

    def get_last(self, user):
        return self.env["mail.message"].search(
            [("partner_ids", "in", user.partner_id.ids)], order="id desc", limit=1
        )

    def test_once_a_day_with_what_is_open(self):
        self.add_step(-2)
        plan = self.as_user(self.plan, self.appraiser)
        self.assertTrue(plan.can_remind)
        toast = plan.action_remind()["params"]["message"]
        self.assertIn(self.employee.name, toast)
        message = self.get_last(self.employee.user_id)
        self.assertIn("Budi Penilai reminds you", message.body)
        self.assertIn("soon or late: 1", message.body)
        self.assertEqual(message.author_id, self.appraiser.user_id.partner_id)
        [row] = self.reminders.search([("kind", "=", "leader")])
        self.assertEqual(row.sender_id, self.appraiser.user_id)
        event = self.env["hr.skp.event"].search(
            [("skp_id", "=", self.plan.id), ("kind", "=", "remind")]
        )
        self.assertEqual(event.user_id, self.appraiser.user_id)
        self.env.invalidate_all()
        self.assertFalse(plan.can_remind)
        with self.assertRaisesRegex(UserError, "reminded today"):
            plan.action_remind()
        # The daily job has its own schedule.
        self.assertIn("employee", self.run_job())

    def test_where_nothing_is_open(self):
        self.as_user(self.plan, self.appraiser).action_remind()
        self.assertIn("up to date", self.get_last(self.employee.user_id).body)

    def test_only_the_leader_or_his_deputy(self):
        for person in (self.superior, self.officer, self.manager, self.employee):
            plan = self.as_user(self.plan, person)
            self.assertFalse(plan.can_remind)
            with self.subTest(person.name), self.assertRaises(AccessError):
                plan.action_remind()
        self.set_deputy()
        self.as_user(self.plan, self.other_head).action_remind()
        self.assertEqual(
            self.get_last(self.employee.user_id).author_id.name, "Lina Sekretaris"
        )

    def test_nothing_of_a_counselling(self):
        self.env["hr.skp.coaching"].sudo().create(
            {
                "skp_id": self.plan.id,
                "kind": "counselling",
                "coach_user_id": self.colleague.user_id.id,
                "date": self.day(-9),
                "follow_up_date": self.today,
                "state": "held",
            }
        )
        self.as_user(self.plan, self.appraiser).action_remind()
        self.assertNotIn("ollow-up", self.get_last(self.employee.user_id).body)

    def test_reasons_say_the_way_out(self):
        self.employee.user_id.active = False
        with self.assertRaisesRegex(UserError, "no login"):
            self.as_user(self.plan, self.appraiser).action_remind()
