from datetime import timedelta

import pytz

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from ..rules import deadline


class ResCompany(models.Model):
    """An agency's terms of objection, and the days that count for them."""

    _inherit = "res.company"

    skp_objection_days = fields.Integer(
        "Days to object",
        default=14,
        help="Counted from the day after the evaluation was delivered. 14 days is what"
        " Government Regulation 30/2019, article 59 says.",
    )
    skp_objection_day_type = fields.Selection(
        [("calendar", "Calendar days"), ("working", "Working days")],
        "Type of days",
        default="working",
        help="The regulation does not say which. Working days is how one course on"
        " PermenPANRB 6/2022 reads it, and the longer term for the employee: an"
        " interpretation, no rule.",
    )
    skp_explanation_days = fields.Integer(
        "Days to explain",
        default=5,
        help="In which the appraiser explains himself after an objection was filed. The"
        " regulation names no number.",
    )
    skp_remind_objection = fields.Boolean(
        "Remind of objections",
        default=True,
        help="Appraisers of explanations that are due, and who decides of objections that"
        " wait for a decision.",
    )
    skp_authorized_official_id = fields.Many2one(
        "hr.employee",
        "Authorised official",
        help="Sets the predicate of the top unit, and decides an objection where nobody"
        " stands above the appraiser.",
    )

    skp_distribution_smallest = fields.Integer(
        "Smallest team",
        default=5,
        help="Teams of fewer rated people are not compared, neither with the guide nor with"
        " each other: a share of three people says nothing.",
    )
    skp_distribution_tolerance = fields.Integer(
        "Tolerance (people)",
        help="By how many people a share of the guide may be missed.",
    )

    skp_pattern_days = fields.Integer(
        "Days before the superior sees it",
        default=14,
        help="So long only the appraiser reads what stands out in his ratings. It is shown at"
        " once when he answers.",
    )
    skp_pattern_gap = fields.Float(
        "Distance that stands out",
        default=0.5,
        help="Between the mean of an appraiser's ratings and that of the others of the unit;"
        " a step from one rating to the next is 1.",
    )
    skp_pattern_share = fields.Integer(
        "Share that stands out (%)",
        default=90,
        help="Of employees in one cell, with lines all alike, or with equal notes.",
    )

    _check_skp_objection_days = models.Constraint(
        "CHECK (skp_objection_days >= 1 AND skp_explanation_days >= 1)",
        "There is at least one day to object, and one to explain.",
    )
    _check_skp_comparison = models.Constraint(
        """CHECK (skp_distribution_smallest >= 1 AND skp_distribution_tolerance >= 0
            AND skp_pattern_days >= 0 AND skp_pattern_gap > 0
            AND skp_pattern_share BETWEEN 1 AND 100)""",
        "The smallest team has at least one person, a tolerance and days are counted from 0"
        " upwards, the distance is more than 0, and a share is 1 to 100 %.",
    )

    @api.model
    def _get_skp_settings(self):
        return super()._get_skp_settings() | {
            "skp_objection_days",
            "skp_objection_day_type",
            "skp_explanation_days",
            "skp_remind_objection",
            "skp_authorized_official_id",
            "skp_distribution_smallest",
            "skp_distribution_tolerance",
            "skp_pattern_days",
            "skp_pattern_gap",
            "skp_pattern_share",
        }

    def _check_skp_settings(self, vals):
        """Nobody makes himself the one who decides objections."""
        done = super()._check_skp_settings(vals)
        official_id = vals.get("skp_authorized_official_id")
        own = self.env.user.sudo().with_context(active_test=False).employee_ids
        named = self.sudo().filtered(
            lambda company: company.skp_authorized_official_id.id != official_id
        )
        if named and official_id in own.ids:
            raise AccessError(
                self.env._(
                    "Nobody names himself the authorised official. Ask another administrator."
                )
            )
        return done

    def write(self, vals):
        """Let open objections know the official who decides them from now on."""
        done = super().write(vals)
        if "skp_authorized_official_id" in vals:
            objections = self.env["hr.skp.objection"]
            objections._refresh_deciders([("company_id", "in", self.ids)])
        return done

    def _get_skp_deadline(self, start, days):
        """Return the last day of a term of one agency, its holidays and weekend counted.

        :param date start: the day of the event; day 1 is the day after
        :param int days: the length of the term
        """
        self.ensure_one()
        return deadline.add_days(
            start,
            days,
            self.skp_objection_day_type or "working",
            self._get_skp_holidays(start),
            self._get_skp_weekend(),
        )

    def _get_skp_weekend(self):
        """Return the weekdays on which nobody works by the agency's calendar."""
        worked = {
            int(line.dayofweek)
            for line in self.sudo().resource_calendar_id.attendance_ids
        }
        return tuple(set(range(7)) - worked) if worked else (5, 6)

    def _get_skp_holidays(self, start):
        """Return the dates after ``start`` that the agency's calendar sets free for all."""
        calendar = self.sudo().resource_calendar_id
        leaves = (
            self.env["resource.calendar.leaves"]
            .sudo()
            .search(
                Domain("resource_id", "=", False)
                & Domain("company_id", "in", [self.id, False])
                & Domain("calendar_id", "in", [calendar.id, False])
                & Domain("date_to", ">=", start)
            )
        )
        zone = pytz.timezone(calendar.tz or "UTC")
        days = set()
        for leave in leaves:
            first, last = (
                pytz.utc.localize(moment).astimezone(zone).date()
                for moment in (leave.date_from, leave.date_to)
            )
            days.update(
                first + timedelta(days=n) for n in range((last - first).days + 1)
            )
        return days
