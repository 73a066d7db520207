from odoo import api, models
from odoo.fields import Domain


class HrSkpHome(models.AbstractModel):
    """Evaluations on the first screen: how far one's own is, and what waits to be rated.

    Nothing of a rating stands there: it may be read before delivery, or over a shoulder.
    """

    _inherit = "hr.skp.home"

    @api.model
    def _get_cards(self, plan):
        cards = super()._get_cards(plan)
        return [*cards, *self._get_evaluation_cards(plan)] if cards else cards

    @api.model
    def _get_evaluation_cards(self, plan):
        """Return the card of the evaluation that is under way, else of the last one."""
        today = self._get_today()
        begun = (
            plan._search_evaluations(
                ("date_from", "<=", today), ("stop_reason", "=", False)
            ).sorted(lambda evaluation: (evaluation.date_to, evaluation.kind))
            if plan
            else self.env["hr.skp.evaluation"]
        )
        under_way = begun.filtered(
            lambda evaluation: evaluation.state not in ("final", "reported")
        )
        # Of each, what its waiting text says is readable by the employee always.
        evaluation = under_way[:1] or begun[-1:]
        if not evaluation:
            return []
        target = {"action": "my-skp-evaluations"}
        # While it is rated it is hidden from its employee: the list says so.
        if self.env["hr.skp.evaluation"].search_count([("id", "=", evaluation.id)]):
            target |= {"res_id": evaluation.id, "view": "form"}
        return [
            self._prepare_card(
                "evaluation",
                self.env._("Evaluation %(period)s", period=evaluation.period_id.name),
                evaluation._get_state_label(),
                evaluation.waiting_text,
                target,
                evaluation.state == "delivered"
                or (evaluation.state == "draft" and evaluation.date_to < today),
            )
        ]

    @api.model
    def _get_own_rows(self, plan):
        """Add evaluations that were delivered: to accept, or to object to, until a day."""
        rows = super()._get_own_rows(plan)
        delivered = self.env["hr.skp.evaluation"].search(
            [
                ("employee_user_id", "=", self.env.uid),
                ("company_id", "=", self.env.company.id),
                ("state", "=", "delivered"),
            ],
            order="date_to, id",
        )
        return rows + [
            self._prepare_row(
                self.env._(
                    "Your evaluation of %(period)s is delivered: accept it, or object.",
                    period=evaluation.period_id.sudo().name,
                ),
                {
                    "action": "my-skp-evaluations",
                    "res_id": evaluation.id,
                    "view": "form",
                },
                self.env._("Open my evaluation"),
                evaluation.objection_deadline,
            )
            for evaluation in delivered
        ]

    @api.model
    def _get_team_rows(self):
        """Add what waits to be rated or delivered, period by period."""
        rows = super()._get_team_rows()
        evaluations = self.env["hr.skp.evaluation"]
        led = Domain("appraiser_user_id", "=", self.env.uid) | Domain(
            "has_skp_deputy_access", "=", True
        )
        periods = evaluations._read_group(
            evaluations._get_waiting_domain(self._get_today()) & led,
            ["period_id"],
            ["__count"],
            order="period_id",
        )
        return rows + [
            self._prepare_row(
                self.env._("To rate or to deliver: %(count)s", count=count),
                self._get_target(f"{period.id}/skp-evaluation-to-rate"),
                self.env._("Rate my people"),
                period.sudo().evaluation_deadline,
                period.sudo().name,
            )
            for period, count in periods
        ]
