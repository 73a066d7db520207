import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";

/** Says that a plan is approved, and offers the next one that waits for the user. */
export function approved(env, action) {
    const {message, next} = action.params;
    const buttons = [];
    let close = () => {};
    if (next) {
        buttons.push({
            name: _t("Open the next one"),
            primary: true,
            onClick: () => {
                close();
                env.services.action.doAction(next);
            },
        });
    }
    close = env.services.notification.add(message, {type: "success", buttons});
    return {type: "ir.actions.act_window_close"};
}

registry.category("actions").add("hr_skp_approved", approved);
