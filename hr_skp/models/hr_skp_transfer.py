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
        refusals = self._get_move_refusals()
        for plan in self.sudo():
            cycle = plan.cycle_id
            if plan in refusals:
                continue
            other = plan._get_later_plan(date)
            if date <= plan.date_from:
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

    def _get_move_refusals(self):
        """Return {plan: why it cannot be continued in another post, whichever it is}."""
        refusals = {}
        for plan in self.sudo():
            following = plan._get_following()
            if plan.state == "cancelled":
                why = self.env._("it is cancelled, so there is nothing to continue.")
            elif plan.cycle_id.state == "closed":
                why = self.env._("The year is closed. Make a plan in the new year.")
            elif following:
                why = self.env._(
                    "it ended by a transfer: %(next)s continues it. Transfer that one.",
                    next=following.name,
                )
            elif plan.state == "closed":
                why = self.env._("it is closed. Let it be reopened first.")
            elif plan.state == "revising" or (
                plan.state == "submitted" and plan.revision
            ):
                why = self.env._(
                    "its revision is open. Let it be approved or given up first."
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
        following._drop_former_links(plan, reason)
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

    def _drop_former_links(self, former, reason):
        """Take away links to results of those who lead no longer, with the printed text.

        The form prints that text as the result of the leader who approves it. What was
        linked stays in the history; others' results, as of a team, stay linked.
        """
        leaders = former._get_leaders() - self._get_leaders()
        lost = self.result_ids.filtered(
            lambda result: result.parent_id.skp_id.employee_id in leaders
        )
        if not lost:
            return
        owners = lost.parent_id.skp_id.employee_id.mapped("name")
        before = {result.name: result.parent_name for result in lost}
        lost.write({"parent_id": False, "parent_name": False, "cascading": False})
        self.env["hr.skp.event"]._record(
            self,
            "unlink",
            reason=self.env._(
                "Results that lost their link to results of %(leaders)s: %(count)s."
                " Link them anew. (%(reason)s)",
                leaders=", ".join(owners),
                count=len(lost),
                reason=reason,
            ),
            details={self: {"before": before}},
        )

    def _get_leaders(self):
        """Return who leads the employee by this plan: the appraiser and those above."""
        self.ensure_one()
        date = self._get_people_date(self.date_from, self.date_to)
        leaders = above = self.appraiser_id
        while above:
            above = above._get_skp_appraiser(date)[above] - leaders
            leaders |= above
        return leaders

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
