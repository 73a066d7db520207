from datetime import timedelta

from odoo.tests import freeze_time, tagged

from .distribution_case import DistributionCase


@tagged("standard", "post_install", "-at_install")
class TestReminderDeviation(DistributionCase):
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

    def get_facts(self, kind):
        """Return ({login: facts}, {login: lines}) of the digest after the year's end."""
        source = self.env["hr.skp.reminder"]._get_source(kind)
        today = self.cycle.date_to + timedelta(days=20)
        with freeze_time(f"{today} 03:00:00"):
            [occasion] = source._get_occasions(self.cycle, today) or [None]
            if occasion is None:
                return {}, {}
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

    def test_the_head_is_asked_and_the_unit_above_is_told(self):
        facts, lines = self.get_facts("deviation")
        self.assertEqual(set(facts), {"superior"})
        self.assertEqual(facts["superior"]["own"].count, 1)
        self.assertEqual(lines["superior"][0]["path"], "skp-deviations")
        self.assertEqual(self.get_facts("deviation_told"), ({}, {}))
        self.as_user(self.row, self.superior).action_explain("Proyek tertunda")
        self.assertEqual(self.get_facts("deviation"), ({}, {}))
        facts, _lines = self.get_facts("deviation_told")
        self.assertEqual(set(facts), {"mayor"})

    def test_the_appraiser_hears_of_his_own_ratings(self):
        facts, lines = self.get_facts("pattern")
        self.assertEqual(set(facts), {"appraiser"})
        self.assertIn("Only you", lines["appraiser"][0]["text"])
        self.as_user(self.pattern, self.appraiser).action_answer("Setara")
        self.assertEqual(self.get_facts("pattern"), ({}, {}))

    def test_an_agency_switches_it_off(self):
        self.company.skp_remind_evaluation = False
        for kind in ("deviation", "deviation_told", "pattern"):
            self.assertEqual(self.get_facts(kind), ({}, {}))
