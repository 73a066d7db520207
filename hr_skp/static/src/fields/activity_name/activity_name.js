import {CharField, charField} from "@web/views/fields/char/char_field";
import {onMounted, useState} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";

let lastId = 0;

/** What was done, with one's latest activities to choose from while typing. */
export class ActivityNameField extends CharField {
    static template = "hr_skp.ActivityNameField";

    setup() {
        super.setup();
        this.listId = `hr_skp_activity_names_${++lastId}`;
        this.names = useState([]);
        const orm = useService("orm");
        onMounted(() => {
            if (!this.props.readonly) {
                // Nobody waits for them.
                orm.silent
                    .call("hr.skp.activity", "get_names", [])
                    .then((names) => this.names.push(...names));
            }
        });
    }
}

registry.category("fields").add("hr_skp_activity_name", {
    ...charField,
    component: ActivityNameField,
});
