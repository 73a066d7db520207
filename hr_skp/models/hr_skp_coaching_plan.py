from odoo import api, fields, models


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


class HrSkpCoaching(models.Model):
    """One session after the other."""

    _inherit = "hr.skp.coaching"

    @api.model
    def default_get(self, fields):
        """Begin one's own session on one's own plan."""
        values = super().default_get(fields)
        if self.env.context.get("skp_own_plan") and not values.get("skp_id"):
            activities = self.env["hr.skp.activity"]
            values["skp_id"] = activities._find_plans([{}])[0].id
        return values

    def action_plan_next(self):
        """Open the next session of the same two, on the day of the follow-up.

        :raises AccessError: unless the user plans sessions of this plan
        """
        self.ensure_one()
        self._check_step("plan_next")
        today = fields.Date.context_today(self)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Next session"),
            "res_model": self._name,
            "view_mode": "form",
            "views": [(False, "form")],
            "context": {
                "default_skp_id": self.skp_id.id,
                "default_kind": self.kind,
                "default_method": self.method,
                "default_coach_user_id": self.coach_user_id.id,
                "default_date": fields.Date.to_string(
                    max(self.follow_up_date or today, today)
                ),
            },
        }
