import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("hr_skp_evaluation_distribution", {
    steps: () => [
        {
            content: "The line that is not met, in one sentence",
            trigger: ".o_skp_distribution_failures li:contains(at most 4; 2 too many)",
        },
        {
            content: "The same as a table",
            trigger: ".o_skp_distribution td:contains(6)",
        },
        { content: "and as a curve", trigger: ".o_skp_distribution_curve canvas" },
        {
            content: "All five columns, also those where nobody is",
            trigger: ".o_kanban_group:nth-child(5) .o_kanban_header:contains(Very poor)",
        },
        {
            content: "A chip opens the rating",
            trigger: ".o_kanban_record:contains(Pegawai 3)",
            run: "click",
        },
        { trigger: ".o_form_view .o_hr_skp_quadrant", content: "where predicates change" },
    ],
});
