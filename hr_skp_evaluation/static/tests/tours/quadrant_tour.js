import { registry } from "@web/core/registry";

const CELL = ".o_hr_skp_quadrant_cell";

function cell(work, behavior) {
    return `${CELL}[data-work=${work}][data-behavior=${behavior}]`;
}

function expectCount(selector, count) {
    const found = document.querySelectorAll(selector).length;
    if (found !== count) {
        throw new Error(`${selector}: ${found} instead of ${count}`);
    }
}

/** Key pressed on the cell that has the focus. */
function press(key) {
    return () => {
        document.activeElement.dispatchEvent(
            new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true })
        );
    };
}

registry.category("web_tour.tours").add("hr_skp_quadrant", {
    steps: () => [
        {
            content: "Nine cells, one radio group, nothing chosen",
            trigger: ".o_hr_skp_quadrant [role=radiogroup]:not(:has([aria-checked=true]))",
            run() {
                expectCount(`${CELL}[role=radio]`, 9);
            },
        },
        {
            content: "The suggestion is a hint with a word, not a choice",
            trigger: `${cell("above", "meets")}.o_hr_skp_suggested:contains(suggested)`,
        },
        {
            content: "Choose by mouse",
            trigger: cell("below", "below"),
            run: "click",
        },
        {
            content: "Both ratings follow, and the predicate with them",
            trigger: `${cell("below", "below")}[aria-checked=true]`,
        },
        {
            trigger: ".o_hr_skp_quadrant_summary:contains(Very poor)",
        },
        {
            content: "Only the chosen cell takes the Tab key",
            trigger: `${cell("below", "below")}[tabindex="0"]`,
            run() {
                expectCount(`${CELL}[tabindex="0"]`, 1);
            },
        },
        {
            content: "Walk with the arrow keys: nothing is chosen on the way",
            trigger: `${cell("below", "below")}[tabindex="0"]`,
            run() {
                this.anchor.focus();
                press("ArrowUp")();
                press("ArrowRight")();
                press("ArrowUp")();
            },
        },
        {
            trigger: `${cell("above", "meets")}:focus`,
        },
        {
            trigger: `${cell("below", "below")}[aria-checked=true]`,
        },
        {
            content: "Choose by keyboard",
            trigger: `${cell("above", "meets")}:focus`,
            run: press("Enter"),
        },
        {
            trigger: `${cell("above", "meets")}[aria-checked=true]`,
        },
        {
            content: "Space chooses, too; past the edge the walk goes on at the other side",
            trigger: `${cell("above", "meets")}:focus`,
            run() {
                press("ArrowRight")();
                press("ArrowRight")();
                press("ArrowLeft")();
                press(" ")();
            },
        },
        {
            trigger: `${cell("above", "above")}[aria-checked=true]`,
        },
        {
            trigger: ".o_hr_skp_quadrant_summary:contains(Very good)",
        },
        {
            content: "Fix the rating",
            trigger: "button[name=action_rate]",
            run: "click",
        },
        {
            content: "Rated: the quadrant only shows",
            trigger: "[role=radiogroup][aria-readonly=true]",
        },
        {
            trigger: cell("below", "meets"),
            run: "click",
        },
        {
            trigger: `${cell("above", "above")}[aria-checked=true]`,
        },
        {
            trigger: "button[name=action_deliver]",
            run: "click",
        },
        {
            trigger: ".o_statusbar_status button[aria-checked=true]:contains(Delivered)",
        },
    ],
});
