import {Component, onMounted, onWillUnmount, xml} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";
import {useService} from "@web/core/utils/hooks";

const INTERVAL = 3000;
const ACTIVE_STATES = ["queued", "running"];

/**
 * Keeps the form of a batch up to date while it runs: at once when the server
 * says so, and every few seconds where no message comes through.
 */
export class BatchRefresh extends Component {
    static template = xml``;
    static props = {...standardWidgetProps};

    setup() {
        this.bus = useService("bus_service");
        this.isLoading = false;
        const onMessage = (payload) => {
            if (payload.id === this.props.record.resId) {
                this.refresh();
            }
        };
        onMounted(() => {
            this.bus.subscribe("hr_skp_batch", onMessage);
            this.timer = setInterval(() => this.refresh(), INTERVAL);
        });
        onWillUnmount(() => {
            this.bus.unsubscribe("hr_skp_batch", onMessage);
            clearInterval(this.timer);
        });
    }

    async refresh() {
        const {record} = this.props;
        if (this.isLoading || !ACTIVE_STATES.includes(record.data.state)) {
            return;
        }
        this.isLoading = true;
        try {
            await record.load();
        } finally {
            this.isLoading = false;
        }
    }
}

registry.category("view_widgets").add("hr_skp_batch_refresh", {
    component: BatchRefresh,
    fieldDependencies: [{name: "state", type: "selection"}],
});
