import { Component, onWillStart, useRef, useState } from "@odoo/owl";
import { router } from "@web/core/browser/router";
import { getActiveHotkey } from "@web/core/hotkeys/hotkey_service";
import { _t } from "@web/core/l10n/translation";
import { usePopover } from "@web/core/popover/popover_hook";
import { RecordSelector } from "@web/core/record_selectors/record_selector";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { useSetupAction } from "@web/search/action_hook";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { SkpRoleCell } from "./role_cell";
import { SkpRoleEntry } from "./role_entry";

const STEPS = {
    arrowup: [-1, 0],
    arrowdown: [1, 0],
    arrowleft: [0, -1],
    arrowright: [0, 1],
};
// What counts as a role that somebody has, or is asked to take.
const GIVEN = ["result", "proposed"];

/** The role–result matrix: a leader's people by his results, read and filled in one place. */
export class SkpRoleMatrix extends Component {
    static template = "hr_skp.RoleMatrix";
    static components = { Layout, RecordSelector, SkpRoleEntry };
    static props = { ...standardActionServiceProps };

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        this.ui = useState(useService("ui"));
        this.table = useRef("table");
        this.popover = usePopover(SkpRoleCell, {
            position: "bottom-start",
            popoverClass: "o_skp_role_popover",
            useBottomSheet: this.ui.isSmall,
            onClose: () => this.focusCell(),
        });
        this.state = useState({
            search: "",
            onlyBare: false,
            selected: {},
            bulk: { columnId: 0, text: "", cascading: "direct" },
            isBusy: false,
        });
        this.data = useState({ columns: [], rows: [], cycles: [], leader: {}, cycle: {} });
        this.at = null;
        useSetupAction({
            getLocalState: () => ({
                leader_id: this.data.leader.id,
                cycle_id: this.data.cycle.id,
            }),
        });
        onWillStart(() => {
            // Back from a plan, from its button, or from an address that somebody sent.
            const { context } = this.props.action;
            const { leader_id, cycle_id } = { ...router.current, ...context, ...this.props.state };
            return this.load(leader_id, cycle_id);
        });
    }

    async load(leaderId, cycleId) {
        const data = await this.orm.call("hr.skp.role", "get_matrix", [], {
            leader_id: leaderId || false,
            cycle_id: cycleId || false,
        });
        Object.assign(this.data, data);
        this.props.updateActionState?.({
            leader_id: data.leader.id,
            cycle_id: data.cycle.id,
        });
    }

    reload() {
        return this.load(this.data.leader.id, this.data.cycle.id);
    }

    async choose(leaderId, cycleId) {
        this.at = null;
        this.state.selected = {};
        await this.load(leaderId, cycleId);
    }

    // What is shown

    get display() {
        return { controlPanel: {} };
    }

    /** The leader's results, and a last column for what serves none of them. */
    get columns() {
        return [
            ...this.data.columns,
            { id: 0, name: _t("Serves none of these results"), indicators: "" },
        ];
    }

    get rows() {
        const words = this.state.search.trim().toLowerCase();
        return this.data.rows.filter(
            (row) =>
                (!words || `${row.name} ${row.post}`.toLowerCase().includes(words)) &&
                (!this.state.onlyBare || !this.hasRole(row))
        );
    }

    get peopleLabel() {
        return _t("People: %s", this.rows.length);
    }

    get bareLabel() {
        const bare = this.data.rows.filter((row) => !this.hasRole(row));
        return _t("Nothing assigned (%s)", bare.length);
    }

    get nothingLabel() {
        return _t("nothing");
    }

    hasRole(row) {
        return this.data.columns.some((column) => this.isGiven(row, column));
    }

    isGiven(row, column) {
        return this.getEntries(row, column).some((entry) => GIVEN.includes(entry.kind));
    }

    getEntries(row, column) {
        return row.cells[column.id] || [];
    }

    getCount(column) {
        return this.data.rows.filter((row) => this.isGiven(row, column)).length;
    }

    getCountLabel(column) {
        const count = this.getCount(column);
        return column.id && !count ? _t("Nobody") : _t("People: %s", count);
    }

    getCellLabel(row, column) {
        const entries = this.getEntries(row, column).map((entry) => entry.text);
        return _t("%(name)s, %(result)s: %(roles)s", {
            name: row.name,
            result: column.name,
            roles: entries.join("; ") || this.nothingLabel,
        });
    }

    get canAssign() {
        return this.data.columns.length && this.data.rows.some((row) => row.mode !== "read");
    }

    get emptyText() {
        const { leader, cycle, columns, rows } = this.data;
        const names = { name: leader.name, year: cycle.name };
        if (!leader.id || !cycle.id) {
            return _t("There is no team to show yet. Choose a leader.");
        }
        if (!leader.has_plan) {
            return leader.is_me
                ? _t("You have no plan in %(year)s. Its main results would be the columns here.", names)
                : _t("%(name)s has no plan in %(year)s yet. Its main results are the columns.", names);
        }
        if (!columns.length) {
            return leader.is_me || leader.plan_id
                ? _t("The plan has no main result yet. Its main results are the columns.")
                : _t("%(name)s has not submitted a plan yet: no result is offered to you.", names);
        }
        return rows.length ? "" : _t("%(name)s appraises nobody in %(year)s.", names);
    }

    // Opening

    openPlan(id) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "hr.skp",
            res_id: id,
            views: [[false, "form"]],
        });
    }

    openMyPlans() {
        const { plan_id } = this.data.leader;
        return plan_id ? this.openPlan(plan_id) : this.action.doAction("hr_skp.hr_skp_action_my");
    }

    openCell(row, column, target) {
        const entries = this.getEntries(row, column);
        this.at = { row: row.key, column: column.id };
        this.popover.open(target, {
            row,
            column,
            entries,
            canAssign: Boolean(column.id) && row.mode !== "read",
            openPlan: (id) => this.openPlan(id),
            assign: (text, cascading) => this.assign(column.id, [row], text, cascading),
            withdraw: (id) => this.withdraw(id),
            finish: () => this.popover.close(),
        });
    }

    // Giving roles

    async assign(columnId, rows, text, cascading) {
        const people = rows.map(({ employee_id, skp_id }) => ({ employee_id, skp_id }));
        await this.orm.call("hr.skp.role", "action_assign", [columnId, people, text], {
            cascading: cascading || false,
        });
        await this.reload();
    }

    async withdraw(id) {
        await this.orm.call("hr.skp.role", "action_withdraw", [[id]]);
        await this.reload();
    }

    get selectedRows() {
        return this.rows.filter((row) => this.state.selected[row.key] && row.mode !== "read");
    }

    get bulkLabel() {
        const rows = this.selectedRows;
        return rows.every((row) => row.mode === "write")
            ? _t("Write for %s people", rows.length)
            : _t("Propose to %s people", rows.length);
    }

    get areAllSelected() {
        const rows = this.rows.filter((row) => row.mode !== "read");
        return rows.length > 0 && rows.every((row) => this.state.selected[row.key]);
    }

    toggleAll(ev) {
        for (const row of this.rows) {
            if (row.mode !== "read") {
                this.state.selected[row.key] = ev.target.checked;
            }
        }
    }

    setBulkColumn(ev) {
        const { bulk } = this.state;
        const former = this.data.columns.find(({ id }) => id === bulk.columnId);
        bulk.columnId = Number(ev.target.value);
        // The leader's own words are a start; what was typed stays.
        if (!bulk.text || bulk.text === former?.name) {
            bulk.text = this.data.columns.find(({ id }) => id === bulk.columnId)?.name || "";
        }
    }

    async assignSelected() {
        const { bulk } = this.state;
        if (this.state.isBusy || !bulk.columnId || !bulk.text.trim()) {
            return;
        }
        this.state.isBusy = true;
        try {
            await this.assign(bulk.columnId, this.selectedRows, bulk.text, bulk.cascading);
            this.state.selected = {};
            this.state.bulk = { columnId: 0, text: "", cascading: "direct" };
        } finally {
            this.state.isBusy = false;
        }
    }

    // Keyboard

    /** One cell at a time is reached by Tab; the arrows go on from it. */
    onFocusin(ev) {
        const cell = ev.target.closest("[data-cell]");
        if (!cell) {
            return;
        }
        for (const other of this.table.el.querySelectorAll("[data-cell][tabindex='0']")) {
            other.tabIndex = -1;
        }
        cell.tabIndex = 0;
    }

    onKeydown(ev) {
        const cell = ev.target.closest("[data-cell]");
        if (!cell || ev.target !== cell) {
            return;
        }
        const hotkey = getActiveHotkey(ev);
        if (STEPS[hotkey]) {
            const [down, right] = STEPS[hotkey];
            const line = cell.parentElement;
            const cells = [...line.querySelectorAll("[data-cell]")];
            const place = cells.indexOf(cell);
            const lines = [...this.table.el.querySelectorAll("tbody tr")];
            const next = lines[lines.indexOf(line) + down];
            next?.querySelectorAll("[data-cell]")[place + right]?.focus();
        } else if (hotkey === "enter" || hotkey === "space") {
            cell.click();
        } else {
            return;
        }
        ev.preventDefault();
        ev.stopPropagation();
    }

    /** Back from an opened cell to where it stood. */
    focusCell() {
        if (this.at && this.table.el) {
            const { row, column } = this.at;
            this.table.el.querySelector(`[data-cell="${row}/${column}"]`)?.focus();
        }
    }
}

registry.category("actions").add("hr_skp_role_matrix", SkpRoleMatrix);
