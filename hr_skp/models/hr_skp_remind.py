from odoo import api, fields, models
from odoo.exceptions import AccessError

from .hr_skp_attention import LEADERS_REASONS
from .hr_skp_reminder_source import Audience


class HrSkp(models.Model):
    """A leader's own reminder to one of his people, at once and once a day.

    It says what the daily job would say of the person's own work, as of now.
    """

    _inherit = "hr.skp"

    can_remind = fields.Boolean(
        compute="_compute_can_remind", export_string_translation=False
    )

    @api.depends_context("uid")
    @api.depends("state")
    def _compute_can_remind(self):
        refusals = self._origin._get_remind_refusals()
        for plan in self:
            plan.can_remind = bool(plan._origin) and plan._origin not in refusals

    def _get_remind_refusals(self):
        """Return {plan: (why its employee is not reminded now, whether for the user)}."""
        shown = self.sudo()
        [[told_ids]] = (
            self.env["hr.skp.reminder"]
            .sudo()
            ._read_group(
                [
                    ("kind", "=", "leader"),
                    ("user_id", "in", shown.employee_user_id.ids),
                    ("date", "in", [plan._get_agency_today() for plan in shown]),
                ],
                [],
                ["user_id:array_agg_distinct"],
            )
        )
        attention, refusals = self._get_attention(), {}
        for plan in self:
            _period_id, counts = attention.get(plan.id, (None, {}))
            reasons = {reason for reason, count in counts.items() if count}
            user, state = plan.sudo().employee_user_id, plan.sudo().state
            if not plan._has_skp_role("appraiser"):
                refusals[plan] = (
                    self.env._("the appraiser, or his deputy, reminds his people."),
                    True,
                )
            elif state in ("closed", "cancelled"):
                refusals[plan] = (
                    self.env._("it is %(state)s.", state=plan._get_state_label()),
                    False,
                )
            elif not user.active:
                refusals[plan] = (
                    self.env._("its employee has no login. Talk to him."),
                    False,
                )
            elif user.id in (told_ids or ()):
                refusals[plan] = (
                    self.env._(
                        "its employee was reminded today. Once a day is enough."
                    ),
                    False,
                )
            elif reasons and reasons <= LEADERS_REASONS:
                refusals[plan] = (
                    self.env._(
                        "what is open is the leader's own to do: approve the plan, or give"
                        " feedback."
                    ),
                    False,
                )
        return refusals

    def action_remind(self):
        """Write to the employees what of their work is open, in the leader's name.

        :return: a notification with who was reminded
        :raises AccessError: for others than the appraiser and his deputy
        :raises UserError: naming each plan whose employee was reminded today, or has no
            login, or that is over, or where only the leader has something to do
        """
        self.check_access("read")
        refusals = self._get_remind_refusals()
        for is_person, error in ((True, AccessError), (False, None)):
            found = {
                plan: reason
                for plan, (reason, for_person) in refusals.items()
                if for_person is is_person
            }
            self.sudo()._raise_refusals(found, *([error] if error else []))
        self.env["hr.skp.reminder"]._remind(self)
        self.env["hr.skp.event"]._record(self, "remind")
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "Reminded: %(people)s",
                    people=", ".join(self.sudo().employee_id.mapped("name")),
                ),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }


class HrSkpReminder(models.Model):
    _inherit = "hr.skp.reminder"

    kind = fields.Selection(
        selection_add=[("leader", "By the leader")], ondelete={"leader": "cascade"}
    )

    @api.model
    def _remind(self, plans):
        """Write to the employees of these plans in the name of the user, and keep it."""
        leader = self.env.user
        for company, own in plans.sudo().grouped("company_id").items():
            local = self.sudo()._at_agency(company)
            today = company._get_skp_today()
            digests = local._get_present_digests(own, today)
            local.create(
                [
                    {
                        "user_id": plan.employee_user_id.id,
                        "cycle_id": plan.cycle_id.id,
                        "kind": "leader",
                        "date": today,
                        "sent_on": today,
                        "sender_id": leader.id,
                    }
                    for plan in own
                ]
            )
            for plan in own:
                user = plan.employee_user_id
                local._notify_by_leader(leader, plan, digests.get(user.id, []))

    @api.model
    def _get_present_digests(self, plans, today):
        """Return {id of a user: [(occasion, facts)]} of the own work that is open today."""
        user_ids = plans.employee_user_id.ids
        digests = {}
        for kind_model in dict.fromkeys(self._get_sources().values()):
            source = self.env[kind_model]
            if not source._skp_is_leaders:
                continue
            for cycle in plans.cycle_id:
                for occasion in source._get_occasions(cycle, today):
                    found = source._get_facts(
                        occasion, Audience(set(user_ids), {}, {}), user_ids
                    )
                    for user_id, facts in found.items():
                        own = {
                            part: facts[part]
                            for part in source._skp_own_parts
                            if part in facts
                        }
                        if own:
                            digests.setdefault(user_id, []).append((occasion, own))
        return digests

    @api.model
    def _notify_by_leader(self, leader, plan, digest):
        """Send what is open, in the language of the employee."""
        user = plan.employee_user_id
        local = self.with_context(lang=user.lang, tz=user.tz or self.env.context["tz"])
        intro = local.env._("%(leader)s reminds you of your work.", leader=leader.name)
        sections = local._prepare_sections(self._without_repetition(digest))
        if not sections:
            line = local.env["hr.skp.reminder.source"]._prepare_line(
                local.env._(
                    "Look whether your daily log, your action plan and your realisation"
                    " are up to date."
                ),
                "my-skp",
                local.env._("Open my plan"),
            )
            sections = [{"title": False, "lines": [line]}]
        local._post(
            user,
            plan.cycle_id,
            f"SKP {plan.cycle_id.name}: {intro}",
            sections,
            intro=intro,
            author_id=leader.partner_id.id,
        )
