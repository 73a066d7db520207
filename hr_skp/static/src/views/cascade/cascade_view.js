import {registry} from "@web/core/registry";
import {HierarchyController} from "@web_hierarchy/hierarchy_controller";
import {HierarchyModel} from "@web_hierarchy/hierarchy_model";
import {hierarchyView} from "@web_hierarchy/hierarchy_view";

// As many cards as the server sends for one screen (hr_skp_result_search.py).
const TREE_LIMIT = 200;

/** A result is at the top, too, where its leader's result is offered no longer. */
export class CascadeModel extends HierarchyModel {
    get defaultDomain() {
        return [["is_cascade_root", "=", true]];
    }
}

/** Says when more results match than one screen of the tree shows. */
export class CascadeController extends HierarchyController {
    static template = "hr_skp.CascadeView";

    get isCut() {
        return this.model.root.trees.length >= TREE_LIMIT;
    }
}

registry.category("views").add("hr_skp_cascade", {
    ...hierarchyView,
    Controller: CascadeController,
    Model: CascadeModel,
});
