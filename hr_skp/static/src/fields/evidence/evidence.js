import {ConnectionLostError} from "@web/core/network/rpc";
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
        this.upload = useState({isBusy: false, left: []});
    }

    get planId() {
        return this.props.record.data.skp_id?.id;
    }

    get leftNames() {
        return this.upload.left.map(({file}) => file.name).join(", ");
    }

    /** Add what was photographed or chosen. */
    onFiles(input, isPhoto) {
        const title = isPhoto && this.props.record.data.name;
        const files = [...input.files].filter((file) =>
            checkFileSize(file.size, this.notification)
        );
        // The same file may be chosen again.
        input.value = "";
        return this.send(
            files.map((file) => ({
                file,
                name: title ? _t("Photo: %s", title) : file.name.replace(/\.[^.]+$/, ""),
            }))
        );
    }

    /** Send files; one that is there already is used again, so sending twice does no harm. */
    async send(files) {
        this.upload.isBusy = true;
        this.upload.left = [];
        try {
            const contents = await Promise.all(files.map(({file}) => getDataURLFromFile(file)));
            const added = await this.orm.call("hr.skp.evidence", "action_add_files", [
                this.planId,
                files.map(({file, name}, index) => ({
                    name,
                    file_name: file.name,
                    file: contents[index].split(",")[1],
                })),
            ]);
            const ids = this.list.currentIds;
            await this.list.addAndRemove({add: added.filter((id) => !ids.includes(id))});
        } catch (error) {
            if (!(error instanceof ConnectionLostError)) {
                throw error;
            }
            this.upload.left = files;
        } finally {
            this.upload.isBusy = false;
        }
    }
}

registry.category("fields").add("hr_skp_evidence", {
    ...x2ManyField,
    component: EvidenceField,
});
