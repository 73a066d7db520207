from odoo import models
from odoo.tools import format_date


class HrSkpEvaluation(models.Model):
    """What the rated person is told at once; nothing of it tells a rating.

    Appraisers have their digest: a message for each of thirty people helps nobody.
    """

    _name = "hr.skp.evaluation"
    _inherit = ["hr.skp.evaluation", "hr.skp.notifier"]

    _skp_path = "skp-evaluations"

    def _get_link_text(self):
        return self.env._("Open the evaluation")

    def _move(self, kind, state, **values):
        done = super()._move(kind, state, **values)
        tell = {
            "deliver": self._tell_delivered,
            "take_back": self._tell_taken_back,
            "accept": self._tell_final,
        }.get(kind)
        if tell:
            tell()
        return done

    def _tell_delivered(self):
        for evaluation in self.sudo():
            evaluation._tell(
                evaluation.employee_user_id,
                lambda local: local.env._(
                    "Your evaluation of %(period)s was delivered",
                    period=local.period_id.name,
                ),
                lambda local: local.env._(
                    "Read it, and accept or object until %(day)s. After that day it is final.",
                    day=format_date(local.env, local.objection_deadline),
                ),
            )

    def _tell_taken_back(self):
        for evaluation in self.sudo():
            evaluation._tell(
                evaluation.employee_user_id,
                lambda local: local.env._(
                    "Your evaluation of %(period)s was taken back",
                    period=local.period_id.name,
                ),
                lambda local: local.env._(
                    "%(appraiser)s delivers it again. The days to object then count anew.",
                    appraiser=local.appraiser_id.name,
                ),
                # There is nothing to open until then.
                is_linked=False,
            )

    def _tell_final(self):
        """Where he did not answer himself."""
        for evaluation in self.sudo():
            evaluation._tell(
                evaluation.employee_user_id,
                lambda local: local.env._(
                    "Your evaluation of %(period)s is final",
                    period=local.period_id.name,
                ),
                lambda local: local.env._(
                    "The days to object are over, and it counts as accepted."
                ),
            )
