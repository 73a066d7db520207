import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { FormController } from "@web/views/form/form_controller";
import { _t } from "@web/core/l10n/translation";
import { formView } from "@web/views/form/form_view";
import { registry } from "@web/core/registry";
import { useExternalListener } from "@odoo/owl";
import { LastingModel } from "../../model/lasting_model";

/** A form in which people write at length, and of which nothing may be lost. */
export class LastingFormController extends FormController {
    setup() {
        super.setup();
        if (this.env.inDialog) {
            useExternalListener(window, "keydown", (ev) => this.onDialogKeydown(ev), {
                capture: true,
            });
        }
    }

    /** What is typed into a line is asked for as well, whatever it still waits for. */
    beforeLeave(options = {}) {
        return this.model.goOnToSave(async () => {
            if (!options.forceLeave) {
                await this.model.root.isDirty();
            }
            return super.beforeLeave(options);
        });
    }

    /** Escape closes a dialogue; what is typed in it is not given up by a slip. */
    async onDialogKeydown(ev) {
        const { dialogData } = this.env;
        const isOpen = document.querySelector(".o-dropdown--menu, .o_popover");
        if (ev.key !== "Escape" || isOpen || !dialogData?.isActive) {
            return;
        }
        ev.stopPropagation();
        ev.preventDefault();
        const close = async () => {
            await dialogData.dismiss?.();
            return dialogData.close({ dismiss: true });
        };
        if (!(await this.model.root.isDirty())) {
            return close();
        }
        this.dialogService.add(ConfirmationDialog, {
            title: _t("Close without saving?"),
            body: _t("What you typed here is not kept."),
            // Whoever presses Enter or Escape once more by a slip loses nothing either.
            confirmLabel: _t("Go on writing"),
            confirm: () => {},
            cancelLabel: _t("Close without saving"),
            cancel: close,
            dismiss: () => {},
        });
    }
}

export const lastingFormView = {
    ...formView,
    Controller: LastingFormController,
    Model: LastingModel,
};

registry.category("views").add("hr_skp_lasting", lastingFormView);
