import { formView } from "@web/views/form/form_view";
import { registry } from "@web/core/registry";
import { LastingModel } from "../../model/lasting_model";

/** The form of a plan: one may go on typing while it is saved. */
registry.category("views").add("hr_skp_plan", { ...formView, Model: LastingModel });
