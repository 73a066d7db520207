import {Component} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {useService} from "@web/core/utils/hooks";

/** Says which of many plans a step has left as they were, and why; each one opens. */
export class Left extends Component {
    static template = "hr_skp.Left";
    static props = {...standardActionServiceProps};

    setup() {
        this.action = useService("action");
    }

    open(resId) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "hr.skp",
            res_id: resId,
            views: [[false, "form"]],
        });
    }
}

registry.category("actions").add("hr_skp_left", Left);
