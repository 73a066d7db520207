import { registry } from "@web/core/registry";
import { SkpQuadrant } from "../quadrant/quadrant";

/**
 * The quadrant before or after the decision on an objection; it shows and sets nothing.
 *
 * `side` is "now", "old" or "new": which pair of ratings of the objection it shows.
 */
export class SkpObjectionQuadrant extends SkpQuadrant {
    static props = { ...SkpQuadrant.props, side: String };

    get data() {
        const { data } = this.props.record;
        const { side } = this.props;
        return {
            work_rating: data[`${side}_work_rating`],
            behavior_rating: data[`${side}_behavior_rating`],
            predicate: data[`${side}_predicate`],
            quadrant_cells: data.quadrant_cells,
        };
    }

    label(field, value) {
        return super.label(`${this.props.side}_${field}`, value);
    }
}

const sides = ["now", "old", "new"].flatMap((side) => [
    { name: `${side}_work_rating`, type: "selection" },
    { name: `${side}_behavior_rating`, type: "selection" },
    { name: `${side}_predicate`, type: "selection" },
]);

registry.category("view_widgets").add("hr_skp_objection_quadrant", {
    component: SkpObjectionQuadrant,
    extractProps: ({ attrs }) => ({ side: attrs.side, readonly: true }),
    fieldDependencies: [...sides, { name: "quadrant_cells", type: "json" }],
});
