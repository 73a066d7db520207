"""Leaders of four levels with a plan each, and their people, for tests of the cascade."""

from ..common import SkpCase


class CascadeCase(SkpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.leader_plan = cls.make_plan(
            cls.appraiser, results=("Meningkatnya mutu layanan", "Tertibnya arsip")
        )
        cls.leader_plan.action_submit()
        cls.leader_result, cls.other_result = cls.leader_plan.sudo().result_ids

    @classmethod
    def make_offer(cls, person, *names, approve=False):
        """Return results that a leader offers, in superuser mode."""
        plan = cls.make_plan(person, results=names)
        plan.action_submit()
        if approve:
            cls.as_user(plan, plan.sudo().appraiser_id).action_approve()
        return plan.sudo().result_ids

    def link_events(self, results):
        return self.env["hr.skp.event"].search(
            [
                ("model", "=", "hr.skp.result"),
                ("res_id", "in", results.ids),
                ("kind", "in", ("link", "unlink", "link_lost")),
            ],
            order="id",
        )
