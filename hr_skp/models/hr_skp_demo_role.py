from odoo import api, models


class HrSkpDemo(models.Model):
    """The demo agency's role–result matrix: what a leader proposed, and what came of it.

    Proposals are made before the member's plan, as in January, and answered in its draft.
    """

    _inherit = "hr.skp"

    @api.model
    def _demo_write_plan(self, cycle, entry, names):
        taken = {
            number: result
            for number, result in enumerate(entry["results"], 1)
            if result.get("is_proposed")
        }
        proposals = [
            {"parent": result["parent"], "text": result["name"], "step": "adopt"}
            for result in taken.values()
        ]
        proposals += entry.get("proposals", [])
        employee = self._demo_record(entry["employee"])
        roles = [
            self._demo_propose(cycle, employee, names[each["parent"]], each["text"])
            for each in proposals
        ]
        own = [result for result in entry["results"] if not result.get("is_proposed")]
        plan = super()._demo_write_plan(cycle, {**entry, "results": own}, names)
        for role, proposal in zip(roles, proposals, strict=True):
            role._demo_answer(proposal)
        for role, (number, result) in zip(roles, taken.items(), strict=False):
            vals = plan._demo_prepare_result(cycle, result, number, names)
            del vals["parent_id"]
            role.sudo().adopted_result_id.with_env(plan.env).write(vals)
        return plan

    @api.model
    def _demo_propose(self, cycle, employee, leader_result, text):
        """Let the owner of a result propose a role in it."""
        result = (
            self.env["hr.skp.result"]
            .sudo()
            .search([("cycle_id", "=", cycle.id), ("name", "=", leader_result)])
        )
        roles = self.env["hr.skp.role"].with_env(
            self._demo_env(result.skp_id.employee_id)
        )
        return roles.create(
            {"result_id": result.id, "employee_id": employee.id, "text": text}
        )


class HrSkpRole(models.Model):
    _inherit = "hr.skp.role"

    def _demo_answer(self, proposal):
        """Take the step that the file names, as the person whose step it is."""
        member = self.with_env(self.skp_id._demo_env(self.employee_id.sudo()))
        if proposal["step"] == "adopt":
            member.action_adopt()
        elif proposal["step"] == "decline":
            member.action_decline(proposal["reason"])
        elif proposal["step"] == "withdraw":
            self.action_withdraw()
