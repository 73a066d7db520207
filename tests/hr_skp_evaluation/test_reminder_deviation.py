from odoo.tests import tagged

from .distribution_case import DistributionCase
from .reminder_case import ReminderMixin


@tagged("standard", "post_install", "-at_install")
class TestReminderDeviation(ReminderMixin, DistributionCase):
    """Who hears of a guide that was left, and of what stands out in his ratings."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.skp_authorized_official_id = cls.mayor
        evaluations = cls.env["hr.skp.evaluation"]
        for plan in cls.plans[:6]:
            evaluation = cls.open_evaluation(plan)
            evaluations |= cls.rate(evaluation, "meets", "meets")
        evaluations.action_deliver()
        cls.env.flush_all()
        cls.env.invalidate_all()
        cls.env["hr.skp.deviation"]._refresh(cls.period)
        cls.env["hr.skp.rating.pattern"]._refresh(cls.period)
        cls.row = cls.env["hr.skp.deviation"].search([])
        cls.pattern = cls.env["hr.skp.rating.pattern"].search([])

    def check_line(self, kind, login, person):
        """Check that one person is told of one row, and that his link lists it."""
        [(told, (facts, [line]))] = self.get_digest_after_year(kind).items()
        self.assertEqual(told, login)
        self.assertEqual(facts["own"].count, 1)
        self.assertEqual(self.count_listed(line, person), 1)
        return line

    def test_the_head_is_asked_and_the_unit_above_is_told(self):
        line = self.check_line("deviation", "superior", self.superior)
        self.assertFalse(self.get_digest_after_year("deviation_told"))
        self.as_user(self.row, self.superior).action_explain("Proyek tertunda")
        self.assertFalse(self.get_digest_after_year("deviation"))
        # The row is read as before; the link lists what is asked for alone.
        self.assertEqual(self.count_listed(line, self.superior), 0)
        line = self.check_line("deviation_told", "mayor", self.mayor)
        self.as_user(self.row, self.mayor).action_note()
        self.assertEqual(self.count_listed(line, self.mayor), 0)

    def test_of_a_unit_without_a_head_the_team_hears(self):
        self.agency.manager_id = False
        self.other_officer.user_id.skp_department_ids = self.agency
        self.env["hr.skp.deviation"]._refresh(self.period)
        [(told, (facts, [line]))] = self.get_digest_after_year("deviation").items()
        self.assertEqual(told, "other_officer")
        self.assertEqual(facts["units"], [(self.agency, 1)])
        self.assertEqual(self.count_listed(line, self.other_officer), 1)
        self.assertEqual(self.count_listed(line, self.colleague), 0)
        self.as_user(self.row, self.other_officer).action_explain("Proyek tertunda")
        self.assertFalse(self.get_digest_after_year("deviation"))
        self.assertEqual(self.count_listed(line, self.other_officer), 0)

    def test_the_appraiser_hears_of_his_own_ratings(self):
        line = self.check_line("pattern", "appraiser", self.appraiser)
        self.assertIn("Only you", line["text"])
        self.as_user(self.pattern, self.appraiser).action_answer("Setara")
        self.assertFalse(self.get_digest_after_year("pattern"))
        self.assertEqual(self.count_listed(line, self.appraiser), 0)

    def test_an_agency_switches_it_off(self):
        self.company.skp_remind_evaluation = False
        for kind in ("deviation", "deviation_told", "pattern"):
            self.assertFalse(self.get_digest_after_year(kind))
