import {X2ManyField, x2ManyField} from "@web/views/fields/x2many/x2many_field";
import {_t} from "@web/core/l10n/translation";
import {checkFileSize} from "@web/core/utils/files";
import {getDataURLFromFile} from "@web/core/utils/urls";
import {hasTouch} from "@web/core/browser/feature_detection";
import {registry} from "@web/core/registry";
import {useRef, useState} from "@odoo/owl";
import {useService} from "@web/core/utils/hooks";

/** Evidence of work: a photo or a file in one tap, besides what the plan has already. */
export class EvidenceField extends X2ManyField {
    static template = "hr_skp.EvidenceField";

    setup() {
        super.setup();
        this.orm = useService("orm");
        this.notification = useService("notification");
        this.hasCamera = hasTouch();
        this.photo = useRef("photo");
        this.files = useRef("files");
        this.upload = useState({isBusy: false});
    }

    get planId() {
        return this.props.record.data.skp_id?.id;
    }

    /** Add what was photographed or chosen; a file that is there already is used again. */
    async onFiles(input, isPhoto) {
        const files = [...input.files].filter((file) =>
            checkFileSize(file.size, this.notification)
        );
        const name = isPhoto && this.props.record.data.name;
        this.upload.isBusy = true;
        try {
            const contents = await Promise.all(files.map((file) => getDataURLFromFile(file)));
            const added = await this.orm.call("hr.skp.evidence", "action_add_files", [
                this.planId,
                files.map((file, index) => ({
                    name: name ? _t("Photo: %s", name) : file.name.replace(/\.[^.]+$/, ""),
                    file_name: file.name,
                    file: contents[index].split(",")[1],
                })),
            ]);
            const ids = this.list.currentIds;
            await this.list.addAndRemove({add: added.filter((id) => !ids.includes(id))});
        } finally {
            this.upload.isBusy = false;
            // The same file may be chosen again.
            input.value = "";
        }
    }
}

registry.category("fields").add("hr_skp_evidence", {
    ...x2ManyField,
    component: EvidenceField,
});
