import { registry } from "@web/core/registry";

import { confirmReason, openFirstCard, openFirstRow, press, state } from "./steps";

/** A plan from draft to approved: each tour is what one person does at one sitting. */
const tours = registry.category("web_tour.tours");

tours.add("hr_skp_employee_drafts", {
    url: "/odoo/my-skp",
    steps: () => [
        {
            trigger: ".o-kanban-button-new",
            run: "click",
        },
        {
            trigger: ".o_field_widget[name=result_ids] .o_field_x2many_list_row_add a",
            run: "click",
        },
        {
            trigger: ".modal .o_field_widget[name=name] textarea",
            run: "edit Terlaksananya verifikasi berkas",
        },
        {
            content: "link by typing a part of the leader's result",
            trigger: ".modal .o_field_widget[name=parent_id] input",
            run: "edit mutu layanan",
        },
        {
            trigger: ".o-autocomplete--dropdown-item a:contains(Meningkatnya mutu layanan)",
            run: "click",
        },
        {
            trigger: ".modal .o_field_widget[name=indicator_ids] .o_field_x2many_list_row_add a",
            run: "click",
        },
        {
            trigger: ".modal .o_selected_row .o_field_widget[name=name] input",
            run: "edit Jumlah berkas yang diverifikasi",
        },
        {
            trigger: ".modal .o_selected_row .o_field_widget[name=target] input",
            run: "edit banyak berkas",
        },
        {
            trigger: ".modal .o_form_button_save",
            run: "click",
        },
        {
            trigger: ".o_field_widget[name=result_ids] .o_data_row:contains(banyak berkas)",
        },
        press("action_submit"),
        state("Submitted"),
    ],
});

tours.add("hr_skp_superior_returns", {
    url: "/odoo/skp-to-approve",
    steps: () => [
        openFirstRow,
        {
            trigger: ".o_form_view .o_statusbar_buttons button:contains(Return)",
            run: "click",
        },
        ...confirmReason("Target belum terukur"),
        state("Draft"),
    ],
});

tours.add("hr_skp_employee_corrects", {
    url: "/odoo/my-skp",
    steps: () => [
        openFirstCard,
        {
            trigger: ".o_field_widget[name=result_ids] .o_data_row .o_data_cell[name=kind]",
            run: "click",
        },
        {
            trigger: ".modal .o_field_widget[name=indicator_ids] .o_data_row .o_data_cell[name=target]",
            run: "click",
        },
        {
            trigger: ".modal .o_selected_row .o_field_widget[name=target] input",
            run: "edit 900 berkas",
        },
        {
            trigger: ".modal .o_form_button_save",
            run: "click",
        },
        {
            trigger: ".o_field_widget[name=result_ids] .o_data_row:contains(900 berkas)",
        },
        press("action_submit"),
        state("Submitted"),
    ],
});

tours.add("hr_skp_superior_approves", {
    url: "/odoo/skp-to-approve",
    steps: () => [openFirstRow, press("action_approve"), state("Approved")],
});
