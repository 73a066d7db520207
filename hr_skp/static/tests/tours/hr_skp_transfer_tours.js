import { registry } from "@web/core/registry";

import { state } from "./steps";

/** Somebody moves to another unit in mid-year; the performance team of his unit does it. */
registry.category("web_tour.tours").add("hr_skp_officer_transfers", {
    steps: () => [
        {
            content: "open the dialogue from the plan",
            trigger: ".o_form_view .o_statusbar_buttons button:contains(Transfer)",
            run: "click",
        },
        {
            trigger: ".modal .o_field_widget[name=department_id] input",
            run: "edit Sekretariat",
        },
        {
            trigger: ".o-autocomplete--dropdown-item a:contains(Sekretariat)",
            run: "click",
        },
        {
            content: "who holds the new unit appraises there",
            trigger: ".modal .o_field_widget[name=appraiser_id] input:value(Lina Sekretaris)",
        },
        {
            content: "the dialogue says what will happen",
            trigger: ".modal .alert:contains(ends the day before)",
        },
        {
            trigger: ".modal .o_field_widget[name=reason] textarea",
            run: "edit SK 12 tentang mutasi",
        },
        {
            content: "choose what goes along",
            trigger: ".modal .o_field_widget[name=is_all_copied] input",
            run: "click",
        },
        {
            trigger:
                ".modal .o_field_widget[name=result_ids] .o_data_row:contains(Arsip) .o_list_record_remove button",
            run: "click",
        },
        {
            trigger: ".modal .o_field_widget[name=result_ids]:not(:has(.o_data_row:contains(Arsip)))",
        },
        {
            trigger: ".modal button[name=action_transfer]",
            run: "click",
        },
        {
            content: "the former plan is what the team of the former unit still reads",
            trigger: "body:not(:has(.modal))",
        },
        state("Closed"),
    ],
});

registry.category("web_tour.tours").add("hr_skp_employee_goes_on", {
    url: "/odoo/my-skp",
    steps: () => [
        {
            content: "both plans are there, the new one is a draft",
            trigger: ".o_kanban_record:contains(Closed)",
        },
        {
            trigger: ".o_kanban_record:contains(Draft)",
            run: "click",
        },
        {
            trigger: ".o_field_widget[name=appraiser_id]:contains(Lina Sekretaris)",
        },
        state("Draft"),
    ],
});
