import { registry } from "@web/core/registry";

import { confirmReason } from "./steps";

/** Feedback: asked for inside and outside the agency, given by phone, answered. */
const tours = registry.category("web_tour.tours");
const click = (trigger, content) => ({ trigger, content: content || trigger, run: "click" });

tours.add("hr_skp_asks_for_feedback", {
    url: "/odoo/my-skp",
    steps: () => [
        click(".o_kanban_record"),
        click(".o_statusbar_buttons button:contains(Ask for feedback)"),
        {
            trigger: ".modal .o_field_widget[name=employee_ids] input",
            run: "edit Ida",
        },
        click(".o-autocomplete--dropdown-item a:contains(Ida Lain)"),
        {
            trigger: ".modal .o_field_widget[name=subject] input",
            run: "edit Bagaimana layanannya?",
        },
        {
            trigger: ".modal .o_field_widget[name=outside_name] input",
            run: "edit Ibu Warga",
        },
        {
            trigger: ".modal .o_field_widget[name=outside_email] input",
            run: "edit warga@example.com",
        },
        click(".modal footer button[name=action_ask]"),
        { trigger: "body:not(:has(.modal))" },
    ],
});

tours.add("hr_skp_gives_asked_feedback", {
    url: "/odoo/skp-feedback-asked",
    steps: () => [
        click(".o_kanban_record:contains(Ani Pegawai)"),
        {
            content: "nothing lies beside the screen",
            trigger: ".o_form_view",
            run() {
                if (document.documentElement.scrollWidth > window.innerWidth) {
                    throw new Error("The form is wider than the phone.");
                }
            },
        },
        click(".o_statusbar_buttons button:contains(Give feedback)"),
        {
            trigger: ".modal .o_field_widget[name=content] textarea",
            run: "edit Cepat dan ramah",
        },
        click(".modal input[data-value=above]"),
        click("footer button[name=action_give]"),
        { trigger: ".o_form_view blockquote:contains(Cepat dan ramah)" },
    ],
});

tours.add("hr_skp_answers_feedback", {
    url: "/odoo/my-feedback",
    steps: () => [
        click(".o_data_row:contains(Cepat dan ramah) .o_data_cell"),
        click(".o_statusbar_buttons button:contains(Answer)"),
        ...confirmReason("Terima kasih"),
        { trigger: ".o_form_view .o_skp_answer:contains(Terima kasih)" },
    ],
});

/** What follows from feedback: the appraiser names the line, the employee takes it in. */
tours.add("hr_skp_proposes_assignment", {
    url: "/odoo/skp-feedback",
    steps: () => [
        click(".o_data_row:contains(Cepat dan ramah) .o_data_cell"),
        click(".o_statusbar_buttons button:contains(New assignment)"),
        { trigger: ".modal .o_skp_step:contains(New assignment)" },
        {
            trigger: ".modal .o_field_widget[name=proposal] textarea",
            run: "edit Terselenggaranya klinik",
        },
        ...confirmReason("Klinik dipercayakan"),
        { trigger: ".o_form_view [name=proposal]:contains(Terselenggaranya klinik)" },
    ],
});

tours.add("hr_skp_takes_assignment_in", {
    url: "/odoo/my-skp",
    steps: () => [
        click(".o_kanban_record"),
        { trigger: ".o_skp_proposed:contains(Klinik dipercayakan)" },
        click(".o_skp_proposed button[name=action_take_in]"),
        {
            content: "the new line waits for its indicator",
            trigger: ".modal .o_field_widget[name=assigned_by]",
        },
        click(".modal .o_form_button_save"),
        { trigger: ".o_skp_proposed .text-success:contains(Taken into the plan)" },
    ],
});
