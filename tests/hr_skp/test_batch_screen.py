"""The form of a batch in a real browser."""

from odoo.tests import tagged

from ..common.common import SkpHttpCase

# Something else moves the batch; the open form must show it without being reloaded.
CODE = """
(async () => {
    const seen = async (text) => {
        for (let turn = 0; turn < 100; turn++) {
            const current = document.querySelector(".o_arrow_button_current");
            if (current && current.textContent.includes(text)) {
                return;
            }
            await new Promise((resolve) => setTimeout(resolve, 100));
        }
        throw new Error("The form never showed " + text);
    };
    await seen("Waiting");
    const params = {model: "hr.skp.batch", method: "action_cancel", args: [[%s]], kwargs: {}};
    await fetch("/web/dataset/call_kw", {
        method: "POST",
        headers: {"Content-Type": "application/json"},
        body: JSON.stringify({jsonrpc: "2.0", method: "call", params}),
    });
    await seen("Cancelled");
    console.log("test successful");
})();
"""


@tagged("standard", "post_install", "-at_install")
class TestBatchScreen(SkpHttpCase):
    def test_form_follows_a_running_batch(self):
        batch = self.as_user(self.env["hr.skp.batch"], self.officer).create(
            {
                "kind": "issue_plans",
                "params": {"cycle_id": self.cycle.id, "department_ids": self.unit.ids},
            }
        )
        batch.action_start()
        self.browser_js(
            f"/odoo/skp-batches/{batch.id}",
            CODE % batch.id,
            login=self.officer.user_id.login,
        )
        self.assertEqual(batch.state, "cancelled")
