import { RelationalModel } from "@web/model/relational_model/relational_model";

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
 * A record whose lines outlast a save.
 *
 * Odoo makes the records of lines anew whenever their form is saved or read again: inputs
 * are drawn again, and what is typed meanwhile goes to a record that nobody reads any
 * more. Here a line keeps its key, so its inputs stay with cursor and text, and a change
 * that had to wait for the save goes to the record that stands for the line by then.
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

    update(changes, options = {}) {
        if (!this._parentRecord || this.model._urgentSave) {
            return super.update(changes, options);
        }
        return this.model.mutex.exec(() =>
            this.getPresent()._update(changes, { withoutOnchange: options.save })
        );
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
            }
        }
    }
}

export class LastingModel extends RelationalModel {
    static Record = LastingRecord;
}
