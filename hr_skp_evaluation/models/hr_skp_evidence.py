from odoo import models


class HrSkpEvaluation(models.Model):
    _inherit = "hr.skp.evaluation"

    def _deliver(self):
        """Keep the evidence of delivered evaluations for good: their seals name it."""
        done = super()._deliver()
        targets = self.sudo().result_line_ids._get_targets()
        self.env["hr.skp.target"].union(*targets.values()).sudo().evidence_ids._keep()
        return done
