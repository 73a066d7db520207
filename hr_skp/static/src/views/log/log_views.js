import {KanbanRenderer} from "@web/views/kanban/kanban_renderer";
import {ListRenderer} from "@web/views/list/list_renderer";
import {LogPanel} from "./log_panel";
import {kanbanView} from "@web/views/kanban/kanban_view";
import {listView} from "@web/views/list/list_view";
import {registry} from "@web/core/registry";

class LogListRenderer extends ListRenderer {
    static template = "hr_skp.LogListRenderer";
    static components = {...ListRenderer.components, LogPanel};

    /** A new line has its day already: writing begins with what was done. */
    focusCell(column, forward = true) {
        const record = this.editedRecord;
        const isJustAdded = record?.isNew && this.activeRowId !== record.id;
        const name = this.columns.find((other) => other.name === "name");
        super.focusCell(isJustAdded && name && forward ? name : column, forward);
    }
}

class LogKanbanRenderer extends KanbanRenderer {
    static template = "hr_skp.LogKanbanRenderer";
    static components = {...KanbanRenderer.components, LogPanel};
}

registry.category("views").add("hr_skp_log_list", {...listView, Renderer: LogListRenderer});
registry
    .category("views")
    .add("hr_skp_log_kanban", {...kanbanView, Renderer: LogKanbanRenderer});
