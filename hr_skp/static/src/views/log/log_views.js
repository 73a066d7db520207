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

    /**
     * A new line has its day already: writing begins with what was done, or with the
     * end where the log tells times; the start follows from the line before.
     */
    focusCell(column, forward = true) {
        const record = this.editedRecord;
        const isJustAdded = record?.isNew && this.activeRowId !== record.id;
        const others = this.props.list.records || [];
        const first = others.some((other) => other.data.time_to) ? "time_to" : "name";
        const wanted = this.columns.find((other) => other.name === first);
        super.focusCell(isJustAdded && wanted && forward ? wanted : column, forward);
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
    .add("hr_skp_log_kanban", {...kanbanView, Renderer: LogKanbanRenderer});
