import { registry } from "@web/core/registry";

import { confirmReason } from "./steps";

/** The daily log: written in the list, by phone, and verified by the appraiser. */
const tours = registry.category("web_tour.tours");
const click = (trigger, content) => ({ trigger, content: content || trigger, run: "click" });
const fits = (content) => ({
    content,
    trigger: ".o_skp_log_panel",
    run() {
        const page = document.documentElement;
        if (page.scrollWidth > window.innerWidth) {
            throw new Error(`${page.scrollWidth} px wide on ${window.innerWidth} px`);
        }
    },
});

tours.add("hr_skp_logs_in_list", {
    url: "/odoo/skp-daily-log",
    steps: () => [
        click(".o_list_button_add"),
        {
            content: "the cursor waits for what was done; the day is there already",
            trigger: ".o_selected_row [name=name] input:focus",
            run: "edit Memeriksa 4 berkas",
        },
        {
            trigger: ".o_selected_row [name=quantity] input",
            run: "edit 4",
        },
        {
            trigger: ".o_selected_row [name=uom] input",
            run: "edit berkas",
        },
        click(".o_list_button_save"),
        {
            content: "today is told of",
            trigger: ".o_skp_log_day_chosen.o_skp_log_day_filled",
        },
        click(".o_skp_log_panel button:contains(Submit the day)"),
        { trigger: ".o_data_row [name=state]:contains(Submitted)" },
    ],
});

/** Three taps for a usual activity; the first step below opens nothing, it only looks. */
tours.add("hr_skp_logs_by_phone", {
    url: "/odoo/skp-daily-log",
    steps: () => [
        fits("no sideways scroll"),
        click(".o_skp_log_chip:contains(Melayani pemohon)"),
        click(".o_skp_log_quick label:contains(Quantity) input"),
        click(".o_skp_log_quick button[type=submit]"),
        {
            content: "it is in the log",
            trigger: ".o_kanban_record:contains(Melayani pemohon):contains(Draft)",
        },
    ],
});

tours.add("hr_skp_verifies_log", {
    url: "/odoo/skp-log-to-verify",
    steps: () => [
        click(".o_group_header:contains(Ani Pegawai)"),
        click(".o_data_row:contains(Rapat yang keliru) .o_list_record_selector input"),
        click(".o_control_panel button:contains(Reject)"),
        ...confirmReason("Rapat itu hari lain"),
        { trigger: "body:not(:has(.o_data_row:contains(Rapat yang keliru)))" },
        click("thead .o_list_record_selector input"),
        click(".o_control_panel button[name=action_verify_ready]"),
        { trigger: ".o_notification:contains(Entries verified: 2)" },
    ],
});
