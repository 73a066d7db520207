from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .hr_skp_evaluation import RATED_STATES, UNDELIVERED_STATES

# Delivered once and not taken back: the employee has it in hand.
DELIVERED_STATES = tuple(state for state in RATED_STATES if state != "rated")


class HrSkp(models.Model):
    """What evaluations add to a plan: guards of its states, and how far they are."""

    _inherit = "hr.skp"

    evaluation_ids = fields.One2many(
        "hr.skp.evaluation", "skp_id", "Evaluations", copy=False
    )
    evaluation_count = fields.Integer(
        compute="_compute_evaluation_count", export_string_translation=False
    )
    evaluation_text = fields.Text(
        "How far the evaluations are",
        compute="_compute_evaluation_text",
        compute_sudo=True,
        help="State and whose turn it is, without ratings: readable by the employee always.",
    )
    can_submit_evaluation = fields.Boolean(
        compute="_compute_can_submit_evaluation", export_string_translation=False
    )

    @api.depends_context("uid")
    @api.depends("evaluation_ids.state")
    def _compute_evaluation_count(self):
        """Count what the user finds behind the number."""
        counts = dict(
            self.env["hr.skp.evaluation"]._read_group(
                [("skp_id", "in", self._origin.ids)], ["skp_id"], ["__count"]
            )
        )
        for plan in self:
            plan.evaluation_count = counts.get(plan._origin, 0)

    @api.depends("evaluation_ids.state", "evaluation_ids.waiting_text")
    @api.depends_context("lang")
    def _compute_evaluation_text(self):
        by_plan = self._search_evaluations().grouped("skp_id")
        for plan in self:
            evaluations = by_plan.get(plan._origin, self.env["hr.skp.evaluation"])
            plan.evaluation_text = "\n".join(
                f"{evaluation.period_id.name}: {evaluation._get_state_label()}"
                + (f". {evaluation.waiting_text}" if evaluation.waiting_text else "")
                for evaluation in evaluations.sorted(
                    lambda item: (item.date_to, item.kind)
                )
            )

    def _search_evaluations(self, *domain):
        """Return evaluations of these plans in superuser mode.

        Not through the field ``evaluation_ids``: what it holds would stay in the cache
        and tell the rated person of records that the rules hide from him.
        """
        evaluations = self.env["hr.skp.evaluation"].sudo()
        return evaluations.search([("skp_id", "in", self._origin.ids), *domain])

    def _search_undelivered(self):
        """Return the evaluations of these plans that still follow them, by superuser."""
        return self._search_evaluations(("state", "in", UNDELIVERED_STATES))

    @api.depends_context("uid")
    @api.depends("evaluation_ids.state")
    def _compute_can_submit_evaluation(self):
        own = self.filtered(lambda plan: plan.employee_user_id == self.env.user)
        waiting = own._get_evaluations_to_submit().sudo().skp_id
        for plan in self:
            plan.can_submit_evaluation = plan._origin in waiting

    def _get_evaluations_to_submit(self):
        """Return drafts of periods begun, as the user, also those hidden from him."""
        today = fields.Date.context_today(self)
        drafts = self._search_evaluations(
            ("state", "=", "draft"),
            ("date_from", "<=", today),
            ("stop_reason", "=", False),
        )
        return drafts.sudo(self.env.su)

    def action_submit_evaluation(self):
        """Submit the plan's drafts whose realisation is complete, for the employee.

        A rating typed early hides the evaluation from him; this is his way to it.

        :raises AccessError: for anybody but the employee
        :raises UserError: with what is missing, where none is complete
        """
        self.ensure_one()
        drafts = self._get_evaluations_to_submit()
        incomplete = drafts._get_step_refusals("submit")
        ready = (
            drafts.filtered(lambda evaluation: evaluation not in incomplete) or drafts
        )
        if not ready:
            raise UserError(self.env._("No evaluation waits for you to submit."))
        return ready.action_submit()

    # Guards of the plan's own steps

    def _get_state_refusals(self, name):
        refusals = super()._get_state_refusals(name)
        if name not in ("reopen", "cancel"):
            return refusals
        domain = [("state", "in", DELIVERED_STATES)]
        if name == "reopen":
            domain.append(("kind", "=", "annual"))
        for evaluation in self._search_evaluations(*domain):
            refusals.setdefault(
                evaluation.skp_id,
                self.env._(
                    "%(evaluation)s is delivered, so the plan stays as it is.",
                    evaluation=evaluation.display_name,
                ),
            )
        return refusals

    def write(self, vals):
        done = super().write(vals)
        if not vals.keys().isdisjoint({"date_from", "date_to", "state"}):
            self._settle_days()
        if not vals.keys().isdisjoint({"state", "is_reported"}):
            self._search_undelivered()._update_stopped()
        return done

    def _approve(self):
        done = super()._approve()
        self._search_undelivered()._follow_plan()
        return done

    def _settle_days(self):
        """Let open evaluations follow the days of plans in force.

        Days that nobody approved yet move no limit, and what is rated stays.
        """
        settled = self.sudo().filtered(
            lambda plan: plan.state in ("approved", "closed")
        )
        if not settled:
            return
        for evaluation in settled._search_evaluations(
            ("state", "in", ("draft", "submitted"))
        ):
            days = evaluation._get_days(evaluation.skp_id, evaluation.period_id)
            if any(evaluation[name] != day for name, day in days.items()):
                evaluation.write(days)

    # A transfer

    def _get_transfer_refusals(self, date, unit):
        refusals = super()._get_transfer_refusals(date, unit)
        for evaluation in self._search_evaluations(("period_id.date_from", ">=", date)):
            if evaluation.state != "draft" or evaluation._is_judged():
                refusals.setdefault(
                    evaluation.skp_id,
                    self.env._(
                        "%(evaluation)s is begun and lies after that day."
                        " Choose a later day, or have it reset first.",
                        evaluation=evaluation.display_name,
                    ),
                )
        return refusals

    def _end_before(self, date):
        """Drop drafts of periods that the plan no longer reaches; nothing stands in them."""
        self._search_evaluations(("period_id.date_from", ">=", date)).unlink()
        return super()._end_before(date)

    # A closed plan is still evaluated, often by somebody who came after its year

    def _filter_handed(self):
        """Add closed plans of which something is still to be evaluated."""
        closed = self.filtered(lambda plan: plan.state == "closed")
        found = closed._search_evaluations().grouped("skp_id")
        none = self.env["hr.skp.evaluation"]
        waiting = closed.filtered(
            lambda plan: (
                not all(
                    evaluation.delivered_on or evaluation.stop_reason
                    for evaluation in found.get(plan, none)
                )
                or "annual" not in found.get(plan, none).mapped("kind")
            )
        )
        return super()._filter_handed() | waiting

    @api.model
    def _get_led_domain(self):
        """Add closed plans that are still evaluated, and those that a deputy leaves."""
        goes_on = Domain(
            "evaluation_ids",
            "any",
            [("state", "not in", ("final", "reported")), ("stop_reason", "=", False)],
        )
        annual = Domain("evaluation_ids", "any", [("kind", "=", "annual")])
        waiting = goes_on | (Domain("is_reported", "=", True) & ~annual)
        has_deputy = Domain("deputy_user_id", "!=", False)
        return super()._get_led_domain() | (
            Domain("state", "=", "closed") & (waiting | has_deputy)
        )

    def _update_seal_subjects(self):
        done = super()._update_seal_subjects()
        self.env["hr.skp.seal"]._update_subjects(self._search_evaluations())
        return done

    def _write_people(self, vals):
        evaluations = self._search_evaluations()
        former = evaluations.appraiser_user_id if "appraiser_user_id" in vals else None
        done = super()._write_people(vals)
        evaluations._follow_people(vals)
        if former:
            # He reads what he sealed; the talk goes on without him.
            leaving = former - evaluations.appraiser_user_id
            evaluations.message_unsubscribe(leaving.partner_id.ids)
        return done

    # Opening

    def _get_evaluation_period(self):
        """Return the period to evaluate now: the last one over, else the current one."""
        today = fields.Date.context_today(self)
        over = self._get_plan_periods("periodic").filtered(
            lambda period: period.date_to < today
        )
        return over[-1:].sudo(self.env.su) or self._get_current_period()

    def action_open_evaluations(self):
        """Show the evaluations of one plan that the user may read."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_skp_evaluation.hr_skp_evaluation_action"
        )
        action["domain"] = [("skp_id", "=", self.id)]
        action["context"] = {
            "default_skp_id": self.id,
            "default_period_id": self._get_evaluation_period().id,
        }
        return action

    def action_open_evaluation_of_period(self):
        """Open the evaluation of the last period over for each plan, making missing ones.

        For many plans at once; those that have it already are left as they are.
        """
        self.check_access("read")
        opened = self.env["hr.skp.evaluation"]
        for period, plans in self.grouped(
            lambda plan: plan._get_evaluation_period()
        ).items():
            if period:
                opened |= opened._open(plans, period)
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_skp_evaluation.hr_skp_evaluation_action"
        )
        action["domain"] = [("id", "in", opened.ids)]
        return action
