"""What a proposal after feedback says moved from the plan to the feedback.

The plan's form is loaded before the view that shows proposals, and would be checked
against that view as it was: so it goes, and is made anew by the update.
"""


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
