import { Component, onWillStart, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

// How many rows of a section stand there until "all" is pressed.
const ROWS = 10;

/** The first screen: what must I do now, by when, and what waits for whom. */
export class SkpHome extends Component {
    static template = "hr_skp.Home";
    static components = { Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        this.ui = useState(useService("ui"));
        this.state = useState({ unfolded: {} });
        this.display = { controlPanel: {} };
        onWillStart(async () => {
            this.home = await this.orm.call("hr.skp.home", "get_home", []);
        });
    }

    get title() {
        return [_t("My performance"), this.home.title].filter(Boolean).join(" · ");
    }

    getRows(section) {
        return this.state.unfolded[section.name] ? section.rows : section.rows.slice(0, ROWS);
    }

    hasMore(section) {
        return section.rows.length > ROWS && !this.state.unfolded[section.name];
    }

    unfold(section) {
        this.state.unfolded[section.name] = true;
    }

    getAllLabel(section) {
        return _t("All (%s)", section.rows.length);
    }

    getEmptyText() {
        return this.home.is_employee
            ? _t("Nothing is left to do now. What gets due appears here.")
            : _t(
                  "You have no employee record in this agency, so there is nothing of your own to do here. Use the menus above."
              );
    }

    /** Open what a card or a row is about, exactly that. */
    open(target) {
        if (target.window) {
            return this.action.doAction(target.window);
        }
        const options = { additionalContext: target.context || {} };
        if (target.view) {
            options.viewType = target.view;
            options.props = { resId: target.res_id || false };
        }
        return this.action.doAction(target.action, options);
    }

    log() {
        const target = { action: "skp-daily-log" };
        return this.open(this.ui.isSmall ? { ...target, view: "form" } : target);
    }
}

registry.category("actions").add("hr_skp_home", SkpHome);
