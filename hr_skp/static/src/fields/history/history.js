/* global Chart */
import {Component, onWillStart, useEffect, useRef} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {getColor} from "@web/core/colors/colors";
import {loadBundle} from "@web/core/assets";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

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

    /** The same in words, for those who listen. */
    get label() {
        return this.value.periods
            .map((period) =>
                _t("%(period)s: target %(target)s, realised %(realized)s", {
                    period: period.name,
                    target: period.target ?? "–",
                    realized: period.realized ?? "–",
                })
            )
            .join("; ");
    }

    get config() {
        const {periods, uom} = this.value;
        return {
            type: "bar",
            data: {
                labels: periods.map((period) => period.name),
                datasets: [
                    {
                        type: "line",
                        label: _t("Target"),
                        data: periods.map((period) => period.target),
                        borderColor: getColor(1),
                        borderDash: [6, 4],
                        backgroundColor: "transparent",
                    },
                    {
                        label: _t("Realisation"),
                        data: periods.map((period) => period.realized),
                        backgroundColor: getColor(3),
                    },
                ],
            },
            options: {
                maintainAspectRatio: false,
                animation: false,
                scales: {y: {beginAtZero: true, title: {display: Boolean(uom), text: uom}}},
            },
        };
    }
}

registry.category("fields").add("hr_skp_history", {
    component: HistoryField,
    supportedTypes: ["json"],
});
