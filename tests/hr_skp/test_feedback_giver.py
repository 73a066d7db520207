from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import SkpHttpCase
from .feedback_case import MUTED, FeedbackMixin


@tagged("standard", "post_install", "-at_install")
class TestFeedbackGiver(FeedbackMixin, SkpHttpCase):
    """Who was asked opens nothing else, whatever way he tries."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_feedback()

    def test_over_rpc(self):
        asked = self.ask(self.stranger, result_id=self.result.id)
        self.give(result_id=self.result.id)
        plan = self.plan.sudo()
        with mute_logger(*MUTED):
            for record in (
                plan,
                plan.result_ids,
                plan.behavior_ids,
                plan.result_ids.indicator_ids,
                plan.feedback_ids - asked,
                plan.event_ids,
            ):
                model, ids = record._name, record.ids
                with self.subTest(model=model):
                    domain = [("id", "in", ids)]
                    found, _error = self.rpc(self.stranger, model, "search", domain)
                    self.assertFalse(found)
                    _found, error = self.rpc(
                        self.stranger, model, "read", ids, ["display_name"]
                    )
                    self.assertEqual(error, "AccessError")
                    _found, error = self.rpc(
                        self.stranger, model, "export_data", ids, ["display_name"]
                    )
                    self.assertTrue(error)
            groups, _error = self.rpc(
                self.stranger,
                "hr.skp.feedback",
                "formatted_read_group",
                [("skp_id", "=", plan.id)],
                ["state"],
                ["__count"],
            )
            self.assertEqual([group["__count"] for group in groups], [1])
            for person in (self.colleague, self.officer, self.manager, self.appraiser):
                _done, error = self.rpc(
                    person, "hr.skp.feedback", "action_give", asked.ids, "x"
                )
                self.assertEqual(error, "AccessError", person.name)
            # Paths from what he sees lead nowhere.
            _found, error = self.rpc(
                self.stranger,
                "hr.skp.feedback",
                "search_read",
                [("skp_id.feedback_ids.content", "like", "Sesuai")],
                ["id"],
            )
            self.assertFalse(_found)
        self.assertEqual(asked.state, "requested")
