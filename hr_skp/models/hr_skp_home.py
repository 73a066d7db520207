from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date, format_duration

from .hr_skp import EDITABLE_STATES
from .hr_skp_reminder_source import Audience

# More days than a year and its deadlines last.
ALWAYS = 1000
# For how many days feedback without an answer is new.
NEW_DAYS = 30


class HrSkpReminderSource(models.AbstractModel):
    """What a source tells one person on his first screen, whatever was sent to him."""

    _inherit = "hr.skp.reminder.source"

    @api.model
    def _get_facts_of(self, occasion, user):
        """Return {part: what one user is told}; units only to who runs some."""
        units = {}
        if "units" in occasion.tells and user.has_group("hr_skp.group_hr_skp_officer"):
            units = self._get_units(occasion)
        audience = Audience({user.id}, {}, units)
        return self._get_facts(occasion, audience, user.ids).get(user.id, {})

    @api.model
    def _get_lasting(self, company):
        """What can be done late, too, a screen tells until it is done."""
        if self._skp_is_until_done and self.env.context.get("skp_on_screen"):
            return ALWAYS
        return super()._get_lasting(company)

    @api.model
    def _get_section(self, part):
        """Return where a part of the facts stands: own, team or unit."""
        if part == "units":
            return "unit"
        return "own" if part in ("own", *self._skp_own_parts) else "team"

    @api.model
    def _get_day(self, occasion, part, told):
        """Return the day until which it is to be done, or False."""
        if occasion.deadline or not self._skp_date_column:
            return occasion.deadline
        if part == "team":
            return min((due.date for _plan, due in told if due.date), default=False)
        return getattr(told, "date", False)


class HrSkpHome(models.AbstractModel):
    """The first screen: what must I do now, by when, and what waits for whom.

    =======  ===============================================================
    section  rows
    =======  ===============================================================
    own      what the user himself has to do
    team     what waits for him as an appraiser or deputy, and who is late
    unit     of the units that he heads or whose performance he runs
    =======  ===============================================================

    The sources of reminders give the rows, so that each new kind shows up by itself. What
    waits without a day of a schedule is counted beside them (``_get_counted_rows``).
    """

    _name = "hr.skp.home"
    _description = "SKP: home"

    @api.model
    def get_home(self):
        """Return what the first screen shows to the user.

        :return: {"title", "is_employee", "cards": [card], "sections": [section]}; a card
            and a row of a section tell with ``open`` what they open
        """
        plan = self._get_plan()
        rows = self._get_reminded_rows()
        opened = [row["open"] for found in rows.values() for row in found]
        for section, counted in self._get_counted_rows(plan).items():
            # What a reminder tells has the day, too.
            rows[section] += [row for row in counted if row["open"] not in opened]
        self._aim_at_plan(rows["own"], plan)
        titles = {
            "own": self.env._("What I have to do"),
            "team": self.env._("My team"),
            "unit": self.env._("My unit"),
        }
        return {
            "title": plan.cycle_id.name or "",
            "is_employee": bool(self.env.user.employee_id),
            "cards": self._get_cards(plan),
            "sections": [
                {
                    "name": section,
                    "title": titles[section],
                    "rows": sorted(found, key=lambda row: row["date"] or "9999"),
                }
                for section, found in rows.items()
                if found or section == "own"
            ],
        }

    # The plan

    @api.model
    def _get_today(self):
        return self.env.company._get_skp_today()

    @api.model
    def _get_plan(self):
        """Return the user's plan of an open year: the one in force today, else the latest."""
        plans = self.env["hr.skp"].search(
            [
                ("employee_user_id", "=", self.env.uid),
                ("company_id", "=", self.env.company.id),
                ("state", "!=", "cancelled"),
                ("cycle_id.state", "=", "open"),
            ],
            order="is_reported desc, date_from desc, id desc",
        )
        today = self._get_today()
        running = plans.filtered(lambda plan: plan.date_from <= today <= plan.date_to)
        return (running or plans)[:1]

    @api.model
    def _is_without_plan(self, plan):
        """Whether the user is expected to make a plan, and has none."""
        return not plan and bool(
            self.env["hr.skp.progress"]
            .sudo()
            .search_count(
                [
                    ("employee_user_id", "=", self.env.uid),
                    ("company_id", "=", self.env.company.id),
                    ("state", "=", "none"),
                    ("cycle_id.state", "=", "open"),
                    ("year_to", ">=", self._get_today()),
                ],
                limit=1,
            )
        )

    @api.model
    def _aim_at_plan(self, rows, plan):
        """Let rows about the plan open it, or a new one, instead of the list."""
        for row in rows:
            if row["open"] == {"action": "my-skp"}:
                row["open"] = self._open_plan(plan)

    @api.model
    def _open_plan(self, plan):
        return {"action": "my-skp", "res_id": plan.id, "view": "form"}

    # The cards

    @api.model
    def _get_cards(self, plan):
        """Return the summary cards: how the user's own matters stand."""
        if not self.env.user.employee_id:
            return []
        return [
            self._get_plan_card(plan),
            self._get_log_card(),
            *self._get_period_cards(plan),
            self._get_feedback_card(),
        ]

    @api.model
    def _prepare_card(self, name, title, value, text, target, is_mine=False):
        """Return one card; ``is_mine`` where it is the user's turn."""
        return {
            "name": name,
            "title": title,
            "value": value,
            "text": text or "",
            "open": target,
            "is_mine": is_mine,
        }

    @api.model
    def _get_plan_card(self, plan):
        title = self.env._("Plan")
        if not plan:
            is_mine = self._is_without_plan(plan)
            return self._prepare_card(
                "plan",
                title,
                self.env._("No plan yet"),
                self.env._("Make my plan") if is_mine else "",
                self._open_plan(plan) if is_mine else {"action": "my-skp"},
                is_mine,
            )
        text = plan.waiting_text
        if not text and plan.approved_on:
            text = self.env._(
                "Revision %(revision)s, approved on %(date)s",
                date=format_date(self.env, plan.approved_on),
                revision=plan.revision,
            )
        return self._prepare_card(
            "plan",
            title,
            plan._get_state_label(),
            text,
            self._open_plan(plan),
            plan.state in EDITABLE_STATES,
        )

    @api.model
    def _get_log_card(self):
        [[count, hours]] = self.env["hr.skp.activity"]._read_group(
            [
                ("employee_user_id", "=", self.env.uid),
                ("date", "=", fields.Date.context_today(self)),
            ],
            [],
            ["__count", "duration:sum"],
        )
        value = self.env._("Activities: %(count)s", count=count)
        return self._prepare_card(
            "log",
            self.env._("Today"),
            value if count else self.env._("Nothing logged"),
            hours and self.env._("Hours: %(hours)s", hours=format_duration(hours)),
            {"action": "skp-daily-log"},
        )

    @api.model
    def _get_period_cards(self, plan):
        """Return the card of the present period, where the plan was ever approved."""
        period = plan and plan.revision and plan._get_current_period()
        if not period:
            return []
        indicators = self.env["hr.skp.indicator"].search(
            [
                ("skp_id", "=", plan.id),
                ("sealed_revision", ">", 0),
                ("result_id.state", "=", "active"),
            ]
        )
        untold = indicators.search(
            [("id", "in", indicators.ids), ("untold_period_ids", "in", period.ids)]
        )
        total, left = len(indicators.result_id), len(untold.result_id)
        deadline = period.employee_deadline
        return [
            self._prepare_card(
                "period",
                period.name,
                self.env._(
                    "%(told)s of %(total)s results told", told=total - left, total=total
                ),
                deadline
                and self.env._("Due %(date)s", date=format_date(self.env, deadline)),
                {
                    "action": "skp-my-realization",
                    "context": {"active_id": period.id, "active_ids": period.ids},
                },
                bool(left and deadline and deadline < self._get_today()),
            )
        ]

    @api.model
    def _get_unanswered_domain(self):
        """Return the domain of new feedback that waits for his answer; none is owed for ever."""
        first = fields.Datetime.now() - timedelta(days=NEW_DAYS)
        return (
            Domain("employee_user_id", "=", self.env.uid)
            & Domain("state", "=", "given")
            & Domain("answer", "=", False)
            & Domain("given_on", ">=", first)
        )

    @api.model
    def _get_feedback_card(self):
        feedback = self.env["hr.skp.feedback"]
        given = Domain("employee_user_id", "=", self.env.uid) & Domain(
            "state", "!=", "requested"
        )
        unanswered = feedback.search_count(self._get_unanswered_domain())
        last = feedback.search(given, order="given_on desc, id desc", limit=1)
        parts = [
            last.author_name,
            last.given_on and format_date(self.env, last.given_on),
        ]
        value = self.env._("New: %(count)s", count=unanswered)
        return self._prepare_card(
            "feedback",
            self.env._("Feedback"),
            value if unanswered else self.env._("Nothing new"),
            ", ".join(part for part in parts if part),
            {"action": "my-feedback"},
        )
