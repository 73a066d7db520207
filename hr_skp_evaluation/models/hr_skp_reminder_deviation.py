from odoo import api, fields, models
from odoo.fields import Domain


class HrSkpReminder(models.Model):
    _inherit = "hr.skp.reminder"

    kind = fields.Selection(
        selection_add=[
            ("deviation", "Deviations to explain"),
            ("deviation_told", "Deviations to note"),
            ("pattern", "What stands out in ratings"),
        ],
        ondelete={
            "deviation": "cascade",
            "deviation_told": "cascade",
            "pattern": "cascade",
        },
    )

    @api.model
    def _get_sources(self):
        return {
            **super()._get_sources(),
            "deviation": "hr.skp.reminder.deviation",
            "deviation_told": "hr.skp.reminder.deviation.told",
            "pattern": "hr.skp.reminder.pattern",
        }


class HrSkpReminderDeviation(models.AbstractModel):
    """Units that leave the guide: their heads are asked why.

    For a unit without a head, or whose head has no login, the performance team gives the
    reason, so it is the one that is told.
    """

    _name = "hr.skp.reminder.deviation"
    _inherit = ["hr.skp.reminder.source"]
    _description = "SKP: reminders of deviations to explain"

    _skp_kind = "deviation"
    _skp_counts = "hr.skp.deviation"
    _skp_own_column = "head_user_id"
    _skp_switch = "skp_remind_evaluation"
    _skp_is_leaders = False
    _skp_is_after_year = True
    # State of the rows that it tells of.
    _skp_state = "open"
    _skp_tells = frozenset({"own", "units"})

    @api.model
    def _get_occasions(self, cycle, today):
        return self._get_rolling(cycle, today, self._skp_tells)

    @api.model
    def _get_domain(self, occasion, part):
        domain = Domain("period_id.cycle_id", "=", occasion.cycle.id) & Domain(
            "state", "=", self._skp_state
        )
        return (
            domain & Domain("head_user_id", "=", False) if part == "units" else domain
        )

    @api.model
    def _get_title(self, occasion):
        return self.env._("Guide to distribution")

    @api.model
    def _get_own_line(self, occasion, due):
        return self._prepare_line(
            self.env._(
                "Periods in which your unit leaves the guide and the reason is missing:"
                " %(count)s",
                count=due.count,
            ),
            "skp-deviations-to-explain",
            self.env._("Give the reason"),
        )

    @api.model
    def _get_unit_line(self, occasion, units):
        return self._prepare_unit_line(
            units,
            "skp-deviations-without-head",
            [self.env._("Deviations that no head of the unit explains")],
            self.env._("Give the reason"),
        )


class HrSkpReminderDeviationTold(models.AbstractModel):
    """Reasons of units below, for whoever heads the unit above."""

    _name = "hr.skp.reminder.deviation.told"
    _inherit = ["hr.skp.reminder.deviation"]
    _description = "SKP: reminders of deviations to note"

    _skp_kind = "deviation_told"
    _skp_own_column = "above_user_id"
    _skp_state = "explained"
    _skp_tells = frozenset({"own"})

    @api.model
    def _get_own_line(self, occasion, due):
        return self._prepare_line(
            self.env._(
                "Units below yours that left the guide and said why: %(count)s",
                count=due.count,
            ),
            "skp-deviations-to-note",
            self.env._("Read the reasons"),
        )


class HrSkpReminderPattern(models.AbstractModel):
    """What stands out in one's own ratings, until it is answered or shown."""

    _name = "hr.skp.reminder.pattern"
    _inherit = ["hr.skp.reminder.deviation"]
    _description = "SKP: reminders of what stands out in ratings"

    _skp_kind = "pattern"
    _skp_counts = "hr.skp.rating.pattern"
    _skp_own_column = "appraiser_user_id"
    _skp_tells = frozenset({"own"})

    @api.model
    def _get_domain(self, occasion, part):
        return (
            Domain("period_id.cycle_id", "=", occasion.cycle.id)
            & Domain("answer", "=", False)
            & Domain("superior_user_id", "=", False)
        )

    @api.model
    def _get_title(self, occasion):
        return self.env._("How you rate")

    @api.model
    def _get_own_line(self, occasion, due):
        return self._prepare_line(
            self.env._(
                "Periods in which something stands out in your ratings: %(count)s. Only you"
                " read it for now.",
                count=due.count,
            ),
            "skp-rating-patterns-to-answer",
            self.env._("Look at it"),
        )
