import * as hoot from "@odoo/hoot-dom";
import { browser } from "@web/core/browser/browser";
import { rpcBus } from "@web/core/network/rpc";

/** Steps that tours of all three addons share. */
/** Type where the cursor stands; `label` names the field in which it must stand. */
export const type = (label, text) => ({
    content: `type into “${label}”: ${text}`,
    trigger: `.o_skp_document textarea[aria-label="${label}"]:focus`,
    run: () => hoot.edit(text),
});
export const key = (keys, trigger = "body") => ({ trigger, run: `press ${keys}` });
/** One indicator and its target, typed; Enter goes from one to the other. */
export const typeIndicator = (number, name, target) => [
    type(`Indicator ${number}`, name),
    key("Enter"),
    type(`Target of indicator ${number}`, target),
];
/** Do something at the very moment when the next save has left, and no answer came yet. */
export function whileSaving(method) {
    const onRequest = ({ detail: { data } }) => {
        if (data.params.method === "web_save") {
            rpcBus.removeEventListener("RPC:REQUEST", onRequest);
            method();
        }
    };
    rpcBus.addEventListener("RPC:REQUEST", onRequest);
}
/** Cut the connection for the next question of one kind: no answer comes to it. */
export function loseAnswerTo(method) {
    const { XMLHttpRequest } = browser;
    browser.XMLHttpRequest = class extends XMLHttpRequest {
        send(body) {
            if (JSON.parse(body).params.method === method) {
                browser.XMLHttpRequest = XMLHttpRequest;
                this.dispatchEvent(new Event("error"));
            } else {
                super.send(body);
            }
        }
    };
}
export const openFirstCard = {
    trigger: ".o_kanban_record:not(.o_kanban_ghost)",
    run: "click",
};
export const openFirstRow = {
    trigger: ".o_list_view .o_data_row .o_data_cell:not(.o_list_record_selector)",
    run: "click",
};
export const press = (name, content) => ({
    content: content || `press ${name}`,
    trigger: `.o_form_view .o_statusbar_buttons button[name=${name}]:enabled`,
    run: "click",
});
export const state = (label) => ({
    content: `the document is now: ${label}`,
    trigger: `.o_statusbar_status .o_arrow_button_current:contains(${label})`,
});
export const confirmReason = (reason) => [
    {
        trigger: ".modal .o_field_widget[name=reason] textarea",
        run: `edit ${reason}`,
    },
    {
        trigger: ".modal button[name=action_confirm]",
        run: "click",
    },
    {
        trigger: "body:not(:has(.modal))",
    },
];
/** The screen is no wider than the phone, and the button of the next step is on it. */
export const fitsPhone = (button, place = ".o_statusbar_buttons") => ({
    content: `nothing lies beside the screen, ${button} is on it`,
    trigger: `${place} button[name=${button}]`,
    run() {
        const { clientWidth, scrollWidth } = document.documentElement;
        const sheet = document.querySelector(".o_form_sheet") || document.documentElement;
        if (
            scrollWidth > window.innerWidth ||
            scrollWidth > clientWidth ||
            sheet.scrollWidth > sheet.clientWidth
        ) {
            const wide = [...sheet.querySelectorAll("*")].filter(
                (each) => each.getBoundingClientRect().right > clientWidth
            );
            const names = wide.map((each) => each.className).join("; ");
            throw new Error(`The screen scrolls sideways, by: ${names}`);
        }
        const { top, bottom } = this.anchor.getBoundingClientRect();
        if (top < 0 || bottom > window.innerHeight) {
            throw new Error(`${button} lies outside the screen`);
        }
    },
});
export const printForm = (label) => [
    {
        content: "open the menu of the document",
        trigger: ".o_cp_action_menus button:has(.fa-cog)",
        run: "click",
    },
    {
        trigger: ".o-dropdown--menu .dropdown-toggle:contains(Print)",
        run: "click",
    },
    {
        trigger: `.o-dropdown--menu .o_menu_item:contains(${label})`,
        async run(helpers) {
            performance.clearResourceTimings();
            await helpers.click();
        },
    },
    {
        content: "the print is done when the browser has the file",
        trigger: "body",
        timeout: 60000,
        async run({ waitUntil }) {
            await waitUntil(
                () =>
                    performance
                        .getEntriesByType("resource")
                        .some((entry) => entry.name.includes("/report/download")),
                { timeout: 60000 }
            );
        },
    },
    { trigger: "body:not(:has(.o_blockUI))" },
];
