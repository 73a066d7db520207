from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date, groupby

from .hr_skp_people import OPEN_STATES


class HrSkpAppraiser(models.Model):
    """Naming an appraiser for many people at once, from a day on.

    A row of a day to come waits: on that day the daily job hands the plans over.
    """

    _inherit = "hr.skp.appraiser"

    reason = fields.Text(help="Why, kept in the history of the plans.")
    is_pending = fields.Boolean(
        "Plans wait",
        readonly=True,
        index=True,
        help="On the first day the plans of this employee are handed over.",
    )

    @api.model
    def _get_skp_guarded(self):
        return super()._get_skp_guarded() | {"is_pending"}

    @api.model
    def _search_named(self, employees, date):
        """Return the rows made by hand that name an appraiser of these people on a day."""
        if not employees:
            return self.browse()
        return self.search(
            self._get_named_domain(employees)
            & (Domain("date_from", "=", False) | Domain("date_from", "<=", date))
            & (Domain("date_to", "=", False) | Domain("date_to", ">=", date))
            & Domain("appraiser_id.active", "=", True)
        )

    @api.model
    def _get_named_domain(self, employees):
        return (
            Domain("employee_id", "in", employees.ids)
            & Domain("kind", "=", "definitive")
            & Domain("is_automatic", "=", False)
        )

    @api.model
    def _get_appoint_refusals(self, employees, appraiser, date):
        """Return {employee: why the user cannot name his appraiser, and the way out}.

        :param employees: for whom; in superuser mode, so that refusals can name them
        :param appraiser: who shall appraise them from ``date`` on
        """
        user = self.env.user
        is_manager = self.env.su or user.has_group("hr_skp.group_hr_skp_manager")
        run = self.env["hr.department"]._get_skp_run_ids()
        own = user.sudo().with_context(active_test=False).employee_ids
        later = self.sudo().search(
            self._get_named_domain(employees) & Domain("date_from", ">", date)
        )
        later = later.grouped("employee_id")
        above = appraiser._get_skp_appraiser(date).get(appraiser)
        refusals = {}
        for employee in employees:
            if employee == appraiser:
                why = self.env._("Nobody appraises himself. Name someone else.")
            elif not appraiser.active:
                why = self.env._(
                    "%(appraiser)s has left. Name someone in service.",
                    appraiser=appraiser.name,
                )
            elif not is_manager and employee.department_id.id not in run:
                why = self.env._(
                    "he is in a unit whose performance you do not run."
                    " Ask its performance team or an administrator."
                )
            elif not is_manager and (employee | appraiser) & own:
                why = self.env._(
                    "Nobody settles his own case. Ask a colleague of the team or an"
                    " administrator."
                )
            elif above == employee:
                why = self.env._(
                    "%(appraiser)s is appraised by him, so they would form a circle."
                    " Name another appraiser for %(appraiser)s first.",
                    appraiser=appraiser.name,
                )
            elif employee in later:
                row = later[employee][-1]
                why = self.env._(
                    "%(appraiser)s is named from %(date)s already."
                    " Change or delete that row first.",
                    appraiser=row.appraiser_id.name,
                    date=format_date(self.env, row.date_from),
                )
            else:
                continue
            refusals[employee] = why
        return refusals

    @api.model
    def _appoint(
        self,
        employees,
        appraiser,
        date,
        reason=None,
        is_pending=False,
        last_days=None,
    ):
        """Name who appraises these people from a day on; the caller has checked.

        The row in force ends the day before; one that begins on the very day changes.

        :param dict last_days: {employee: until when}; until further notice where empty
        :return: the rows, in superuser mode
        """
        rows = self.sudo()
        before = rows.search(
            self._get_named_domain(employees)
            & (Domain("date_to", "=", False) | Domain("date_to", ">=", date))
        )
        same_day = before.filtered(lambda row: row.date_from == date)
        ending = before - same_day
        kept = ending.filtered(
            lambda row: row.appraiser_id == appraiser and not row.date_to
        )
        (ending - kept).write({"date_to": date - timedelta(days=1)})
        last_days = last_days or {}
        vals = {
            "appraiser_id": appraiser.id,
            "reason": reason,
            "is_pending": is_pending,
        }
        for last_day, group in groupby(
            same_day, lambda row: last_days.get(row.employee_id, False)
        ):
            rows.union(*group).write({**vals, "date_to": last_day})
        without = employees.sudo() - same_day.employee_id - kept.employee_id
        return (
            same_day
            | kept
            | rows.create(
                [
                    {
                        **vals,
                        "employee_id": employee.id,
                        "date_from": date,
                        "date_to": last_days.get(employee, False),
                    }
                    for employee in without
                ]
            )
        )

    @api.model
    def _hand_over_due(self):
        """Hand over the plans of those whose named appraiser begins by today.

        The history names who gave the order, not the job.

        :return: the rows that were due
        """
        today = fields.Date.context_today(self)
        due = self.sudo().search(
            [("is_pending", "=", True), ("date_from", "<=", today)], order="id"
        )
        if not due:
            return due
        plans = self.env["hr.skp"].sudo()
        plans = plans.search(
            [
                ("employee_id", "in", due.employee_id.ids),
                ("state", "in", OPEN_STATES),
                ("date_to", ">=", min(due.mapped("date_from"))),
            ]
        ).filtered(lambda plan: not plan._is_other_post())
        by_employee = plans.grouped("employee_id")
        for (author, appraiser, reason), group in groupby(
            due, lambda row: (row.create_uid, row.appraiser_id, row.reason)
        ):
            handed = plans.browse().union(
                *(
                    by_employee.get(row.employee_id, plans.browse()).filtered(
                        lambda plan, row=row: plan.date_to >= row.date_from
                    )
                    for row in group
                )
            )
            handed.with_user(author).sudo()._handover(appraiser, reason)
        due.write({"is_pending": False})
        return due
