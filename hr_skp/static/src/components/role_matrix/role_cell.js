import { Component, onMounted, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { SkpRoleEntry } from "./role_entry";

/** An opened cell of the matrix: what stands in it, and a line to give another role. */
export class SkpRoleCell extends Component {
    static template = "hr_skp.RoleCell";
    static components = { SkpRoleEntry };
    static props = {
        row: Object,
        column: Object,
        entries: Array,
        canAssign: Boolean,
        openPlan: Function,
        assign: Function,
        withdraw: Function,
        finish: Function,
        // Given by a popover, not by the sheet of a phone.
        close: { type: Function, optional: true },
    };

    setup() {
        this.input = useRef("input");
        this.root = useRef("root");
        // Of an empty cell the leader's own words are a start.
        const text = this.props.entries.length ? "" : this.props.column.name;
        this.state = useState({ text, cascading: "direct", isBusy: false });
        onMounted(() => {
            if (this.input.el) {
                this.input.el.focus();
                this.input.el.select();
            } else {
                this.root.el.focus();
            }
        });
    }

    get isWriting() {
        return this.props.row.mode === "write";
    }

    get assignLabel() {
        return this.isWriting ? _t("Write into the plan") : _t("Propose");
    }

    get noteText() {
        const { row, column } = this.props;
        if (!column.id) {
            return _t("Results that serve another leader's result, or none.");
        }
        if (row.mode === "read") {
            return row.state === "none" || row.state === "draft" || row.state === "revising"
                ? _t("Roles are given by the appraiser, his deputy and the performance team.")
                : _t("You read this plan: %s.", row.state_label);
        }
        if (this.isWriting) {
            return row.state === "none"
                ? _t("The plan is made with it, on behalf of the employee.")
                : _t("It is written into the plan on behalf of the employee.");
        }
        return row.state === "none"
            ? _t("It waits until the plan is made; then the employee adopts or declines it.")
            : row.state === "draft" || row.state === "revising"
              ? _t("The employee adopts it with one click, or declines it with a word.")
              : _t("The employee adopts it in the next revision of the plan.");
    }

    async run(task) {
        if (this.state.isBusy) {
            return;
        }
        this.state.isBusy = true;
        try {
            await task();
            this.props.finish();
        } finally {
            this.state.isBusy = false;
        }
    }

    assign() {
        const { text, cascading } = this.state;
        return text.trim() && this.run(() => this.props.assign(text.trim(), cascading));
    }

    withdraw(entry) {
        return this.run(() => this.props.withdraw(entry.id));
    }

    onKeydown(ev) {
        if (ev.key === "Enter" && !ev.shiftKey) {
            ev.preventDefault();
            this.assign();
        }
    }
}
