from odoo import api, models

QUARTERS, YEAR = (1, 2, 3, 4), 5
# Days of the year itself; what is left of the last quarter and of the year is done in
# the first weeks of the next one. Opened, submitted, delivered, accepted, and the day on
# which whoever was silent has accepted, too.
DAYS = {
    1: ("04-01", "04-08", "04-10", "04-16", "05-14"),
    2: ("07-01", "07-04", "07-09", "07-14", "08-13"),
    3: ("10-01", "10-06", "10-09", "10-14", "11-13"),
    4: ("01-05", "01-07", "01-08", "01-13", "02-16"),
    YEAR: ("01-09", "01-12", "01-14", "01-19", "02-16"),
}


class HrSkp(models.Model):
    """The demo agency's year before: four quarters and the year, evaluated to the end.

    Each appraiser rates and delivers all of his people at once. Some accept, others are
    silent, three object to the year: one is heard, one is not, one withdraws. The unit
    leaves the guide and tells why. The texts stand in ``demo/last_year.json``.
    """

    _inherit = "hr.skp"

    @api.model
    def _demo_get_days(self):
        told = self._demo_read("hr_skp_evaluation/demo/last_year.json")
        last = self._demo_last_year()
        days = super()._demo_get_days()
        for number, when in DAYS.items():
            at = (last if number in QUARTERS[:3] else self)._demo_at
            opened, submitted, delivered, accepted, silent = when
            days += [
                (at(opened, 11), last._demo_open_last, number, told["units"]),
                (at(submitted, 11), last._demo_submit_last, number),
                (at(delivered, 13), last._demo_rate_last, number, told["people"]),
                (at(accepted, 10), last._demo_accept_last, number, told["accepted"]),
                (at(silent, 6), last._demo_close_terms),
            ]
        days += self._demo_get_last_objection_days(last, told["objections"])
        deviation = told["deviation"]
        return days + [
            (self._demo_at(deviation["explained"]), last._demo_explain, deviation),
            (self._demo_at(deviation["noted"]), last._demo_note, deviation),
        ]

    @api.model
    def _demo_get_last_objection_days(self, last, entries):
        """Return what is played of the objections to the year, in the next one."""
        return [
            (self._demo_at(told["day"]), last._demo_object, entry, step)
            for entry in entries
            for step, told in entry["objection"].items()
        ]

    @api.model
    def _demo_find_period(self, number):
        """Return a quarter of the year, or the year itself."""
        if number in QUARTERS:
            return self._demo_get_period(number)
        periods = self._demo_open_year().period_ids
        return periods.filtered(lambda period: period.kind == "annual")

    @api.model
    def _demo_find_last(self, number):
        """Return the evaluations of one period."""
        period = self._demo_find_period(number)
        return self.env["hr.skp.evaluation"].search([("period_id", "=", period.id)])

    @api.model
    def _demo_open_last(self, number, units):
        """Say what the agencies achieved; the administrator opens all evaluations."""
        period = self._demo_find_period(number)
        entries = []
        for name, told in units.items():
            predicate, basis, *components = told[number - 1]
            entries.append(
                {
                    "department": name,
                    "predicate": predicate,
                    "basis": basis,
                    "components": components[0] if components else [],
                }
            )
        self._demo_set_organization_predicates(period, entries)
        self._demo_open_evaluations("employee_p26", period)

    @api.model
    def _demo_submit_last(self, number):
        """Let everybody who can log in submit his own."""
        evaluations = self._demo_find_last(number)
        for evaluation in evaluations.filtered("employee_user_id"):
            own = self._demo_env(evaluation.employee_id)
            evaluation.with_env(own).action_submit()

    @api.model
    def _demo_rate_last(self, number, people):
        """Let each appraiser rate and deliver all of his people at once."""
        evaluations = self._demo_find_last(number)
        told = {self._demo_record(name): entry for name, entry in people.items()}
        ratings = {
            evaluation: told[evaluation.employee_id]["ratings"][number - 1]
            for evaluation in evaluations
        }
        for appraiser, of_appraiser in evaluations.grouped("appraiser_id").items():
            env = self._demo_env(appraiser)
            for rating, alike in of_appraiser.grouped(ratings.get).items():
                work, behavior = rating.split("/")
                alike.with_env(env).write(
                    {"work_rating": work, "behavior_rating": behavior}
                )
            for evaluation in of_appraiser.with_env(env):
                evaluation._demo_write_notes(told[evaluation.employee_id], number)
            of_appraiser.with_env(env).action_rate_and_deliver()

    @api.model
    def _demo_accept_last(self, number, accepted):
        """Let some accept; the others are silent, or object."""
        names = accepted["year" if number == YEAR else "quarters"]
        people = self.env["hr.employee"].union(*map(self._demo_record, names))
        for evaluation in self._demo_find_last(number):
            if evaluation.employee_id in people:
                own = self._demo_env(evaluation.employee_id)
                evaluation.with_env(own).action_accept()

    # The unit leaves the guide

    @api.model
    def _demo_find_deviation(self, told):
        return self.env["hr.skp.deviation"].search(
            [
                ("period_id", "=", self._demo_find_period(YEAR).id),
                ("department_id", "=", self._demo_record(told["department"]).id),
            ]
        )

    @api.model
    def _demo_explain(self, told):
        """Let the head of the unit say why."""
        row = self._demo_find_deviation(told)
        head = self._demo_env(row.department_id.manager_id)
        row.with_env(head).action_explain(told["reason"])

    @api.model
    def _demo_note(self, told):
        """Let the head of the unit above take note."""
        row = self._demo_find_deviation(told)
        above = self._demo_env(row.department_id.parent_id.manager_id)
        row.with_env(above).action_note()


class HrSkpEvaluation(models.Model):
    _inherit = "hr.skp.evaluation"

    def _demo_write_notes(self, told, number):
        """Write what the file tells of one person's quarter, or year, as the appraiser."""
        if number != YEAR:
            if note := told.get("quarter_notes", {}).get(str(number)):
                self.note = note
            return
        names = ("note", "recommendation", "contribution_note")
        self.write({name: told[name] for name in names})
        ratings = told.get("lines", {})
        for line in self.result_line_ids.filtered(lambda line: line.name in ratings):
            line.rating = ratings[line.name]
