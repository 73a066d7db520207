import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";

/**
 * The people of one sitting: who comes next, who is ready, and what is done for many.
 *
 * Nobody chosen means everybody; each button says for how many it works.
 */
export class RatingPanel extends Component {
    static template = "hr_skp_evaluation.RatingPanel";
    static props = {
        people: Array,
        currentId: Number,
        isBusy: Boolean,
        onGo: Function,
        onStep: Function,
        onRepeat: Function,
        onFeedback: Function,
        onDeliver: Function,
    };

    setup() {
        this.state = useState({ chosen: {}, isOpen: false });
    }

    get index() {
        return this.props.people.findIndex(({ id }) => id === this.props.currentId);
    }

    get current() {
        return this.props.people[this.index];
    }

    get hasNext() {
        const isLast = this.index === this.props.people.length - 1;
        return (
            !isLast ||
            this.props.people.some((person) => !person.isDelivered && person !== this.current)
        );
    }

    get position() {
        return _t("%(number)s of %(total)s", {
            number: this.index + 1,
            total: this.props.people.length,
        });
    }

    get chosen() {
        const chosen = this.props.people.filter(({ id }) => this.state.chosen[id]);
        return chosen.length ? chosen : this.props.people;
    }

    get areAllChosen() {
        return this.props.people.every(({ id }) => this.state.chosen[id]);
    }

    /** Delivered ones have nothing to wait for, so nothing is told of them either. */
    get open() {
        return this.chosen.filter(({ isDelivered }) => !isDelivered);
    }

    get repeatable() {
        return this.chosen.filter(({ canRepeat }) => canRepeat);
    }

    get ready() {
        return this.chosen.filter(({ isReady }) => isReady);
    }

    get doneText() {
        return _t("%(done)s of %(total)s delivered", {
            done: this.props.people.filter(({ isDelivered }) => isDelivered).length,
            total: this.props.people.length,
        });
    }

    toggle(person) {
        this.state.chosen[person.id] = !this.state.chosen[person.id];
    }

    toggleAll() {
        const value = !this.areAllChosen;
        for (const { id } of this.props.people) {
            this.state.chosen[id] = value;
        }
    }

    go(person) {
        this.state.isOpen = false;
        this.props.onGo(person.id);
    }
}
