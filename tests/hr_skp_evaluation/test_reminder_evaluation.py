"""Reminders of evaluations: the employee by his deadline, the appraiser by his, the team."""

from datetime import timedelta

from odoo.tests import freeze_time, tagged

from .case import EvaluationCase
from .reminder_case import ReminderMixin


@tagged("standard", "post_install", "-at_install")
class TestReminderEvaluation(ReminderMixin, EvaluationCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_plan = cls.make_approved_plan(cls.colleague)
        cls.evaluation = cls.open_evaluation()
        cls.other = cls.open_evaluation(cls.other_plan)
        cls.period.employee_deadline = cls.period.date_to + timedelta(days=5)
        cls.period.evaluation_deadline = cls.period.date_to + timedelta(days=10)
        cls.company.skp_remind_working_days = False

    def test_the_employee_hears_of_what_he_has_not_submitted(self):
        deadline = self.period.employee_deadline
        self.tell(self.other_plan)
        self.as_user(self.other, self.colleague).action_submit()
        digest = self.get_digest("submission", deadline, deadline)
        self.assertEqual(set(digest), {"employee"})
        facts, [line] = digest["employee"]
        self.assertEqual(line["path"], f"{self.period.id}/skp-evaluation-to-submit")
        self.assertEqual(self.count_listed(line, self.employee), facts["own"].count)
        self.company.skp_remind_evaluation = False
        self.assertFalse(self.get_digest("submission", deadline, deadline))

    def test_the_appraiser_hears_of_whom_he_has_to_rate(self):
        deadline = self.period.evaluation_deadline
        self.rate(self.other)
        digest = self.get_digest("rating", deadline, deadline)
        self.assertEqual(set(digest), {"appraiser"})
        _facts, [line] = digest["appraiser"]
        self.assertEqual(line["names"], ["Ani Pegawai", "Tono Rekan"])
        with freeze_time(f"{deadline} 03:00:00"):
            self.assertEqual(self.count_listed(line, self.appraiser), 2)
        self.other.action_deliver()
        digest = self.get_digest("rating", deadline, deadline)
        _facts, [line] = digest["appraiser"]
        self.assertEqual(line["names"], ["Ani Pegawai"])

    def test_the_team_of_the_unit_hears_later(self):
        deadline = self.period.evaluation_deadline
        later = deadline + timedelta(days=self.company.skp_reminder_team_days)
        _facts, lines = self.get_digest("rating", later, deadline)["officer"]
        [line] = [line for line in lines if "rows" in line]
        self.assertEqual(line["rows"], [(self.unit.name, 2)])
        self.assertEqual(self.count_listed(line, self.officer), 2)
