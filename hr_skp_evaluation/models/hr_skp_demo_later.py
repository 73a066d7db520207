from odoo import api, models

NOTES = ("contribution_note", "note", "recommendation", "deviation_note")
# From here on what is told in days before today lies after the third quarter.
LATE = "10-26"


class HrSkp(models.Model):
    """The demo agency's second and third quarter: evaluations at every stage.

    The second is complete. Of the third some are final, some wait for an answer, two
    are objected to, and one leader has not begun. The texts stand in
    ``demo/later_quarters.json``; days beginning with ``-`` count back from yesterday.
    """

    _inherit = "hr.skp"

    @api.model
    def _demo_get_days(self):
        told = self._demo_read("hr_skp_evaluation/demo/later_quarters.json")
        days = super()._demo_get_days()
        for quarter, begun, rated in (2, "07-01", "07-08"), (3, "10-01", "10-09"):
            content = told[str(quarter)]
            days.append(
                (self._demo_at(begun, 8), self._demo_open_later, quarter, content)
            )
            entries = content["evaluations"]
            for entry in entries:
                days += self._demo_get_evaluation_days(quarter, rated, entry)
            if self._demo_is_late():
                days += self._demo_get_objection_days(entries)
        # The daily job, on days when the terms of several evaluations are over.
        for day in ("05-05", "07-30", "10-30", "11-03", "-1"):
            days.append((self._demo_at(day, 6), self._demo_close_terms))
        return days

    @api.model
    def _demo_is_late(self):
        """Whether days counted back from yesterday lie after the third quarter."""
        return self._demo_get_last_day() > self._demo_at(LATE).date()

    @api.model
    def _demo_get_evaluation_days(self, quarter, rated, entry):
        """Return when one evaluation is submitted, rated, delivered and accepted."""
        delivered = entry.get("delivered", rated)
        steps = [
            ("submit", entry.get("submitted"), 11),
            ("rate", entry.get("rated", delivered), 13),
            ("deliver", "rated" not in entry and delivered, 15),
            # After the delivery, also where a weekend moves both to one day.
            ("accept", entry.get("accepted"), 16),
        ]
        return [
            (self._demo_at(day, hour), self._demo_step, quarter, entry, step)
            for step, day, hour in steps
            if day and (self._demo_is_late() or not day.startswith("-"))
        ]

    @api.model
    def _demo_open_later(self, quarter, content):
        """Say what the agency achieved and why, and open all evaluations of a quarter."""
        period = self._demo_get_period(quarter)
        entry = {
            "department": "department_dpmptsp",
            "predicate": content["organization_predicate"],
            "basis": content["basis"],
            "components": content["components"],
        }
        self._demo_set_organization_predicates(period, [entry])
        self._demo_open_evaluations("employee_p12", period)

    @api.model
    def _demo_open_evaluations(self, name, period):
        """Let one of the performance team open all evaluations of a period."""
        env = self._demo_env(self._demo_record(name))
        batch = env["hr.skp.batch"].create(
            {"kind": "open_evaluations", "params": {"period_id": period.id}}
        )
        batch.action_start()
        while batch.state in ("queued", "running"):
            batch.sudo()._run_next()

    @api.model
    def _demo_find_evaluation(self, quarter, entry):
        plan = self._demo_get_plan(entry["employee"])
        return self.env["hr.skp.evaluation"].search(
            [
                ("skp_id", "=", plan.id),
                ("period_id", "=", self._demo_get_period(quarter).id),
            ]
        )

    @api.model
    def _demo_step(self, quarter, entry, step):
        """Take one step of one evaluation as the person whose it is."""
        evaluation = self._demo_find_evaluation(quarter, entry)
        if step in ("submit", "accept"):
            own = evaluation.with_env(self._demo_env(evaluation.employee_id))
            getattr(own, f"action_{step}")()
            return
        rated = evaluation.with_env(self._demo_env(evaluation.appraiser_id))
        if step == "rate":
            for code, rating in entry.get("lines", {}).items():
                result = self._demo_find_result(code)
                line = rated.result_line_ids.filtered(
                    lambda line, result=result: line.result_id == result
                )
                line.rating = rating
            names = ("work_rating", "behavior_rating", *NOTES)
            rated.write({name: entry[name] for name in names if name in entry})
        getattr(rated, f"action_{step}")()

    @api.model
    def _demo_close_terms(self):
        """Make final what was not answered, as every night."""
        # The work of the daily jobs, within the transaction of the demonstration.
        self.env["hr.skp.evaluation"]._get_silent()._finish_silent()
        self.env["hr.skp.objection"]._refresh_deciders()
        deviations, patterns = (
            self.env["hr.skp.deviation"],
            self.env["hr.skp.rating.pattern"],
        )
        deviations._refresh(deviations._get_watched())
        for period in patterns._get_watched():
            patterns._refresh(period)
        patterns._get_to_show()._show()
