import { Component, useEffect, useRef } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { formatFloat } from "@web/views/fields/formatters";
import { parseFloat } from "@web/views/fields/parsers";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { useBus } from "@web/core/utils/hooks";

/**
 * The score of one line. A number knows no empty, and 0 is a score as well: `has_score`
 * tells one from the other, and an empty input takes the score away.
 */
export class ScoreField extends Component {
    static template = "hr_skp_evaluation.ScoreField";
    static props = { ...standardFieldProps, highest: { type: Number, optional: true } };

    setup() {
        this.input = useRef("input");
        // What is typed and not taken over yet, or no number, stays as it is typed.
        useEffect(
            (el, text) => {
                if (el && !this.isInvalid) {
                    el.value = text;
                }
            },
            () => [this.input.el, this.text]
        );
        const { bus } = this.record.model;
        useBus(bus, "NEED_LOCAL_CHANGES", ({ detail }) => detail.proms.push(this.commit()));
        useBus(bus, "WILL_SAVE_URGENTLY", () => this.commit());
    }

    get record() {
        return this.props.record;
    }

    get text() {
        const { score, has_score: hasScore } = this.record.data;
        return hasScore ? this.format(score) : "";
    }

    get isInvalid() {
        return this.record.isFieldInvalid(this.props.name);
    }

    get invalidText() {
        return _t("This is no number. Type one, or nothing.");
    }

    get label() {
        return _t("Score: %s", this.record.data.name);
    }

    get range() {
        return this.props.highest ? `0–${this.format(this.props.highest)}` : "";
    }

    format(number) {
        return formatFloat(number, { digits: [6, 2], trailingZeros: false });
    }

    /** Hand over what is typed, if it changed and is a number. */
    async commit() {
        const typed = this.input.el?.value.trim();
        if (typed === undefined || (typed === this.text && !this.isInvalid)) {
            return;
        }
        let score = 0;
        try {
            score = typed && parseFloat(typed);
        } catch {
            await this.record.setInvalidField(this.props.name);
            return;
        }
        this.record.resetFieldValidity(this.props.name);
        await this.record.update({ score: score || 0, has_score: typed !== "" });
    }
}

registry.category("fields").add("hr_skp_score", {
    component: ScoreField,
    supportedTypes: ["float"],
    isEmpty: (record) => !record.data.has_score,
    fieldDependencies: [{ name: "has_score", type: "boolean" }],
});
