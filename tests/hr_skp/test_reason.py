from odoo.tests import tagged

from ..common import SkpCase


@tagged("standard", "post_install", "-at_install")
class TestReason(SkpCase):
    """The dialogue that asks why bears the name of the step."""

    def test_every_step_has_a_title_of_its_own(self):
        dialogues = self.env["hr.skp.reason"]
        steps, titles = dialogues._get_methods(), dialogues._get_titles()
        self.assertEqual(steps.keys(), titles.keys())
        self.assertTrue(all(titles.values()))

    def test_the_dialogue_and_its_button_say_what_is_done(self):
        dialogue = self.env["hr.skp.reason"].new(
            {"res_model": "hr.skp", "res_ids": [], "method": "action_return"}
        )
        self.assertEqual(dialogue.title, "Return the plan")
