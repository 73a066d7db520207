import { registry } from "@web/core/registry";
import {
    fitsPhone,
    key,
    loseAnswerTo,
    press,
    state,
    type,
    typeIndicator,
    whileSaving,
} from "./steps";

/** Drafting as it is done in January: fast at a desk, and on a phone between meetings. */
const tours = registry.category("web_tour.tours");

/** A new plan with its first result; the cursor stands in the first indicator. */
const beginPlan = [
    key("alt+c", ".o-kanban-button-new"),
    key("ctrl+Enter", ".o_skp_document_empty"),
    type("Result 1", "Terlaksananya verifikasi berkas"),
    key("Enter"),
];

tours.add("hr_skp_drafts_by_keyboard", {
    url: "/odoo/my-skp",
    steps: () => [
        ...beginPlan,
        ...typeIndicator("1.1", "Jumlah berkas yang diverifikasi", "900 berkas"),
        key("Enter"),
        ...typeIndicator("1.2", "Hasil tanpa pengembalian", "97%"),
        key("Enter"),
        {
            content: "an empty line goes with Backspace, the cursor back to where it was",
            trigger: ".o_skp_document textarea[aria-label='Indicator 1.3']:focus",
            run: "press Backspace",
        },
        key("ctrl+Enter", "textarea[aria-label='Target of indicator 1.2']:focus"),
        type("Result 2", "Tersusunnya standar pelayanan"),
        key("Enter"),
        ...typeIndicator("2.1", "Jumlah rancangan", "2 rancangan"),
        key("Enter"),
        ...typeIndicator("2.2", "Waktu penyusunan", "paling lambat Juni"),
        {
            content: "a target moves up with its indicator",
            trigger: ".o_skp_document textarea[aria-label='Target of indicator 2.2']:focus",
            run: "press alt+ArrowUp",
        },
        {
            trigger: "textarea[aria-label='Target of indicator 2.1']:value(paling lambat Juni)",
        },
        {
            content: "a line begun and left empty is no reason to refuse",
            trigger: "textarea[aria-label='Target of indicator 2.1']:focus",
            run: "press ctrl+Enter",
        },
        key("alt+s", "textarea[aria-label='Result 3']:focus"),
        {
            content: "saved: the plan has its number",
            trigger: ".o_skp_plan_title:contains(SKP/):not(:has(.o_form_dirty))",
        },
        {
            trigger: ".o_skp_document:not(:has(textarea[aria-label='Result 3']))",
        },
        key("alt+q", "button[name=action_submit]"),
        state("Submitted"),
        {
            content: "the appraiser reads it as on paper",
            trigger: ".o_skp_document_readonly .o_skp_document_words:contains(Hasil tanpa pengembalian)",
        },
    ],
});

/** Type as fast as a person who looks at his papers: nothing is drawn in between. */
function typeAhead(...words) {
    for (const word of words) {
        const input = document.activeElement;
        if (word === "Enter" || word === "Ctrl+Enter") {
            const ctrlKey = word === "Ctrl+Enter";
            const options = { key: "Enter", ctrlKey, bubbles: true, cancelable: true };
            input.dispatchEvent(new KeyboardEvent("keydown", options));
            continue;
        }
        for (const letter of word) {
            input.setRangeText(letter, input.value.length, input.value.length, "end");
            input.dispatchEvent(new InputEvent("input", { bubbles: true }));
        }
    }
}

tours.add("hr_skp_drafts_without_waiting", {
    url: "/odoo/my-skp",
    steps: () => [
        key("alt+c", ".o-kanban-button-new"),
        {
            trigger: ".o_skp_document_section[data-kind=main] .o_skp_document_add_result",
            run() {
                this.anchor.click();
                typeAhead("Terlaksananya verifikasi berkas", "Enter");
                typeAhead("Jumlah berkas", "Enter", "900 berkas", "Enter");
                typeAhead("Hasil tanpa pengembalian", "Enter", "97%", "Ctrl+Enter");
                typeAhead("Tersusunnya standar pelayanan", "Enter");
                typeAhead("Jumlah rancangan", "Enter", "2 ranc");
            },
        },
        {
            content: "all is drawn, and the cursor where it was left",
            trigger: "textarea[aria-label='Target of indicator 2.1']:focus",
            run: () => typeAhead("angan"),
        },
        {
            content: "in the middle: the next indicator comes below the first",
            trigger: "textarea[aria-label='Target of indicator 1.1']",
            run() {
                this.anchor.focus();
                typeAhead("Enter", "Waktu verifikasi", "Enter", "2 hari");
            },
        },
        {
            trigger: "textarea[aria-label='Target of indicator 1.2']:focus:value(2 hari)",
            run: "press alt+s",
        },
        {
            trigger: ".o_skp_plan_title:contains(SKP/):not(:has(.o_form_dirty))",
        },
    ],
});

tours.add("hr_skp_drafts_and_loses_nothing", {
    url: "/odoo/my-skp",
    steps: () => [
        ...beginPlan,
        ...typeIndicator("1.1", "Jumlah berkas", "900 berkas"),
        {
            content: "new lines: the first save makes them, and one types on",
            trigger: "textarea[aria-label='Target of indicator 1.1']:focus",
            run() {
                whileSaving(() => {
                    this.anchor.focus();
                    typeAhead(" per tahun");
                });
                document.querySelector(".o_form_button_save").click();
            },
        },
        { trigger: ".o_skp_plan_title:contains(SKP/)" },
        {
            content: "the cursor stands where it stood, and so does what was typed",
            trigger: "textarea[aria-label='Target of indicator 1.1']:focus:value(900 berkas per tahun)",
            run() {
                whileSaving(() => {
                    this.anchor.focus();
                    typeAhead(", lengkap");
                    this.anchor.dispatchEvent(new Event("change", { bubbles: true }));
                    typeAhead("Enter", "Waktu verifikasi", "Enter", "2 hari");
                });
                document.querySelector(".o_form_button_save").click();
            },
        },
        {
            content: "a line begun during a save comes after it",
            trigger: "textarea[aria-label='Target of indicator 1.2']:focus:value(2 hari)",
        },
        {
            trigger: "textarea[aria-label='Target of indicator 1.1']:value(900 berkas per tahun, lengkap)",
        },
        {
            content: "what is typed while the server is away stays",
            trigger: "textarea[aria-label='Target of indicator 1.2']:focus",
            run() {
                loseAnswerTo("onchange");
                typeAhead(" kerja");
                this.anchor.dispatchEvent(new Event("change", { bubbles: true }));
            },
        },
        { trigger: ".o_notification:contains(The server does not answer)" },
        {
            trigger: "textarea[aria-label='Target of indicator 1.2']:value(2 hari kerja)",
        },
        {
            content: "whoever leaves the page at once leaves nothing behind",
            trigger: "textarea[aria-label='Indicator 1.2']",
            run() {
                this.anchor.focus();
                typeAhead(" berkas");
                document.querySelector(".o_breadcrumb a").click();
            },
        },
        { trigger: ".o_kanban_view" },
    ],
});

tours.add("hr_skp_drafts_wrongly", {
    url: "/odoo/my-skp",
    steps: () => [
        ...beginPlan,
        type("Indicator 1.1", "Jumlah berkas"),
        press("action_submit"),
        {
            content: "the line that lacks its target is marked, and no other",
            trigger: ".o_skp_document_target .o_field_invalid textarea:focus",
        },
        {
            trigger: ".o_skp_document:not(:has(.o_skp_document_measure .o_field_invalid))",
        },
        {
            content: "what was typed is still there",
            trigger: "textarea[aria-label='Indicator 1.1']:value(Jumlah berkas)",
        },
        {
            trigger: "textarea[aria-label='Target of indicator 1.1']",
            run: "edit 900 berkas",
        },
        {
            content: "a second result without indicator: the server names it",
            trigger: "textarea[aria-label='Target of indicator 1.1']",
            run: "press ctrl+Enter",
        },
        type("Result 2", "Tersusunnya laporan"),
        press("action_submit"),
        {
            trigger: ".modal:contains(Tersusunnya laporan) .btn-primary",
            run: "click",
        },
        {
            content: "the line that the refusal names is marked, the cursor is in it",
            trigger: ".o_skp_document_refused textarea[aria-label='Result 2']:focus",
        },
        {
            content: "the first result was saved and the second is still there",
            trigger: "textarea[aria-label='Result 2']:value(Tersusunnya laporan)",
        },
    ],
});

tours.add("hr_skp_drafts_on_phone", {
    url: "/odoo/my-skp",
    steps: () => [
        {
            trigger: ".o-kanban-button-new",
            run: "click",
        },
        fitsPhone("action_submit"),
        {
            trigger: ".o_skp_document_section[data-kind=main] .o_skp_document_add_result",
            run: "click",
        },
        {
            trigger: ".o_skp_document_result .o_field_widget[name=name] textarea",
            run: "edit Terlaksananya verifikasi berkas",
        },
        {
            trigger: ".o_skp_document_add_indicator",
            run: "click",
        },
        {
            trigger: ".o_skp_document_indicator .o_field_widget[name=name] textarea",
            run: "edit Jumlah berkas yang diverifikasi dan diteruskan kepada kepala bidang",
        },
        {
            trigger: ".o_skp_document_indicator .o_field_widget[name=target] textarea",
            run: "edit 900 berkas",
        },
        fitsPhone("action_submit"),
        press("action_submit"),
        {
            trigger: ".o_skp_document_readonly:contains(900 berkas)",
        },
    ],
});
