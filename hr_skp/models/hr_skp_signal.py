from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date

from .hr_skp_people import OPEN_STATES


class HrSkp(models.Model):
    """What a plan's form says in one line each: reported or not, before and after, whose.

    Numbers of a person's other plans are told to whoever reads this one; their content
    is not.
    """

    _inherit = "hr.skp"

    reported_text = fields.Char("Reported plan", compute="_compute_reported_text")
    handover_text = fields.Char("Coming appraiser", compute="_compute_handover_text")
    claim_text = fields.Char("Report of the employee", compute="_compute_claim_text")
    previous_text = fields.Char("Before", compute="_compute_chain")
    next_text = fields.Char("After", compute="_compute_chain")
    can_open_previous = fields.Boolean(
        compute="_compute_chain", export_string_translation=False
    )
    can_open_next = fields.Boolean(
        compute="_compute_chain", export_string_translation=False
    )

    @api.depends("is_reported", "state", "employee_id", "cycle_id")
    @api.depends_context("lang")
    def _compute_reported_text(self):
        """Say whether this plan is the one whose annual predicate is reported."""
        saved = self._origin.filtered(lambda plan: plan.state != "cancelled")
        others = saved.filtered(lambda plan: not plan.is_reported)
        reported = {}
        if others:
            found = self.sudo().search(
                Domain("employee_id", "in", others.employee_id.ids)
                & Domain("cycle_id", "in", others.cycle_id.ids)
                & Domain("is_reported", "=", True)
            )
            reported = {(plan.employee_id.id, plan.cycle_id.id): plan for plan in found}
        for plan in self:
            key = (plan.employee_id.id, plan.cycle_id.id)
            if plan._origin not in saved:
                plan.reported_text = False
            elif plan.is_reported:
                plan.reported_text = self.env._(
                    "This plan is the one that is reported."
                )
            elif key in reported:
                plan.reported_text = self.env._(
                    "Not this plan but %(plan)s is the one that is reported.",
                    plan=reported[key].name,
                )
            else:
                plan.reported_text = self.env._(
                    "No plan of this year is the reported one yet: this post is not the"
                    " definitive one."
                )

    @api.depends("state", "employee_id", "appraiser_id", "date_to")
    @api.depends_context("lang")
    def _compute_handover_text(self):
        """Say who appraises from a day to come, where a handover is ordered."""
        rows = {}
        opened = self._origin.filtered(lambda plan: plan.state in OPEN_STATES).sudo()
        if opened:
            found = self.env["hr.skp.appraiser"].sudo()
            found = found.search(
                Domain("employee_id", "in", opened.employee_id.ids)
                & Domain("is_pending", "=", True),
                order="date_from desc",
            )
            rows = {row.employee_id: row for row in found}
        for plan in self:
            plan.handover_text = False
            row = rows.get(plan.sudo().employee_id)
            if (
                row
                and plan._origin in opened
                and plan.date_to >= row.date_from
                and not plan.sudo()._is_other_post()
            ):
                plan.handover_text = self.env._(
                    "From %(date)s on %(appraiser)s appraises this plan.",
                    date=format_date(self.env, row.date_from),
                    appraiser=row.appraiser_id.name,
                )

    @api.depends("open_claim_id")
    @api.depends_context("uid", "lang")
    def _compute_claim_text(self):
        for plan in self:
            claim = plan.open_claim_id.sudo()
            plan.claim_text = claim._get_claim_text() if claim else False

    @api.depends("previous_id", "next_ids")
    @api.depends_context("uid", "lang")
    def _compute_chain(self):
        """Say which plan of the employee comes before this one, and which after."""
        plans = self._origin.sudo()
        around = plans.previous_id | plans.next_ids
        readable = around.sudo(False)._filtered_access("read")
        for plan in self:
            before = plan._origin.sudo().previous_id
            after = plan._origin.sudo()._get_following()
            plan.previous_text = plan.next_text = False
            if before:
                plan.previous_text = self.env._(
                    "Continues %(plan)s (%(unit)s), which ended on %(date)s.",
                    plan=before.name,
                    unit=before.department_id.name or "–",
                    date=format_date(self.env, before.date_to),
                )
            if after:
                plan.next_text = self.env._(
                    "Continued by %(plan)s (%(unit)s) from %(date)s on.",
                    plan=after.name,
                    unit=after.department_id.name or "–",
                    date=format_date(self.env, after.date_from),
                )
            plan.can_open_previous = bool(before) and before in readable
            plan.can_open_next = bool(after) and after in readable

    def _get_following(self):
        """Return the plan that continues this one after a transfer, unless cancelled."""
        return self.next_ids.filtered(lambda plan: plan.state != "cancelled")[:1]

    def action_open_previous(self):
        """Open the plan that this one continues.

        :raises UserError: where there is none
        """
        return self._open_around(lambda plan: plan.previous_id)

    def action_open_next(self):
        """Open the plan that continues this one.

        :raises UserError: where there is none
        """
        return self._open_around(lambda plan: plan._get_following())

    def _open_around(self, find):
        self.ensure_one()
        self.check_access("read")
        found = find(self.sudo())
        if not found:
            raise UserError(
                self.env._("No plan of another post comes before or after.")
            )
        return found._get_form_action()


class HrSkpAppraiserClaim(models.Model):
    _inherit = "hr.skp.appraiser.claim"

    def _get_claim_text(self):
        """Return who reported what, and since when it waits."""
        self.ensure_one()
        return self.env._(
            "%(employee)s reported on %(date)s that %(proposed)s is the superior, not"
            " %(current)s: the performance team settles it.",
            employee=self.employee_id.name,
            date=format_date(self.env, self.create_date),
            current=self.current_id.name or "–",
            proposed=self.proposed_id.name,
        )
