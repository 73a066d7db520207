import { registry } from "@web/core/registry";

import { press, state } from "./steps";

/** Guidance: planned, written down and held; confirmed and answered by the employee. */
const tours = registry.category("web_tour.tours");
const fill = (name, text, kind = "textarea") => ({
    trigger: `.o_field_widget[name=${name}] ${kind}`,
    run: `edit ${text}`,
});

tours.add("hr_skp_coaches", {
    url: "/odoo/skp-coaching",
    steps: () => [
        { trigger: ".o_list_button_add", run: "click" },
        { trigger: ".o_field_widget[name=skp_id] input", run: "edit Ani" },
        { trigger: ".o-autocomplete--dropdown-item a:contains(Ani Pegawai)", run: "click" },
        fill("topic", "Menyusun laporan", "input"),
        fill("content", "Contoh laporan yang baik"),
        fill("agreement", "Konsep pekan depan"),
        { trigger: ".o_form_button_save", run: "click" },
        press("action_hold"),
        state("Held"),
        { trigger: ".o_statusbar_buttons button[name=action_plan_next]" },
        { trigger: ".nav-link[name=competences]", run: "click" },
        { trigger: ".tab-pane.active p:contains(from 1 (lowest) to 5 (highest))" },
        { trigger: ".o_field_x2many_list_row_add button, .o_field_x2many_list_row_add a", run: "click" },
        fill("name", "Perencanaan", "input"),
        { trigger: ".o_data_row .o_field_widget[name=score] input", run: "click" },
        { trigger: ".o_select_menu_item:contains(4)", run: "click" },
        { ...fill("reason", "Jadwal tepat"), trigger: ".o_data_row .o_field_widget[name=reason] textarea" },
        { trigger: ".o_form_button_save", run: "click" },
        { trigger: ".o_form_saved, .o_form_readonly, .o_form_status_indicator_buttons.invisible" },
    ],
});

tours.add("hr_skp_answers_coaching", {
    url: "/odoo/my-coaching",
    steps: () => [
        { trigger: ".o_kanban_record:contains(Menyusun laporan)", run: "click" },
        press("action_confirm"),
        press("action_open_questionnaire"),
        ...[1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((number) => [
            {
                trigger: `.o_data_row:nth-child(${number}) .o_data_cell[name=score]`,
                run: "click",
            },
            {
                trigger: `.o_data_row:nth-child(${number}) .o_field_widget[name=score] input`,
                run: "click",
            },
            { trigger: ".o_select_menu_item:contains(4)", run: "click" },
        ]),
        {
            content: "the list is no wider than the phone",
            trigger: ".o_form_sheet",
            run() {
                if (document.documentElement.scrollWidth > window.innerWidth) {
                    throw new Error("The questionnaire is wider than the phone.");
                }
            },
        },
        press("action_submit"),
        { trigger: ".modal button.btn-primary", run: "click" },
        { trigger: "body:not(:has(.modal)):not(:has(button[name=action_submit]))" },
    ],
});
