import {onMounted} from "@odoo/owl";
import {KanbanRenderer} from "@web/views/kanban/kanban_renderer";
import {ListController} from "@web/views/list/list_controller";
import {ListRenderer} from "@web/views/list/list_renderer";
import {LogModel} from "./log_model";
import {LogPanel} from "./log_panel";
import {kanbanView} from "@web/views/kanban/kanban_view";
import {listView} from "@web/views/list/list_view";
import {registry} from "@web/core/registry";
import {serializeDate} from "@web/core/l10n/dates";

class LogListController extends ListController {
    async onRecordSaved(record) {
        this.model.typedDay = record.data.date && serializeDate(record.data.date);
        return super.onRecordSaved(record);
    }
}

class LogListRenderer extends ListRenderer {
    static template = "hr_skp.LogListRenderer";
    static components = {...ListRenderer.components, LogPanel};

    setup() {
        super.setup();
        // Who begins before the month is loaded finds the cursor in his line, too.
        onMounted(async () => {
            await Promise.resolve();
            if (this.editedRecord?.isNew) {
                this.focusCell(this.columns[0]);
            }
        });
    }

    /** A new line has its day already: writing begins with what was done. */
    focusCell(column, forward = true) {
        const record = this.editedRecord;
        const isJustAdded = record?.isNew && this.activeRowId !== record.id;
        const wanted = this.columns.find((other) => other.name === "name");
        super.focusCell(isJustAdded && wanted && forward ? wanted : column, forward);
    }
}

/** Whoever stands above his entries need not stand in each of them. */
class LogTeamListRenderer extends ListRenderer {
    getActiveColumns() {
        const {groupBy} = this.props.list;
        return super.getActiveColumns().filter((column) => !groupBy.includes(column.name));
    }
}

class LogKanbanRenderer extends KanbanRenderer {
    static template = "hr_skp.LogKanbanRenderer";
    static components = {...KanbanRenderer.components, LogPanel};
}

registry.category("views").add("hr_skp_log_list", {
    ...listView,
    Controller: LogListController,
    Model: LogModel,
    Renderer: LogListRenderer,
});
registry
    .category("views")
    .add("hr_skp_log_team_list", {...listView, Renderer: LogTeamListRenderer});
registry
    .category("views")
    .add("hr_skp_log_kanban", {...kanbanView, Renderer: LogKanbanRenderer});
