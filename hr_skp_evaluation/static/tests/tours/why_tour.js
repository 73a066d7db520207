import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("hr_skp_why", {
    steps: () => [
        {
            content: "First click: why this predicate, from the list",
            trigger: ".o_data_row:contains(Good) button[name=action_open_why]",
            run: "click",
        },
        {
            content: "The ratings, in words and in the quadrant",
            trigger: ".o_form_view .o_hr_skp_quadrant",
        },
        {
            content: "who decided and what was before",
            trigger: "[name=why_event_ids]:contains(Salah sel)",
        },
        {
            content: "the lines with what was realised",
            trigger: "[name=result_line_ids]:contains(12 laporan)",
        },
        {
            content: "Second click: its evidence, in place",
            trigger: "[name=result_line_ids] button[name=action_open_evidence]",
            run: "click",
        },
        {
            content: "Third click: the evidence itself",
            trigger: ".modal .o_data_row:contains(Rekap laporan) [name=name]",
            run: "click",
        },
        { trigger: ".modal .o_form_view .o_field_image img[data-src], .modal .o_form_view .o_field_image img" },
    ],
});
