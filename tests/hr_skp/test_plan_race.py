from functools import partial

from odoo.tests import tagged

from .race_case import RaceCase

STEPS = {
    "approve": ("action_approve", (), "approved"),
    "return": ("action_return", ("Perbaiki",), "draft"),
    "withdraw": ("action_withdraw", (), "draft"),
}


@tagged("standard", "post_install", "-at_install")
class TestPlanRace(RaceCase):
    """Two people decide at the same moment."""

    def submit(self):
        with self.registry.cursor() as cr:
            self.get_env(cr)["hr.skp"].browse(self.plan).action_submit()

    def step(self, name, env):
        method, arguments, _state = STEPS[name]
        getattr(env["hr.skp"].browse(self.plan), method)(*arguments)

    def decide(self, winner, loser):
        return self.race(partial(self.step, winner), partial(self.step, loser))

    def test_exactly_one_wins_and_the_other_is_told(self):
        for winner, loser in (
            ("withdraw", "approve"),
            ("return", "withdraw"),
            ("withdraw", "return"),
            ("return", "approve"),
            ("approve", "withdraw"),
        ):
            with self.subTest(winner=winner, loser=loser):
                self.submit()
                [told] = self.decide(winner, loser)
                self.assertIn("so this step is not possible now", told)
                with self.registry.cursor() as cr:
                    env = self.get_env(cr)
                    plan = env["hr.skp"].browse(self.plan)
                    self.assertEqual(plan.state, STEPS[winner][2])
                    self.assertEqual(plan.event_ids[0].kind, winner)

    def test_two_approvals_seal_once(self):
        self.submit()
        [told] = self.decide("approve", "approve")
        self.assertIn("it is Approved", told)
        with self.registry.cursor() as cr:
            env = self.get_env(cr)
            plan = env["hr.skp"].browse(self.plan)
            self.assertEqual((plan.state, plan.revision), ("approved", 1))
            chain = env["hr.skp.seal"]._get_chains(plan)[plan]
            self.assertEqual(len(chain), 1)
