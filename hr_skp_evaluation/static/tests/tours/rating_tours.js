import { registry } from "@web/core/registry";
import * as hoot from "@odoo/hoot-dom";
import { fitsPhone, key, press, state, whileSaving } from "@hr_skp/../tests/tours/steps";

const CELL = ".o_hr_skp_quadrant_cell";
const MANY = ".o_hr_skp_rating_many button";
const MOST_INPUTS = 25;

function cell(work, behavior) {
    return `${CELL}[data-work=${work}][data-behavior=${behavior}]`;
}

const person = (name) => `.o_hr_skp_rating_person:contains(${name})`;
/** On a phone the state stands alone in the bar. */
const shownState = (label) => ({
    trigger: `.o_statusbar_status button:visible:contains(${label})`,
});
const current = (name) => `.o_hr_skp_rating_person.o_hr_skp_current:contains(${name})`;

let inputs = 0;
let screen = null;

function countInputs() {
    inputs = 0;
    screen = document.querySelector(".o_hr_skp_sitting");
    for (const kind of ["click", "keydown"]) {
        document.addEventListener(kind, () => inputs++, { capture: true });
    }
}

function choosePerson(name, work, behavior) {
    return [
        { trigger: `${person(name)} .o_hr_skp_rating_go`, run: "click" },
        { trigger: current(name) },
        { trigger: `.oe_title:contains(${name})` },
        { trigger: cell(work, behavior), run: "click" },
        { trigger: `${cell(work, behavior)}[aria-checked=true]` },
    ];
}

registry.category("web_tour.tours").add("hr_skp_rate_team", {
    steps: () => [
        {
            content: "Ten people in this sitting, none rated",
            trigger: ".o_hr_skp_rating_panel:contains(0 of 10 delivered)",
            run: countInputs,
        },
        { content: "Two get another rating", trigger: `${MANY}[name=deliver]:disabled` },
        ...choosePerson("Pegawai 3", "above", "above"),
        ...choosePerson("Pegawai 7", "below", "meets"),
        {
            content: "What was typed is no longer one to take over",
            trigger: `${MANY}[name=repeat]:contains(8)`,
            run: "click",
        },
        {
            trigger: ".o_hr_skp_told:contains(Rated as in the last period: 8)",
        },
        {
            content: "Typed ratings stay, and it is told for whom",
            trigger: `.o_hr_skp_told:contains(Pegawai 3):contains(it stays)`,
        },
        {
            content: "All ten are ready",
            trigger: `${MANY}[name=deliver]:enabled:contains(10)`,
            run: "click",
        },
        {
            content: "Who gets what is said before",
            trigger: ".modal-body:contains(Pegawai 3: Very good):contains(Pegawai 0: Good)",
        },
        { trigger: ".modal-footer .btn-primary:contains(Deliver)", run: "click" },
        {
            trigger: ".o_hr_skp_rating_panel:contains(10 of 10 delivered)",
            run() {
                if (inputs > MOST_INPUTS) {
                    throw new Error(`${inputs} inputs, more than ${MOST_INPUTS}`);
                }
                if (document.querySelector(".o_hr_skp_sitting") !== screen) {
                    throw new Error("The screen was left");
                }
                console.info(`hr_skp_rate_team: ${inputs} inputs`);
            },
        },
    ],
});

registry.category("web_tour.tours").add("hr_skp_rate_keyboard", {
    steps: () => [
        { trigger: `${current("Pegawai 0")}`, run: () => document.activeElement.blur() },
        key("n"),
        { content: "N goes to the next person", trigger: current("Pegawai 1") },
        key("p"),
        { content: "P goes back", trigger: current("Pegawai 0") },
        key("n"),
        { trigger: `.oe_title:contains(Pegawai 1)` },
        key("q"),
        {
            content: "Q goes into the quadrant; the arrow keys walk",
            trigger: `${cell("meets", "meets")}:focus`,
            run: "press ArrowUp",
        },
        { trigger: `${cell("above", "meets")}:focus`, run: "press Enter" },
        { trigger: `${cell("above", "meets")}[aria-checked=true]` },
        {
            content: "A single line is rated by arrow key and Enter",
            trigger: ".o_hr_skp_choice [data-rating=meets]",
            run() {
                this.anchor.focus();
            },
        },
        { trigger: ".o_hr_skp_choice [data-rating=meets]:focus", run: "press ArrowRight" },
        {
            trigger: ".o_hr_skp_choice [data-rating=above]:focus",
            run: () => hoot.press("Enter"),
        },
        { trigger: ".o_hr_skp_choice [data-rating=above][aria-checked=true]" },
        key("alt+a"),
        state("Rated"),
        key("alt+d"),
        state("Delivered"),
        { trigger: ".o_hr_skp_rating_panel:contains(1 of 10 delivered)" },
        key("n"),
        { trigger: current("Pegawai 2") },
        { trigger: `.oe_title:contains(Pegawai 2)` },
        key("l"),
        {
            content: "L takes over the last period's ratings",
            trigger: `${cell("meets", "above")}[aria-checked=true]`,
        },
        key("p"),
        { trigger: current("Pegawai 1") },
        key("p"),
        { trigger: current("Pegawai 0") },
        { trigger: `.oe_title:contains(Pegawai 0)` },
        key("n"),
        { content: "Who has his rating is passed", trigger: current("Pegawai 2") },
    ],
});

const score = (number) => `.o_hr_skp_score:eq(${number})`;

registry.category("web_tour.tours").add("hr_skp_rate_score", {
    steps: () => [
        {
            content: "Of the one result and the first value",
            trigger: `${score(0)}[placeholder="0–120"]`,
            run: "edit 96.5 && press Tab",
        },
        {
            content: "The suggestion follows while one types",
            trigger: ".o_field_widget[name=suggestion_text]:contains(96.50)",
        },
        { content: "0 is a score", trigger: score(1), run: "edit 0 && press Tab" },
        { trigger: ".o_field_widget[name=suggestion_text]:contains((1): 0; less than 90)" },
        { content: "Words are none", trigger: score(2), run: "edit baik && press Tab" },
        { trigger: `${score(2)}[aria-invalid=true]`, run: "clear && press Tab" },
        { trigger: `${score(2)}[aria-invalid=false]` },
        { content: "Given and taken away", trigger: score(3), run: "edit 5 && press Tab" },
        { trigger: ".o_field_widget[name=suggestion_text]:contains((2): 2.50)" },
        { trigger: score(3), run: "clear && press Tab" },
        { trigger: ".o_field_widget[name=suggestion_text]:contains((1): 0; less than 90)" },
        { trigger: score(5), run: "edit 50 && press Tab" },
        { trigger: ".o_field_widget[name=suggestion_text]:contains((2): 25)" },
        {
            content: "What is typed and chosen while a save is under way is not lost",
            trigger: ".o_form_button_save",
            run() {
                const input = document.querySelectorAll(".o_hr_skp_score")[5];
                whileSaving(() => {
                    input.value = "70";
                    input.dispatchEvent(new Event("change", { bubbles: true }));
                    document.querySelector(".o_hr_skp_choice [data-rating=above]").click();
                });
                this.anchor.click();
            },
        },
        { trigger: ".o_field_widget[name=suggestion_text]:contains((2): 35)" },
        { trigger: ".o_hr_skp_choice [data-rating=above][aria-checked=true]" },
        { trigger: `${score(5)}:value(70)` },
        { trigger: cell("meets", "below"), run: "click" },
        { trigger: `${cell("meets", "below")}[aria-checked=true]` },
        { content: "What stands in the input still counts", trigger: score(4), run: "edit 80" },
        key("alt+a"),
        state("Rated"),
        {
            content: "Scores that were given are read, the others are no zeros",
            trigger: ".o_hr_skp_rating_line:eq(0):contains(96.5)",
        },
        { trigger: ".o_hr_skp_rating_line:eq(3):not(:contains(Score))" },
    ],
});

registry.category("web_tour.tours").add("hr_skp_rate_phone", {
    steps: () => [
        fitsPhone("action_rate"),
        {
            content: "The people are folded away",
            trigger: ".o_hr_skp_rating_open[aria-expanded=false]:contains(1 of 10)",
            run: "click",
        },
        { trigger: `.o_hr_skp_rating_fold.o_hr_skp_open ${person("Pegawai 4")}` },
        { trigger: `${person("Pegawai 4")} .o_hr_skp_rating_go`, run: "click" },
        { trigger: ".o_hr_skp_rating_open[aria-expanded=false]:contains(5 of 10)" },
        { trigger: ".oe_title:contains(Pegawai 4)" },
        {
            trigger: "button[name=action_repeat_last]:contains(Good)",
            run: "click",
        },
        { trigger: `${cell("meets", "above")}[aria-checked=true]` },
        { trigger: ".o_hr_skp_choice [data-rating=meets]", run: "click" },
        { trigger: ".o_hr_skp_choice [data-rating=meets][aria-checked=true]" },
        press("action_rate"),
        shownState("Rated"),
        press("action_deliver"),
        shownState("Delivered"),
        { trigger: ".o_hr_skp_rating_next", run: "click" },
        { trigger: ".oe_title:contains(Pegawai 5)" },
    ],
});

registry.category("web_tour.tours").add("hr_skp_self_assessment", {
    steps: () => [
        {
            content: "What is missing is named",
            trigger: ".alert-warning:contains(Tersusunnya laporan bulanan)",
        },
        fitsPhone("action_submit"),
        {
            content: "The other result is told already",
            trigger: ".o_hr_skp_rating_line:not(.o_hr_skp_missing):contains(870 berkas)",
        },
        {
            trigger: ".o_hr_skp_missing .o_hr_skp_realize.btn-primary",
            run: "click",
        },
        {
            trigger: ".modal .o_field_widget[name=realization] textarea",
            run: "edit 3 laporan",
        },
        { trigger: ".modal .o_form_button_save", run: "click" },
        { trigger: "body:not(:has(.modal))" },
        { trigger: ".o_hr_skp_rating_line:contains(3 laporan)" },
        { trigger: ".o_form_view:not(:has(.o_hr_skp_missing)):not(:has(.alert-warning))" },
        press("action_submit"),
        shownState("Submitted"),
    ],
});
