from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date


class HrSkpReminder(models.Model):
    _inherit = "hr.skp.reminder"

    kind = fields.Selection(
        selection_add=[
            ("submission", "Evaluations to submit"),
            ("rating", "Evaluations to rate"),
        ],
        ondelete={"submission": "cascade", "rating": "cascade"},
    )

    @api.model
    def _get_sources(self):
        return {
            **super()._get_sources(),
            "submission": "hr.skp.reminder.submission",
            "rating": "hr.skp.reminder.rating",
        }


class HrSkpReminderEvaluation(models.AbstractModel):
    """What evaluations of a period wait for, near a deadline of the period and after it."""

    _name = "hr.skp.reminder.evaluation"
    _inherit = ["hr.skp.reminder.source"]
    _description = "SKP: reminders of evaluations"

    _skp_counts = "hr.skp.evaluation"
    _skp_switch = "skp_remind_evaluation"
    _skp_is_until_done = True
    # The field of the period that holds the deadline.
    _skp_deadline = None

    @api.model
    def _get_occasions(self, cycle, today):
        return self._get_by_period(
            cycle, today, self._skp_deadline, ("periodic", "annual")
        )


class HrSkpReminderSubmission(models.AbstractModel):
    """Evaluations that their employees have not submitted."""

    _name = "hr.skp.reminder.submission"
    _inherit = ["hr.skp.reminder.evaluation"]
    _description = "SKP: reminders of evaluations to submit"

    _skp_kind = "submission"
    _skp_deadline = "employee_deadline"

    @api.model
    def _get_tells(self, company, passed):
        # His appraiser rates without, and hears of it as of what he has to rate.
        return super()._get_tells(company, passed) & {"own"}

    @api.model
    def _get_domain(self, occasion, part):
        return (
            Domain("period_id", "=", occasion.about.id)
            & Domain("state", "=", "draft")
            & Domain("stop_reason", "=", False)
        )

    @api.model
    def _get_title(self, occasion):
        return self.env._(
            "Evaluations of %(period)s are submitted by %(date)s.",
            period=occasion.about.name,
            date=format_date(self.env, occasion.deadline),
        )

    @api.model
    def _get_own_line(self, occasion, due):
        return self._prepare_line(
            self.env._("Your evaluation of %s is not submitted.", occasion.about.name),
            f"{occasion.about.id}/skp-evaluation-to-submit",
            self.env._("Open my evaluation"),
        )


class HrSkpReminderRating(models.AbstractModel):
    """Evaluations that wait to be rated or delivered; it is the leader's own work."""

    _name = "hr.skp.reminder.rating"
    _inherit = ["hr.skp.reminder.evaluation"]
    _description = "SKP: reminders of evaluations to rate"

    _skp_kind = "rating"
    _skp_deadline = "evaluation_deadline"
    _skp_own_parts = ()

    @api.model
    def _get_tells(self, company, passed):
        tells = super()._get_tells(company, passed)
        return (tells - {"own"}) | ({"team"} if "own" in tells else set())

    @api.model
    def _get_domain(self, occasion, part):
        today = occasion.cycle.company_id._get_skp_today()
        waiting = self.env["hr.skp.evaluation"]._get_waiting_domain(today)
        return Domain("period_id", "=", occasion.about.id) & waiting

    @api.model
    def _get_title(self, occasion):
        return self.env._(
            "Evaluations of %(period)s are rated and delivered by %(date)s.",
            period=occasion.about.name,
            date=format_date(self.env, occasion.deadline),
        )

    @api.model
    def _get_team_line(self, occasion, team):
        return self._prepare_line(
            self.env._("To rate or to deliver: %(count)s", count=len(team)),
            f"{occasion.about.id}/skp-evaluation-to-rate",
            self.env._("Rate my people"),
            self._shorten([plan.employee_id.name for plan, _due in team]),
        )

    @api.model
    def _get_unit_line(self, occasion, units):
        return self._prepare_unit_line(
            units,
            f"{occasion.about.id}/skp-evaluation-undelivered",
            [self.env._("People without a delivered evaluation")],
        )
