import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { useService } from "@web/core/utils/hooks";
import { RatingChoice } from "./rating_choice";
import { ScoreField } from "../score/score_field";

const ICONS = { image: "fa-file-image-o", pdf: "fa-file-pdf-o" };

/**
 * The lines of an evaluation, to be read from the top down: target beside realisation,
 * evidence that opens in place, who said what, and a rating by one click.
 */
export class RatingLines extends Component {
    static template = "hr_skp_evaluation.RatingLines";
    static components = { RatingChoice, ScoreField };
    static props = { ...standardFieldProps };

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
    }

    get evaluation() {
        return this.props.record;
    }

    get lines() {
        return this.evaluation.data[this.props.name].records;
    }

    isReadonly(line) {
        return this.props.readonly || !line.data.can_rate;
    }

    /** Where scores are given, those who rate have an input; others see what was given. */
    isScoreShown(line) {
        const isShown = this.evaluation.data.show_score;
        return isShown && (line.data.has_score || !this.isReadonly(line));
    }

    isMissing(line) {
        return line.data.can_realize && !line.data.has_realization;
    }

    getIcon(evidence) {
        return evidence.kind === "link" ? "fa-link" : ICONS[evidence.preview] || "fa-file-o";
    }

    /** Open one piece of evidence over the screen; closing it leads back to the line. */
    openEvidence(evidence) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: _t("Evidence: %s", evidence.name),
            res_model: "hr.skp.evidence",
            res_id: evidence.id,
            views: [[false, "form"]],
            target: "new",
            context: { create: false, edit: false, delete: false },
        });
    }

    /** Write what was realised of one indicator, in place. */
    async realize(line, item) {
        const evaluation = this.evaluation;
        if (!(await evaluation.save())) {
            return;
        }
        const action = await this.orm.call("hr.skp.evaluation.result", "action_realize", [
            [line.resId],
            item.id,
        ]);
        return this.action.doAction(action, { onClose: () => evaluation.load() });
    }
}

registry.category("fields").add("hr_skp_rating_lines", {
    component: RatingLines,
    supportedTypes: ["one2many"],
    useSubView: true,
});
