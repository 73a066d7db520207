import { Component, useRef } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

// Work results from the top down, behaviour from left to right, as the rule draws it.
const WORK = ["above", "meets", "below"];
const BEHAVIOR = ["below", "meets", "above"];
const STEPS = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
};

/**
 * The nine-cell quadrant: shows and sets both ratings of an evaluation.
 *
 * A radio group of nine cells. Arrow keys walk over them, Enter, Space or a click chooses
 * one. The table itself comes from the server (`quadrant_cells`), so that the rule stands
 * in one place only; choosing a cell writes ratings, never the predicate.
 */
export class SkpQuadrant extends Component {
    static template = "hr_skp_evaluation.SkpQuadrant";
    static props = { ...standardWidgetProps };

    setup() {
        this.grid = useRef("grid");
    }

    get data() {
        return this.props.record.data;
    }

    /** Name of an option of a selection field, in the user's language. */
    label(field, value) {
        const options = this.props.record.fields[field].selection;
        return options.find(([key]) => key === value)?.[1] || "";
    }

    get rows() {
        const table = this.data.quadrant_cells || {};
        return WORK.map((work, row) => ({
            key: work,
            label: this.label("work_rating", work),
            cells: BEHAVIOR.map((behavior, column) =>
                this.makeCell(work, behavior, row, column, (table[work] || {})[behavior])
            ),
        }));
    }

    get columns() {
        return BEHAVIOR.map((key) => ({ key, label: this.label("behavior_rating", key) }));
    }

    makeCell(work, behavior, row, column, predicate) {
        const data = this.data;
        const isChosen = data.work_rating === work && data.behavior_rating === behavior;
        const isSuggested =
            data.suggested_work_rating === work && data.suggested_behavior_rating === behavior;
        const name = this.label("predicate", predicate);
        const ariaLabel = _t("%(predicate)s: work results %(work)s, behaviour %(behavior)s", {
            predicate: name,
            work: this.label("work_rating", work),
            behavior: this.label("behavior_rating", behavior),
        });
        return {
            key: `${work}-${behavior}`,
            work,
            behavior,
            row,
            column,
            predicate,
            name,
            isChosen,
            isSuggested,
            isFocusable: this.isFocusable(isChosen, row, column),
            ariaLabel: isSuggested ? _t("%s (suggested)", ariaLabel) : ariaLabel,
        };
    }

    /** One cell takes the Tab key: the chosen one, else the middle, where most begin. */
    isFocusable(isChosen, row, column) {
        const { work_rating, behavior_rating } = this.data;
        return work_rating && behavior_rating ? isChosen : row === 1 && column === 1;
    }

    /** The one sentence that a screen reader, or an eye without colours, needs. */
    get summary() {
        const { work_rating, behavior_rating } = this.data;
        if (!work_rating || !behavior_rating) {
            return this.props.readonly ? _t("Not rated") : _t("Not rated yet: choose a cell");
        }
        const table = this.data.quadrant_cells || {};
        return _t("%(predicate)s: work results %(work)s, behaviour %(behavior)s", {
            predicate: this.label("predicate", (table[work_rating] || {})[behavior_rating]),
            work: this.label("work_rating", work_rating),
            behavior: this.label("behavior_rating", behavior_rating),
        });
    }

    async choose(cell) {
        if (this.props.readonly || cell.isChosen) {
            return;
        }
        await this.props.record.update({
            work_rating: cell.work,
            behavior_rating: cell.behavior,
        });
    }

    onKeydown(ev, cell) {
        const step = STEPS[ev.key];
        if (step) {
            ev.preventDefault();
            const row = (cell.row + step[0] + WORK.length) % WORK.length;
            const column = (cell.column + step[1] + BEHAVIOR.length) % BEHAVIOR.length;
            this.grid.el.querySelector(`[data-cell="${row}-${column}"]`).focus();
        } else if (ev.key === "Enter" || ev.key === " ") {
            ev.preventDefault();
            this.choose(cell);
        }
    }
}

export const skpQuadrant = {
    component: SkpQuadrant,
    fieldDependencies: [
        { name: "work_rating", type: "selection" },
        { name: "behavior_rating", type: "selection" },
        { name: "predicate", type: "selection" },
        { name: "suggested_work_rating", type: "selection" },
        { name: "suggested_behavior_rating", type: "selection" },
        { name: "quadrant_cells", type: "json" },
    ],
};

registry.category("view_widgets").add("hr_skp_quadrant", skpQuadrant);
