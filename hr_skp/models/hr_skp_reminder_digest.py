from collections import defaultdict

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import format_date

from .hr_skp_reminder import Audience, Occasion

NOT_SUBMITTED = ("none", "draft")
# How many names a digest lists before it says how many more there are.
NAMES = 15


class HrSkpCycle(models.Model):
    _inherit = "hr.skp.cycle"

    def _get_reminder_occasion(self, kind, first_day, today):
        """Return what people are reminded of today about one deadline, or None.

        After the planning deadline nobody hears of the drafting deadline any more.

        :param str kind: ``draft`` or ``planning``
        :param date first_day: of the plans; it moves the deadline of later ones
        """
        self.ensure_one()
        deadline = self._get_due_date(kind, first_day)
        planning = self._get_due_date("planning", first_day)
        if not deadline or kind == "draft" and planning and planning <= today:
            return None
        company = self.company_id
        date = company._get_skp_reminder_date(deadline, today)
        if not date:
            return None
        passed = (date - deadline).days
        lasting = company.skp_reminder_repeat_days * company.skp_reminder_repeat_count
        tells_people = passed <= lasting
        tells_team = (
            passed > 0 and 0 <= passed - company.skp_reminder_team_days < lasting
        )
        if not tells_people and not tells_team:
            return None
        return Occasion(
            self,
            kind,
            first_day,
            date,
            deadline,
            passed >= 0,
            tells_people,
            tells_team,
        )


class HrSkpReminder(models.Model):
    """What stands in a digest, read from the progress of planning."""

    _inherit = "hr.skp.reminder"

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
    def _get_open_domain(self, occasion):
        """Return the domain of the rows of progress that somebody is reminded of."""
        states = NOT_SUBMITTED
        if occasion.is_past or occasion.kind == "planning":
            states += ("submitted",)
        return (
            Domain("cycle_id", "=", occasion.cycle.id)
            & Domain("date_from", "=", occasion.first_day)
            & Domain("state", "in", states)
        )

    @api.model
    def _get_team_domain(self, occasion):
        """Return the domain of the rows that their appraisers are told of."""
        states = ("submitted",)
        if occasion.is_past:
            states += NOT_SUBMITTED
        return self._get_open_domain(occasion) & Domain("state", "in", states)

    @api.model
    def _get_audience(self, occasion):
        """Return who is told, and what takes one look for all of them."""
        groups, stand_ins = [], {}
        if occasion.tells_people:
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
        units = self._get_units(occasion)
        found = {*stand_ins.values(), *units}.union(
            *(user_ids or () for group in groups for user_ids in group)
        )
        active = self.env["res.users"].sudo().search([("id", "in", list(found))])
        return Audience(set(active.ids), stand_ins, units)

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
        """Return {user of the performance team: [(unit, without plan, draft, submitted)]}.

        Units that nobody runs are told to the administrators of the agency.
        """
        if not occasion.tells_team:
            return {}
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
        officers = self._get_officers(occasion.cycle.company_id)
        told = defaultdict(list)
        for unit in sorted(counts, key=lambda unit: unit.complete_name or ""):
            path = {int(part) for part in (unit.parent_path or "").split("/") if part}
            runners = [
                user_id for user_id, unit_ids in officers.items() if path & unit_ids
            ]
            for user_id in runners or self._get_manager_ids(occasion.cycle.company_id):
                told[user_id].append((unit, *counts[unit].values()))
        return told

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

    # The digest of each

    @api.model
    def _get_digests(self, occasion, audience, users):
        """Return {user: what he is told}, without those who have nothing to be told."""
        stand_ins = defaultdict(set)
        for principal, stand_in in audience.stand_ins.items():
            stand_ins[stand_in].add(principal)
        concerned = set(users.ids).union(*(stand_ins[user.id] for user in users))
        people = list(concerned) if occasion.tells_people else []
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
        digests = {}
        for user in users:
            led = team[user.id].union(*(team[other] for other in stand_ins[user.id]))
            # Nobody is told of himself as of one of his people.
            led = led.filtered(lambda row, user=user: row.employee_user_id != user)
            digest = {
                "own": own.get(user.id),
                "waiting": led.filtered(lambda row: row.state == "submitted"),
                "missing": led.filtered(lambda row: row.state in NOT_SUBMITTED),
                "units": audience.units.get(user.id, []),
            }
            if any(digest.values()):
                digests[user] = digest
        return digests

    @api.model
    def _prepare_digest(self, occasion, digest):
        """Return the values of the template, in the language of the context."""
        return {
            **digest,
            "intro": self._get_intro(occasion),
            "waiting_title": self.env._(
                "Waiting for your approval: %(count)s", count=len(digest["waiting"])
            ),
            "waiting_names": self._get_names(digest["waiting"]),
            "missing_title": self.env._(
                "Of your people, not submitted: %(count)s",
                count=len(digest["missing"]),
            ),
            "missing_names": self._get_names(digest["missing"]),
            "base_url": occasion.cycle.get_base_url(),
        }

    @api.model
    def _get_intro(self, occasion):
        words = {
            "cycle": occasion.cycle.name,
            "date": format_date(self.env, occasion.deadline),
            "start": format_date(self.env, occasion.first_day),
        }
        is_later = occasion.first_day > occasion.cycle.date_from
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

    @api.model
    def _get_names(self, rows):
        names = rows[:NAMES].mapped("employee_name")
        if len(rows) > NAMES:
            names.append(self.env._("and %(count)s more", count=len(rows) - NAMES))
        return names

    @api.model
    def _get_subject(self, occasion):
        date = format_date(self.env, occasion.deadline)
        if occasion.date > occasion.deadline:
            return self.env._(
                "SKP %(cycle)s: what was due on %(date)s",
                cycle=occasion.cycle.name,
                date=date,
            )
        return self.env._(
            "SKP %(cycle)s: what is due on %(date)s",
            cycle=occasion.cycle.name,
            date=date,
        )
