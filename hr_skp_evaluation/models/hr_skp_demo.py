from odoo import api, models
from odoo.fields import Command

# What the files tell of a part of what a unit achieved.
COMPONENT = ("name", "target", "realization", "achievement")
# What the file tells of the quarter where the plan does not divide the year.
QUARTER = {"target", "target_value"}


class HrSkp(models.Model):
    """The demo agency's first quarter: work, feedback and evaluation of its full plans.

    The texts stand in ``demo/first_quarter.json``; who acts, see ``hr_skp``.
    """

    _inherit = "hr.skp"

    @api.model
    def _demo_get_days(self):
        content = self._demo_read("hr_skp_evaluation/demo/first_quarter.json")
        entries = content["evaluations"]
        return [
            *super()._demo_get_days(),
            *((self._demo_at("04-02"), self._demo_realize, entry) for entry in entries),
            *((self._demo_at("04-04"), self._demo_speak, entry) for entry in entries),
            (
                self._demo_at("04-07"),
                self._demo_open_quarter,
                content["organization_predicates"],
                entries,
            ),
            *(
                (self._demo_at("04-09"), self._demo_evaluate, entry)
                for entry in entries
            ),
        ]

    @api.model
    def _demo_open_quarter(self, predicates, entries):
        """Say what the units achieved, and open the evaluations."""
        period = self._demo_get_period(1)
        self._demo_set_organization_predicates(period, predicates)
        plans = self.browse().union(
            *(self._demo_get_plan(entry["employee"]) for entry in entries)
        )
        env = self._demo_env(self._demo_record("employee_p12"))
        self.env["hr.skp.evaluation"].with_env(env)._open(
            plans.with_env(env), period.with_env(env)
        )

    @api.model
    def _demo_get_plan(self, name):
        return self.search(
            [
                ("cycle_id", "=", self._demo_open_year().id),
                ("employee_id", "=", self._demo_record(name).id),
                ("is_reported", "=", True),
            ]
        )

    @api.model
    def _demo_set_organization_predicates(self, period, entries):
        """Let the head of the unit above say what each unit achieved, and of what it consists."""
        for entry in entries:
            unit = self._demo_record(entry["department"])
            env = self._demo_env(unit.parent_id.manager_id)
            self.env["hr.skp.organization.predicate"].with_env(env).create(
                {
                    "department_id": unit.id,
                    "period_id": period.id,
                    "predicate": entry["predicate"],
                    "basis": entry["basis"],
                    "component_ids": [
                        Command.create(dict(zip(COMPONENT, component, strict=True)))
                        for component in entry.get("components", ())
                    ],
                }
            )

    # The work of the quarter

    @api.model
    def _demo_realize(self, entry):
        """Record realisation and evidence of each result, as the employee or on behalf."""
        plan = self._demo_get_plan(entry["employee"])
        targets = self._demo_get_targets(plan, self._demo_get_period(1))
        for result, told in self._demo_pair(plan, entry):
            of_result = targets.browse()
            for indicator, vals in zip(
                result.indicator_ids, told["indicators"], strict=True
            ):
                target = targets.filtered(
                    lambda line, one=indicator: line.indicator_id == one
                )
                if indicator.division:
                    # What is due in the quarter was approved with the plan.
                    vals = {name: vals[name] for name in vals.keys() - QUARTER}
                target.write(vals)
                of_result |= target
            self._demo_add_evidence(of_result, told["evidence"])

    @api.model
    def _demo_pair(self, plan, entry):
        """Return pairs of a result of the plan and what the file tells of it."""
        results = {result.name: result for result in plan.result_ids}
        return [(results[told["name"]], told) for told in entry["results"]]

    @api.model
    def _demo_speak(self, entry):
        """Let the appraiser speak about each result and some of the core values."""
        plan, period = self._demo_get_plan(entry["employee"]), self._demo_get_period(1)
        told = [
            ({"result_id": result.id}, told)
            for result, told in self._demo_pair(plan, entry)
        ] + [
            ({"behavior_id": behavior.id}, entry["behaviors"][behavior.value_id.code])
            for behavior in plan.behavior_ids
        ]
        told = [(vals, words) for vals, words in told if "feedback" in words]
        env = self._demo_env(plan.appraiser_id)
        feedbacks = self.env["hr.skp.feedback"].with_env(env)
        feedbacks = feedbacks.create(
            [
                {
                    "skp_id": plan.id,
                    "period_id": period.id,
                    "mode": "direct",
                    "rating": words["rating"],
                    "content": words["feedback"],
                    **vals,
                }
                for vals, words in told
            ]
        )
        plan = self._demo_find_plan(entry["employee"])
        for feedback, (_vals, words) in zip(feedbacks, told, strict=True):
            if "follow_up" in words:
                self._demo_follow_up(feedback, words["follow_up"], plan)

    # The evaluation

    @api.model
    def _demo_evaluate(self, entry):
        """Take one evaluation to its employee, and to his answer where he gave one.

        Only the employee himself submits and accepts; whoever has no login is rated
        once the period is over.
        """
        plan = self._demo_get_plan(entry["employee"])
        evaluation = self.env["hr.skp.evaluation"].search(
            [("skp_id", "=", plan.id), ("period_id", "=", self._demo_get_period(1).id)]
        )
        employee_env = self._demo_env(plan.employee_id)
        if entry["is_submitted"]:
            evaluation.with_env(employee_env).action_submit()
        rated = evaluation.with_env(self._demo_env(plan.appraiser_id))
        results = {told["name"]: told["rating"] for told in entry["results"]}
        for line in rated.result_line_ids:
            line.rating = results[line.name]
        for line in rated.behavior_line_ids:
            line.rating = entry["behaviors"][line.value_id.code]["rating"]
        names = (
            "work_rating",
            "behavior_rating",
            "contribution_note",
            "note",
            "recommendation",
        )
        rated.write({name: entry[name] for name in names})
        rated.action_rate()
        rated.action_deliver()
        if entry["is_accepted"]:
            evaluation.with_env(employee_env).action_accept()
