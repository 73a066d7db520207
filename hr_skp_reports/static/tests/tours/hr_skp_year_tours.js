import { registry } from "@web/core/registry";

import { openFirstCard, openFirstRow, press, printForm, state } from "@hr_skp/../tests/tours/steps";

/**
 * The year after the plan is approved, up to the printed evaluation. The plan's own tours
 * stand in hr_skp; tests/hr_skp_reports/test_year_tours.py plays them all in turn and
 * looks into the database in between.
 */
const tours = registry.category("web_tour.tours");

tours.add("hr_skp_employee_realises", {
    url: "/odoo/my-skp",
    steps: () => [
        openFirstCard,
        press("action_open_realization"),
        {
            trigger: ".o_list_view .o_data_row .o_data_cell[name=realization]",
            run: "click",
        },
        {
            trigger: ".o_selected_row .o_field_widget[name=realization] textarea",
            run: "edit 230 berkas diverifikasi",
        },
        {
            content: "add evidence to this line",
            trigger: ".o_selected_row button[name=action_open_evidence]",
            run: "click",
        },
        {
            trigger: ".modal .o_field_widget[name=name] input",
            run: "edit Log verifikasi",
        },
        {
            content: "choose a file",
            trigger: ".modal .o_field_widget[name=file]",
            run() {
                const input = this.anchor.querySelector("input[type=file]");
                const files = new DataTransfer();
                files.items.add(new File(["berkas,230"], "log-verifikasi.csv", { type: "text/csv" }));
                input.files = files.files;
                input.dispatchEvent(new Event("change", { bubbles: true }));
            },
        },
        {
            trigger: ".modal .o_field_widget[name=file] input[type=text]:value(log-verifikasi.csv)",
        },
        {
            trigger: ".modal .o_form_button_save",
            run: "click",
        },
        {
            trigger: ".o_list_view .o_data_row:contains(Log verifikasi)",
        },
        {
            content: "back to the plan",
            trigger: ".o_breadcrumb .o_back_button, .breadcrumb-item:last a",
            run: "click",
        },
        press("action_submit_evaluation"),
        {
            trigger: ".o_form_view .o_statusbar_buttons:not(:has(button[name=action_submit_evaluation]))",
        },
    ],
});

tours.add("hr_skp_superior_gives_feedback", {
    url: "/odoo/skp-to-approve",
    steps: () => [
        {
            content: "show all my people, not only those who wait",
            trigger: ".o_searchview_facet .o_facet_remove",
            run: "click",
        },
        openFirstRow,
        {
            trigger: ".o_form_view button[name=action_open_feedback]",
            run: "click",
        },
        {
            trigger: ".o_list_button_add",
            run: "click",
        },
        {
            trigger: ".o_form_view .o_field_widget[name=result_id] input",
            run: "edit verifikasi",
        },
        {
            trigger: ".o-autocomplete--dropdown-item a:contains(verifikasi berkas)",
            run: "click",
        },
        {
            trigger: ".o_form_view .o_field_widget[name=content] textarea",
            run: "edit Teliti dan cepat",
        },
        {
            trigger: ".o_form_button_save",
            run: "click",
        },
        {
            trigger: ".o_form_view .o_statusbar_buttons button:contains(Appreciate)",
        },
    ],
});

tours.add("hr_skp_superior_rates_and_delivers", {
    url: "/odoo/skp-to-rate",
    steps: () => [
        openFirstRow,
        {
            content: "the evaluation shows what was realised",
            trigger: ".o_field_widget[name=result_line_ids]:contains(230 berkas diverifikasi)",
        },
        {
            content: "choose the cell of results as expected and behaviour above",
            trigger: ".o_hr_skp_quadrant_cell[data-work=meets][data-behavior=above]",
            run: "click",
        },
        {
            trigger: ".o_hr_skp_quadrant_cell[data-work=meets][data-behavior=above][aria-checked=true]",
        },
        press("action_rate"),
        state("Rated"),
        press("action_deliver"),
        state("Delivered"),
        ...printForm("Performance Evaluation"),
    ],
});

tours.add("hr_skp_employee_accepts", {
    url: "/odoo/my-skp-evaluations",
    steps: () => [
        {
            trigger:
                ".o_kanban_record:not(.o_kanban_ghost), .o_list_view .o_data_row .o_data_cell:not(.o_list_record_selector)",
            run: "click",
        },
        {
            content: "the predicate is there to be read",
            trigger: ".o_hr_skp_quadrant_cell[aria-checked=true]:contains(Good)",
        },
        press("action_accept"),
        {
            trigger: ".modal footer .btn-primary",
            run: "click",
        },
        state("Final"),
        ...printForm("Performance Evaluation"),
    ],
});

tours.add("hr_skp_employee_prints_the_plan", {
    url: "/odoo/my-skp",
    steps: () => [openFirstCard, state("Approved"), ...printForm("Performance Plan (SKP)")],
});
