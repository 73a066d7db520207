"""A leader reminds his people himself."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .reminder_case import TAGS, ReminderCase


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
