import { useState } from "@odoo/owl";
import { rpcBus } from "@web/core/network/rpc";
import { useBus } from "@web/core/utils/hooks";

import { inputId } from "./plan_lines";

/**
 * Marks the lines that a refusal names, and puts the cursor into the first of them.
 *
 * The server names a line by its text. The dialog that shows the refusal gives the cursor
 * back to where it was, so it is enough to be there first.
 */
export function useRefusedLines(plan) {
    const state = useState({ ids: [] });

    function getNamed(message) {
        return plan.results
            .flatMap((result) => [result, ...result.data.indicator_ids.records])
            .filter(({ data }) => data.name && message.includes(data.name));
    }

    /** What the line lacks, where it can be seen; else its text. */
    function focusFirst(line) {
        const without = (line.data.indicator_ids?.records || [line]).find(
            ({ data }) => "target" in data && !data.target
        );
        const input = without && plan.getInput(inputId(without, "target"));
        plan.focus(input ? without : line, input ? "target" : "name");
    }

    useBus(rpcBus, "RPC:RESPONSE", ({ detail: { data, error } }) => {
        const { model } = data.params;
        const message = error?.data?.message;
        if (!message || model !== plan.props.record.resModel || plan.props.readonly) {
            return;
        }
        const named = getNamed(message);
        state.ids = named.map(({ id }) => id);
        if (named.length) {
            focusFirst(named[0]);
        }
    });

    return {
        get ids() {
            return state.ids;
        },
        clear() {
            state.ids = [];
        },
    };
}
