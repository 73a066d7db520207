import {Component, onWillStart, useEffect, useState} from "@odoo/owl";
import {deserializeDateTime, formatDateTime} from "@web/core/l10n/dates";
import {_t} from "@web/core/l10n/translation";
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
    "parent_id",
    "resolved_by_id",
];

/**
 * The points about a plan, a result or an indicator, in a dialog beside the line:
 * both sides read, add, answer, resolve and reopen them without leaving the document.
 */
export class Points extends Component {
    static template = "hr_skp.Points";
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.params = this.props.action.params;
        this.state = useState({
            points: [],
            text: "",
            answered: false,
            answer: "",
            isBusy: false,
        });
        this.input = useAutofocus({refName: "text"});
        this.answerInput = useAutofocus({refName: "answer", mobile: true});
        this.wanted = null;
        useEffect(() => this.focusWanted());
        onWillStart(() => this.load());
    }

    get canAdd() {
        return !this.state.isBusy && this.state.text.trim();
    }

    get canAnswer() {
        return !this.state.isBusy && this.state.answer.trim();
    }

    async load() {
        const order = "state, id";
        const read = (domain) =>
            this.orm.searchRead("hr.skp.point", domain, FIELDS, {order});
        const points = await read(this.params.domain);
        const ids = points.map(({id}) => id);
        const replies = ids.length ? await read([["parent_id", "in", ids]]) : [];
        this.state.points = points.map((point) => ({
            ...point,
            replies: replies.filter(({parent_id}) => parent_id[0] === point.id),
        }));
    }

    /** The line a point speaks of, where the dialog shows points of several lines. */
    getSubject(point) {
        if (this.params.field !== "skp_id") {
            return "";
        }
        const line = point.indicator_id || point.result_id;
        return line ? line[1] : "";
    }

    getAnswerLabel(point) {
        return _t("Answer to: %s", point.text);
    }

    formatDate(value) {
        return formatDateTime(deserializeDateTime(value), {showSeconds: false});
    }

    /** Do something and read again; the cursor goes on where it was, or to `wanted`. */
    async run(method, wanted) {
        if (this.state.isBusy) {
            return;
        }
        this.state.isBusy = true;
        try {
            await method();
            await this.load();
            this.wanted = wanted;
        } finally {
            this.state.isBusy = false;
        }
    }

    focusWanted() {
        const element = this.wanted && document.getElementById(this.wanted);
        if (element && !element.disabled) {
            this.wanted = null;
            element.focus();
        }
    }

    async add() {
        if (!this.canAdd) {
            return;
        }
        const text = this.state.text.trim();
        await this.run(async () => {
            await this.orm.create("hr.skp.point", [{...this.params.values, text}]);
            this.state.text = "";
        }, "o_hr_skp_point_text");
    }

    toggle(point) {
        const method = point.state === "open" ? "action_resolve" : "action_reopen";
        return this.run(
            () => this.orm.call("hr.skp.point", method, [[point.id]]),
            `o_hr_skp_point_toggle_${point.id}`
        );
    }

    startAnswer(point) {
        Object.assign(this.state, {answered: point.id, answer: ""});
    }

    async answer(point) {
        if (!this.canAnswer) {
            return;
        }
        const {answer} = this.state;
        await this.run(async () => {
            await this.orm.call("hr.skp.point", "action_reply", [[point.id], answer]);
            Object.assign(this.state, {answered: false, answer: ""});
        }, `o_hr_skp_point_answer_${point.id}`);
    }

    /** Ctrl+Enter sends; Escape leaves an answer, but not the dialog. */
    onKeydown(ev, point) {
        if (ev.key === "Enter" && (ev.ctrlKey || ev.metaKey)) {
            point ? this.answer(point) : this.add();
        } else if (ev.key === "Escape" && point) {
            Object.assign(this.state, {answered: false, answer: ""});
            this.wanted = `o_hr_skp_point_answer_${point.id}`;
        } else {
            return;
        }
        ev.preventDefault();
        ev.stopPropagation();
    }
}

registry.category("actions").add("hr_skp_points", Points);
