import { registry } from "@web/core/registry";

/** The team board: from a unit to a piece of evidence; feedback without leaving it. */
const tours = registry.category("web_tour.tours");

tours.add("hr_skp_unit_to_evidence", {
    url: "/odoo/skp-unit-board",
    // Three clicks: the number on the unit, the evidence on the card, the piece itself.
    steps: () => [
        {
            trigger: ".o_kanban_record:contains(Bidang) button:contains(Need attention)",
            run: "click",
        },
        {
            trigger:
                ".o_kanban_record:contains(Ani Pegawai) a[name=action_open_plan_evidence]",
            run: "click",
        },
        {
            trigger: ".o_data_row .o_data_cell:contains(Foto kegiatan)",
            run: "click",
        },
        { trigger: ".o_form_view .o_field_widget[name=url]:contains(bukti.example.com)" },
    ],
});

/** By phone: from a unit to those behind in it, and back; nothing lies beside the screen. */
const fits = (content, trigger) => ({
    content,
    trigger,
    run() {
        if (document.documentElement.scrollWidth > window.innerWidth) {
            throw new Error(`${content}: wider than the phone.`);
        }
    },
});

tours.add("hr_skp_units_by_phone", {
    url: "/odoo/skp-unit-board",
    steps: () => [
        fits("the units", ".o_kanban_record:contains(Bidang) .fa-users"),
        {
            trigger: ".o_kanban_record:contains(Bidang) button:contains(Indicators behind)",
            run: "click",
        },
        fits(
            "the people",
            ".o_kanban_record:contains(Ani Pegawai):contains(indicators behind: 1)"
        ),
        { trigger: ".o_back_button, .breadcrumb-item.o_back_button a", run: "click" },
        {
            trigger:
                ".o_kanban_record:contains(Bidang) a[name=action_open_unverified]:contains(1)",
            run: "click",
        },
        fits("the entries", ".o_action:not(:has(.o_skp_board)) .o_content"),
    ],
});

/** Give feedback on the board; the place to write takes the keyboard at once where there is one. */
const feedbackSteps = (textarea) => [
    {
        trigger: ".o_kanban_record:contains(Ani Pegawai) button[name=action_give_feedback]",
        run: "click",
    },
    {
        trigger: `.modal .o_field_widget[name=content] ${textarea}`,
        run: "edit Lengkapi realisasi",
    },
    { trigger: ".modal .o_form_button_save", run: "click" },
    { trigger: "body:not(:has(.modal))" },
    { trigger: ".o_kanban_view .o_kanban_record:contains(Ani Pegawai)" },
];

tours.add("hr_skp_feedback_on_the_board", {
    url: "/odoo/skp-team-board",
    steps: () => feedbackSteps("textarea:focus"),
});

tours.add("hr_skp_feedback_on_the_board_by_phone", {
    url: "/odoo/skp-team-board",
    steps: () => feedbackSteps("textarea"),
});
