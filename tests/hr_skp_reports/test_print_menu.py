from unittest.mock import patch

from odoo.tests import tagged

from ..common import SkpHttpCase

# Prints as the Print menu does, and tells what the client asked the server for.
PRINT = """
const asked = [];
const answers = [];
const open = XMLHttpRequest.prototype.open;
XMLHttpRequest.prototype.open = function (method, url) {
    asked.push(url);
    this.addEventListener("load", () => answers.push(this.getResponseHeader("content-type")));
    return open.apply(this, arguments);
};
const { env } = odoo.__WOWL_DEBUG__.root;
env.services.action
    .doAction("hr_skp_reports.action_report_hr_skp", {
        additionalContext: { active_ids: [%d], force_report_rendering: true },
    })
    .then(() => {
        if (asked.some((url) => url.includes("wkhtmltopdf"))) {
            console.error("the client asked for wkhtmltopdf");
        } else if (!asked.some((url) => url.includes("/report/download"))) {
            console.error(`nothing was downloaded: ${asked}`);
        } else if (!answers.includes("application/pdf")) {
            console.error(`no PDF came back: ${answers}`);
        } else {
            console.log("test successful");
        }
    });
"""


@tagged("standard", "post_install", "-at_install")
class TestPrintMenu(SkpHttpCase):
    def test_print_menu_downloads_where_wkhtmltopdf_is_missing(self):
        plan = self.make_approved_plan()
        reports = self.env["ir.actions.report"]
        user = self.employee.user_id
        # The test browser logs in with the login as password.
        user.password = user.login
        with patch.object(
            type(reports), "get_wkhtmltopdf_state", return_value="install"
        ):
            self.browser_js(
                "/odoo",
                PRINT % plan.id,
                "odoo.isReady === true",
                user.login,
                timeout=120,
            )

    def test_forms_stand_in_the_print_menu(self):
        for model, names in (
            ("hr.skp", {"report_hr_skp", "report_hr_skp_annex", "hr_skp_xlsx"}),
            (
                "hr.skp.evaluation",
                {
                    "report_evaluation",
                    "report_hr_skp_evaluation_why",
                    "evaluation_xlsx",
                    "recap_xlsx",
                },
            ),
        ):
            bindings = self.env["ir.actions.actions"].get_bindings(model)["report"]
            reports = self.env["ir.actions.report"].browse(
                [binding["id"] for binding in bindings]
            )
            printed = {
                name.removeprefix("hr_skp_reports.")
                for name in reports.mapped("report_name")
            }
            self.assertLessEqual(names, printed)
