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
            trigger: ".o_skp_document_section[data-kind=main] .o_skp_document_add_result",
            run: "click",
        },
        {
            trigger: ".o_skp_document_result .o_field_widget[name=name] textarea",
            run: "edit Terlaksananya verifikasi berkas",
        },
        {
            content: "link by typing a part of the leader's result",
            trigger: ".o_skp_document_result .o_field_widget[name=parent_id] input",
            run: "edit mutu layanan",
        },
        {
            trigger: ".o-autocomplete--dropdown-item a:contains(Meningkatnya mutu layanan)",
            run: "click",
        },
        {
            trigger: ".o_skp_document_add_indicator",
            run: "click",
        },
        {
            trigger: ".o_skp_document_indicator .o_field_widget[name=name] textarea",
            run: "edit Jumlah berkas yang diverifikasi",
        },
        {
            trigger: ".o_skp_document_indicator .o_field_widget[name=target] textarea",
            run: "edit banyak berkas",
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
            trigger: ".o_skp_document_indicator .o_field_widget[name=target] textarea",
            run: "edit 900 berkas",
        },
        press("action_submit"),
        state("Submitted"),
    ],
});

tours.add("hr_skp_superior_approves", {
    url: "/odoo/skp-to-approve",
    steps: () => [openFirstRow, press("action_approve_next"), state("Approved")],
});
