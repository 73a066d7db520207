import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** The steps of drafting, folded into one line until somebody wants them. */
export class SkpPlanGuide extends Component {
    static template = "hr_skp.PlanGuide";
    static props = { ...standardFieldProps };

    setup() {
        this.action = useService("action");
    }

    get steps() {
        return this.props.record.data[this.props.name] || [];
    }

    get summary() {
        const done = this.steps.filter((step) => step.done).length;
        return _t("Guide: %(done)s of %(total)s steps done", { done, total: this.steps.length });
    }

    get next() {
        return this.steps.find((step) => !step.done);
    }

    /** Go where the step is done: a page of this form, or a screen of its own. */
    async go(step, ev) {
        if (step.page) {
            const form = ev.target.closest(".o_form_view");
            form.querySelector(`.o_notebook_headers [name="${step.page}"]`)?.click();
            return;
        }
        const { record } = this.props;
        if (this.props.readonly || (await record.save())) {
            await this.action.doActionButton({
                type: "object",
                name: step.action,
                resModel: record.resModel,
                resId: record.resId,
                context: {},
            });
        }
    }
}

export const skpPlanGuide = {
    component: SkpPlanGuide,
    displayName: _t("Guide to drafting"),
    supportedTypes: ["json"],
};

registry.category("fields").add("skp_guide", skpPlanGuide);
