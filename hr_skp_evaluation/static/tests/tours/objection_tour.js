import { registry } from "@web/core/registry";

const CELL = ".modal .o_hr_skp_quadrant_cell";

function press(key) {
    return () => {
        document.activeElement.dispatchEvent(
            new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true })
        );
    };
}

function write(text) {
    return [
        { trigger: ".modal [name=reason] textarea", run: `edit ${text}` },
        { trigger: ".modal button[name=action_confirm]", run: "click" },
        { trigger: "body:not(:has(.modal))" },
    ];
}

const file = (place) => [
    {
        content: "The last day stands in words beside the buttons",
        trigger: ".alert:contains(that day included)",
    },
    {
        trigger: `${place} button[name=action_open_objection]:contains(Object)`,
        run: "click",
    },
    {
        content: "The page holds what was rated",
        trigger: "[name=result_line_ids]:contains(12 laporan)",
    },
    { trigger: "[name=reason] textarea", run: "edit Tidak pernah ada teguran" },
    { trigger: "button[name=action_file]", run: "click" },
    { trigger: ".modal-footer .btn-primary", run: "click" },
    { trigger: ".alert:contains(Waiting for Budi Penilai to explain)" },
];

registry.category("web_tour.tours").add("hr_skp_objection_file", {
    steps: () => file(".o_form_statusbar"),
});

registry.category("web_tour.tours").add("hr_skp_objection_file_phone", {
    steps: () => file(".alert"),
});

registry.category("web_tour.tours").add("hr_skp_objection_explain", {
    steps: () => [
        { trigger: "[name=reason]:contains(Tidak pernah ada teguran)" },
        {
            content: "The one who explains does not decide",
            trigger: ".o_form_view:not(:has(button:contains(Keep the rating)))",
        },
        { trigger: ".o_form_statusbar button:contains(Explain)", run: "click" },
        ...write("Dua keluhan warga"),
        { trigger: ".alert:contains(Waiting for Sri Atasan to decide)" },
    ],
});

registry.category("web_tour.tours").add("hr_skp_objection_change", {
    steps: () => [
        {
            content: "What waits for me is there, and whose turn it is",
            trigger: ".o_data_row:contains(Waiting for Sri Atasan) .o_data_cell:contains(Ani)",
            run: "click",
        },
        { trigger: "[name=explanation]:contains(Dua keluhan warga)" },
        {
            trigger: ".o_form_statusbar button:contains(Change the rating)",
            run: "click",
        },
        {
            content: "The quadrant begins with the ratings as they are",
            trigger: `${CELL}[data-work=meets][data-behavior=below][aria-checked=true]`,
            run() {
                this.anchor.focus();
            },
        },
        {
            content: "By keyboard to the right",
            trigger: `${CELL}[data-work=meets][data-behavior=below]:focus`,
            run: press("ArrowRight"),
        },
        {
            trigger: `${CELL}[data-work=meets][data-behavior=meets]:focus`,
            run: press("Enter"),
        },
        { trigger: ".modal .o_hr_skp_quadrant_summary:contains(Good)" },
        { trigger: ".modal [name=note] textarea", run: "edit Keluhan tidak terbukti" },
        { trigger: ".modal button[name=action_confirm]", run: "click" },
        {
            content: "Before and after stand side by side, with their words",
            trigger: ".o_form_view:contains(The predicate is changed)",
        },
        { trigger: ".o_form_view:contains(Keluhan tidak terbukti)" },
        {
            trigger:
                ".o_hr_skp_quadrant [data-work=meets][data-behavior=below][aria-checked=true]",
        },
        {
            trigger:
                ".o_hr_skp_quadrant [data-work=meets][data-behavior=meets][aria-checked=true]",
        },
    ],
});
