import {Component, onWillStart, useEffect, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {deserializeDate, serializeDate} from "@web/core/l10n/dates";
import {formatFloat} from "@web/core/utils/numbers";
import {useBus, useService} from "@web/core/utils/hooks";

const {DateTime, Info} = luxon;
// What a day is, besides its colour.
const ICONS = {
    filled: "fa-check",
    empty: "fa-exclamation",
    leave: "fa-plane",
    holiday: "fa-star",
};
// More than these are found by the filter.
const REJECTED_SHOWN = 3;
const VALUES = ["name", "kind", "result_id", "quantity", "uom", "duration"];

/**
 * The month beside the daily log, and what is logged again and again: three taps on a
 * phone for a usual activity – choose it, confirm the quantity, save.
 */
export class LogPanel extends Component {
    static template = "hr_skp.LogPanel";
    static props = {list: Object, editedId: {type: String, optional: true}};

    setup() {
        this.orm = useService("orm");
        this.notification = useService("notification");
        this.weekdays = Info.weekdays("narrow");
        const today = DateTime.local().startOf("day");
        this.state = useState({
            day: today,
            month: {days: [], hours: 0, empty: 0},
            usual: {yesterday: [], usual: [], rejected: []},
            drafts: null,
            isBusy: false,
        });
        onWillStart(() => this.load());
        // What is typed in the list shows in the month.
        useBus(this.props.list.model.bus, "update", () => this.loadMonth());
        useEffect(
            (editedId) => {
                if (!editedId && this.wasEdited) {
                    this.loadMonth();
                }
                this.wasEdited = Boolean(editedId);
            },
            () => [this.props.editedId]
        );
    }

    async load() {
        const [usual] = await Promise.all([
            this.orm.call("hr.skp.activity", "get_usual", []),
            this.loadMonth(),
        ]);
        this.state.usual = usual;
    }

    async loadMonth() {
        const day = serializeDate(this.state.day);
        this.state.month = await this.orm.call("hr.skp.activity", "get_month", [day]);
    }

    get title() {
        return this.state.day.toFormat("LLLL yyyy");
    }

    get hours() {
        return formatFloat(this.state.month.hours, {digits: [16, 1]});
    }

    get dayTitle() {
        return this.state.day.toLocaleString({weekday: "long", day: "numeric", month: "long"});
    }

    /** Empty cells before the first day, so that each column is one weekday. */
    get blanks() {
        return this.state.day.startOf("month").weekday - 1;
    }

    get isToday() {
        return this.state.day.hasSame(DateTime.local(), "day");
    }

    getDay(day) {
        const date = deserializeDate(day.date);
        return {
            number: date.day,
            icon: ICONS[day.kind],
            isChosen: date.hasSame(this.state.day, "day"),
            isClosed: date > DateTime.local().endOf("day"),
            label: [
                `${date.toLocaleString({day: "numeric", month: "long"})}: ${this.getKind(day)}`,
                ...this.getPart(day),
            ].join(", "),
        };
    }

    getKind(day) {
        if (day.kind === "filled") {
            return _t("%(count)s entries, %(hours)s hours", {
                count: day.count,
                hours: formatFloat(day.hours, {digits: [16, 1]}),
            });
        }
        const kinds = {
            empty: _t("nothing logged"),
            today: _t("today, nothing logged yet"),
            leave: _t("leave"),
            holiday: day.label || _t("holiday"),
            off: _t("no working day"),
            future: _t("still to come"),
        };
        return kinds[day.kind];
    }

    /** What is free of a day on which one works all the same. */
    getPart(day) {
        const parts = {
            leave: _t("leave for part of the day"),
            holiday: _t("holiday for part of the day"),
        };
        return day.part ? [parts[day.part]] : [];
    }

    async moveMonth(step) {
        const moved = this.state.day.plus({months: step});
        this.state.day = DateTime.min(moved, DateTime.local().startOf("day"));
        await this.loadMonth();
    }

    /** Show the entries of one day; a new line is of that day. */
    choose(day) {
        this.state.day = deserializeDate(day.date);
        const searchModel = this.env.searchModel;
        const former = this.dayFilter && searchModel.searchItems[this.dayFilter];
        if (former && searchModel.query.some((item) => item.searchItemId === this.dayFilter)) {
            searchModel.deactivateGroup(former.groupId);
        }
        this.dayFilter = searchModel.nextId;
        searchModel.createNewFilters([
            {
                description: this.state.day.toLocaleString(DateTime.DATE_MED),
                domain: [["date", "=", day.date]],
                context: {default_date: day.date},
            },
        ]);
    }

    get rejected() {
        return this.state.usual.rejected.slice(0, REJECTED_SHOWN);
    }

    getShortDate(date) {
        return deserializeDate(date).toLocaleString({day: "numeric", month: "short"});
    }

    /** Show the day of an entry that came back. */
    chooseRejected(entry) {
        this.choose({date: entry.date});
        return this.loadMonth();
    }

    /** Offer values of former entries for the chosen day, to confirm and save. */
    offer(entries) {
        this.state.drafts = entries.map((entry) => ({...entry}));
    }

    async save() {
        const date = serializeDate(this.state.day);
        const entries = this.state.drafts.map((draft) => ({
            ...Object.fromEntries(VALUES.map((name) => [name, draft[name]])),
            quantity: Number(draft.quantity) || 0,
            duration: Number(draft.duration) || 0,
            date,
        }));
        this.state.isBusy = true;
        try {
            await this.orm.create("hr.skp.activity", entries);
            this.state.drafts = null;
            await this.props.list.load();
            await this.loadMonth();
        } finally {
            this.state.isBusy = false;
        }
    }

    /** Hand in the chosen day, or its week up to today. */
    async submit(unit) {
        const first = this.state.day.startOf(unit);
        const last = this.state.day.endOf(unit);
        const count = await this.orm.call("hr.skp.activity", "action_submit_days", [
            serializeDate(first),
            serializeDate(last),
        ]);
        this.notification.add(_t("Entries submitted: %s", count), {type: "success"});
        await this.props.list.load();
        await this.load();
    }
}
