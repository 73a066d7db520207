from datetime import timedelta

from odoo import api, fields, models

# Working days that the log goes back, and how old an entry is before somebody acts.
LOGGED_DAYS, SUBMITTED_AFTER, VERIFIED_AFTER = 15, 2, 6
ENTRIES_A_DAY, FIRST_HOUR = 3, 8


class HrSkp(models.Model):
    """The demo agency's last weeks: log and action plan of those who log in."""

    _inherit = "hr.skp"

    @api.model
    def _demo_play(self):
        super()._demo_play()
        if not self._demo_company():
            return
        plans = self.search(
            [
                ("cycle_id", "=", self._demo_open_year().id),
                ("state", "=", "approved"),
                ("employee_user_id", "!=", False),
            ]
        )
        if plans.action_ids:
            return
        content = self._demo_read("hr_skp/demo/work.json")
        for plan in plans.sorted("id"):
            own = plan.with_env(self._demo_env(plan.employee_id))
            own._demo_write_steps(content["steps"])
            entries = own._demo_write_log(content["activities"])
            plan._demo_review_log(entries, content["rejection"])

    def _demo_last_day(self):
        """Return today; in the first months, when last year is shown, its last day."""
        return min(fields.Date.context_today(self), self.date_to)

    def _demo_write_steps(self, steps):
        """Write the action plan of the present period for the first result, as oneself."""
        period = self._get_current_period()
        self.env["hr.skp.action"].create(
            [
                {
                    **step,
                    "result_id": self.result_ids[0].id,
                    "period_id": period.id,
                    "date_deadline": min(
                        period.date_from + timedelta(days=28 * number), period.date_to
                    ),
                }
                for number, step in enumerate(steps, 1)
            ]
        )

    def _demo_write_log(self, activities):
        """Log the last working days, three entries a day, and submit the older ones."""
        last = self._demo_last_day()
        days = [
            day
            for back in range(1, 2 * LOGGED_DAYS)
            for day in [last - timedelta(days=back)]
            if day.weekday() < 5 and day >= self.date_from
        ][:LOGGED_DAYS]
        vals_list, turn = [], self.id
        for day in days:
            hour = FIRST_HOUR
            for _entry in range(ENTRIES_A_DAY):
                activity, turn = activities[turn % len(activities)], turn + 1
                is_duty = activity.get("duty", True)
                result = self.result_ids[turn % len(self.result_ids)]
                vals_list.append(
                    {
                        "skp_id": self.id,
                        "date": day,
                        "name": activity["name"],
                        "time_from": hour,
                        "time_to": hour + activity["hours"],
                        "quantity": activity["quantity"],
                        "uom": activity["uom"],
                        "kind": "duty" if is_duty else "additional",
                        "result_id": is_duty and result.id,
                    }
                )
                hour += activity["hours"]
        entries = self.env["hr.skp.activity"].create(vals_list)
        entries.filtered(
            lambda entry: (last - entry.date).days > SUBMITTED_AFTER
        ).action_submit()
        return entries

    def _demo_review_log(self, entries, rejection):
        """Verify what is a week old, and reject one entry, as the appraiser."""
        appraiser = self.appraiser_id
        if not appraiser.user_id:
            return
        last = self._demo_last_day()
        old = entries.with_env(self._demo_env(appraiser)).filtered(
            lambda entry: (
                entry.state == "submitted" and (last - entry.date).days > VERIFIED_AFTER
            )
        )
        old[1:].action_verify()
        old[:1].action_reject(rejection)
