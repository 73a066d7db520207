from odoo import api, models
from odoo.fields import Domain


class HrSkp(models.Model):
    """Which plan of a person's year is the reported one.

    The annual predicate that goes to the national record is this plan's; a unique
    index holds that there is one per employee and year.
    """

    _inherit = "hr.skp"

    @api.model_create_multi
    def create(self, vals_list):
        plans = super().create(vals_list)
        plans._update_reported()
        return plans

    def write(self, vals):
        done = super().write(vals)
        if {"position_kind", "date_from", "state"} & vals.keys():
            self._update_reported()
        return done

    def unlink(self):
        pairs = {(plan.employee_id, plan.cycle_id) for plan in self.sudo()}
        done = super().unlink()
        self._update_reported_of(pairs)
        return done

    def _update_reported(self):
        """Mark the latest definitive plan of each employee and year, and only that one."""
        self._update_reported_of(
            {(plan.employee_id, plan.cycle_id) for plan in self.sudo()}
        )

    @api.model
    def _update_reported_of(self, pairs):
        """Mark anew which plan of each (employee, year) is the reported one.

        A plan that was submitted goes before a draft; then the later first day counts,
        then whether it was ever approved.
        """
        if not pairs:
            return
        plans = self.browse().sudo()
        of_people = Domain("employee_id", "in", [employee.id for employee, _ in pairs])
        of_people &= Domain("cycle_id", "in", [cycle.id for _, cycle in pairs])
        siblings = plans.search(
            of_people
            & Domain("position_kind", "=", "definitive")
            & Domain("state", "!=", "cancelled")
        )
        latest = {}
        for plan in siblings.sorted(
            lambda plan: (
                plan.state != "draft",
                plan.date_from,
                bool(plan.revision),
                -plan.id,
            )
        ):
            latest[plan.employee_id, plan.cycle_id] = plan
        reported = plans.union(*latest.values())
        former = plans.search(of_people & Domain("is_reported", "=", True))
        if dropped := former - reported:
            dropped.write({"is_reported": False})
            # The unique index wants the former mark gone before the new one is set.
            plans.flush_model(["is_reported"])
        if added := reported - former:
            added.write({"is_reported": True})
