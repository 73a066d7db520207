import { ConnectionLostError, rpcBus } from "@web/core/network/rpc";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

const STEPS = /^(action_|web_save$|create$|write$)/;

function getText(method) {
    if (method === "onchange") {
        return _t(
            "The server does not answer. What you typed stays on the screen: save it as soon"
                + " as you are online again."
        );
    }
    return STEPS.test(method)
        ? _t(
              "No answer came to your last step, so it may not be done. What you typed is still"
                  + " here: once you are online again, look at the state and press the button"
                  + " once more."
          )
        : "";
}

/** Says what became of a step, or of what is typed, where no answer came to it. */
export const lostAnswerService = {
    dependencies: ["notification"],
    start(env, { notification }) {
        let close = () => {};
        rpcBus.addEventListener("RPC:RESPONSE", ({ detail: { data, error } }) => {
            const { model, method } = data.params || {};
            const isOurs = model?.startsWith("hr.skp") && error instanceof ConnectionLostError;
            const text = isOurs && getText(method);
            if (text) {
                close();
                close = notification.add(text, { type: "warning", sticky: true });
            }
        });
    },
};

registry.category("services").add("hr_skp_lost_answer", lostAnswerService);
