import { registry } from "@web/core/registry";

/** Roles are divided in January: proposed by the leader, or written by the team. */
const tours = registry.category("web_tour.tours");

const cell = (name, result) => `.o_skp_matrix_table td[aria-label^="${name}, ${result}"]`;
const TEXT = ".o_skp_role_cell textarea[aria-label='Result of the member']";

tours.add("hr_skp_proposes_roles", {
    url: "/odoo/skp-role-matrix",
    steps: () => [
        {
            content: "nobody serves the second result yet, and the head says so",
            trigger: ".o_skp_matrix_nobody:contains(Nobody)",
        },
        {
            content: "the arrows go from cell to cell",
            trigger: cell("Ani Pegawai", "Meningkatnya mutu layanan"),
            run() {
                this.anchor.focus();
            },
        },
        {
            trigger: `${cell("Ani Pegawai", "Meningkatnya mutu layanan")}:focus`,
            run: "press ArrowRight",
        },
        {
            trigger: `${cell("Ani Pegawai", "Tertibnya arsip")}:focus`,
            run: "press Enter",
        },
        {
            content: "the leader's own words are a start",
            trigger: `${TEXT}:value(Tertibnya arsip)`,
        },
        {
            trigger: `${TEXT}:focus`,
            run: "press Escape",
        },
        {
            content: "Esc goes back to the cell",
            trigger: `body:not(:has(${TEXT})) ${cell("Ani Pegawai", "Tertibnya arsip")}:focus`,
            run: "press Enter",
        },
        {
            trigger: TEXT,
            run: "edit Tertatanya arsip layanan",
        },
        {
            trigger: ".o_skp_role_assign:contains(Propose):enabled",
            run: "click",
        },
        {
            trigger: `${cell("Ani Pegawai", "Tertibnya arsip")} .o_skp_role_proposed:contains(proposed)`,
        },
        {
            content: "one text for two people",
            trigger: ".o_skp_matrix_person:contains(Ani Pegawai) input",
            run: "click",
        },
        {
            trigger: ".o_skp_matrix_person:contains(Tono Rekan) input",
            run: "click",
        },
        {
            trigger: ".o_skp_matrix_bulk_column",
            run: "selectByLabel Meningkatnya mutu layanan",
        },
        {
            trigger: ".o_skp_matrix_bulk_text",
            run: "edit Terlayaninya pemohon",
        },
        {
            trigger: ".o_skp_matrix_bulk_assign:contains(Propose to 2 people):enabled",
            run: "click",
        },
        {
            trigger: `${cell("Tono Rekan", "Meningkatnya mutu layanan")} .o_skp_role_proposed`,
        },
        {
            content: "who has nothing is found in a long list",
            trigger: ".o_skp_matrix_bare input",
            run: "click",
        },
        {
            trigger: ".o_skp_matrix_table:not(:has(th:contains(Ani Pegawai)))",
        },
        {
            trigger: ".o_skp_matrix_bare input",
            run: "click",
        },
        {
            trigger: ".o_skp_matrix_search",
            run: "edit tono",
        },
        {
            trigger: ".o_skp_matrix_table:not(:has(th:contains(Ani Pegawai))):has(th:contains(Tono))",
        },
    ],
});

tours.add("hr_skp_adopts_role", {
    url: "/odoo/my-skp",
    steps: () => [
        {
            trigger: ".o_kanban_record:not(.o_kanban_ghost)",
            run: "click",
        },
        {
            trigger: ".o_skp_proposal:contains(Meningkatnya mutu layanan) textarea",
            run: "edit Terlayaninya semua pemohon",
        },
        {
            trigger: ".o_skp_proposal:contains(Meningkatnya mutu layanan) .o_skp_proposal_adopt",
            run: "click",
        },
        {
            trigger: ".o_skp_document textarea:value(Terlayaninya semua pemohon)",
        },
        {
            content: "the other one is declined with a word",
            trigger: ".o_skp_proposals:not(:contains(Meningkatnya mutu layanan)) .o_skp_proposal_decline",
            run: "click",
        },
        {
            trigger: ".o_skp_proposal_reason",
            run: "edit Arsip dipegang Tono",
        },
        {
            trigger: ".o_skp_proposal_confirm:enabled",
            run: "click",
        },
        {
            trigger: ".o_skp_document:not(:has(.o_skp_proposals))",
        },
        {
            trigger: ".o_form_view:not(:has(.o_skp_proposals))",
        },
    ],
});

tours.add("hr_skp_sees_adopted_role", {
    url: "/odoo/skp-role-matrix",
    steps: () => [
        {
            trigger: `${cell("Ani Pegawai", "Meningkatnya mutu layanan")} .o_skp_role_result:contains(adopted)`,
        },
        {
            trigger: `${cell("Ani Pegawai", "Tertibnya arsip")} .o_skp_role_declined:contains(Arsip dipegang Tono)`,
        },
        {
            trigger: `${cell("Tono Rekan", "Meningkatnya mutu layanan")} .o_skp_role_proposed`,
        },
    ],
});

tours.add("hr_skp_writes_role", {
    url: "/odoo/skp-role-matrix",
    steps: () => [
        {
            content: "the performance team finds the leader whose team it serves",
            trigger: ".o_skp_matrix_leader input",
            run: "edit Budi",
        },
        {
            trigger: ".o-autocomplete--dropdown-item:contains(Budi Penilai)",
            run: "click",
        },
        {
            trigger: cell("Ani Pegawai", "Meningkatnya mutu layanan"),
            run: "click",
        },
        {
            trigger: TEXT,
            run: "edit Terlayaninya pemohon",
        },
        {
            trigger: ".o_skp_role_assign:contains(Write into the plan):enabled",
            run: "click",
        },
        {
            trigger: `${cell("Ani Pegawai", "Meningkatnya mutu layanan")} .o_skp_role_result:contains(Terlayaninya pemohon)`,
        },
    ],
});

tours.add("hr_skp_matrix_on_phone", {
    url: "/odoo/skp-role-matrix",
    steps: () => [
        {
            content: "a card for each member, nothing beside the screen",
            trigger: ".o_skp_matrix_card:contains(Ani Pegawai)",
            run() {
                const { clientWidth, scrollWidth } = document.documentElement;
                const cards = document.querySelector(".o_skp_matrix_cards");
                if (scrollWidth > clientWidth || cards.scrollWidth > cards.clientWidth) {
                    throw new Error("The screen scrolls sideways");
                }
            },
        },
        {
            trigger:
                ".o_skp_matrix_card:contains(Ani Pegawai) .o_skp_matrix_card_cell:contains(Tertibnya arsip)",
            run: "click",
        },
        {
            trigger: ".o_skp_role_assign:enabled",
            run: "click",
        },
        {
            trigger: ".o_skp_matrix_card:contains(Ani Pegawai) .o_skp_role_proposed",
        },
    ],
});
