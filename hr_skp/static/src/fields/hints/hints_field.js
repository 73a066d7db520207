import {Component} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/** What would make the plan a better one: one line that unfolds, and never blocks. */
export class HintsField extends Component {
    static template = "hr_skp.HintsField";
    static props = {...standardFieldProps};

    get summary() {
        return this.props.record.data.warning_text;
    }

    /** Hints by the line they are about, in the order of the document. */
    get groups() {
        const groups = [];
        for (const hint of this.props.record.data[this.props.name] || []) {
            const last = groups.at(-1);
            if (last && last.line === hint.line) {
                last.texts.push(hint.text);
            } else {
                groups.push({line: hint.line, texts: [hint.text]});
            }
        }
        return groups;
    }
}

registry.category("fields").add("hr_skp_hints", {
    component: HintsField,
    supportedTypes: ["json"],
    fieldDependencies: [{name: "warning_text", type: "char"}],
});
