import {Component, onWillStart, useEffect, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {deserializeDate, serializeDate} from "@web/core/l10n/dates";
import {ConfirmationDialog} from "@web/core/confirmation_dialog/confirmation_dialog";
import {formatFloatTime} from "@web/views/fields/formatters";
import {parseTime} from "../../fields/time/time_field";
import {user} from "@web/core/user";
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
        this.dialog = useService("dialog");
        this.action = useService("action");
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
        return formatFloatTime(this.state.month.hours);
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
                hours: formatFloatTime(day.hours),
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

    /** Open an entry that came back, to put it right. */
    openRejected(entry) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "hr.skp.activity",
            res_id: entry.id,
            views: [[false, "form"]],
        });
    }

    /** Offer values of former entries for the chosen day, to confirm and save. */
    offer(entries) {
        this.state.drafts = entries.map((entry) => ({
            ...entry,
            hours: entry.duration ? formatFloatTime(entry.duration) : "",
        }));
    }

    getEntries() {
        return this.state.drafts.map((draft) => ({
            ...Object.fromEntries(VALUES.map((name) => [name, draft[name]])),
            quantity: Number(draft.quantity) || 0,
            duration: draft.hours ? parseTime(draft.hours) : 0,
            date: serializeDate(this.state.day),
        }));
    }

    async save() {
        if (this.state.isBusy) {
            return;
        }
        let entries = [];
        try {
            entries = this.getEntries();
        } catch {
            this.notification.add(_t("Hours lie between 0 and 24, such as 1:30."), {
                type: "danger",
            });
            return;
        }
        this.state.isBusy = true;
        try {
            if (await this.confirmTwice(entries)) {
                await this.create(entries);
            }
        } finally {
            this.state.isBusy = false;
        }
    }

    /** Ask before the same work is logged once more on its day; resolve to the answer. */
    async confirmTwice(entries) {
        const logged = await this.orm.searchRead(
            "hr.skp.activity",
            [
                ["employee_user_id", "=", user.userId],
                ["date", "=", serializeDate(this.state.day)],
                ["name", "in", entries.map((entry) => entry.name)],
            ],
            ["name", "quantity", "duration"]
        );
        const getKey = (entry) =>
            [entry.name, entry.quantity, Math.round(entry.duration * 60)].join();
        const keys = new Set(logged.map(getKey));
        const twice = entries.filter((entry) => keys.has(getKey(entry)));
        if (!twice.length) {
            return true;
        }
        return new Promise((resolve) =>
            this.dialog.add(
                ConfirmationDialog,
                {
                    title: _t("Logged already"),
                    body: _t("“%(names)s” is in the log of this day already. Save it once more?", {
                        names: twice.map((entry) => entry.name).join("”, “"),
                    }),
                    confirmLabel: _t("Save once more"),
                    confirm: () => resolve(true),
                    cancel: () => resolve(false),
                },
                {onClose: () => resolve(false)}
            )
        );
    }

    async create(entries) {
        await this.orm.create("hr.skp.activity", entries);
        this.state.drafts = null;
        const names = entries.map((entry) => entry.name).join(", ");
        const hours = entries.reduce((sum, entry) => sum + entry.duration, 0);
        const message = hours
            ? _t("Saved: %(names)s, %(hours)s hours", {names, hours: formatFloatTime(hours)})
            : _t("Saved: %(names)s", {names});
        this.notification.add(message, {type: "success"});
        await this.props.list.load();
        await this.loadMonth();
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
