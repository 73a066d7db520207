from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.hr_skp.models.hr_skp_feedback import RATINGS

from .hr_skp import DELIVERED_STATES

# How many names a message lists before it says how many more there are.
NAMES = 15


class HrSkpEvaluation(models.Model):
    """Rating a whole team in one sitting: as last period, feedback for many, deliver.

    Each action takes all evaluations or none, and names every one that refuses; its
    twin that ends in ``_ready`` takes those that can, and says whom it left and why.
    """

    _inherit = "hr.skp.evaluation"

    last_work_rating = fields.Selection(
        RATINGS, "Last rating of work results", compute="_compute_last"
    )
    last_behavior_rating = fields.Selection(
        RATINGS, "Last rating of behaviour", compute="_compute_last"
    )
    last_text = fields.Char("Last period", compute="_compute_last")
    can_repeat_last = fields.Boolean(
        compute="_compute_last", export_string_translation=False
    )

    @api.depends_context("uid", "lang")
    @api.depends("state", "work_rating", "behavior_rating")
    def _compute_last(self):
        """Show how the person was rated last, as far as the user may read it."""
        last = self._origin._get_last()
        refusals = self._origin._get_repeat_refusals(last)
        labels = dict(self._fields["predicate"]._description_selection(self.env))
        for evaluation in self:
            origin = evaluation._origin
            earlier = last.get(origin, self.browse())
            evaluation.last_work_rating = earlier.work_rating
            evaluation.last_behavior_rating = earlier.behavior_rating
            evaluation.last_text = (
                f"{earlier.period_id.name}: {labels[earlier.predicate]}"
                if earlier
                else False
            )
            evaluation.can_repeat_last = bool(origin) and origin not in refusals

    def _get_last(self):
        """Return {evaluation: the person's last periodic one that was delivered}.

        What is only typed, or taken back, is nobody's rating yet. For the same kind of
        post, in the same or an earlier plan; only what the user may read.
        Evaluations without an earlier one are left out.
        """
        shown = self.sudo()
        if not shown:
            return {}
        earlier = self.search(
            [
                ("employee_id", "in", shown.employee_id.ids),
                ("kind", "=", "periodic"),
                ("state", "in", DELIVERED_STATES),
                ("predicate", "!=", False),
                ("stop_reason", "=", False),
                ("date_to", "<=", max(shown.mapped("date_to"))),
            ],
            order="date_to desc, id desc",
        )
        by_person = earlier.sudo().grouped(
            lambda other: (other.employee_id, other.skp_id.position_kind)
        )
        found = {}
        for evaluation in self:
            own = evaluation.sudo()
            key = (own.employee_id, own.skp_id.position_kind)
            before = by_person.get(key, earlier.browse()).filtered(
                lambda other, own=own: (
                    other != own
                    and (
                        other.date_to < own.date_from
                        or own.kind == "annual"
                        and other.date_to <= own.date_to
                    )
                )
            )
            if before:
                found[evaluation] = before[0]
        return found

    # As last period

    def _get_repeat_refusals(self, last=None):
        """Return {evaluation: why last period's ratings cannot be taken over}.

        :param dict last: what ``_get_last`` returns, where the caller knows it
        """
        last = self._get_last() if last is None else last
        locked = self._get_rating_refusals()
        refusals = {}
        for evaluation in self:
            shown = evaluation.sudo()
            if evaluation in locked:
                refusals[evaluation] = locked[evaluation][0]
            elif shown.work_rating or shown.behavior_rating:
                refusals[evaluation] = self.env._(
                    "a rating is typed already, and it stays. Choose a cell of the quadrant to"
                    " change it."
                )
            elif evaluation not in last:
                refusals[evaluation] = self.env._(
                    "there is no rating of an earlier period that you may read."
                    " Choose a cell of the quadrant."
                )
        return refusals

    def action_repeat_last(self):
        """Take over both ratings of each person's last period; nothing typed is touched.

        Ratings and scores of single lines are not taken over: they speak of one period.

        :raises AccessError: for anybody but the appraiser or his deputy
        :raises UserError: naming all for whom it is not possible
        """
        self.check_access("read")
        self._check_is_appraiser()
        last = self._get_last()
        self.sudo()._raise_refusals(self._get_repeat_refusals(last))
        self._repeat(last)
        return True

    def action_repeat_last_ready(self):
        """Take over last period's ratings where that is possible, and say where not."""
        self.check_access("read")
        self._check_is_appraiser()
        last = self._get_last()
        refusals = self._get_repeat_refusals(last)
        ready = self.filtered(lambda evaluation: evaluation not in refusals)
        if not ready:
            self.sudo()._raise_refusals(refusals)
        ready._repeat(last)
        return self._tell_done(
            self.env._("Rated as in the last period: %(count)s", count=len(ready)),
            refusals,
        )

    def _repeat(self, last):
        """Write the ratings, one query for all who share both."""
        for (work, behavior), group in self.grouped(
            lambda evaluation: (
                last[evaluation].work_rating,
                last[evaluation].behavior_rating,
            )
        ).items():
            group.write({"work_rating": work, "behavior_rating": behavior})

    def _check_is_appraiser(self):
        """Raise unless the user is the appraiser, or his deputy, of all of these."""
        wrong = {
            evaluation: reason
            for evaluation, (reason, is_person) in self._get_rating_refusals().items()
            if is_person
        }
        self.sudo()._raise_refusals(wrong, AccessError)

    # Rate and deliver

    def _get_rate_and_deliver_refusals(self):
        """Return {evaluation: why it cannot be rated, where it is not, and delivered}."""
        refusals = self._get_person_refusals("deliver")
        rated = self.filtered(lambda evaluation: evaluation.sudo().state == "rated")
        found = (
            rated._get_step_refusals("deliver"),
            (self - rated)._get_step_refusals("rate"),
            self._get_deliver_refusals(),
        )
        for more in found:
            for evaluation, reason in more.items():
                refusals.setdefault(evaluation, reason)
        return refusals

    def action_rate_and_deliver(self):
        """Fix the ratings of these evaluations and hand them to their employees.

        :raises AccessError: for anybody but the appraiser or his deputy
        :raises UserError: naming all that cannot be delivered
        """
        self.check_access("read")
        self._check_is_appraiser()
        self.sudo()._raise_refusals(self._get_rate_and_deliver_refusals())
        self._rate_and_deliver()
        return True

    def action_deliver_ready(self):
        """Rate and deliver those that have both ratings, and say whom it left and why."""
        self.check_access("read")
        self._check_is_appraiser()
        refusals = self._get_rate_and_deliver_refusals()
        ready = self.filtered(lambda evaluation: evaluation not in refusals)
        if not ready:
            self.sudo()._raise_refusals(refusals)
        ready._rate_and_deliver()
        return self._tell_done(
            self.env._("Delivered: %(count)s", count=len(ready)), refusals
        )

    def _rate_and_deliver(self):
        unrated = self.filtered(lambda evaluation: evaluation.sudo().state != "rated")
        if unrated:
            unrated.action_rate()
        self.action_deliver()

    # Feedback for many

    def action_give_feedback(self, content=None, rating=None):
        """Give the same words on the whole work of the period to each of these people.

        :param str content: the words, compulsory
        :param str rating: ``below``, ``meets`` or ``above``, or nothing
        :raises AccessError: unless the user leads all of them
        """
        if not (content or "").strip():
            raise UserError(self.env._("Write some words: they are kept."))
        self.check_access("read")
        self.env["hr.skp.feedback"].create(
            [
                {
                    "skp_id": evaluation.skp_id.id,
                    "period_id": evaluation.period_id.id,
                    "content": content,
                    "rating": rating or False,
                }
                for evaluation in self
            ]
        )
        return True

    # What was done, in words

    def _tell_done(self, text, refusals):
        """Return a message: what was done and, one line each, who was left and why."""
        left = [
            f"{evaluation.sudo().employee_id.name}: {reason}"
            for evaluation, reason in refusals.items()
        ]
        lines = [text]
        if left:
            lines.append(self.env._("Left as they were: %(count)s", count=len(left)))
            lines += left[:NAMES]
        if len(left) > NAMES:
            lines.append(self.env._("and %(count)s more", count=len(left) - NAMES))
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning" if left else "success",
                "sticky": bool(left),
                "className": "o_hr_skp_told",
                "message": "\n".join(lines),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
