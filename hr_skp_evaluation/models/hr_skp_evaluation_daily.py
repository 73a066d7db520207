from odoo import api, fields, models
from odoo.fields import Domain


class HrSkpEvaluation(models.Model):
    """What the calendar does to evaluations, once a day."""

    _inherit = "hr.skp.evaluation"

    @api.model
    def _cron_daily(self, limit=500):
        """Make final what was delivered and not answered in the days to object, in chunks.

        :return: whether there was time for all of them
        """
        return self.env["hr.skp.chunks"]._do_in_chunks(
            self._get_silent(), lambda chunk: chunk._finish_silent(), limit
        )

    @api.model
    def _get_silent_domain(self):
        """Return what nobody answered in time, by the clock of each agency."""
        delivered = Domain("state", "=", "delivered")
        return delivered & Domain.OR(
            Domain("company_id", "=", company.id)
            & Domain("objection_deadline", "<", company._get_skp_today())
            for [company] in self.sudo()._read_group(delivered, ["company_id"])
        )

    @api.model
    def _get_silent(self):
        return self.sudo().search(self._get_silent_domain(), order="id")

    def _finish_silent(self):
        """Make final those of these that are still not answered.

        What somebody changes at this moment is left for the next night.
        """
        free = self.try_lock_for_update()
        silent = free.filtered_domain(self._get_silent_domain())
        if silent:
            silent._move(
                "accept",
                "final",
                reason=self.env._("The days to object are over"),
                final_on=fields.Datetime.now(),
            )
