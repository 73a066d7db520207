import {Component, onWillStart, onWillUpdateProps, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {useService} from "@web/core/utils/hooks";

// Each kind by icon, word and colour: colour is never the only sign.
const KINDS = {
    added: {icon: "fa-plus-circle", color: "text-success", label: _t("new")},
    removed: {icon: "fa-minus-circle", color: "text-danger", label: _t("removed")},
    dropped: {icon: "fa-minus-circle", color: "text-danger", label: _t("dropped")},
    taken_over: {icon: "fa-share", color: "text-warning", label: _t("taken over")},
    changed: {icon: "fa-pencil", color: "text-info", label: _t("changed")},
    same: {icon: "fa-circle-o", color: "text-muted", label: _t("indicators changed")},
};
const SECTIONS = {
    plan: _t("Plan"),
    identities: _t("Identities"),
    results: _t("Results"),
    behaviors: _t("Behaviour"),
    annexes: _t("Annex"),
    contracts: _t("Work agreement"),
};

/** One line and, below it, its indicators: old text struck, new text marked. */
export class ChangedLine extends Component {
    static template = "hr_skp.ChangedLine";
    static props = {change: Object};

    get kind() {
        return KINDS[this.props.change.kind];
    }

    get isGone() {
        return ["removed", "dropped"].includes(this.props.change.kind);
    }
}
ChangedLine.components = {ChangedLine};

/** Two states of a plan side by side, any two of its revisions to choose from. */
export class Changes extends Component {
    static template = "hr_skp.Changes";
    static components = {ChangedLine};
    static props = {
        resId: Number,
        data: {type: Object, optional: true},
    };

    setup() {
        this.orm = useService("orm");
        this.state = useState({data: this.props.data});
        onWillStart(async () => {
            if (!this.state.data) {
                await this.load();
            }
        });
        onWillUpdateProps((props) => {
            if (props.data && props.data !== this.props.data) {
                this.state.data = props.data;
            }
        });
    }

    get sections() {
        const sections = [];
        for (const change of this.state.data.changes) {
            if (sections.at(-1)?.name !== change.section) {
                sections.push({
                    name: change.section,
                    label: SECTIONS[change.section],
                    changes: [],
                });
            }
            sections.at(-1).changes.push(change);
        }
        return sections;
    }

    get olderChoices() {
        const {revisions, new: later} = this.state.data;
        return revisions.filter(
            ({revision}) => revision && (!later || revision < later)
        );
    }

    get newerChoices() {
        return this.state.data.revisions.filter(
            ({revision}) => revision !== this.state.data.revisions[0].revision
        );
    }

    async load(old, later) {
        this.state.data = await this.orm.call(
            "hr.skp",
            "action_compare_revisions",
            [[this.props.resId]],
            {old, new: later}
        );
    }

    onChooseOld(ev) {
        return this.load(Number(ev.target.value), this.state.data.new);
    }

    onChooseNew(ev) {
        const later = Number(ev.target.value);
        const {old} = this.state.data;
        return this.load(!later || old < later ? old : undefined, later);
    }
}

/** The comparison as a dialog, from the history of a plan. */
export class ChangesAction extends Component {
    static template = "hr_skp.ChangesAction";
    static components = {Changes};
    static props = {...standardActionServiceProps};
}

registry.category("actions").add("hr_skp_changes", ChangesAction);

/** The comparison on the plan itself. */
export class ChangesField extends Component {
    static template = "hr_skp.ChangesField";
    static components = {Changes};
    static props = {...standardFieldProps};

    get data() {
        return this.props.record.data[this.props.name];
    }
}

registry.category("fields").add("hr_skp_changes", {
    component: ChangesField,
    supportedTypes: ["json"],
});
