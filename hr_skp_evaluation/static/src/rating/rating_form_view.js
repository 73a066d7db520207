import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import {
    LastingFormController,
    lastingFormView,
} from "@hr_skp/views/lasting_form/lasting_form_view";
import { Mutex } from "@web/core/utils/concurrency";
import { RatingPanel } from "./rating_panel";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useHotkey } from "@web/core/hotkeys/hotkey_hook";
import { user } from "@web/core/user";
import { useState } from "@odoo/owl";

// Of each person of the sitting, in one read.
const FIELDS = [
    "can_deliver",
    "can_edit",
    "can_repeat_last",
    "behavior_rating",
    "changes_text",
    "employee_id",
    "last_text",
    "predicate",
    "state",
    "work_rating",
];
// More people than anybody rates in one sitting.
const LIMIT = 200;

/**
 * The screen of an evaluation. Whoever rates it has the people of the same period beside
 * it, and goes from one to the next, or does something for many, without leaving.
 */
class RatingFormController extends LastingFormController {
    static template = "hr_skp_evaluation.RatingFormView";
    static components = { ...LastingFormController.components, RatingPanel };

    setup() {
        super.setup();
        this.sitting = useState({ people: [], isBusy: false });
        this.mutex = new Mutex();
        useHotkey("n", () => this.step(1));
        useHotkey("p", () => this.step(-1));
        useHotkey("l", () => this.repeatCurrent(), {
            isAvailable: () => this.isSitting && this.model.root.data.can_repeat_last,
        });
        useHotkey("q", () => this.mutex.exec(() => this.focusQuadrant()));
    }

    get modelParams() {
        const params = super.modelParams;
        params.hooks.onRootLoaded = (root) => this.loadPeople(root);
        return params;
    }

    get isSitting() {
        return this.people.some(({ id }) => id === this.model.root.resId);
    }

    /** The people, with what is typed and not saved yet for the present one. */
    get people() {
        const { resId, data } = this.model.root;
        return this.sitting.people.map((row) =>
            this.makePerson(row.id === resId ? { ...row, ...this.getTyped(data) } : row)
        );
    }

    getTyped({ work_rating, behavior_rating, predicate }) {
        return { work_rating, behavior_rating, predicate };
    }

    makePerson(row) {
        const hasBoth = Boolean(row.work_rating && row.behavior_rating);
        const isReady = row.can_deliver || (row.can_edit && hasBoth && !row.changes_text);
        const isDelivered = !["draft", "submitted", "rated"].includes(row.state);
        return {
            id: row.id,
            name: row.employee_id.display_name,
            lastText: row.last_text,
            predicate: this.getLabel("predicate", row.predicate),
            isReady,
            isDelivered,
            canRepeat: row.can_repeat_last && !row.work_rating && !row.behavior_rating,
            stateText: this.getStateText(row, isReady),
            icon: isDelivered ? "fa-check-circle" : isReady ? "fa-paper-plane-o" : "fa-circle-thin",
        };
    }

    getLabel(name, value) {
        return this.props.fields[name].selection.find(([key]) => key === value)?.[1] || "";
    }

    getStateText(row, isReady) {
        if (isReady) {
            return _t("Ready");
        }
        if (row.can_edit && row.changes_text) {
            return _t("Plan changed, to be looked at");
        }
        if (row.state === "draft") {
            return row.can_edit ? _t("To rate, not submitted") : _t("The period goes on");
        }
        return row.state === "submitted" ? _t("To rate") : this.getLabel("state", row.state);
    }

    get panelProps() {
        return {
            people: this.people,
            currentId: this.model.root.resId,
            isBusy: this.sitting.isBusy,
            onGo: (id) => this.go(id),
            // A double click is one: only keys wait for each other.
            onStep: (step) => this.sitting.isBusy || this.step(step),
            onRepeat: (people) =>
                this.sitting.isBusy || this.runForMany("action_repeat_last_ready", people),
            onFeedback: (people) => this.giveFeedback(people),
            onDeliver: (people) => this.confirmDelivery(people),
        };
    }

    /** Read whom the user rates in the period of the present evaluation. */
    async loadPeople({ resId, data }) {
        if (!resId || this.env.inDialog || !data.period_id) {
            this.sitting.people = [];
            return;
        }
        const { records } = await this.orm.webSearchRead(
            "hr.skp.evaluation",
            [
                ["period_id", "=", data.period_id.id],
                ["stop_reason", "=", false],
                "|",
                ["appraiser_user_id", "=", user.userId],
                ["deputy_user_id", "=", user.userId],
            ],
            {
                specification: {
                    ...Object.fromEntries(FIELDS.map((name) => [name, {}])),
                    employee_id: { fields: { display_name: {} } },
                },
                order: "employee_id",
                limit: LIMIT,
            }
        );
        this.sitting.people = records;
    }

    async onRecordSaved(record, changes) {
        await super.onRecordSaved(record, changes);
        await this.loadPeople(record);
    }

    // From one person to the next

    /** Forward goes past those who have theirs already, and round to who was left out. */
    step(step) {
        return this.work(() => {
            const people = this.people;
            const index = people.findIndex(({ id }) => id === this.model.root.resId);
            const others = [...people.slice(index + 1), ...people.slice(0, index)];
            const waiting = step > 0 && others.find(({ isDelivered }) => !isDelivered);
            const person = waiting || people[index + step];
            return index >= 0 && person && this.show(person.id);
        });
    }

    go(id) {
        return this.work(() => this.show(id));
    }

    /** Save what is typed, then show somebody else; at the top of his screen. */
    async show(id) {
        const resIds = this.sitting.people.map((person) => person.id);
        if (id !== this.model.root.resId && (await this.saveAll())) {
            await this.model.load({ resId: id, resIds });
            this.rootRef.el.querySelector(".o_content").scrollTop = 0;
        }
    }

    /** One thing after the other: keys may come faster than the answers. */
    work(method) {
        return this.mutex.exec(async () => {
            this.sitting.isBusy = true;
            const release = this.holdSheet();
            try {
                await method();
            } finally {
                this.sitting.isBusy = false;
                release();
            }
        });
    }

    /** Between one person and the next nothing is typed that would be nobody's. */
    holdSheet() {
        const sheet = this.rootRef.el.querySelector(".o_form_renderer");
        const focused = document.activeElement;
        sheet.inert = true;
        return () => {
            sheet.inert = false;
            if (document.activeElement === document.body && sheet.contains(focused)) {
                focused.focus({ preventScroll: true });
            }
        };
    }

    /** Save until nothing is left: one may go on rating while a save is under way. */
    async saveAll() {
        const { root } = this.model;
        do {
            if (!(await root.save())) {
                return false;
            }
        } while (await root.isDirty());
        return true;
    }

    focusQuadrant() {
        this.rootRef.el.querySelector(".o_hr_skp_quadrant [tabindex='0']")?.focus();
    }

    // For many

    repeatCurrent() {
        return this.runForMany("action_repeat_last_ready", [{ id: this.model.root.resId }]);
    }

    /** Call an action for several people; it says for whom it was not possible, and why. */
    runForMany(method, people) {
        return this.work(async () => {
            if (!(await this.saveAll())) {
                return;
            }
            const ids = people.map(({ id }) => id);
            const told = await this.orm.call("hr.skp.evaluation", method, [ids]);
            await this.model.load();
            const { next, ...params } = told.params;
            await this.actionService.doAction({ ...told, params });
        });
    }

    giveFeedback(people) {
        return this.work(async () => {
            if (await this.saveAll()) {
                await this.actionService.doAction(
                    "hr_skp_evaluation.hr_skp_feedback_give_action_evaluations",
                    {
                        additionalContext: {
                            active_model: "hr.skp.evaluation",
                            active_ids: people.map(({ id }) => id),
                        },
                        onClose: () => this.model.load(),
                    }
                );
            }
        });
    }

    confirmDelivery(people) {
        const ready = people.filter(({ isReady }) => isReady);
        const names = ready.map(({ name, predicate }) => `${name}: ${predicate}`);
        this.dialogService.add(ConfirmationDialog, {
            title: _t("Deliver %s evaluations?", ready.length),
            body: _t("Their employees read them at once, and have some days to object.\n\n%s", names.join("\n")),
            confirmLabel: _t("Deliver"),
            confirm: () => this.runForMany("action_deliver_ready", people),
            cancel: () => {},
        });
    }
}

registry.category("views").add("hr_skp_rating", {
    ...lastingFormView,
    Controller: RatingFormController,
});
