import { download } from "@web/core/network/download";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { getReportUrl } from "@web/webclient/actions/reports/utils";

/**
 * Download reports that the server prints by itself as PDF/A. Without this handler
 * the client would ask for wkhtmltopdf first and show a web page where it lacks.
 *
 * @param {Object} action the report action
 * @param {Object} options
 * @param {Object} env
 * @returns {Promise<boolean>} whether the report was downloaded here
 */
export async function downloadPdfaReport(action, options, env) {
    if (action.report_type !== "qweb-pdf" || !action.is_weasyprint) {
        return false;
    }
    const context = { ...user.context, ...action.context };
    env.services.ui.block();
    try {
        await download({
            url: "/report/download",
            data: {
                data: JSON.stringify([getReportUrl(action, "pdf"), action.report_type]),
                context: JSON.stringify(context),
            },
        });
    } finally {
        env.services.ui.unblock();
    }
    return true;
}

registry.category("ir.actions.report handlers").add("hr_skp_pdfa_handler", downloadPdfaReport);
