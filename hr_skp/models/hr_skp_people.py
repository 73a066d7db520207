from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import groupby

from .hr_skp_identity import IDENTITY_PARTS
from .hr_skp_line import RULE_COLUMNS

# Plans whose appraiser may still change hands.
OPEN_STATES = ("draft", "submitted", "approved", "revising")


class HrSkp(models.Model):
    """Who stands behind a plan: rule columns, identities, handover, deputies."""

    _inherit = "hr.skp"

    @api.model
    def _prepare_people_vals(self, vals_list):
        """Return for each dict of a new plan the appraiser, superior and rule columns."""
        employees = self.env["hr.employee"]._as_of_today()
        cycles = self.env["hr.skp.cycle"].sudo()
        by_date = defaultdict(lambda: employees)
        for vals in vals_list:
            date = self._get_people_date(vals.get("date_from"), vals.get("date_to"))
            by_date[date] |= employees.browse(vals.get("employee_id"))
        appraisers = {
            date: group._get_skp_appraiser(date) for date, group in by_date.items()
        }
        superiors = {
            date: employees.union(*found.values())._get_skp_appraiser(date)
            for date, found in appraisers.items()
        }
        deputies = employees.union(*by_date.values())._get_skp_plan_deputy(
            fields.Date.context_today(self)
        )
        nobody = (self.env["res.users"], False)
        prepared = []
        for vals in vals_list:
            date = self._get_people_date(vals.get("date_from"), vals.get("date_to"))
            employee = employees.browse(vals.get("employee_id"))
            appraiser = appraisers[date].get(employee, employees)
            superior = superiors[date].get(appraiser, employees)
            deputy, deputy_date_to = deputies.get(employee, nobody)
            # Only the application can name somebody else here; the guard sees to it.
            if vals.get("appraiser_id"):
                appraiser = employees.browse(vals["appraiser_id"])
                superior = appraiser._get_skp_appraiser(date)[appraiser]
                standing_in = appraiser._get_skp_deputy()
                deputy, deputy_date_to = standing_in.get(appraiser, nobody)
            if vals.get("superior_id"):
                superior = employees.browse(vals["superior_id"])
            prepared.append(
                {
                    "appraiser_id": appraiser.id,
                    "superior_id": superior.id,
                    "employee_user_id": employee.user_id.id,
                    "appraiser_user_id": appraiser.user_id.id,
                    "superior_user_id": superior.user_id.id,
                    "deputy_user_id": deputy.id,
                    "deputy_date_to": deputy_date_to,
                    "department_id": employee.department_id.id,
                    "company_id": cycles.browse(vals.get("cycle_id")).company_id.id,
                }
            )
        return prepared

    @api.model
    def _get_people_date(self, date_from, date_to):
        """Return today, or the plan's nearest day where today lies outside it."""
        today = fields.Date.context_today(self)
        start, end = fields.Date.to_date(date_from), fields.Date.to_date(date_to)
        if not start or not end:
            return today
        return min(max(today, start), end)

    def _get_rule_columns(self):
        """Return the values that each line copies from its plan."""
        if not self:
            return {}
        self.ensure_one()
        return {
            name: self._fields[name].convert_to_write(self[name], self)
            for name in RULE_COLUMNS
        }

    def _get_skp_user_of(self, role):
        """Return the user who holds ``employee``, ``appraiser``, ``superior`` or ``deputy``."""
        return self[f"{role}_user_id"]

    def _write_people(self, vals):
        """Write rule columns on the plans and copy them to all their lines."""
        self.sudo().write(vals)
        columns = {name: value for name, value in vals.items() if name in RULE_COLUMNS}
        if not columns:
            return
        for model in self.env["hr.skp.line"]._get_skp_line_models():
            lines = self.env[model].sudo().with_context(active_test=False)
            lines.search([("skp_id", "in", self.ids)]).write(columns)

    def _get_identity_vals(self):
        """Return {plan: the identity values as they stand at its nearest day}.

        In the agency's language, not the signer's: the form reads the same for all.
        """
        if lang := self.sudo().company_id[:1].partner_id.lang:
            self = self.with_context(lang=lang)
        identities = {}
        for date, group in groupby(
            self.sudo(),
            lambda plan: self._get_people_date(plan.date_from, plan.date_to),
        ):
            plans = self.browse().union(*group).sudo()
            people = plans.employee_id | plans.appraiser_id | plans.superior_id
            found = people._get_skp_identity(date)
            for plan in plans:
                identities[plan] = {
                    f"{party}_{part}": found.get(plan[f"{party}_id"], {}).get(part)
                    or False
                    for party in ("employee", "appraiser", "superior")
                    for part in IDENTITY_PARTS
                }
        return identities

    # Handover

    def action_handover(
        self, appraiser_id=False, reason=None, date=None, is_lasting=True
    ):
        """Hand open plans to another appraiser, or to the one whom the dated rows name.

        The superior of the plans, and of open plans below the employee, is derived
        anew; the former appraiser stops following and reads only what he sealed. On a
        day to come, dated rows name the new appraiser from then on, and the daily job
        hands the plans over.

        :param int appraiser_id: id of the new appraiser; empty to derive him
        :param str reason: why, kept in the history
        :param date date: the new appraiser's first day; today where empty
        :param bool is_lasting: on a day to come: the dated row names him for plans made
            later, too; else it ends with the plan
        :raises AccessError: for people outside the performance team of the unit
        :raises UserError: for plans that are closed or cancelled
        """
        self.check_access("read")
        for plan in self:
            if not plan._has_skp_role("officer"):
                raise AccessError(
                    self.env._(
                        "%(plan)s: only the performance team hands a plan over.",
                        plan=plan.sudo().display_name,
                    )
                )
        appraiser = self.env["hr.employee"].sudo().browse(appraiser_id or [])
        self._check_not_own(appraiser)
        ended = self.sudo() - self.sudo()._filter_handed()
        ended._raise_refusals(
            dict.fromkeys(
                ended,
                self.env._(
                    "it is closed or cancelled, so it stays with its appraiser."
                ),
            )
        )
        date = fields.Date.to_date(date)
        if date and date > fields.Date.context_today(self):
            self._order_handover(appraiser, reason, date, is_lasting)
        else:
            former = {plan: plan.appraiser_id for plan in self.sudo()}
            self._handover(appraiser, reason)
            # Nor does it go to oneself by way of the dated rows.
            self._check_not_own(
                self.sudo()
                .filtered(lambda plan: plan.appraiser_id != former[plan])
                .appraiser_id
            )
        return True

    def _order_handover(self, appraiser, reason, date, is_lasting=True):
        """Name the appraiser from a day to come; the daily job hands the plans over."""
        if not appraiser:
            raise UserError(self.env._("Say who appraises from that day on."))
        plans = self.sudo()
        other = plans.filtered(lambda plan: plan._is_other_post())
        other._raise_refusals(
            dict.fromkeys(
                other,
                self.env._(
                    "its post is not the one on the employee's card."
                    " Hand it over on the day itself."
                ),
            )
        )
        over = plans.filtered(lambda plan: plan.date_to < date)
        over._raise_refusals(
            dict.fromkeys(over, self.env._("its last day lies before that day."))
        )
        rows = self.env["hr.skp.appraiser"]
        employees = plans.employee_id
        employees._raise_skp_refusals(
            rows._get_appoint_refusals(employees, appraiser, date)
        )
        last_days = {}
        if not is_lasting:
            for plan in plans.sorted("date_to"):
                last_days[plan.employee_id] = plan.date_to
        rows._appoint(employees, appraiser, date, reason, True, last_days)
        order = {"appraiser": appraiser.name, "date": fields.Date.to_string(date)}
        self.env["hr.skp.event"]._record(
            plans, "handover_order", reason=reason, after=order
        )

    def _filter_handed(self):
        """Return the plans that may change hands; other addons add closed ones."""
        return self.filtered(lambda plan: plan.state in OPEN_STATES)

    def _handover(self, appraiser=None, reason=None):
        """Move open plans to ``appraiser``, or to the derived one where empty."""
        plans = self.sudo()._filter_handed()
        for date, group in groupby(
            plans, lambda plan: self._get_people_date(plan.date_from, plan.date_to)
        ):
            batch = self.browse().union(*group).sudo()
            derived = {} if appraiser else batch._get_derived_appraisers(date)
            for new, moved in groupby(
                batch, lambda plan, derived=derived: appraiser or derived.get(plan)
            ):
                moved = self.browse().union(*moved).sudo()
                new = new or self.env["hr.employee"].sudo()
                moved._hand_to(new, new._get_skp_appraiser(date).get(new), reason)

    def _hand_to(self, appraiser, superior, reason):
        changed = self.filtered(
            lambda plan: (
                plan.appraiser_id != appraiser
                or plan.superior_id != (superior or plan.superior_id.browse())
            )
        )
        if not changed:
            return
        oneself = changed.filtered(lambda plan: plan.employee_id == appraiser)
        self._raise_refusals(
            dict.fromkeys(
                oneself, self.env._("Nobody appraises himself. Name someone else.")
            )
        )
        former = {plan: plan.appraiser_id for plan in changed}
        superior = superior or self.env["hr.employee"].sudo()
        changed._write_people(
            {
                "appraiser_id": appraiser.id,
                "superior_id": superior.id,
                "appraiser_user_id": appraiser.user_id.id,
                "superior_user_id": superior.user_id.id,
            }
        )
        changed._update_deputies()
        for old, plans in groupby(changed, lambda plan: former[plan]):
            handed = self.browse().union(*plans).sudo()
            handed.message_unsubscribe(old.user_id.partner_id.ids)
            left = handed.activity_ids.filtered(
                lambda activity, old=old: (
                    activity.user_id and activity.user_id == old.user_id
                )
            )
            if left and appraiser.user_id:
                left.write({"user_id": appraiser.user_id.id})
        self.env["hr.skp.event"]._record(
            changed,
            "handover",
            reason=reason,
            details={
                plan: {
                    "from_state": plan.state,
                    "to_state": plan.state,
                    "before": {"appraiser": former[plan].name},
                    "after": {"appraiser": appraiser.name},
                }
                for plan in changed
            },
        )
        changed._hand_superior_below()
        (
            appraiser | self.env["hr.employee"].union(*former.values())
        )._update_skp_offers()

    def _hand_superior_below(self):
        """Derive anew who stands above the appraiser in open plans below these employees."""
        below = self.sudo().search(
            [("appraiser_id", "in", self.employee_id.ids), ("state", "in", OPEN_STATES)]
        )
        above = {plan.employee_id: plan.appraiser_id for plan in self}
        stale = below.filtered(
            lambda plan: plan.superior_id != above[plan.appraiser_id]
        )
        for superior, plans in groupby(stale, lambda plan: above[plan.appraiser_id]):
            self.browse().union(*plans)._write_people(
                {
                    "superior_id": superior.id,
                    "superior_user_id": superior.user_id.id,
                }
            )

    # Deputies

    def _update_deputies(self):
        """Set and clear the deputy of open plans by today's rows.

        Someone named for the employee in person goes before whoever stands in for the
        appraiser; never the employee himself.
        """
        plans, today = self.sudo(), fields.Date.context_today(self)
        named = plans.employee_id._get_skp_plan_deputy(today)
        standing_in = plans.appraiser_id._get_skp_deputy(today)
        none = (self.env["res.users"], False)

        def wanted(plan):
            own = not plan._is_other_post() and named.get(plan.employee_id)
            found = own or standing_in.get(plan.appraiser_id) or none
            return none if found[0] == plan.employee_user_id else found

        for (deputy, date_to), group in groupby(plans, wanted):
            stale = (
                self.browse()
                .union(*group)
                .sudo()
                .filtered(
                    lambda plan, deputy=deputy, date_to=date_to: (
                        plan.deputy_user_id != deputy or plan.deputy_date_to != date_to
                    )
                )
            )
            if stale:
                stale._write_people(
                    {"deputy_user_id": deputy.id, "deputy_date_to": date_to}
                )

    def _update_users(self, employees):
        """Follow a change of login: the person stays the same, the user differs.

        An event on each open plan says so, since the new login signs from now on.
        """
        for role in ("employee", "appraiser", "superior"):
            plans = self.sudo().search([(f"{role}_id", "in", employees.ids)])
            plans = plans.filtered(
                lambda plan, role=role: (
                    plan[f"{role}_user_id"] != plan[f"{role}_id"].user_id
                )
            )
            self._record_login(plans, role)
            for employee, group in groupby(
                plans, lambda plan, role=role: plan[f"{role}_id"]
            ):
                self.browse().union(*group)._write_people(
                    {f"{role}_user_id": employee.user_id.id}
                )
            if role == "employee":
                plans._update_seal_subjects()
        self.env["hr.skp.result"]._update_leaders(employees)

    def _update_seal_subjects(self):
        """Let the seals know the new login; other addons add their documents."""
        return self.env["hr.skp.seal"]._update_subjects(self)

    def _record_login(self, plans, role):
        plans = plans.filtered(lambda plan: plan.state in OPEN_STATES)
        if plans:
            self.env["hr.skp.event"]._record(
                plans,
                "login",
                details={
                    plan: {
                        "before": {role: plan[f"{role}_user_id"].login},
                        "after": {role: plan[f"{role}_id"].user_id.login},
                    }
                    for plan in plans
                },
            )
