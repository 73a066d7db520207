{
    "name": "SKP: Official Forms and Reports",
    "summary": "Official forms of performance plans and evaluations as PDF/A and XLSX",
    "version": "19.0.1.0.0",
    "category": "Human Resources/SKP",
    "author": "SKP for Odoo contributors",
    "license": "AGPL-3",
    "depends": ["hr_skp_evaluation", "report_xlsx"],
    "external_dependencies": {"python": ["weasyprint"]},
    "data": [
        "report/skp_layout_templates.xml",
        "report/hr_skp_templates.xml",
        "report/hr_skp_annex_templates.xml",
        "report/hr_skp_evaluation_templates.xml",
        "report/hr_skp_evaluation_document_templates.xml",
        "report/hr_skp_reports.xml",
        "report/hr_skp_evaluation_reports.xml",
        "views/res_company_views.xml",
    ],
    "assets": {
        "web.assets_backend": ["hr_skp_reports/static/src/js/**/*"],
        "web.assets_tests": ["hr_skp_reports/static/tests/tours/**/*"],
    },
}
