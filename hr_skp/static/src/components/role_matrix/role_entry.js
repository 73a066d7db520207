import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";

/** One role in a cell: a result in the member's plan, or a proposal and what became of it. */
export class SkpRoleEntry extends Component {
    static template = "hr_skp.RoleEntry";
    static props = { entry: Object };

    get icon() {
        return {
            result: this.props.entry.cascading === "indirect" ? "fa-random" : "fa-arrow-right",
            proposed: "fa-hourglass-half",
            declined: "fa-times",
            removed: "fa-eraser",
        }[this.props.entry.kind];
    }

    get servesLabel() {
        return _t("supports: %s", this.props.entry.serves);
    }

    /** What the icon says, in words: how it supports, and how far it is. */
    get label() {
        const { kind, cascading, is_adopted, is_waiting } = this.props.entry;
        const support = { direct: _t("direct"), indirect: _t("indirect") }[cascading];
        const state = {
            result: is_adopted ? _t("adopted") : "",
            proposed: _t("proposed"),
            declined: _t("declined"),
            removed: _t("adopted, later removed"),
        }[kind];
        const link = is_waiting ? _t("linked once the leader submits") : "";
        return [state, support, link].filter(Boolean).join(" · ");
    }
}
