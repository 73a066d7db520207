/* global Chart */
import { Component, onWillStart, onWillUpdateProps, useEffect, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { getColor } from "@web/core/colors/colors";
import { formatFloat } from "@web/core/utils/numbers";
import { loadBundle } from "@web/core/assets";
import { useService } from "@web/core/utils/hooks";

/** One picture: the guide's curve and the actual one, in percent of the people. */
export class DistributionCurve extends Component {
    static template = "hr_skp_evaluation.DistributionCurve";
    static props = { section: Object };

    setup() {
        this.canvas = useRef("canvas");
        onWillStart(() => loadBundle("web.chartjs_lib"));
        useEffect(
            () => {
                const chart = new Chart(this.canvas.el, this.config);
                return () => chart.destroy();
            },
            () => [JSON.stringify(this.props.section)]
        );
    }

    get config() {
        // In the order of table and columns; the printed form draws it the other way round.
        const counts = this.props.section.counts;
        const curve = { cubicInterpolationMode: "monotone", backgroundColor: "transparent" };
        const actual = {
            ...curve,
            label: _t("Actual (%)"),
            data: counts.map((count) => count.share),
            borderColor: getColor(3),
        };
        const guide = {
            ...curve,
            label: _t("Picture of the guide (%)"),
            data: counts.map((count) => count.guide),
            borderColor: getColor(1),
            borderDash: [6, 4],
        };
        return {
            type: "line",
            data: {
                labels: counts.map((count) => count.label),
                datasets: counts[0].guide === null ? [actual] : [guide, actual],
            },
            options: {
                maintainAspectRatio: false,
                animation: false,
                scales: { y: { beginAtZero: true } },
            },
        };
    }
}

/** Above the people: what the guide asks, what is there, and which line is not met. */
export class DistributionPanel extends Component {
    static template = "hr_skp_evaluation.DistributionPanel";
    static components = { DistributionCurve };
    static props = { domain: Array };

    setup() {
        this.orm = useService("orm");
        this.state = useState({ sections: [], unrated: 0 });
        onWillStart(() => this.load(this.props.domain));
        onWillUpdateProps((next) => this.load(next.domain));
    }

    format(share) {
        return formatFloat(share, { digits: [false, 1] });
    }

    async load(domain) {
        const found = await this.orm.call("hr.skp.evaluation", "get_distribution", [domain]);
        Object.assign(this.state, found);
    }
}
