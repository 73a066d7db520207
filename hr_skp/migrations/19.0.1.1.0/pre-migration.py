"""What a proposal after feedback says moved from the plan to the feedback.

The plan's form is loaded before the view that shows proposals, and would be checked
against that view as it was: so it goes, and is made anew by the update. So do the rules
between agencies, which let pass who has a task in another one.
"""

LIMITED = (
    "hr_skp",
    *(
        f"hr_skp_{name}"
        for name in (
            "result",
            "indicator",
            "target",
            "evidence",
            "behavior",
            "annex",
            "feedback",
            "event",
            "activity",
        )
    ),
)


def migrate(cr, version):
    cr.execute(
        """
        DELETE FROM ir_ui_view WHERE id IN (
            SELECT res_id FROM ir_model_data
             WHERE module = 'hr_skp' AND model = 'ir.ui.view'
               AND name = 'hr_skp_view_form_feedback'
        )
        """
    )
    cr.execute(
        """
        DELETE FROM ir_model_data
         WHERE module = 'hr_skp' AND model = 'ir.ui.view'
           AND name = 'hr_skp_view_form_feedback'
        """
    )
    cr.execute(
        """
        WITH gone AS (
            DELETE FROM ir_model_data
             WHERE module = 'hr_skp' AND model = 'ir.rule' AND name = ANY(%s)
            RETURNING res_id
        )
        DELETE FROM ir_rule WHERE id IN (SELECT res_id FROM gone)
        """,
        [[f"{name}_rule_company" for name in LIMITED]],
    )
