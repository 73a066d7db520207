from odoo import fields, models


class HrSkp(models.Model):
    """From the plan to its sessions of coaching and counselling."""

    _inherit = "hr.skp"

    coaching_count = fields.Integer("Sessions", compute="_compute_coaching_count")

    def _compute_coaching_count(self):
        counts = dict(
            self.env["hr.skp.coaching"]._read_group(
                [("skp_id", "in", self.ids)], ["skp_id"], ["__count"]
            )
        )
        for plan in self:
            plan.coaching_count = counts.get(plan, 0)

    def action_open_coaching(self):
        """Open the sessions of one plan; who plans one finds it filled in."""
        self.ensure_one()
        self.check_access("read")
        name = "my" if self._has_skp_role("employee") else "team"
        action = self.env["ir.actions.act_window"]._for_xml_id(
            f"hr_skp.hr_skp_coaching_action_{name}"
        )
        defaults = {"default_skp_id": self.id}
        if name == "my":
            defaults |= {"default_kind": "counselling", "default_coach_user_id": False}
        return {**action, "domain": [("skp_id", "=", self.id)], "context": defaults}
