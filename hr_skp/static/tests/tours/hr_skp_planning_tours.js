import { registry } from "@web/core/registry";

import { confirmReason, fitsPhone, key, press, state } from "./steps";

/** The rest of the planning stage, each tour as the person whose sitting it is. */
const tours = registry.category("web_tour.tours");

const node = (text) => `.o_hierarchy_node_container:has(.o_hierarchy_node:contains(${text}))`;

/** On a phone the status bar shows no words to look for. */
const gone = (button) => ({
    trigger: `.o_form_view:not(:has(button[name=${button}]))`,
});

tours.add("hr_skp_head_reads_tree", {
    url: "/odoo/skp-cascade",
    steps: () => [
        {
            content: "the tree begins at the top, with the leaders below",
            trigger: ".o_hierarchy_node:contains(Meningkatnya mutu kota)",
        },
        {
            content: "what lies below is not there before it is asked for",
            trigger: ".o_hierarchy_view:not(:contains(Terlaksananya verifikasi))",
        },
        {
            trigger: `${node("Meningkatnya mutu layanan")} .o_hierarchy_node_button`,
            run: "click",
        },
        {
            trigger: ".o_hierarchy_node:contains(Terlaksananya verifikasi)",
        },
        {
            content: "a unit includes those below it",
            trigger: ".o_searchview_input",
            run: "edit Dinas",
        },
        {
            trigger: ".o_searchview_autocomplete .o-dropdown-item:contains(/Department|Unit/)",
            run: "click",
        },
        {
            trigger: ".o_hierarchy_node:contains(Tertibnya arsip daerah)",
        },
        {
            trigger: ".o_search_panel .o_search_panel_category_value:contains(Dinas) .o_toggle_fold",
            run: "click",
        },
        {
            trigger: ".o_search_panel .o_search_panel_label[data-tooltip=Sekretariat]",
            run: "click",
        },
        {
            content: "one unit, chosen at the side: what it supports is shown above it",
            trigger: ".o_search_panel header.active:contains(Sekretariat)",
        },
        {
            content: "a card opens",
            trigger: ".o_hierarchy_node:contains(Tertibnya arsip daerah)",
            run: "click",
        },
        {
            trigger: ".o_form_view [name=owner_name]:contains(Lina Sekretaris)",
        },
    ],
});

tours.add("hr_skp_employee_writes_annex", {
    steps: () => [
        {
            trigger: ".o_notebook a[name=annex]",
            run: "click",
        },
        {
            trigger: ".o_field_widget[name=resource_ids] .o_field_x2many_list_row_add :is(a, button)",
            run: "click",
        },
        {
            trigger: ".o_field_widget[name=resource_ids] .o_selected_row [name=resource_kind] input",
            run: "click",
        },
        {
            trigger: ".o-dropdown--menu .o_select_menu_item:contains(Budget)",
            run: "click",
        },
        {
            trigger: ".o_field_widget[name=resource_ids] .o_selected_row [name=name] :is(input, textarea)",
            run: "edit Pagu survei kepuasan",
        },
        {
            trigger: ".o_form_button_save",
            run: "click",
        },
        {
            trigger: ".o_form_saved, .o_form_view:not(:has(.o_form_button_save:visible))",
        },
        press("action_submit"),
        state("Submitted"),
    ],
});

tours.add("hr_skp_employee_lacks_resource", {
    steps: () => [
        {
            trigger: ".o_notebook a[name=annex]",
            run: "click",
        },
        {
            trigger:
                ".o_field_widget[name=resource_ids] .o_data_row:contains(Pagu survei) button:contains(Not provided)",
            run: "click",
        },
        ...confirmReason("Pagu dialihkan pada perubahan anggaran"),
        {
            content: "what is missing is a reason to revise",
            trigger:
                ".o_field_widget[name=resource_ids] .o_data_row:contains(Pagu survei) button[name=action_adjust]",
            run: "click",
        },
        {
            trigger:
                ".modal .o_field_widget[name=reason] textarea:value(/Pagu survei kepuasan.*dialihkan/s)",
        },
        {
            trigger: ".modal button[name=action_confirm]",
            run: "click",
        },
        state("In revision"),
    ],
});

tours.add("hr_skp_employee_divides", {
    steps: () => [
        {
            trigger: "button[name=action_open_indicators]",
            run: "click",
        },
        {
            trigger: ".o_list_view .o_data_row:contains(900 berkas) .o_data_cell[name=name]",
            run: "click",
        },
        key("alt+d", ".o_form_view button[name=action_divide]"),
        {
            trigger: ".o_field_widget[name=division_text]:contains(225 + 225 + 225 + 225 = 900 berkas)",
        },
        {
            trigger: ".o_field_widget[name=period_target_ids] .o_data_row:nth-child(4):contains(225)",
        },
    ],
});

tours.add("hr_skp_manager_makes_year", {
    url: "/odoo/skp-setup",
    steps: () => [
        {
            trigger: ".o_form_view button.btn-primary[name=action_make_year]",
            run: "click",
        },
        {
            content: "the year and its deadlines are proposed",
            trigger: ".modal .o_field_widget[name=planning_deadline]",
        },
        {
            trigger: ".modal .o_form_button_save",
            run: "click",
        },
        {
            trigger: ".o_form_view button.btn-primary[name=action_issue_plans]",
            run: "click",
        },
        {
            content: "counted before it begins",
            trigger: ".modal .o_field_widget[name=missing_count]:contains(2)",
        },
        {
            trigger: ".modal button[name=action_issue]",
            run: "click",
        },
        state("Waiting"),
    ],
});

tours.add("hr_skp_manager_opens_year", {
    url: "/odoo/skp-setup",
    steps: () => [
        {
            trigger: ".o_form_view button.btn-primary[name=action_open_year]",
            run: "click",
        },
        {
            trigger: ".o_form_view button.btn-primary[name=action_open_progress]",
            run: "click",
        },
        {
            content: "everybody has a draft now",
            trigger: ".o_list_view",
        },
        {
            trigger: ".o_group_name, .o_data_row:contains(Pak Staf)",
        },
    ],
});

tours.add("hr_skp_employee_reports_superior", {
    steps: () => [
        {
            trigger: ".o_form_view button:contains(This is not my superior)",
            run: "click",
        },
        {
            trigger: ".modal .o_field_widget[name=proposed_id] input",
            run: "edit Lina",
        },
        {
            trigger: ".o-autocomplete--dropdown-item a:contains(Lina Sekretaris)",
            run: "click",
        },
        {
            trigger: ".modal .o_field_widget[name=reason] textarea",
            run: "edit SK penempatan menyebut Sekretariat",
        },
        {
            trigger: ".modal .o_form_button_save",
            run: "click",
        },
        {
            content: "reported once is enough",
            trigger: "body:not(:has(.modal)) .o_form_view:not(:contains(This is not my superior))",
        },
    ],
});

let clicks = 0;
const counted = (step) => ({
    ...step,
    async run(helpers) {
        clicks += 1;
        await helpers.click();
    },
});

tours.add("hr_skp_officer_settles", {
    url: "/odoo/action-hr_skp.hr_skp_appraiser_claim_action",
    steps: () => [
        counted({
            trigger: ".o_data_row:contains(Ani Pegawai) .o_data_cell[name=reason]",
        }),
        counted({
            trigger: ".o_form_view .o_statusbar_buttons button[name=action_accept]",
        }),
        state("Accepted"),
        {
            content: "two clicks",
            trigger: "body",
            run() {
                if (clicks !== 2) {
                    throw new Error(`${clicks} clicks`);
                }
            },
        },
    ],
});

tours.add("hr_skp_officer_settles_on_phone", {
    steps: () => [fitsPhone("action_accept"), press("action_accept"), gone("action_accept")],
});

tours.add("hr_skp_superior_approves_on_phone", {
    steps: () => [fitsPhone("action_approve_next"), press("action_approve_next"), gone("action_approve_next")],
});

tours.add("hr_skp_employee_realises_on_phone", {
    steps: () => [fitsPhone("action_open_realization")],
});

tours.add("hr_skp_employee_divides_on_phone", {
    steps: () => [
        fitsPhone("action_divide"),
        press("action_divide"),
        {
            trigger: ".o_field_widget[name=division_text]:contains(900 berkas)",
        },
        fitsPhone("action_divide"),
    ],
});
