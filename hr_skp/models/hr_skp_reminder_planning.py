from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date

from .hr_skp_reminder import Occasion
from .hr_skp_reminder_source import Audience

NOT_SUBMITTED = ("none", "draft")


class HrSkpReminder(models.Model):
    _inherit = "hr.skp.reminder"

    kind = fields.Selection(
        selection_add=[
            ("draft", "Drafting deadline"),
            ("planning", "Planning deadline"),
        ],
        ondelete={"draft": "cascade", "planning": "cascade"},
    )

    @api.model
    def _get_sources(self):
        name = "hr.skp.reminder.planning"
        return {**super()._get_sources(), "draft": name, "planning": name}


class HrSkpReminderPlanning(models.AbstractModel):
    """Plans that are not submitted, or not approved, read from the progress of planning.

    Plans that begin after the year does have deadlines of their own: an occasion is about
    those that begin on one day. Facts are ``own``, the state of the reader's own plan;
    ``waiting`` and ``missing``, rows of progress; and ``units``.
    """

    _name = "hr.skp.reminder.planning"
    _inherit = ["hr.skp.reminder.source"]
    _description = "SKP: reminders of the deadlines of planning"

    _skp_is_until_done = True

    # When

    @api.model
    def _get_occasions(self, cycle, today):
        if not cycle.company_id.skp_remind_planning or cycle.date_to < today:
            return []
        occasions = (
            self._get_occasion(cycle, kind, first_day, today)
            for first_day in self._get_first_days(cycle)
            for kind in ("draft", "planning")
        )
        return [occasion for occasion in occasions if occasion]

    @api.model
    def _get_first_days(self, cycle):
        """Return the first days of the plans of a year that are not in force, in order."""
        groups = (
            self.env["hr.skp.progress"]
            .sudo()
            ._read_group(
                Domain("cycle_id", "=", cycle.id)
                & Domain("state", "in", (*NOT_SUBMITTED, "submitted")),
                ["date_from:day"],
            )
        )
        return sorted(day for [day] in groups)

    @api.model
    def _get_occasion(self, cycle, kind, first_day, today):
        """Return what people are reminded of about one deadline, or None.

        After the planning deadline nobody hears of the drafting deadline any more.
        """
        deadline = cycle._get_due_date(kind, first_day)
        planning = cycle._get_due_date("planning", first_day)
        if not deadline or kind == "draft" and planning and planning <= today:
            return None
        date = cycle.company_id._get_skp_reminder_date(deadline, today)
        passed = ((date or today) - deadline).days
        tells = self._get_tells(cycle.company_id, passed)
        if not tells:
            return None
        if "own" in tells:
            tells |= {"team"}
        return Occasion(kind, cycle, deadline, date, tells, first_day)

    # What

    @api.model
    def _get_open_domain(self, occasion):
        """Return the domain of the rows of progress that somebody is reminded of."""
        states = NOT_SUBMITTED
        if self._is_past(occasion) or occasion.kind == "planning":
            states += ("submitted",)
        return (
            Domain("cycle_id", "=", occasion.cycle.id)
            & Domain("date_from", "=", occasion.about)
            & Domain("state", "in", states)
        )

    @api.model
    def _get_team_domain(self, occasion):
        """Return the domain of the rows that their appraisers are told of."""
        states = ("submitted",)
        if self._is_past(occasion):
            states += NOT_SUBMITTED
        return self._get_open_domain(occasion) & Domain("state", "in", states)

    @api.model
    def _is_past(self, occasion):
        """Whether the deadline is the day of the schedule, or was before."""
        today = occasion.cycle.company_id._get_skp_today()
        return occasion.deadline <= (occasion.date or today)

    # To whom

    @api.model
    def _get_audience(self, occasion):
        groups, stand_ins = [], {}
        if "own" in occasion.tells:
            rows = self.env["hr.skp.progress"].sudo()
            groups += rows._read_group(
                self._get_open_domain(occasion) & Domain("state", "in", NOT_SUBMITTED),
                [],
                ["employee_user_id:array_agg_distinct"],
            )
            groups += rows._read_group(
                self._get_team_domain(occasion),
                [],
                [
                    "appraiser_user_id:array_agg_distinct",
                    "deputy_user_id:array_agg_distinct",
                ],
            )
            stand_ins = self._get_stand_ins(occasion)
        units = self._get_units(occasion) if "units" in occasion.tells else {}
        found = {*stand_ins.values(), *units}.union(
            *(user_ids or () for group in groups for user_ids in group)
        )
        return Audience(found - {None}, stand_ins, units)

    @api.model
    def _get_stand_ins(self, occasion):
        """Return {user of an appraiser: user who stands in for him today}."""
        leaders = (
            self.env["hr.skp.progress"]
            .sudo()
            ._read_group(self._get_team_domain(occasion), ["appraiser_id"])
        )
        appraisers = (
            self.env["hr.employee"]
            .sudo()
            .browse([appraiser.id for [appraiser] in leaders if appraiser])
        )
        deputies = appraisers._get_skp_deputy(
            occasion.cycle.company_id._get_skp_today()
        )
        return {
            appraiser.user_id.id: deputy.id
            for appraiser, (deputy, _last) in deputies.items()
            if deputy != appraiser.user_id
        }

    @api.model
    def _get_units(self, occasion):
        """Return {user of the performance team: [(unit, without plan, draft, submitted)]}."""
        counts = defaultdict(lambda: dict.fromkeys((*NOT_SUBMITTED, "submitted"), 0))
        for unit, state, count in (
            self.env["hr.skp.progress"]
            .sudo()
            ._read_group(
                self._get_open_domain(occasion),
                ["department_id", "state"],
                ["__count"],
            )
        ):
            counts[unit][state] = count
        return self._share_units(
            occasion.cycle.company_id,
            {unit: tuple(numbers.values()) for unit, numbers in counts.items()},
        )

    # The facts of each

    @api.model
    def _get_facts(self, occasion, audience, user_ids):
        stand_ins = defaultdict(set)
        for principal, stand_in in audience.stand_ins.items():
            stand_ins[stand_in].add(principal)
        concerned = set(user_ids).union(*(stand_ins[user_id] for user_id in user_ids))
        people = list(concerned) if "own" in occasion.tells else []
        rows = (
            self.env["hr.skp.progress"]
            .sudo()
            .search(
                self._get_open_domain(occasion)
                & (
                    Domain("employee_user_id", "in", people)
                    | Domain("appraiser_user_id", "in", people)
                    | Domain("deputy_user_id", "in", people)
                )
            )
        )
        own = {
            row.employee_user_id.id: row.state
            for row in rows
            if row.state in NOT_SUBMITTED
        }
        team = defaultdict(lambda: self.env["hr.skp.progress"])
        for row in rows.filtered_domain(self._get_team_domain(occasion)):
            for user in row.appraiser_user_id | row.deputy_user_id:
                team[user.id] |= row
        facts = {}
        for user_id in user_ids:
            led = team[user_id].union(*(team[other] for other in stand_ins[user_id]))
            # Nobody is told of himself as of one of his people.
            led = led.filtered(
                lambda row, user_id=user_id: row.employee_user_id.id != user_id
            )
            told = {
                "own": own.get(user_id),
                "waiting": led.filtered(lambda row: row.state == "submitted"),
                "missing": led.filtered(lambda row: row.state in NOT_SUBMITTED),
                "units": audience.units.get(user_id),
            }
            facts[user_id] = {part: what for part, what in told.items() if what}
        return facts

    # The words

    @api.model
    def _get_lines(self, occasion, facts):
        lines = []
        if own := facts.get("own"):
            text = (
                self.env._(
                    "You have no plan yet. Make it, and submit it to your appraiser."
                )
                if own == "none"
                else self.env._(
                    "Your plan is a draft. Complete it, and submit it to your appraiser."
                )
            )
            lines.append(self._prepare_line(text, "my-skp", self.env._("Open my plan")))
        if waiting := facts.get("waiting"):
            lines.append(
                self._prepare_line(
                    self.env._(
                        "Waiting for your approval: %(count)s", count=len(waiting)
                    ),
                    "skp-to-approve",
                    self.env._("Open the plans that wait"),
                    self._shorten(waiting.mapped("employee_name")),
                )
            )
        if missing := facts.get("missing"):
            lines.append(
                self._prepare_line(
                    self.env._(
                        "Of your people, not submitted: %(count)s", count=len(missing)
                    ),
                    "skp-not-submitted",
                    self.env._("Open my people"),
                    self._shorten(missing.mapped("employee_name")),
                )
            )
        if units := facts.get("units"):
            heads = (
                self.env._("Without plan"),
                self.env._("Not submitted"),
                self.env._("Not approved"),
            )
            lines.append(self._prepare_unit_line(units, "skp-not-approved", heads))
        return lines

    @api.model
    def _get_title(self, occasion):
        words = {
            "cycle": occasion.cycle.name,
            "date": format_date(self.env, occasion.deadline),
            "start": format_date(self.env, occasion.about),
        }
        is_later = occasion.about > occasion.cycle.date_from
        if occasion.kind == "draft" and is_later:
            return self.env._(
                "Plans of %(cycle)s that begin on %(start)s are submitted by %(date)s.",
                **words,
            )
        if occasion.kind == "draft":
            return self.env._("Plans of %(cycle)s are submitted by %(date)s.", **words)
        if is_later:
            return self.env._(
                "Plans of %(cycle)s that begin on %(start)s are approved by %(date)s.",
                **words,
            )
        return self.env._("Plans of %(cycle)s are approved by %(date)s.", **words)
