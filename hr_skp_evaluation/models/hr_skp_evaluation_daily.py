from odoo import api, fields, models


class HrSkpEvaluation(models.Model):
    """What the calendar does to evaluations, once a day."""

    _inherit = "hr.skp.evaluation"

    @api.model
    def _cron_daily(self):
        """Make final what was delivered and not answered in the days to object."""
        # A day more than by UTC: where the sun rises early, it is over already.
        horizon = fields.Date.add(fields.Date.today(), days=1)
        delivered = self.sudo().search(
            [("state", "=", "delivered"), ("objection_deadline", "<", horizon)]
        )
        for company, evaluations in delivered.grouped("company_id").items():
            today = company._get_skp_today()
            silent = evaluations.filtered(
                lambda evaluation, today=today: evaluation.objection_deadline < today
            )
            if silent:
                silent._move(
                    "accept",
                    "final",
                    reason=self.env._("The days to object are over"),
                    final_on=fields.Datetime.now(),
                )
