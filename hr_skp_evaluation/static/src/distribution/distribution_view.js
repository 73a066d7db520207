import { DistributionPanel } from "./distribution_panel";
import { KanbanHeader } from "@web/views/kanban/kanban_header";
import { KanbanRenderer } from "@web/views/kanban/kanban_renderer";
import { kanbanView } from "@web/views/kanban/kanban_view";
import { registry } from "@web/core/registry";

/** A column has a name, also the one of those who have no predicate yet. */
class DistributionHeader extends KanbanHeader {
    static template = "hr_skp_evaluation.DistributionHeader";
}

class DistributionRenderer extends KanbanRenderer {
    static template = "hr_skp_evaluation.DistributionRenderer";
    static components = {
        ...KanbanRenderer.components,
        KanbanHeader: DistributionHeader,
        DistributionPanel,
    };
}

registry
    .category("views")
    .add("hr_skp_distribution", { ...kanbanView, Renderer: DistributionRenderer });
