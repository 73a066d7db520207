"""Reminders of evaluations: the employee by his deadline, the appraiser by his, the team."""

from datetime import timedelta

from odoo.tests import freeze_time, tagged
from odoo.tools.safe_eval import datetime as safe_datetime
from odoo.tools.safe_eval import safe_eval

from .case import EvaluationCase


@tagged("standard", "post_install", "-at_install")
class TestReminderEvaluation(EvaluationCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_plan = cls.make_approved_plan(cls.colleague)
        cls.evaluation = cls.open_evaluation()
        cls.other = cls.open_evaluation(cls.other_plan)
        cls.period.employee_deadline = cls.period.date_to + timedelta(days=5)
        cls.period.evaluation_deadline = cls.period.date_to + timedelta(days=10)
        cls.company.skp_remind_working_days = False

    def get_facts(self, kind, deadline):
        """Return ({login: facts}, {login: lines}) of the digest on the day of a deadline."""
        source = self.env["hr.skp.reminder"]._get_source(kind)
        occasions = [
            occasion
            for occasion in source._get_occasions(
                self.cycle, self.company._get_skp_today()
            )
            if occasion.about == self.period and occasion.deadline == deadline
        ]
        if not occasions:
            return {}, {}
        [occasion] = occasions
        audience = source._get_audience(occasion)
        found = source._get_facts(occasion, audience, list(audience.user_ids))
        users = self.env["res.users"].browse(found)
        logins = {user.id: user.login.removeprefix("uji_") for user in users}
        return (
            {logins[user_id]: facts for user_id, facts in found.items()},
            {
                logins[user_id]: source._get_lines(occasion, facts)
                for user_id, facts in found.items()
            },
        )

    def count_listed(self, action, person):
        """Return how many evaluations a link shows to a person."""
        evaluations = self.as_user(self.env["hr.skp.evaluation"], person)
        linked = evaluations.with_context(active_id=self.period.id)
        action = getattr(linked, action)()
        values = {"uid": person.user_id.id, "datetime": safe_datetime}
        period = action["context"]["search_default_period_id"]
        return evaluations.search_count(
            [("period_id", "=", period), *safe_eval(action["domain"], values)]
        )

    def test_the_employee_hears_of_what_he_has_not_submitted(self):
        deadline = self.period.employee_deadline
        self.tell(self.other_plan)
        self.as_user(self.other, self.colleague).action_submit()
        with freeze_time(f"{deadline} 03:00:00"):
            facts, lines = self.get_facts("submission", deadline)
            self.assertEqual(set(facts), {"employee"})
            [line] = lines["employee"]
            self.assertEqual(line["path"], f"{self.period.id}/skp-evaluation-to-submit")
            self.assertEqual(
                self.count_listed("action_open_to_submit", self.employee),
                facts["employee"]["own"].count,
            )
            self.company.skp_remind_evaluation = False
            self.assertEqual(self.get_facts("submission", deadline), ({}, {}))

    def test_the_appraiser_hears_of_whom_he_has_to_rate(self):
        deadline = self.period.evaluation_deadline
        self.rate(self.other)
        with freeze_time(f"{deadline} 03:00:00"):
            facts, lines = self.get_facts("rating", deadline)
            self.assertEqual(set(facts), {"appraiser"})
            [line] = lines["appraiser"]
            self.assertEqual(line["names"], ["Ani Pegawai", "Tono Rekan"])
            self.assertEqual(
                self.count_listed("action_open_to_rate", self.appraiser),
                2,
            )
            self.other.action_deliver()
            [line] = self.get_facts("rating", deadline)[1]["appraiser"]
            self.assertEqual(line["names"], ["Ani Pegawai"])

    def test_the_team_of_the_unit_hears_later(self):
        deadline = self.period.evaluation_deadline
        later = deadline + timedelta(days=self.company.skp_reminder_team_days)
        with freeze_time(f"{later} 03:00:00"):
            facts, lines = self.get_facts("rating", deadline)
            self.assertIn("officer", facts)
            [line] = [line for line in lines["officer"] if "rows" in line]
            self.assertEqual(line["rows"], [(self.unit.name, 2)])
            self.assertEqual(
                self.count_listed("action_open_undelivered", self.officer),
                2,
            )
