from collections import defaultdict

from odoo import api, fields, models


class HrSkp(models.Model):
    """What cards and the employee form tell of plans at a glance."""

    _inherit = "hr.skp"

    @api.model
    def _get_employee_cards(self, employee_ids):
        """Return {employee id: (number of plans, the present one in words)}.

        Only plans that the user may read count; one search for all employees.
        """
        today = fields.Date.context_today(self)
        plans = defaultdict(self.browse)
        for plan in self.search(
            [("employee_id", "in", employee_ids), ("state", "!=", "cancelled")]
        ):
            plans[plan.employee_id.id] += plan
        cards = {}
        for employee_id in [*employee_ids, False]:
            own = plans[employee_id]
            running = own.filtered(lambda plan: plan.date_from <= today <= plan.date_to)
            # Of several plans the definitive one speaks for the person.
            present = (
                running.filtered(lambda plan: plan.position_kind == "definitive")
                or running
                or own
            )[:1]
            cards[employee_id] = (
                len(own),
                present._get_state_label() if present else self.env._("None yet"),
            )
        return cards

    @api.model
    def _get_action_of_employee(self, employee_id):
        action = self.env["ir.actions.act_window"]._for_xml_id("hr_skp.hr_skp_action")
        action["domain"] = [("employee_id", "=", employee_id)]
        action["context"] = {"default_employee_id": employee_id}
        return action
