import { Component, useEffect } from "@odoo/owl";
import { getActiveHotkey } from "@web/core/hotkeys/hotkey_service";
import { _t } from "@web/core/l10n/translation";
import { evaluateExpr } from "@web/core/py_js/py";
import { Domain } from "@web/core/domain";
import { getFieldContext } from "@web/model/relational_model/utils";
import { inputId } from "./plan_lines";
import { SkpPlanText } from "./plan_text";

/** One planned result with its indicators, as the document shows it. */
export class SkpPlanResult extends Component {
    static template = "hr_skp.PlanResult";
    static components = { SkpPlanText };
    static props = {
        plan: Object,
        result: Object,
        number: String,
        form: String,
        approach: String,
        readonly: Boolean,
        columns: Object,
        addIndicator: Function,
        addResult: Function,
        move: Function,
        remove: Function,
        focus: Function,
        refused: Array,
        onInvalid: Function,
        onPatched: Function,
        openResult: Function,
        openPoints: Function,
    };

    setup() {
        this.inputId = inputId;
        useEffect(() => this.props.onPatched());
    }

    get data() {
        return this.props.result.data;
    }

    get indicators() {
        return this.data.indicator_ids.records;
    }

    get isActive() {
        return this.data.state === "active";
    }

    get isStaff() {
        return this.props.form === "staff";
    }

    /** In the qualitative approach measure and target are one narrative (and one column). */
    get isNarrative() {
        return this.props.approach === "qualitative";
    }

    get hasAspect() {
        return this.isStaff && !this.isNarrative;
    }

    get stateLabel() {
        return this.getLabel(this.props.result, "state");
    }

    getLabel(record, name) {
        const options = record.fields[name].selection;
        return options.find(([key]) => key === record.data[name])?.[1] || "";
    }

    /** A target of its own beside the narrative: typed before the approach was chosen. */
    hasTarget(indicator) {
        const { name, target } = indicator.data;
        return !this.isNarrative || (target && target !== name);
    }

    /** What stands beside the result: whom it supports and, for leaders, its perspective. */
    get links() {
        const { parent_id, parent_name, perspective_id } = this.data;
        const links = [
            {
                name: "parent_id",
                icon: "fa-level-up",
                label: _t("Supports"),
                // The leader's text as it was when it was linked, as it is printed.
                text: parent_name || (parent_id && parent_id.display_name),
                title: parent_id ? parent_id.display_name : parent_name || "",
            },
        ];
        if (!this.isStaff) {
            const text = perspective_id && perspective_id.display_name;
            links.push({
                name: "perspective_id",
                icon: "fa-compass",
                label: _t("Perspective"),
                text,
                title: text || "",
            });
        }
        return this.props.readonly ? links.filter(({ text }) => text) : links;
    }

    /** The field as the view describes it, so that the view decides what can be chosen. */
    getField(name) {
        const { result, columns } = this.props;
        const info = columns[name];
        const domain = info.domain;
        return {
            component: info.field.component,
            props: {
                ...info.field.extractProps(
                    { ...info, placeholder: info.attrs.placeholder },
                    {
                        context: getFieldContext(result, name, info.context),
                        domain: () =>
                            domain
                                ? new Domain(evaluateExpr(domain, result.evalContext)).toList()
                                : undefined,
                        readonly: false,
                        required: false,
                    }
                ),
                id: inputId(result, name),
                name,
                record: result,
                readonly: false,
            },
        };
    }

    isRefused(line) {
        return this.props.refused.includes(line.id);
    }

    get nameLabel() {
        return _t("Result %s", this.props.number);
    }

    get namePlaceholder() {
        return _t("What is there at the end, e.g. “Terlaksananya …”");
    }

    get indicatorPlaceholder() {
        return this.isNarrative
            ? _t("How success is seen, with its target, in one sentence")
            : _t("How it is measured");
    }

    get targetPlaceholder() {
        return _t("Target, e.g. “12 dokumen”");
    }

    get pointsLabel() {
        return _t("Points of the dialogue");
    }

    get removeLabel() {
        return this.data.sealed_revision ? _t("Drop the result") : _t("Remove the result");
    }

    getLabelOf(indicator, index, name) {
        const number = `${this.props.number}.${index + 1}`;
        return name === "target"
            ? _t("Target of indicator %s", number)
            : name === "aspect"
              ? _t("Aspect of indicator %s", number)
              : _t("Indicator %s", number);
    }

    getPoints(record) {
        return record.data.open_point_count || 0;
    }

    /** What the server remarks on the result itself, or on one of its indicators. */
    getHints(indicator) {
        const { plan, result } = this.props;
        const id = indicator ? indicator.resId : false;
        return result.isNew || (indicator && indicator.isNew)
            ? []
            : (plan.data.hints || []).filter(
                  (hint) =>
                      hint.result_id === result.resId && (hint.indicator_id || false) === id
              );
    }

    setAspect(indicator, ev) {
        indicator.update({ aspect: ev.target.value || false });
    }

    // Keyboard

    onKeydown(ev) {
        const hotkey = getActiveHotkey(ev);
        const { result } = this.props;
        const row = ev.target.closest("[data-indicator]");
        const indicator = row && this.indicators.find(({ id }) => id === row.dataset.indicator);
        const field = ev.target.dataset.field;
        const value = ev.target.value;
        const line = indicator || result;
        let isDone = true;
        if (hotkey === "control+enter") {
            this.props.addResult(this.data.kind, result);
        } else if (hotkey === "alt+arrowup" || hotkey === "alt+arrowdown") {
            this.props.move(line, result, hotkey === "alt+arrowup" ? -1 : 1);
            this.props.focus(line, field || "name");
        } else if (hotkey === "enter" && field && ev.target.tagName === "TEXTAREA") {
            this.onEnter(indicator, field, value);
        } else if (hotkey === "backspace" && field === "name" && !value && this.isBlank(line)) {
            this.focusBefore(line);
            this.props.remove(line, result);
        } else {
            isDone = false;
        }
        if (isDone) {
            ev.preventDefault();
            ev.stopPropagation();
        }
    }

    /** From the result to its indicator, from indicator to target, from target to the next. */
    onEnter(indicator, field, value) {
        if (!value.trim()) {
            return;
        }
        if (!indicator) {
            const first = this.indicators[0];
            return first
                ? this.props.focus(first, "name")
                : this.props.addIndicator(this.props.result);
        }
        if (field === "name" && this.hasTarget(indicator)) {
            return this.props.focus(indicator, "target");
        }
        const next = this.indicators[this.getIndex(indicator) + 1];
        if (next && next.isNew && this.isBlank(next)) {
            return this.props.focus(next, "name");
        }
        return this.props.addIndicator(this.props.result, indicator);
    }

    /** A line that holds nothing and was never approved may go by Backspace. */
    isBlank(line) {
        if (line.data.sealed_revision || line.data.name) {
            return false;
        }
        if (line === this.props.result) {
            return !this.indicators.length && !line.data.parent_id;
        }
        const target = document.getElementById(inputId(line, "target"));
        return !(target ? target.value : line.data.target);
    }

    getIndex(indicator) {
        return this.indicators.findIndex(({ id }) => id === indicator.id);
    }

    focusBefore(line) {
        const before = this.indicators[this.getIndex(line) - 1];
        if (before) {
            this.props.focus(before, this.hasTarget(before) ? "target" : "name");
        } else if (line !== this.props.result) {
            this.props.focus(this.props.result, "name");
        }
    }
}
