from functools import partial

from odoo.tests import tagged

from ..hr_skp.race_case import RaceCase


@tagged("standard", "post_install", "-at_install")
class TestOpenRace(RaceCase):
    """Two batches open the evaluations of one unit at the same moment."""

    def build(self, env):
        super().build(env)
        plan = env["hr.skp"].browse(self.plan)
        plan.action_submit()
        plan.action_approve()
        plan.cycle_id.action_open()
        self.period = plan.cycle_id.period_ids.filtered(
            lambda period: period.kind == "periodic"
        )[:1].id
        batches = env["hr.skp.batch"].create(
            [
                {"kind": "open_evaluations", "params": {"period_id": self.period}}
                for _number in range(2)
            ]
        )
        self.batches = batches.ids
        batches.action_start()

    def remove(self):
        with self.registry.cursor() as cr:
            for table, column, ids in (
                ("hr_skp_event", "skp_id", [self.plan]),
                ("hr_skp_evaluation", "skp_id", [self.plan]),
                ("hr_skp_batch", "id", self.batches),
            ):
                cr.execute(f"DELETE FROM {table} WHERE {column} = ANY(%s)", [ids])
        super().remove()

    def open(self, number, env):
        env["hr.skp.batch"].browse(self.batches[number])._run_next()

    def test_each_evaluation_is_made_once(self):
        self.assertEqual(self.race(partial(self.open, 0), partial(self.open, 1)), [])
        with self.registry.cursor() as cr:
            env = self.get_env(cr)
            evaluations = env["hr.skp.evaluation"].search([("skp_id", "=", self.plan)])
            batches = env["hr.skp.batch"].browse(self.batches)
            self.assertEqual(batches.mapped("state"), ["done", "done"])
            self.assertEqual(len(evaluations), 1)
            self.assertTrue(evaluations.result_line_ids)
