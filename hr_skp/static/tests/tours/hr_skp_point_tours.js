import { registry } from "@web/core/registry";

import { openFirstCard, openFirstRow } from "./steps";

/** A question of the appraiser about one indicator, answered and settled in place. */
const tours = registry.category("web_tour.tours");

const openIndicatorPoints = {
    trigger: ".o_skp_document_indicator .o_skp_document_points",
    run: "click",
};
const closeDialog = [
    {
        trigger: ".modal .btn-close",
        run: "click",
    },
    {
        trigger: "body:not(:has(.modal))",
    },
];

tours.add("hr_skp_point_is_asked", {
    url: "/odoo/skp-to-approve",
    steps: () => [
        openFirstRow,
        openIndicatorPoints,
        {
            trigger: ".modal .o_hr_skp_points textarea:focus",
            run: "edit Mengapa 12 laporan?",
        },
        {
            trigger: ".modal .o_hr_skp_points textarea",
            run: "press ctrl+Enter",
        },
        {
            trigger: ".modal .o_hr_skp_point:contains(Mengapa 12 laporan?)",
        },
        ...closeDialog,
        {
            content: "it counts on the indicator",
            trigger: ".o_skp_document_indicator .o_skp_document_points:contains(1)",
        },
        {
            content: "and not once more on its result",
            trigger: ".o_skp_document_foot .o_skp_document_points:not(:contains(1))",
        },
    ],
});

tours.add("hr_skp_point_is_answered", {
    url: "/odoo/my-skp",
    steps: () => [
        openFirstCard,
        openIndicatorPoints,
        {
            trigger: ".modal .o_hr_skp_point_answer",
            run: "click",
        },
        {
            content: "the cursor is in the answer",
            trigger: ".modal .o_hr_skp_point_thread textarea:focus",
            run: "edit Satu laporan setiap bulan",
        },
        {
            trigger: ".modal .o_hr_skp_point_thread textarea",
            run: "press ctrl+Enter",
        },
        {
            content: "the answer stands below its point",
            trigger: ".modal .o_hr_skp_point_reply:contains(Satu laporan setiap bulan)",
        },
        {
            content: "and the cursor goes on from there",
            trigger: ".modal .o_hr_skp_point_answer:focus",
        },
        ...closeDialog,
        {
            content: "an answer is no further point",
            trigger: ".o_skp_document_indicator .o_skp_document_points:contains(1)",
        },
    ],
});

tours.add("hr_skp_point_is_settled", {
    url: "/odoo/skp-to-approve",
    steps: () => [
        openFirstRow,
        openIndicatorPoints,
        {
            trigger: ".modal .o_hr_skp_point_reply:contains(Satu laporan setiap bulan)",
        },
        {
            trigger: ".modal .o_hr_skp_point button:contains(Resolve)",
            run: "click",
        },
        {
            content: "resolved, so it is not answered any more",
            trigger:
                ".modal .o_hr_skp_point:contains(resolved):not(:has(.o_hr_skp_point_answer))",
        },
        ...closeDialog,
        {
            trigger: ".o_skp_document_points.o_skp_document_quiet",
        },
    ],
});
