{
    "name": "SKP evaluation",
    "summary": "Rates civil servants per period and year: organisation predicates, the"
    " nine-cell quadrant, delivery and acceptance (PermenPANRB 6/2022)",
    "version": "19.0.1.0.0",
    "category": "Human Resources/SKP",
    "license": "LGPL-3",
    "author": "SKP for Odoo contributors",
    "depends": ["hr_skp"],
    "data": [
        "security/ir.model.access.csv",
        "security/ir_rule.xml",
        "data/ir_sequence_data.xml",
        "data/ir_cron_data.xml",
        "wizard/hr_skp_batch_open_evaluations_views.xml",
        "views/hr_skp_organization_predicate_views.xml",
        "views/hr_skp_evaluation_line_views.xml",
        "views/hr_skp_evaluation_views.xml",
        "views/hr_skp_views.xml",
        "views/res_config_settings_views.xml",
        "views/hr_skp_evaluation_menus.xml",
    ],
    "demo": ["demo/res_company_demo.xml"],
    "assets": {
        "web.assets_backend": ["hr_skp_evaluation/static/src/**/*"],
        "web.assets_tests": ["hr_skp_evaluation/static/tests/tours/**/*"],
    },
    "uninstall_hook": "uninstall_hook",
}
