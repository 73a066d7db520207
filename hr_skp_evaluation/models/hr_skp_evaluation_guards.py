from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date

from odoo.addons.hr_skp.models.hr_skp import TALK_FIELDS

from .hr_skp_evaluation import RATED_STATES


class HrSkpEvaluation(models.Model):
    """Who may open, rate and delete an evaluation, and when.

    =========================  ======================================================
    open                       employee, appraiser or deputy, performance team
    type ratings and notes     appraiser or deputy, while draft (the period over) or
                               submitted; later through the steps only
    delete                     performance team, an unused draft
    =========================  ======================================================
    """

    _inherit = "hr.skp.evaluation"

    def _check_skp_line_stays(self, vals):
        done = super()._check_skp_line_stays(vals)
        if "period_id" in vals and any(
            evaluation.period_id.id != vals["period_id"] for evaluation in self.sudo()
        ):
            raise UserError(
                self.env._("An evaluation stays in its period. Open another one.")
            )
        return done

    def _check_skp_line_change(self, operation, vals=None):
        """An evaluation does not follow the editing of its plan, but its own states."""
        if self.env.su:
            return
        if operation == "create":
            self._check_can_open()
        elif operation == "unlink":
            self._check_can_unlink()
        elif vals.keys() - TALK_FIELDS:
            self._check_can_write_ratings()

    def _check_can_open(self):
        """Evaluations are opened by those whom they concern, and the performance team."""
        wrong = {
            evaluation: self.env._(
                "an evaluation is opened by the employee, his appraiser or the performance team."
            )
            for evaluation in self
            if not any(
                evaluation._has_skp_role(role)
                for role in ("employee", "appraiser", "officer")
            )
        }
        self.sudo()._raise_refusals(wrong, AccessError)

    def _check_can_unlink(self):
        wrong = {
            evaluation: self.env._("only the performance team deletes an evaluation.")
            for evaluation in self
            if not evaluation._has_skp_role("officer")
        }
        self.sudo()._raise_refusals(wrong, AccessError)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        used = self.sudo().filtered(
            lambda evaluation: (
                evaluation.state != "draft"
                or evaluation.is_rated
                or evaluation.delivered_on
            )
        )
        used._raise_refusals(
            dict.fromkeys(used, self.env._("it is in use already, so it is kept."))
        )

    def _get_opening_refusals(self):
        """Return {evaluation: why this plan has no evaluation in this period}."""
        refusals = {}
        for evaluation in self.sudo():
            plan, period = evaluation.skp_id, evaluation.period_id
            if not plan.revision or plan.state == "cancelled":
                refusals[evaluation] = self.env._(
                    "the plan is not approved. Approve it first."
                )
            elif period.cycle_id != plan.cycle_id:
                refusals[evaluation] = self.env._(
                    "%(period)s belongs to another performance year.",
                    period=period.name,
                )
            elif period.kind == "documentation":
                refusals[evaluation] = self.env._(
                    "%(period)s is for documentation only. Choose a periodic or the annual one.",
                    period=period.name,
                )
            elif evaluation.date_from > evaluation.date_to:
                refusals[evaluation] = self.env._(
                    "the plan has no day in %(period)s.", period=period.name
                )
            elif period.kind == "annual" and not plan.is_reported:
                refusals[evaluation] = self.env._(
                    "the year is evaluated on the reported plan, the latest one for the"
                    " definitive post. Open it there."
                )
        return refusals

    # Ratings and notes

    def _get_rating_refusals(self):
        """Return {evaluation: (why the user may not type ratings, whether for his person)}."""
        refusals = {}
        stopped = self._get_stop_texts()
        for evaluation in self:
            shown = evaluation.sudo()
            if not evaluation._has_skp_role("appraiser"):
                refusals[evaluation] = (
                    self.env._(
                        "ratings and notes are for the appraiser or his deputy."
                    ),
                    True,
                )
            elif evaluation in stopped:
                refusals[evaluation] = (stopped[evaluation], False)
            elif shown.state in RATED_STATES:
                refusals[evaluation] = (
                    self.env._(
                        "it is %(state)s. Reset the rating, with a reason, to change it.",
                        state=shown._get_state_label(),
                    ),
                    False,
                )
            elif shown.state == "draft" and not shown._is_over():
                refusals[evaluation] = (
                    self.env._(
                        "the period ends on %(day)s. Rate after that day, or once the employee"
                        " has submitted.",
                        day=format_date(self.env, shown.date_to),
                    ),
                    False,
                )
        return refusals

    def _check_can_write_ratings(self):
        """Raise unless the user may type ratings and notes of these evaluations now."""
        if self.env.su:
            return
        self._touch()
        refusals = self._get_rating_refusals()
        for error, of_person in ((AccessError, True), (UserError, False)):
            self.sudo()._raise_refusals(
                {
                    evaluation: reason
                    for evaluation, (reason, is_person) in refusals.items()
                    if is_person == of_person
                },
                error,
            )

    def _is_over(self):
        """Whether the last day is before today by the appraiser's clock."""
        self.ensure_one()
        evaluation = self.sudo()
        calendar = evaluation.company_id.resource_calendar_id
        zone = evaluation.appraiser_user_id.tz or calendar.tz or "UTC"
        return evaluation.date_to < fields.Date.context_today(
            self.with_context(tz=zone)
        )
