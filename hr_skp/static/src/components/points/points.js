import {Component, onWillStart, useState} from "@odoo/owl";
import {deserializeDateTime, formatDateTime} from "@web/core/l10n/dates";
import {registry} from "@web/core/registry";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {useAutofocus, useService} from "@web/core/utils/hooks";

const FIELDS = [
    "text",
    "author_id",
    "state",
    "create_date",
    "indicator_id",
    "result_id",
    "resolved_by_id",
];

/**
 * The points about a plan, a result or an indicator, in a dialog beside the line:
 * both sides read, add, resolve and reopen them without leaving the document.
 */
export class Points extends Component {
    static template = "hr_skp.Points";
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.params = this.props.action.params;
        this.state = useState({points: [], text: "", isBusy: false});
        this.input = useAutofocus({refName: "text"});
        onWillStart(() => this.load());
    }

    get canAdd() {
        return !this.state.isBusy && this.state.text.trim();
    }

    async load() {
        const {field, subject_id} = this.params;
        this.state.points = await this.orm.searchRead(
            "hr.skp.point",
            [[field, "=", subject_id]],
            FIELDS,
            {order: "state, id"}
        );
    }

    /** The line a point speaks of, where the dialog shows points of several lines. */
    getSubject(point) {
        const {field} = this.params;
        if (field === "indicator_id") {
            return "";
        }
        const line = point.indicator_id || (field === "skp_id" && point.result_id);
        return line ? line[1] : "";
    }

    formatDate(value) {
        return formatDateTime(deserializeDateTime(value), {showSeconds: false});
    }

    async run(method) {
        if (this.state.isBusy) {
            return;
        }
        this.state.isBusy = true;
        try {
            await method();
            await this.load();
        } finally {
            this.state.isBusy = false;
        }
    }

    async add() {
        if (!this.canAdd) {
            return;
        }
        const text = this.state.text.trim();
        await this.run(() =>
            this.orm.create("hr.skp.point", [{...this.params.values, text}])
        );
        this.state.text = "";
        this.input.el?.focus();
    }

    toggle(point) {
        const method = point.state === "open" ? "action_resolve" : "action_reopen";
        return this.run(() => this.orm.call("hr.skp.point", method, [[point.id]]));
    }

    onKeydown(ev) {
        if (ev.key === "Enter" && (ev.ctrlKey || ev.metaKey)) {
            ev.preventDefault();
            ev.stopPropagation();
            this.add();
        }
    }
}

registry.category("actions").add("hr_skp_points", Points);
