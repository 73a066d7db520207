import { registry } from "@web/core/registry";

/** The first screen of the app: what is to be done, and one press away from it. */
const tours = registry.category("web_tour.tours");

const fits = (trigger) => ({
    content: "nothing lies beside the screen or below it",
    trigger,
    run() {
        if (document.documentElement.scrollWidth > window.innerWidth) {
            throw new Error("The screen scrolls sideways");
        }
        const { top, bottom } = this.anchor.getBoundingClientRect();
        if (top < 0 || bottom > window.innerHeight) {
            throw new Error("What is to be done lies below the fold");
        }
    },
});
const ROW = "[data-section=own] .o_skp_home_row:contains(Your turn)";

tours.add("hr_skp_home_on_desktop", {
    url: "/odoo",
    steps: () => [
        {
            content: "opening the app opens the first screen",
            trigger: ".o_navbar_apps_menu button",
            run: "click",
        },
        {
            trigger: ".o_app[data-menu-xmlid='hr_skp.hr_skp_menu_root']",
            run: "click",
        },
        {
            content: "the state in words, and that it is his turn",
            trigger: "[data-card=plan]:contains(Draft):has([aria-label='Your turn'])",
        },
        fits(ROW),
        {
            content: "the row opens the plan itself",
            trigger: `${ROW} button`,
            run: "click",
        },
        {
            trigger: ".o_form_view .o_skp_document",
        },
        {
            content: "the way back",
            trigger: ".breadcrumb-item:contains(Home) a, .o_back_button",
            run: "click",
        },
        {
            trigger: "[data-card=log]",
            run: "click",
        },
        {
            trigger: ".o_list_view",
        },
    ],
});

tours.add("hr_skp_home_on_phone", {
    url: "/odoo/skp-home",
    steps: () => [
        fits(ROW),
        {
            trigger: "[data-card=plan]",
            run: "click",
        },
        {
            trigger: ".o_form_view",
        },
    ],
});
