/* global Chart */
import {Component, onWillStart, useEffect, useRef} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {getColor} from "@web/core/colors/colors";
import {loadBundle} from "@web/core/assets";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {user} from "@web/core/user";

// Stands out from the bars for every eye.
const AIM_COLOR = "#e06c00";

/** Target and realisation of an indicator by period: bars for what is there, a line to reach. */
export class HistoryField extends Component {
    static template = "hr_skp.HistoryField";
    static props = {...standardFieldProps};

    setup() {
        this.canvas = useRef("canvas");
        onWillStart(() => loadBundle("web.chartjs_lib"));
        useEffect(() => {
            const chart = this.hasNumbers && new Chart(this.canvas.el, this.config);
            return () => chart && chart.destroy();
        });
    }

    get value() {
        return this.props.record.data[this.props.name] || {periods: [], uom: ""};
    }

    get hasNumbers() {
        return this.value.periods.some((period) => period.realized !== null);
    }

    get hasAims() {
        return this.value.periods.some((period) => period.target !== null);
    }

    get hasRange() {
        return this.value.periods.some((period) => period.target_max !== null);
    }

    getAim(period) {
        const ends = [period.target, period.target_max].filter((end) => end !== null);
        return ends.join("–") || "–";
    }

    /** The same in words, for those who listen. */
    get label() {
        return this.value.periods
            .map((period) =>
                _t("%(period)s: target %(target)s, realised %(realized)s", {
                    period: period.name,
                    target: this.getAim(period),
                    realized: period.realized ?? "–",
                })
            )
            .join("; ");
    }

    /** A line to reach; of a range, both ends and what lies between. */
    get aims() {
        const {periods} = this.value;
        if (!this.hasAims) {
            return [];
        }
        const line = {
            type: "line",
            borderColor: AIM_COLOR,
            borderDash: [6, 4],
            borderWidth: 2,
            pointBackgroundColor: AIM_COLOR,
            pointStyle: "line",
            // In front of the bars.
            order: 0,
        };
        const aims = [
            {...line, label: _t("Target"), data: periods.map((period) => period.target)},
        ];
        if (this.hasRange) {
            aims.push({
                ...line,
                label: _t("Target (upper end)"),
                data: periods.map((period) => period.target_max),
                fill: "-1",
                backgroundColor: `${AIM_COLOR}22`,
            });
        }
        return aims;
    }

    get config() {
        const {periods, uom} = this.value;
        return {
            type: "bar",
            data: {
                labels: periods.map((period) => period.short),
                datasets: [
                    ...this.aims,
                    {
                        label: _t("Realisation"),
                        data: periods.map((period) => period.realized),
                        backgroundColor: getColor(3),
                        maxBarThickness: 60,
                        order: 1,
                    },
                ],
            },
            options: {
                // Numbers as the reader writes them.
                locale: user.lang,
                maintainAspectRatio: false,
                animation: false,
                plugins: {legend: {labels: {usePointStyle: true}}},
                scales: {y: {beginAtZero: true, title: {display: Boolean(uom), text: uom}}},
            },
        };
    }
}

registry.category("fields").add("hr_skp_history", {
    component: HistoryField,
    supportedTypes: ["json"],
});
