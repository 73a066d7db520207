import { DistributionPanel } from "./distribution_panel";
import { KanbanRenderer } from "@web/views/kanban/kanban_renderer";
import { kanbanView } from "@web/views/kanban/kanban_view";
import { registry } from "@web/core/registry";

class DistributionRenderer extends KanbanRenderer {
    static template = "hr_skp_evaluation.DistributionRenderer";
    static components = { ...KanbanRenderer.components, DistributionPanel };
}

registry
    .category("views")
    .add("hr_skp_distribution", { ...kanbanView, Renderer: DistributionRenderer });
