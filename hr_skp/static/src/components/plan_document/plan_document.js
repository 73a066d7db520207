import { Component, onWillStart, useEffect, useRef } from "@odoo/owl";
import { getActiveHotkey } from "@web/core/hotkeys/hotkey_service";
import { useHotkey } from "@web/core/hotkeys/hotkey_hook";
import { _t } from "@web/core/l10n/translation";
import { x2ManyCommands } from "@web/core/orm_service";
import { registry } from "@web/core/registry";
import { useBus, useService } from "@web/core/utils/hooks";
import { useSortable } from "@web/core/utils/sortable_owl";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { FormViewDialog } from "@web/views/view_dialogs/form_view_dialog";
import { getEmptyLines, getNarratives, inputId, isEmptyResult } from "./plan_lines";
import { SkpPlanResult } from "./plan_result";
import { useRefusedLines } from "./refused_lines";
import { TypedAhead } from "./typed_ahead";

// Aspects in the order in which most people think of them.
const ASPECTS = ["quantity", "quality", "time"];
const SCALARS = ["boolean", "char", "date", "float", "integer", "selection", "text"];

/**
 * The results of a plan as the document shows them: a result with its indicators under
 * it, edited where it stands.
 *
 * Lines live in Odoo's own model, so one save writes them all, and what the server
 * refuses stays on the screen. A new line is made from defaults fetched once: no request
 * stands between Enter and the next letter.
 */
export class SkpPlanDocument extends Component {
    static template = "hr_skp.PlanDocument";
    static components = { SkpPlanResult };
    static props = {
        ...standardFieldProps,
        columns: Object,
    };

    setup() {
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.orm = useService("orm");
        this.root = useRef("root");
        this.ahead = new TypedAhead(useRef("ahead"));
        this.wanted = null;
        this.refused = useRefusedLines(this);
        useEffect(() => this.focusWanted());
        useHotkey("control+enter", () => this.addResult("main"), {
            bypassEditableProtection: true,
            isAvailable: () => !this.props.readonly,
        });
        const { bus } = this.props.record.model;
        useBus(bus, "NEED_LOCAL_CHANGES", ({ detail }) => detail.proms.push(this.settle()));
        useBus(bus, "WILL_SAVE_URGENTLY", () => this.settleUrgently());
        this.makeSortable(".o_skp_document_section", ".o_skp_document_result", (id) =>
            this.results.find((result) => result.id === id)
        );
        this.makeSortable(".o_skp_document_result", ".o_skp_document_indicator", (id) =>
            this.indicators.find((indicator) => indicator.id === id)
        );
        onWillStart(() => this.props.readonly || this.loadDefaults());
    }

    // What is shown

    get list() {
        return this.props.record.data[this.props.name];
    }

    get results() {
        return this.list.records;
    }

    get indicators() {
        return this.results.flatMap((result) => result.data.indicator_ids.records);
    }

    get form() {
        return this.props.record.data.form || "staff";
    }

    get approach() {
        return this.props.record.data.approach || "quantitative";
    }

    /** The two parts of the form; what was dropped stands where it stood, unnumbered. */
    get sections() {
        return [
            { kind: "main", title: _t("A. Main"), add: _t("Result") },
            { kind: "additional", title: _t("B. Additional"), add: _t("Additional result") },
        ].map((section) => {
            const results = this.getSection(section.kind);
            let number = 0;
            const rows = results.map((result) => ({
                result,
                number: result.data.state === "dropped" ? "–" : `${++number}`,
            }));
            return { ...section, rows };
        });
    }

    getSection(kind) {
        return this.results.filter((result) => result.data.kind === kind);
    }

    // Lines

    async loadDefaults() {
        const fetch = (list) => {
            const names = Object.keys(list.activeFields).filter((name) =>
                SCALARS.includes(list.fields[name].type)
            );
            return this.orm.cache().call(list.resModel, "default_get", [names]);
        };
        const { activeFields, fields } = this.list;
        const [result, indicator] = await Promise.all([
            fetch(this.list),
            fetch({
                activeFields: activeFields.indicator_ids.related.activeFields,
                fields: activeFields.indicator_ids.related.fields,
                resModel: fields.indicator_ids.relation,
            }),
        ]);
        this.defaults = { result, indicator };
    }

    /**
     * Add a line to a list, at its end or after another, and put the cursor into it.
     *
     * The list is asked for when its turn has come: a save before it makes another one.
     */
    async addLine(getList, getValues, after, element) {
        // Within the event of the key: what is typed from now on belongs to the new line.
        this.ahead.open(element);
        try {
            if (!this.defaults) {
                await this.loadDefaults();
            }
            await this.props.record.model.mutex.exec(async () => {
                const list = getList();
                const next = Math.max(0, ...list.records.map((line) => line.data.sequence)) + 1;
                const values = { ...getValues(list), sequence: next };
                await list._applyCommands([[x2ManyCommands.CREATE, false, values]]);
                const line = list.records.at(-1);
                this.wanted = inputId(line, "name");
                // In one step: a line that is moved once it is drawn loses the cursor.
                if (after && list.records.at(-2).id !== after.id) {
                    return list._resequence(line.id, after.id);
                }
                return list._onUpdate();
            });
        } catch (error) {
            this.ahead.giveBack();
            throw error;
        }
    }

    getElement(line) {
        return line && this.root.el?.querySelector(`[data-line="${line.id}"]`);
    }

    async addResult(kind, after) {
        if (this.props.readonly) {
            return;
        }
        if (after && isEmptyResult(after)) {
            return this.focus(after, "name");
        }
        const getValues = () => ({ ...this.defaults.result, kind });
        const above = after || this.getSection(kind).at(-1);
        return this.addLine(() => this.list, getValues, after, this.getElement(above));
    }

    async addIndicator(result, after) {
        if (this.props.readonly) {
            return;
        }
        const getList = () => result.getPresent().data.indicator_ids;
        const getValues = (list) => {
            const values = { ...this.defaults.indicator };
            if (this.form === "staff" && this.approach === "quantitative") {
                const used = list.records.map((indicator) => indicator.data.aspect);
                values.aspect = ASPECTS.find((aspect) => !used.includes(aspect)) || ASPECTS[0];
            }
            return values;
        };
        const above = this.getElement(after || getList().records.at(-1));
        const head = () =>
            this.getElement(result)?.querySelector(".o_skp_document_head");
        return this.addLine(getList, getValues, after, above || head());
    }

    /** Take a line away; one that was approved is dropped with a reason instead. */
    async remove(line, result) {
        if (line === result && line.data.sealed_revision) {
            return this.dropResult(result);
        }
        const list = line === result ? this.list : result.data.indicator_ids;
        return list.delete(line);
    }

    async dropResult(result) {
        if (await this.props.record.save()) {
            await this.action.doAction("hr_skp.hr_skp_reason_action", {
                additionalContext: {
                    active_model: result.resModel,
                    active_ids: [result.resId],
                    default_method: "action_drop",
                },
                onClose: () => this.props.record.load(),
            });
        }
    }

    /** Move a line one place up (-1) or down (1) among its neighbours. */
    async move(line, result, step) {
        const isResult = line.id === result.id;
        const list = isResult ? this.list : result.data.indicator_ids;
        const row = isResult ? this.getSection(result.data.kind) : list.records;
        const neighbour = row[row.findIndex(({ id }) => id === line.id) + step];
        if (!neighbour) {
            return;
        }
        const index = list.records.findIndex(({ id }) => id === neighbour.id);
        const after = step > 0 ? neighbour : list.records[index - 1];
        await list.resequence(line.id, after ? after.id : null);
    }

    makeSortable(groups, elements, find) {
        useSortable({
            ref: this.root,
            enable: () => !this.props.readonly,
            groups,
            elements,
            handle: `${elements}_handle`,
            cursor: "grabbing",
            onDrop: ({ element, previous }) => this.drop(find, element, previous),
        });
    }

    async drop(find, element, previous) {
        const line = find(element.dataset.line);
        const isResult = line.resModel === this.list.resModel;
        const list = isResult
            ? this.list
            : this.results.find(({ data }) =>
                  data.indicator_ids.records.some(({ id }) => id === line.id)
              ).data.indicator_ids;
        let after = previous && find(previous.dataset.line);
        if (!after) {
            const row = isResult ? this.getSection(line.data.kind) : list.records;
            const first = row.find(({ id }) => id !== line.id);
            after = first && list.records[list.records.findIndex(({ id }) => id === first.id) - 1];
        }
        if (!after || after.id !== line.id) {
            await list.resequence(line.id, after ? after.id : null);
        }
    }

    // Before a save

    async settle() {
        if (this.props.readonly) {
            return;
        }
        await this.ahead.done.promise;
        this.refused.clear();
        const narratives = getNarratives(this.approach, this.indicators);
        for (const [list, line] of getEmptyLines(this.list)) {
            await list.delete(line);
        }
        for (const [line, target] of narratives) {
            await line.update({ name: target, target });
        }
    }

    settleUrgently() {
        if (this.props.readonly) {
            return;
        }
        for (const [line, target] of getNarratives(this.approach, this.indicators)) {
            line.update({ name: target, target });
        }
        for (const [list, line] of getEmptyLines(this.list)) {
            // The page closes: only what needs no waiting is still done.
            list._applyCommands([[x2ManyCommands.DELETE, line._virtualId]]);
        }
    }

    // Where the cursor goes

    focus(line, name) {
        this.wanted = inputId(line, name);
        this.focusWanted();
    }

    getInput(id) {
        return this.root.el?.querySelector(`#${id}`);
    }

    /** A save is refused here already: the cursor goes to the first field that lacks something. */
    focusInvalid() {
        this.root.el?.querySelector(".o_field_invalid textarea")?.focus();
    }

    focusWanted() {
        const input = this.wanted && this.getInput(this.wanted);
        if (!input) {
            return;
        }
        this.wanted = null;
        if (this.ahead.isOpen) {
            this.ahead.pour(input);
        } else {
            input.focus();
        }
    }

    onKeydownAhead(ev) {
        this.ahead.keep(ev, getActiveHotkey(ev));
    }

    // What a line opens

    async openResult(result) {
        const index = this.results.findIndex(({ id }) => id === result.id);
        if (!this.props.readonly && !(await this.props.record.save())) {
            return;
        }
        // A saved list is a new one; its order is the same.
        const { resId, resModel } = this.results[index];
        this.dialog.add(
            FormViewDialog,
            {
                resModel,
                resId,
                title: _t("Planned result"),
                canExpand: false,
                readonly: this.props.readonly,
                preventCreate: true,
                preventEdit: this.props.readonly,
                context: { ...this.list.context },
            },
            // Its buttons, such as the link, act at once: read again however it closes.
            { onClose: () => this.props.record.load() }
        );
    }

    async openPoints(line) {
        const isIndicator = line.resModel !== this.list.resModel;
        const lines = () => (isIndicator ? this.indicators : this.results);
        const index = lines().findIndex(({ id }) => id === line.id);
        if (!this.props.readonly && !(await this.props.record.save())) {
            return;
        }
        const { resId, resModel } = lines()[index];
        await this.action.doActionButton({
            type: "object",
            name: "action_open_points",
            resModel,
            resId,
            context: this.list.context,
            onClose: async () => {
                await this.props.record.load();
                this.focus(lines().find((each) => each.resId === resId), "points");
            },
        });
    }
}

export const skpPlanDocument = {
    component: SkpPlanDocument,
    displayName: _t("Results as a document"),
    supportedTypes: ["one2many"],
    useSubView: true,
    // Each line shows what is wrong with it.
    isValid: () => true,
    fieldDependencies: [
        { name: "form", type: "selection" },
        { name: "approach", type: "selection" },
    ],
    extractProps: ({ views }) => ({
        columns: Object.fromEntries(
            Object.values(views.list.fieldNodes).map((info) => [info.name, info])
        ),
    }),
};

registry.category("fields").add("skp_document", skpPlanDocument);

/** Lines within lines: loaded and saved with them, drawn by the document. */
registry.category("fields").add("skp_lines", {
    component: SkpPlanDocument,
    supportedTypes: ["one2many"],
    useSubView: true,
});
