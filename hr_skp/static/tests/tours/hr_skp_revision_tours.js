import { registry } from "@web/core/registry";

import { confirmReason, openFirstCard, openFirstRow, press, state } from "./steps";

/** A revision from its reason to the second seal, and the dialogue about it. */
const tours = registry.category("web_tour.tours");

const openChanges = {
    content: "what changes, side by side",
    trigger: ".o_notebook a[name=changes]",
    run: "click",
};
const openPoints = {
    trigger: ".o-form-buttonbox button[name=action_open_points]",
    run: "click",
};
const closeDialog = [
    {
        trigger: ".modal .btn-close",
        run: "click",
    },
    {
        trigger: "body:not(:has(.modal))",
    },
];

tours.add("hr_skp_employee_revises", {
    url: "/odoo/my-skp",
    steps: () => [
        openFirstCard,
        {
            trigger: ".o_form_view .o_statusbar_buttons button:contains(Revise)",
            run: "click",
        },
        {
            content: "Escape by a slip drops nothing",
            trigger: ".modal .o_field_widget[name=reason] textarea",
            run: "edit Tugas baru && press Escape",
        },
        {
            trigger: ".modal:contains(Close without saving?) .btn-primary:contains(Go on writing)",
            run: "click",
        },
        {
            trigger:
                "body:not(:has(.modal:contains(Close without saving?))) .modal .o_field_widget[name=reason] textarea:value(Tugas baru)",
        },
        ...confirmReason("Tugas baru sejak Juli"),
        state("In revision"),
        openChanges,
        {
            trigger: ".o_hr_skp_changes:contains(Nothing changed)",
        },
        {
            trigger: ".o_notebook a[name=behavior]",
            run: "click",
        },
        {
            trigger:
                ".o_field_widget[name=behavior_ids] .o_data_row:first .o_data_cell[name=expectation]",
            run: "click",
        },
        {
            trigger:
                ".o_field_widget[name=behavior_ids] .o_selected_row [name=expectation] textarea",
            run: "edit Menjawab pada hari yang sama",
        },
        {
            trigger: ".o_form_button_save",
            run: "click",
        },
        openChanges,
        {
            content: "the page follows what was saved",
            trigger: ".o_hr_skp_changes ins:contains(Menjawab pada hari yang sama)",
        },
        press("action_submit"),
        state("Submitted"),
    ],
});

tours.add("hr_skp_superior_asks", {
    url: "/odoo/skp-to-approve",
    steps: () => [
        openFirstRow,
        openPoints,
        {
            trigger: ".modal .o_hr_skp_points textarea",
            run: "edit Mengapa hari yang sama?",
        },
        {
            trigger: ".modal .o_hr_skp_point_add:enabled",
            run: "click",
        },
        {
            trigger: ".modal .o_hr_skp_point:contains(Mengapa hari yang sama?)",
        },
        ...closeDialog,
    ],
});

tours.add("hr_skp_employee_answers", {
    url: "/odoo/my-skp",
    steps: () => [
        openFirstCard,
        openPoints,
        {
            trigger: ".modal .o_hr_skp_point button:contains(Resolve)",
            run: "click",
        },
        {
            trigger: ".modal .o_hr_skp_point:contains(resolved) button:contains(Reopen)",
        },
        ...closeDialog,
    ],
});

tours.add("hr_skp_superior_approves_revision", {
    url: "/odoo/skp-to-approve",
    steps: () => [
        openFirstRow,
        openChanges,
        {
            trigger: ".o_hr_skp_changes:contains(Tugas baru sejak Juli)",
        },
        {
            content: "old text is struck",
            trigger: ".o_hr_skp_changes [data-field=target] del:contains(12 laporan)",
        },
        {
            content: "new text is marked",
            trigger: ".o_hr_skp_changes [data-field=target] ins:contains(24 laporan)",
        },
        press("action_approve_next"),
        state("Approved"),
        openChanges,
        {
            content: "after approval the two seals are compared",
            trigger: ".o_hr_skp_changes [data-field=target] ins:contains(24 laporan)",
        },
    ],
});
