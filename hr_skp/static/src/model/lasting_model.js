import { ConnectionLostError } from "@web/core/network/rpc";
import { RelationalModel } from "@web/model/relational_model/relational_model";

// What can be shown at once: its value is what was typed, whatever the server says to it.
const PLAIN = ["boolean", "char", "float", "integer", "selection", "text"];

const isLines = (value) => Array.isArray(value?.records);

/**
 * Join each line to the one that stands for it now: [before, now] each.
 *
 * Lines that were new have no id to be known by. A save gives them back in their order,
 * and is trusted with it only where it gives back as many.
 */
function joinLines(before, now, isSaved) {
    const known = new Map(now.map((line) => [line.resId, line]));
    const pairs = before.map((line) => [line, known.get(line.resId)]);
    const news = before.filter((line) => !line.resId);
    const ids = new Set(before.map((line) => line.resId));
    const made = now.filter((line) => !ids.has(line.resId));
    if (isSaved && news.length === made.length) {
        pairs.push(...news.map((line, index) => [line, made[index]]));
    }
    return pairs.filter(([, line]) => line);
}

/**
 * A record that loses nothing that is typed while the server is slow, or away.
 *
 * Odoo takes a change over when the server has answered to it: until then the old value
 * is shown, leaving the page does not ask for it, and where no answer comes it is gone.
 * Here a change stands at once, and waits only for what the server makes of it.
 *
 * Odoo also makes the records of lines anew whenever their form is saved or read again.
 * Here a line keeps its key, so its inputs stay with cursor and text, and a change that
 * had to wait goes to the record that stands for the line by then.
 */
class LastingRecord extends RelationalModel.Record {
    setup() {
        this._successor = null;
        this._isBeingSaved = false;
        super.setup(...arguments);
    }

    /** The record that stands for this line now. */
    getPresent() {
        return this._successor ? this._successor.getPresent() : this;
    }

    _getRoot() {
        return this._parentRecord ? this._parentRecord._getRoot() : this;
    }

    update(changes, options = {}) {
        if (this.model._urgentSave) {
            return super.update(changes, options);
        }
        const root = this._getRoot();
        const { resId } = root;
        const pending = { record: this, changes };
        this.model.pending.add(pending);
        this._showPending(changes);
        return this.model.mutex.exec(async () => {
            try {
                if (resId && root.resId !== resId) {
                    return; // The form went on to another document: it is not for that one.
                }
                const present = this.getPresent();
                await present._update(changes, { withoutOnchange: options.save });
                if (options.save && present.canSaveOnUpdate) {
                    return await present._save();
                }
            } finally {
                this.model.pending.delete(pending);
            }
        });
    }

    /** Let what waits stand in the record, and the form know that it is to be saved. */
    _showPending(changes) {
        const isPlain = Object.entries(changes).every(
            ([name, value]) =>
                PLAIN.includes(this.fields[name]?.type) && typeof value !== "object"
        );
        const isForMany = this.selected && this.model.multiEdit;
        if (isPlain && !isForMany) {
            this._applyChanges(changes);
        }
        for (let record = this; record; record = record._parentRecord) {
            record.dirty = true;
        }
    }

    /**
     * What the server makes of a change waits for the save where no answer comes, or where
     * the save is next; only a new record has to know it before.
     */
    async _getOnchangeValues() {
        if (this.model.savings && !this.isNew) {
            return {};
        }
        try {
            return await super._getOnchangeValues(...arguments);
        } catch (error) {
            if (error instanceof ConnectionLostError) {
                return {};
            }
            throw error;
        }
    }

    save() {
        return this.model.goOnToSave(() => super.save(...arguments));
    }

    async _save(options = {}) {
        this._isBeingSaved = !options.nextId;
        try {
            return await super._save(options);
        } finally {
            this._isBeingSaved = false;
        }
    }

    _setData() {
        const before = { ...this.data };
        super._setData(...arguments);
        this._keepLines(before, this._isBeingSaved);
        this._keepPending();
    }

    /** Let the lines that this record has now stand for those it had before. */
    _keepLines(before, isSaved) {
        for (const [name, lines] of Object.entries(before)) {
            if (!isLines(lines) || !isLines(this.data[name])) {
                continue;
            }
            for (const [old, line] of joinLines(lines.records, this.data[name].records, isSaved)) {
                old._successor = line;
                line.id = old.id;
                line._keepLines(old.data, isSaved);
                line._keepPending();
            }
        }
    }

    _keepPending() {
        for (const { record, changes } of this.model.pending) {
            if (record.getPresent().id === this.id) {
                this._showPending(changes);
            }
        }
    }
}

export class LastingModel extends RelationalModel {
    static Record = LastingRecord;

    setup() {
        super.setup(...arguments);
        // {record, changes}: changes that wait for the server
        this.pending = new Set();
        this.savings = 0;
        this.bus.addEventListener("WILL_SAVE_URGENTLY", () => {
            for (const { record, changes } of this.pending) {
                record.getPresent()._update(changes);
            }
        });
    }

    /** Do something that ends with a save: nothing is asked of the server before it. */
    async goOnToSave(method) {
        this.savings++;
        try {
            return await method();
        } finally {
            this.savings--;
        }
    }
}
