from datetime import timedelta

from odoo import api, models
from odoo.fields import Command
from odoo.tools import format_date

# What the plan of the next post takes over from the one before.
CARRIED_FIELDS = ("approach", "feedback_interval", "position_kind")


class HrSkp(models.Model):
    """A transfer: one plan ends the day before, the next one begins.

    Both stay readable to their own people. What was sealed stays sealed; realisation,
    evidence and evaluation of the former plan's periods stay open until rated.
    """

    _inherit = "hr.skp"

    def _get_transfer_refusals(self, date, unit):
        """Return {plan: why it cannot end the day before ``date``, and the way out}.

        :param date date: the first day of the next post
        :param unit: the unit of the next post
        """
        refusals = {}
        for plan in self.sudo():
            cycle = plan.cycle_id
            other = plan._get_later_plan(date)
            if plan.state == "cancelled":
                why = self.env._("it is cancelled, so there is nothing to continue.")
            elif plan.state == "revising" or (
                plan.state == "submitted" and plan.revision
            ):
                why = self.env._(
                    "its revision is open. Let it be approved or given up first."
                )
            elif cycle.state == "closed":
                why = self.env._("The year is closed. Make a plan in the new year.")
            elif date <= plan.date_from:
                why = self.env._(
                    "it begins on %(date)s, so nothing of it would be left."
                    " Choose a later day, or let it be cancelled.",
                    date=format_date(self.env, plan.date_from),
                )
            elif date > cycle.date_to:
                why = self.env._(
                    "the year ends on %(date)s. Make a plan in the new year instead.",
                    date=format_date(self.env, cycle.date_to),
                )
            elif other:
                why = self.env._(
                    "%(other)s lies in these days already. Let it be cancelled first.",
                    other=other.name,
                )
            elif unit.company_id and unit.company_id != plan.company_id:
                why = self.env._(
                    "%(unit)s belongs to another agency. Close the plan here; the other"
                    " agency makes its own.",
                    unit=unit.name,
                )
            else:
                continue
            refusals[plan] = why
        return refusals

    def _get_later_plan(self, date):
        """Return another plan of the employee for the same kind of post from a day on."""
        self.ensure_one()
        return self.sudo().search(
            [
                ("id", "!=", self.id),
                ("employee_id", "=", self.employee_id.id),
                ("cycle_id", "=", self.cycle_id.id),
                ("position_kind", "=", self.position_kind),
                ("state", "!=", "cancelled"),
                ("date_to", ">=", date),
            ],
            limit=1,
        )

    def _transfer(self, date, unit, appraiser, results, reason, post_name=None):
        """End this plan the day before ``date`` and open the next one.

        The caller has checked who may do it, and ``_get_transfer_refusals``.

        :param results: results of this plan to copy, with their indicators
        :return: the next plan, in superuser mode
        """
        self.ensure_one()
        plan = self.sudo()
        last = plan.date_to if plan.date_to >= date else plan.cycle_id.date_to
        if plan.state == "submitted":
            plan._back_to_editing("withdraw", reason)
        before = {"date_to": str(plan.date_to), "unit": plan.department_id.name}
        plan._end_before(date)
        if plan.state == "approved":
            plan._move("close", "closed", reason=reason)
        following = plan.create(
            {
                **{
                    name: self._fields[name].convert_to_write(plan[name], plan)
                    for name in CARRIED_FIELDS
                },
                "employee_id": plan.employee_id.id,
                "cycle_id": plan.cycle_id.id,
                "date_from": date,
                "date_to": last,
                **({"appraiser_id": appraiser.id} if appraiser else {}),
                "department_id": unit.id,
                "post_department_id": unit.id,
                "post_name": post_name,
                "previous_id": plan.id,
                "result_ids": plan._prepare_transferred_results(results.sudo()),
            }
        )
        following._update_deputies()
        after = {"date_to": str(plan.date_to), "unit": unit.name}
        self.env["hr.skp.event"]._record(
            plan | following,
            "transfer",
            reason=reason,
            details={
                plan: {"before": before, "after": {**after, "plan": following.name}},
                following: {"before": {**before, "plan": plan.name}, "after": after},
            },
        )
        return following

    def _end_before(self, date):
        """Cut the plan so that it ends the day before; other addons follow."""
        until = date - timedelta(days=1)
        if self.date_to > until:
            self.write({"date_to": until})

    @api.model
    def _prepare_transferred_results(self, results):
        """Return commands that copy results into another plan of the same employee.

        A link stays where the leader's result is still offered by a plan that goes on;
        of others the text stays, as on paper.
        """
        commands = []
        for result, vals in zip(results, results.copy_data(), strict=True):
            parent = result.parent_id
            if not parent.is_offered or parent.skp_id.state == "closed":
                vals.update(parent_id=False, cascading=False)
            vals.pop("skp_id", None)
            commands.append(Command.create({**vals, "parent_name": result.parent_name}))
        return commands
