import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** Roles that the leader proposes, above the results: adopted or declined on the spot. */
export class SkpRoleProposals extends Component {
    static template = "hr_skp.RoleProposals";
    static props = { ...standardFieldProps };

    setup() {
        this.orm = useService("orm");
        // What is typed for one proposal: its text, or the reason to decline it.
        this.state = useState({ texts: {}, reasons: {}, declining: false, isBusy: false });
    }

    get roles() {
        return this.props.record.data[this.props.name] || [];
    }

    getText(role) {
        return this.state.texts[role.id] ?? role.text;
    }

    getSource({ leader, result }) {
        return _t("%(leader)s, in support of “%(result)s”", { leader, result });
    }

    getSupport(role) {
        return { direct: _t("direct"), indirect: _t("indirect") }[role.cascading] || "";
    }

    /** Save what is typed in the document first: the step reads the plan anew. */
    async run(method, role, argument) {
        if (this.state.isBusy) {
            return;
        }
        this.state.isBusy = true;
        try {
            const { record } = this.props;
            if (record.data.can_edit && !(await record.save())) {
                return;
            }
            await this.orm.call("hr.skp.role", method, [[role.id], argument]);
            this.state.declining = false;
            await record.load();
        } finally {
            this.state.isBusy = false;
        }
    }

    adopt(role) {
        return this.run("action_adopt", role, this.getText(role));
    }

    decline(role) {
        const reason = (this.state.reasons[role.id] || "").trim();
        return reason && this.run("action_decline", role, reason);
    }
}

export const skpRoleProposals = {
    component: SkpRoleProposals,
    displayName: _t("Roles proposed by the leader"),
    supportedTypes: ["json"],
    fieldDependencies: [{ name: "can_edit", type: "boolean" }],
};

registry.category("fields").add("skp_role_proposals", skpRoleProposals);
