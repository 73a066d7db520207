from odoo import api, fields, models
from odoo.fields import Domain

from .hr_skp_evaluation import UNDELIVERED_STATES


class HrSkpEvaluation(models.Model):
    """Which evaluations go on: this is the one place that says so.

    Not delivered yet, one goes no further where its plan is cancelled or, of a year,
    where another plan is the reported one. Nobody is asked for it any more and no step
    leads on; it stays readable, with the reason, and goes on should the reason be gone.
    A draft in which nobody did anything is dropped.
    """

    _inherit = "hr.skp.evaluation"

    stop_reason = fields.Selection(
        [
            ("cancelled", "Plan cancelled"),
            ("not_reported", "Another plan is the reported one"),
        ],
        "Goes no further",
        copy=False,
        index="btree_not_null",
    )

    @api.model
    def _get_skp_guarded(self):
        return super()._get_skp_guarded() | {"stop_reason"}

    @api.model
    def _get_waiting_domain(self, today):
        """Return which evaluations wait for their appraiser: to be rated or delivered."""
        return Domain("stop_reason", "=", False) & (
            Domain("state", "in", ("submitted", "rated"))
            | (Domain("state", "=", "draft") & Domain("date_to", "<", today))
        )

    def _get_stop_reason(self):
        """Return why one goes no further, by its plan as it stands now, or False."""
        self.ensure_one()
        if self.state not in UNDELIVERED_STATES:
            return False
        if self.skp_id.state == "cancelled":
            return "cancelled"
        is_year = self.kind == "annual"
        return is_year and not self.skp_id.is_reported and "not_reported"

    def _get_stop_texts(self):
        """Return {evaluation: why it goes no further, and the way out}; in superuser mode."""
        reasons = {
            evaluation: reason
            for evaluation in self.sudo()
            if (reason := evaluation._get_stop_reason())
        }
        replaced = self.sudo().filtered(
            lambda evaluation: reasons.get(evaluation) == "not_reported"
        )
        reported = replaced._get_reported_plans()
        texts = dict.fromkeys(reasons, self.env._("its plan is cancelled."))
        for evaluation in replaced:
            plan = reported.get((evaluation.employee_id, evaluation.cycle_id))
            texts[evaluation] = (
                self.env._(
                    "the year is evaluated on %(plan)s, the reported plan. It is rated there,"
                    " by %(appraiser)s.",
                    plan=plan.name,
                    appraiser=plan.appraiser_id.name
                    or self.env._("an appraiser to be named"),
                )
                if plan
                else self.env._(
                    "the year is evaluated on the reported plan, the latest one for the"
                    " definitive post, and there is none. The performance team makes it."
                )
            )
        return texts

    def _get_reported_plans(self):
        """Return {(employee, year): the reported plan}."""
        plans = self.env["hr.skp"].sudo()
        if self:
            plans = plans.search(
                [
                    ("employee_id", "in", self.employee_id.ids),
                    ("cycle_id", "in", self.cycle_id.ids),
                    ("is_reported", "=", True),
                ]
            )
        return {(plan.employee_id, plan.cycle_id): plan for plan in plans}

    def _update_stopped(self):
        """Write anew which go on; drop the drafts that do not, where they are unused."""
        by_reason = self.sudo().grouped(
            lambda evaluation: evaluation._get_stop_reason()
        )
        for reason, evaluations in by_reason.items():
            stale = evaluations.filtered(
                lambda evaluation, reason=reason: evaluation.stop_reason != reason
            )
            if stale:
                stale.write({"stop_reason": reason})
        stopped = self.sudo().filtered("stop_reason")
        stopped._filter_unused().unlink()

    def _filter_unused(self):
        """Return the drafts in which nobody rated, said or kept anything."""
        drafts = self.sudo().filtered(
            lambda evaluation: evaluation.state == "draft" and not evaluation.is_rated
        )
        if not drafts:
            return drafts
        used = set()
        for model, name, domain in (
            ("hr.skp.event", "model", []),
            ("mail.message", "model", [("message_type", "=", "comment")]),
            ("ir.attachment", "res_model", []),
        ):
            found = self.env[model].sudo()
            domain = [(name, "=", self._name), ("res_id", "in", drafts.ids), *domain]
            used.update(found.search(domain).mapped("res_id"))
        return drafts.filtered(lambda evaluation: evaluation.id not in used)
