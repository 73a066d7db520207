import { Component, useEffect } from "@odoo/owl";
import { useInputField } from "@web/views/fields/input_field_hook";

/**
 * A text of the document, edited where it stands and as tall as what is typed.
 *
 * The wrapper repeats the text invisibly, so that the browser's own layout gives the
 * height: measuring a hundred fields one by one would be felt.
 */
export class SkpPlanText extends Component {
    static template = "hr_skp.PlanText";
    static props = {
        record: Object,
        name: String,
        id: String,
        label: String,
        placeholder: { type: String, optional: true },
        onInvalid: { type: Function, optional: true },
    };

    setup() {
        this.input = useInputField({
            getValue: () => this.value,
            preventLineBreaks: true,
        });
        let wasInvalid = this.isInvalid;
        useEffect(
            (isInvalid) => {
                if (isInvalid && !wasInvalid) {
                    this.props.onInvalid?.();
                }
                wasInvalid = isInvalid;
            },
            () => [this.isInvalid]
        );
    }

    get value() {
        return this.props.record.data[this.props.name] || "";
    }

    get isInvalid() {
        return this.props.record.isFieldInvalid(this.props.name);
    }

    onInput(ev) {
        ev.target.parentElement.dataset.text = ev.target.value;
    }
}
