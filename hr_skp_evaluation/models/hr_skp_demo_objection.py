from odoo import api, models


class HrSkp(models.Model):
    """The demo agency's objections: whatever an entry of the evaluations tells of one.

    ``objection`` of an entry: ``file``, ``explain`` and one of ``keep``, ``change`` and
    ``withdraw``, each with its ``day``; the rest is what the step is told. ``number`` of
    the entry is the quarter, the first where it is missing; 5 is the year.
    """

    _inherit = "hr.skp"

    @api.model
    def _demo_get_days(self):
        content = self._demo_read("hr_skp_evaluation/demo/first_quarter.json")
        return [
            *super()._demo_get_days(),
            *self._demo_get_objection_days(content["evaluations"]),
        ]

    @api.model
    def _demo_get_objection_days(self, entries):
        """Return what is played of the objections of some entries."""
        return [
            (self._demo_at(told["day"]), self._demo_object, entry, step)
            for entry in entries
            for step, told in entry.get("objection", {}).items()
        ]

    @api.model
    def _demo_object(self, entry, step):
        """Take one step of an objection, as the person whose step it is."""
        told = entry["objection"][step]
        plan = self._demo_get_plan(entry["employee"])
        evaluation = self.env["hr.skp.evaluation"].search(
            [
                ("skp_id", "=", plan.id),
                ("period_id", "=", self._demo_find_period(entry.get("number", 1)).id),
            ]
        )
        employee_env = self._demo_env(plan.employee_id)
        objections = self.env["hr.skp.objection"]
        if step == "file":
            evidence = self.env["hr.skp.evidence"].with_env(employee_env)
            vals = [
                {"skp_id": plan.id, "kind": "link", **vals}
                for vals in told.get("evidence", ())
            ]
            objection = objections.with_env(employee_env).create(
                {
                    "evaluation_id": evaluation.id,
                    "reason": told["text"],
                    "evidence_ids": evidence.create(vals).ids,
                }
            )
            objection.action_file()
            return
        objection = objections.search([("evaluation_id", "=", evaluation.id)])
        people = {"explain": plan.appraiser_id, "withdraw": plan.employee_id}
        person = people.get(step, objection.decider_id)
        acting = objection.with_env(self._demo_env(person))
        if step == "withdraw":
            acting.action_withdraw()
        elif step == "change":
            acting.action_change(told.get("work"), told.get("behavior"), told["text"])
        else:
            getattr(acting, f"action_{step}")(told["text"])
