import { Component, useRef } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";

// From the left to the right, as the quadrant draws it.
const RATINGS = [
    ["below", "↓"],
    ["meets", "="],
    ["above", "↑"],
];

/** ↓ = ↑: the optional rating of one line, by one click; a second click takes it away. */
export class RatingChoice extends Component {
    static template = "hr_skp_evaluation.RatingChoice";
    static props = { record: Object, readonly: Boolean };

    setup() {
        this.group = useRef("group");
    }

    get data() {
        return this.props.record.data;
    }

    /** What a rating is called, in the user's language. */
    label(rating) {
        const { selection } = this.props.record.fields.rating;
        return selection.find(([key]) => key === rating)?.[1] || "";
    }

    get groupLabel() {
        return _t("Appraiser's view: %s", this.data.name);
    }

    get choices() {
        const { rating } = this.data;
        return RATINGS.map(([key, sign]) => ({
            key,
            sign,
            label: this.label(key),
            isChosen: key === rating,
            // One of the three takes the Tab key: the chosen one, else the middle.
            isFocusable: key === (rating || "meets"),
        }));
    }

    choose(choice) {
        return this.props.record.update({ rating: choice.isChosen ? false : choice.key });
    }

    onKeydown(ev, index) {
        const step = { ArrowLeft: -1, ArrowRight: 1 }[ev.key];
        if (step) {
            ev.preventDefault();
            const radios = this.group.el.querySelectorAll("[role=radio]");
            radios[(index + step + radios.length) % radios.length].focus();
        } else if (ev.key === "Enter" || ev.key === " ") {
            ev.preventDefault();
            this.choose(this.choices[index]);
        }
    }
}
