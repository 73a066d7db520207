from collections import defaultdict, namedtuple
from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import format_date

from .hr_skp_reminder import Occasion

# How many names a digest lists before it says how many more there are.
NAMES = 15

# user_ids: who may be told something; stand_ins: {user of an appraiser: user who stands
# in today}, where no plan tells it; units: {user of the performance team: rows of his table}.
Audience = namedtuple("Audience", "user_ids stand_ins units")
# What is due in one place: how many, and the first day where each has one.
Due = namedtuple("Due", "count date")


class HrSkpReminderSource(models.AbstractModel):
    """What people are reminded of: one model for each kind, or for kinds that go together.

    A source counts rows that carry the columns of a plan. It says which are open, once
    as a domain: the numbers of a digest and the list that its link opens are the same.

    =========  ==============================================================
    part       facts
    =========  ==============================================================
    own        ``Due`` of what the person himself has not done
    team       [(plan, ``Due``)] of the people whom he leads, or stands in for
    units      [(unit, number of rows)] whose performance he runs
    =========  ==============================================================
    """

    _name = "hr.skp.reminder.source"
    _description = "SKP: what people are reminded of"

    # Its kind of reminders, where it is one.
    _skp_kind = None
    # The model whose rows are counted, and how they name people, plan and day.
    _skp_counts = None
    _skp_own_column = "employee_user_id"
    _skp_leader_columns = ("appraiser_user_id", "deputy_user_id")
    _skp_plan_column = "skp_id"
    _skp_date_column = None
    # The setting of the agency that switches it on.
    _skp_switch = None
    # What of the facts is the reader's own work, and whether his leader reminds him of it.
    _skp_own_parts = ("own",)
    _skp_is_leaders = True
    # Whether it is told after the year's end, too: its last periods are settled then.
    _skp_is_after_year = False
    # Whether it can be done however late it is: screens tell it until then.
    _skp_is_until_done = False

    # When

    @api.model
    def _get_occasions(self, cycle, today):
        """Return what is open in a year; those without a date are not sent today.

        :param cycle: one open year, in superuser mode
        :param date today: today in its agency
        """
        return []

    @api.model
    def _get_rolling(self, cycle, today, tells):
        """Return the occasion of what has no common deadline, as a list.

        The year is cut in windows as long as the agency repeats reminders. In each,
        everybody is told once: on the first day on which something is due.
        """
        company = cycle.company_id
        days = company._get_skp_reminder_window()
        is_over = today > cycle.date_to and not self._skp_is_after_year
        if not company[self._skp_switch] or today < cycle.date_from or is_over:
            return []
        passed = (today - cycle.date_from).days
        date = cycle.date_from + timedelta(days=passed // days * days)
        return [Occasion(self._skp_kind, cycle, False, date, frozenset(tells), None)]

    @api.model
    def _get_by_period(self, cycle, today, name, kinds):
        """Return an occasion for each period with a deadline that is near or over.

        :param str name: the field of the period that holds the deadline
        :param kinds: the kinds of periods that have it
        """
        company = cycle.company_id
        if not company[self._skp_switch]:
            return []
        ahead = timedelta(days=company.skp_reminder_first_days)
        occasions = []
        for period in cycle.period_ids.sorted("date_from"):
            deadline = period[name]
            if period.kind not in kinds or not deadline or deadline - ahead > today:
                continue
            date = company._get_skp_reminder_date(deadline, today)
            tells = self._get_tells(company, ((date or today) - deadline).days)
            if tells:
                occasions.append(
                    Occasion(self._skp_kind, cycle, deadline, date, tells, period)
                )
        return occasions

    @api.model
    def _get_tells(self, company, passed):
        """Return who is told so many days after a deadline; before it passed is negative."""
        lasting = self._get_lasting(company)
        tells = set()
        if passed <= lasting:
            tells.add("own")
            if passed >= 0:
                tells.add("team")
        # Once also where nothing is repeated.
        after = passed - company.skp_reminder_team_days
        if passed > 0 and 0 <= after < max(lasting, 1):
            tells.add("units")
        return frozenset(tells)

    @api.model
    def _get_lasting(self, company):
        """Return for how many days after a deadline somebody is told of it."""
        return company._get_skp_reminder_lasting()

    # What

    @api.model
    def _get_domain(self, occasion, part):
        """Return the domain of the rows that somebody is told of in a part of a digest."""
        raise NotImplementedError

    @api.model
    def _get_trigger_domain(self, occasion, part):
        """Return the domain of the rows for which somebody is written to at all."""
        return self._get_domain(occasion, part)

    @api.model
    def _get_in_force(self, column):
        """Return the domain of the rows of which a column's user is told today."""
        if column != "deputy_user_id":
            return Domain.TRUE
        today = self.env.company._get_skp_today()
        return Domain("deputy_date_to", "=", False) | Domain(
            "deputy_date_to", ">=", today
        )

    @api.model
    def _get_rows(self):
        return self.env[self._skp_counts].sudo()

    # To whom

    @api.model
    def _get_audience(self, occasion):
        """Return who may be told something, and what takes one look for all of them."""
        user_ids = set()
        if "own" in occasion.tells:
            domain = self._get_trigger_domain(occasion, "own")
            user_ids |= self._group_users(domain, self._skp_own_column)
        if "team" in occasion.tells:
            domain = self._get_trigger_domain(occasion, "team")
            for column in self._skp_leader_columns:
                user_ids |= self._group_users(
                    domain & self._get_in_force(column), column
                )
        units = self._get_units(occasion) if "units" in occasion.tells else {}
        return Audience(user_ids | units.keys(), {}, units)

    @api.model
    def _group_users(self, domain, column):
        groups = self._get_rows()._read_group(
            domain & Domain(column, "!=", False), [], [f"{column}:array_agg_distinct"]
        )
        return {user_id for [group] in groups for user_id in group or ()}

    @api.model
    def _get_units(self, occasion):
        """Return {user of the performance team: [(unit, number of rows)]}."""
        counts = self._get_rows()._read_group(
            self._get_domain(occasion, "units"), ["department_id"], ["__count"]
        )
        return self._share_units(
            occasion.cycle.company_id, {unit: (count,) for unit, count in counts}
        )

    @api.model
    def _share_units(self, company, counts):
        """Return {user: [(unit, *numbers)]} of the units that he runs.

        Units that nobody runs are told to the administrators of the agency.

        :param dict counts: {unit: numbers}
        """
        officers, shared = self._get_officers(company), defaultdict(list)
        managers = self._get_manager_ids(company)
        for unit in sorted(counts, key=lambda unit: unit.complete_name or ""):
            path = {int(part) for part in (unit.parent_path or "").split("/") if part}
            runners = [
                user_id for user_id, unit_ids in officers.items() if path & unit_ids
            ]
            for user_id in runners or managers:
                shared[user_id].append((unit, *counts[unit]))
        return dict(shared)

    @api.model
    def _get_officers(self, company):
        """Return {user: ids of the units given to him} of an agency's performance team."""
        group = self.env.ref("hr_skp.group_hr_skp_officer")
        officers = group.sudo().all_user_ids.filtered(
            lambda user: company in user.company_ids
        )
        return {user.id: set(user.skp_department_ids.ids) for user in officers}

    @api.model
    def _get_manager_ids(self, company):
        """Return the administrators who work in an agency, else all who may enter it."""
        group = self.env.ref("hr_skp.group_hr_skp_manager").sudo()
        # A user's cards are those of the agencies in the context.
        managers = group.with_context(
            allowed_company_ids=company.ids
        ).all_user_ids.filtered(lambda user: company in user.company_ids)
        return (managers.filtered("employee_ids") or managers).ids

    # The facts of each

    @api.model
    def _get_facts(self, occasion, audience, user_ids):
        """Return {id of a user: {part: what he is told}}.

        :param list user_ids: at most one chunk of the audience
        """
        facts = defaultdict(dict)
        if "own" in occasion.tells:
            for user_id, due in self._get_own(occasion, user_ids).items():
                facts[user_id]["own"] = due
        if "team" in occasion.tells:
            for user_id, people in self._get_team(occasion, user_ids).items():
                facts[user_id]["team"] = people
        for user_id in audience.units.keys() & set(user_ids):
            facts[user_id]["units"] = audience.units[user_id]
        return facts

    @api.model
    def _get_aggregates(self):
        date = self._skp_date_column
        return ["__count", f"{date}:min"] if date else ["__count"]

    @api.model
    def _get_due(self, count, date=False):
        return Due(count, date)

    @api.model
    def _get_own(self, occasion, user_ids):
        """Return {id of a user: what he himself has not done}."""
        column = self._skp_own_column
        rows = self._get_rows()._read_group(
            self._get_domain(occasion, "own") & Domain(column, "in", user_ids),
            [column],
            self._get_aggregates(),
        )
        return {user.id: self._get_due(*numbers) for user, *numbers in rows}

    @api.model
    def _get_team(self, occasion, user_ids):
        """Return {id of a leader: [(plan, what is due)]}, by name, never of himself."""
        domain = self._get_domain(occasion, "team")
        team = defaultdict(dict)
        for column in self._skp_leader_columns:
            rows = self._get_rows()._read_group(
                domain & Domain(column, "in", user_ids) & self._get_in_force(column),
                [column, self._skp_plan_column],
                self._get_aggregates(),
            )
            for user, plan, *numbers in rows:
                if plan.employee_user_id != user:
                    team[user.id][plan] = self._get_due(*numbers)
        return {
            user_id: sorted(people.items(), key=lambda row: row[0].employee_id.name)
            for user_id, people in team.items()
        }

    # The words, in the language of the context

    @api.model
    def _get_title(self, occasion):
        """Return the head of the section."""
        raise NotImplementedError

    @api.model
    def _get_subject(self, occasion):
        """Return the subject of a digest that has this section only."""
        if not occasion.deadline:
            return f"SKP {occasion.cycle.name}: {self._get_title(occasion)}"
        words = {
            "cycle": occasion.cycle.name,
            "date": format_date(self.env, occasion.deadline),
        }
        if occasion.date and occasion.date > occasion.deadline:
            return self.env._("SKP %(cycle)s: what was due on %(date)s", **words)
        return self.env._("SKP %(cycle)s: what is due on %(date)s", **words)

    @api.model
    def _get_lines(self, occasion, facts):
        """Return the lines of the section, each with the link to what it counts.

        :return: [{"text", "names", "path", "label"}], for units with "head" and "rows"
        """
        lines = []
        if own := facts.get("own"):
            lines.append(self._get_own_line(occasion, own))
        if team := facts.get("team"):
            lines.append(self._get_team_line(occasion, team))
        if units := facts.get("units"):
            lines.append(self._get_unit_line(occasion, units))
        return lines

    @api.model
    def _get_own_line(self, occasion, due):
        raise NotImplementedError

    @api.model
    def _get_team_line(self, occasion, team):
        raise NotImplementedError

    @api.model
    def _get_unit_line(self, occasion, units):
        raise NotImplementedError

    @api.model
    def _prepare_line(self, text, path, label, names=()):
        return {"text": text, "path": path, "label": label, "names": names}

    @api.model
    def _prepare_unit_line(self, units, path, heads, label=None):
        """Return the line that is a table of units."""
        rows = [
            (unit.name or self.env._("Without unit"), *numbers)
            for unit, *numbers in units
        ]
        return {
            "text": self.env._("In the units whose performance you run"),
            "names": (),
            "path": path,
            "label": label or self.env._("Open who has not"),
            "heads": [self.env._("Unit"), *heads],
            "rows": rows,
        }

    @api.model
    def _get_team_names(self, team):
        """Return the names of people with how much is due, the first of many."""
        return self._shorten(
            [
                f"{plan.employee_id.name} ({self._get_due_text(due)})"
                for plan, due in team
            ]
        )

    @api.model
    def _get_team_count(self, team):
        return sum(due.count for _plan, due in team)

    @api.model
    def _get_due_text(self, due):
        return format_date(self.env, due.date) if due.date else str(due.count)

    @api.model
    def _shorten(self, names):
        if len(names) <= NAMES:
            return names
        more = self.env._("and %(count)s more", count=len(names) - NAMES)
        return [*names[:NAMES], more]
