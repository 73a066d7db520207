import { registry } from "@web/core/registry";

/** The maturity of a unit: what lacks for the next level, and what is declared with a document. */
const tours = registry.category("web_tour.tours");
const level = (words) => `.o_form_view tr:contains(${words})`;

tours.add("hr_skp_maturity", {
    url: "/odoo/skp-maturity",
    steps: () => [
        {
            trigger:
                ".o_data_row:contains(people who keep their log) .o_data_cell[name=unit_label]",
            run: "click",
        },
        {
            trigger: `${level("5. Organisation")}:contains(is not declared) button:contains(Show)`,
            run: "click",
        },
        {
            trigger: ".modal .o_field_widget[name=kind]:contains(Organisation from job analysis), .modal .o_field_widget[name=kind] input",
        },
        { trigger: ".modal .o_field_widget[name=name] input", run: "edit Perwali 12" },
        {
            trigger: ".modal .o_field_widget[name=url] input",
            run: "edit https://example.com/perwali",
        },
        { trigger: ".modal .o_form_button_save", run: "click" },
        { trigger: "body:not(:has(.modal))" },
        {
            content: "the level says at once what was declared",
            trigger: `${level("5. Organisation")}:contains(from job analysis is declared)`,
        },
        {
            trigger: `${level("1. Work is logged")} button:contains(Show)`,
            run: "click",
        },
        { trigger: ".o_list_view .o_data_row:contains(Ani Pegawai):contains(0 of)" },
    ],
});
