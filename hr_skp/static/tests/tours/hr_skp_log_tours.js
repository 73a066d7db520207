import { registry } from "@web/core/registry";

import { parseTime } from "@hr_skp/fields/time/time_field";

import { confirmReason, loseAnswerTo } from "./steps";

/** The daily log: written in the list, by phone, and verified by the appraiser. */
const tours = registry.category("web_tour.tours");
const click = (trigger, content) => ({ trigger, content: content || trigger, run: "click" });
const fits = (content) => ({
    content,
    trigger: ".o_skp_log_panel",
    run() {
        const page = document.documentElement;
        if (page.scrollWidth > window.innerWidth) {
            throw new Error(`${page.scrollWidth} px wide on ${window.innerWidth} px`);
        }
    },
});

tours.add("hr_skp_logs_in_list", {
    url: "/odoo/skp-daily-log",
    steps: () => [
        click(".o_list_button_add"),
        {
            content: "the cursor waits for what was done; the day is there already",
            trigger: ".o_selected_row [name=name] input:focus",
            run: "edit Memeriksa 4 berkas",
        },
        {
            trigger: ".o_selected_row [name=quantity] input",
            run: "edit 4",
        },
        {
            trigger: ".o_selected_row [name=uom] input",
            run: "edit berkas",
        },
        click(".o_list_button_save"),
        {
            content: "today is told of",
            trigger: ".o_skp_log_day_chosen.o_skp_log_day_filled",
        },
        click(".o_skp_log_panel button:contains(Submit the day)"),
        { trigger: ".o_data_row [name=state]:contains(Submitted)" },
    ],
});

/** Three taps for a usual activity; the first step below opens nothing, it only looks. */
tours.add("hr_skp_logs_by_phone", {
    url: "/odoo/skp-daily-log",
    steps: () => [
        fits("no sideways scroll"),
        click(".o_skp_log_chip:contains(Melayani pemohon)"),
        click(".o_skp_log_quick label:contains(Quantity) input"),
        click(".o_skp_log_quick button[type=submit]"),
        {
            content: "it is saved, and says so",
            trigger: ".o_notification:contains(Saved: Melayani pemohon)",
        },
        {
            content: "it is in the log",
            trigger: ".o_kanban_record:contains(Melayani pemohon):contains(Draft)",
        },
    ],
});

/** The same once more on the same day is asked about first, and left or saved. */
tours.add("hr_skp_logs_twice_by_phone", {
    url: "/odoo/skp-daily-log",
    steps: () => [
        click(".o_skp_log_chip:contains(Melayani pemohon)"),
        click(".o_skp_log_quick button[type=submit]"),
        click(".modal:contains(in the log of this day already) .btn-secondary"),
        { trigger: "body:not(:has(.modal)):not(:has(.o_notification:contains(Saved)))" },
        click(".o_skp_log_quick button[type=submit]"),
        click(".modal .btn-primary:contains(Save once more)"),
        { trigger: ".o_notification:contains(Saved: Melayani pemohon)" },
    ],
});

/** A photo that did not arrive is sent again; nobody has to take it twice. */
tours.add("hr_skp_photographs_by_phone", {
    url: "/odoo/skp-daily-log",
    steps: () => [
        click(".o-kanban-button-new"),
        { trigger: ".o_field_widget[name=name] input", run: "edit Memeriksa berkas && press Tab" },
        {
            trigger: ".o_skp_evidence_photo",
            run() {
                const input = document.querySelector(".o_field_hr_skp_evidence input[capture]");
                const files = new DataTransfer();
                files.items.add(new File(["foto"], "loket.jpg", { type: "image/jpeg" }));
                input.files = files.files;
                loseAnswerTo("action_add_files");
                input.dispatchEvent(new Event("change", { bubbles: true }));
            },
        },
        { trigger: ".o_notification:contains(No answer came)" },
        click(".o_skp_evidence_left:contains(loket.jpg) button"),
        { trigger: ".o_field_hr_skp_evidence .o_kanban_record:contains(Photo: Memeriksa berkas)" },
        { trigger: ".o_form_view:not(:has(.o_skp_evidence_left))" },
        click(".o_form_sheet button[special=save], .o_form_button_save"),
        { trigger: ".o_form_view:not(:has(.o_form_dirty)) .o_field_widget[name=date]" },
    ],
});

// What is typed, and the hours that it means; nothing where it is no time of a day.
const TIMES = {
    9: 9,
    "9.00": 9,
    "09:00": 9,
    "0930": 9.5,
    930: 9.5,
    "9.30": 9.5,
    "9:30": 9.5,
    1.5: 1.5,
    " 24.00 ": 24,
    24.1: null,
    "9.75": null,
    9975: null,
    "-1": null,
    pagi: null,
};

tours.add("hr_skp_types_times", {
    url: "/odoo/skp-daily-log",
    steps: () => [
        {
            content: "each is read as people write it",
            trigger: ".o_skp_log_panel",
            run() {
                for (const [text, hours] of Object.entries(TIMES)) {
                    let found = null;
                    try {
                        found = parseTime(text);
                    } catch {
                        // No time.
                    }
                    if (found !== hours) {
                        throw new Error(`“${text}” is read as ${found}`);
                    }
                }
            },
        },
        click(".o_list_button_add"),
        { trigger: ".o_selected_row [name=name] input:focus", run: "edit Rapat" },
        {
            trigger: ".o_selected_row [name=time_from] input",
            run: "edit pagi && press Tab",
        },
        { trigger: ".o_notification:contains(“pagi” is no time)" },
        {
            trigger: ".o_selected_row [name=time_from] input",
            run: "edit 0930 && press Tab",
        },
        {
            content: "what was typed is shown as it is understood",
            trigger: ".o_selected_row [name=time_from] input",
            run({ anchor }) {
                if (anchor.value !== "09:30") {
                    throw new Error(`0930 became ${anchor.value}`);
                }
            },
        },
        { trigger: ".o_selected_row [name=time_to] input", run: "edit 11 && press Tab" },
        click(".o_list_button_save"),
        { trigger: ".o_data_row:contains(Rapat):contains(09:30):contains(11:00)" },
    ],
});

tours.add("hr_skp_verifies_log", {
    url: "/odoo/skp-log-to-verify",
    steps: () => [
        click(".o_group_header:contains(Ani Pegawai)"),
        click(".o_data_row:contains(Rapat yang keliru) .o_list_record_selector input"),
        click(".o_control_panel button:contains(Reject)"),
        { trigger: ".modal .o_skp_step:contains(Reject the entries)" },
        { trigger: ".modal button[name=action_confirm]:contains(Reject the entries)" },
        ...confirmReason("Rapat itu hari lain"),
        { trigger: "body:not(:has(.o_data_row:contains(Rapat yang keliru)))" },
        click("thead .o_list_record_selector input"),
        click(".o_control_panel button[name=action_verify_ready]"),
        { trigger: ".o_notification:contains(Entries verified: 2)" },
    ],
});

/** A block of rows as Excel copies it: looked at, one put right, taken over, undone. */
/** Paste two rows of today into the import, the second of which overlaps the first. */
const pasteRows = () => ({
    content: "paste",
    trigger: ".o_field_widget[name=text] textarea",
    run({ anchor }) {
        const now = luxon.DateTime.local().toFormat("d/M/yyyy");
        anchor.value = [
            "Tanggal\tWaktu\tUraian Kegiatan\tVolume\tSatuan",
            `${now}\t08.00 - 09.30\tMemeriksa berkas\t3\tberkas`,
            "\t09.00 s.d. 10.00\tRapat\t1\tkali",
        ].join("\n");
        anchor.dispatchEvent(new InputEvent("input", { bubbles: true }));
        anchor.dispatchEvent(new Event("change", { bubbles: true }));
    },
});

tours.add("hr_skp_pastes_month", {
    url: "/odoo/skp-daily-log",
    steps: () => [
        click(".o_control_panel button:contains(From Excel)"),
        pasteRows(),
        click("button[name=action_read]:contains(Look)"),
        { trigger: ".o_data_row:contains(Rapat) [name=remark]:contains(row 2)" },
        click(".o_data_row:contains(Rapat) [name=time_from]"),
        {
            trigger: ".o_selected_row [name=time_from] input",
            run: "edit 9:30 && press Tab",
        },
        {
            content: "it is looked at again at once",
            trigger: ".o_selected_row [name=status]:contains(Ready)",
        },
        click("button[name=action_import]"),
        { trigger: ".o_data_row:contains(Rapat) [name=status]:contains(Taken over)" },
        click("button[name=action_undo]"),
        click(".modal .btn-primary"),
        { trigger: ".o_notification:contains(Entries deleted: 2)" },
        { trigger: ".o_data_row:contains(Rapat) [name=status]:contains(Ready)" },
    ],
});

tours.add("hr_skp_pastes_month_by_phone", {
    url: "/odoo/skp-daily-log",
    steps: () => [
        click(".o_skp_log_excel"),
        pasteRows(),
        click("button[name=action_read]:contains(Look)"),
        click(".o_kanban_record:contains(Rapat):contains(row 2)"),
        { trigger: ".modal [name=time_from] input", run: "edit 9.30" },
        click(".modal .o_form_button_save"),
        { trigger: ".o_kanban_record:contains(Rapat):contains(Ready)" },
        click("button[name=action_import]"),
        { trigger: ".o_kanban_record:contains(Rapat):contains(Taken over)" },
        click("button[name=action_undo]"),
        click(".modal .btn-primary"),
        { trigger: ".o_notification:contains(Entries deleted: 2)" },
    ],
});
