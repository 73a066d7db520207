from odoo import models
from odoo.exceptions import UserError

from .hr_skp_evaluation import NOTE_FIELDS, RATING_FIELDS
from .hr_skp_evaluation_kept import RATING_KINDS


class HrSkpEvaluation(models.Model):
    """Who stands behind an evaluation: the people of its plan."""

    _inherit = "hr.skp.evaluation"

    def _has_skp_role(self, role):
        """Whether the user holds ``role`` for the plan of this evaluation."""
        self.ensure_one()
        return self.sudo().skp_id.sudo(self.env.su)._has_skp_role(role)

    def _get_on_behalf(self, role):
        """Return {evaluation: user in whose place the current user acts as ``role``}."""
        if self.env.su:
            return {}
        return {
            evaluation: evaluation[f"{role}_user_id"]
            for evaluation in self.sudo()
            if evaluation[f"{role}_user_id"] != self.env.user
        }

    def _get_identity_vals(self):
        """Return {evaluation: the identity values of its plan's people today}."""
        plans = self.sudo().skp_id
        identities = plans._get_identity_vals()
        return {evaluation: identities[evaluation.sudo().skp_id] for evaluation in self}

    def _follow_people(self, vals):
        """Take over the people of the plans; what is delivered keeps whom it names."""
        names = {"employee_id", "appraiser_id", "superior_id"} & vals.keys()
        waiting = self.sudo().filtered(lambda evaluation: not evaluation.delivered_on)
        if names and waiting:
            waiting.write({name: vals[name] for name in names})

    def _update_confidential(self):
        """Let the evaluation and its lines know whether something is judged, and delivered.

        Record rules compare columns of the row itself, so these are written here, and
        only here: after ratings or notes were typed, at delivery, and at a take-back.
        """
        evaluations = self.sudo()
        lines_by_model = [
            evaluations.mapped(name)
            for name in ("result_line_ids", "behavior_line_ids")
        ]
        rated = evaluations.filtered(lambda evaluation: evaluation._is_judged())
        # Whose ratings are all gone has nothing left to compare; he would read of them.
        if told := (evaluations - rated).filtered("plan_changes"):
            told.write({"plan_changes": False})
        for group, is_rated in ((rated, True), (evaluations - rated, False)):
            for records in (
                group,
                *(
                    lines.filtered(
                        lambda line, group=group: line.evaluation_id in group
                    )
                    for lines in lines_by_model
                ),
            ):
                stale = records.filtered(
                    lambda record, value=is_rated: record.is_rated != value
                )
                if stale:
                    stale.write({"is_rated": is_rated})
        for lines in lines_by_model:
            for evaluation, group in lines.grouped("evaluation_id").items():
                stale = group.filtered(
                    lambda line, day=evaluation.delivered_on: line.delivered_on != day
                )
                if stale:
                    stale.write({"delivered_on": evaluation.delivered_on})

    # Talk

    def _is_hidden_from_employee(self):
        """Whether the record rule keeps this evaluation from the rated person now."""
        self.ensure_one()
        evaluation = self.sudo()
        return not evaluation.delivered_on and evaluation.is_rated

    def message_post(self, *, partner_ids=None, **kwargs):
        """Refuse to address the rated person before delivery: he would read the message.

        :raises UserError: when he is among ``partner_ids`` of a hidden evaluation
        """
        self._check_not_addressed(partner_ids)
        return super().message_post(partner_ids=partner_ids, **kwargs)

    def _message_update_content(self, message, /, **kwargs):
        self._check_not_addressed(kwargs.get("partner_ids"))
        return super()._message_update_content(message, **kwargs)

    def _check_not_addressed(self, partner_ids):
        employee = self.sudo().employee_user_id.partner_id
        if (
            employee
            and employee.id in (partner_ids or ())
            and self._is_hidden_from_employee()
        ):
            raise UserError(
                self.env._(
                    "%(employee)s does not see the evaluation before it is delivered, so he cannot"
                    " be addressed here. Give feedback instead.",
                    employee=employee.name,
                )
            )

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        """Keep the rated person, should he follow, from messages he may not read yet."""
        recipients = super()._notify_get_recipients(
            message, msg_vals=msg_vals, **kwargs
        )
        if not self or not self._is_hidden_from_employee():
            return recipients
        employee = self.sudo().employee_user_id.partner_id
        return [recipient for recipient in recipients if recipient["id"] != employee.id]

    # Record rules of lines and events

    def _is_judged(self):
        """Whether a rating, score or note stands anywhere on it; a note can tell the rating."""
        self.ensure_one()
        return any(self[name] for name in (*RATING_FIELDS, *NOTE_FIELDS)) or any(
            line.rating or line.has_score
            for lines in (self.result_line_ids, self.behavior_line_ids)
            for line in lines
        )

    def _set_confidential(self, is_confidential):
        """Open what tells of the rating to the rated person, or close it again."""
        events = (
            self.env["hr.skp.event"]
            .sudo()
            .search(
                [
                    ("model", "=", self._name),
                    ("res_id", "in", self.ids),
                    ("kind", "in", RATING_KINDS),
                ]
            )
        )
        events._set_confidential(is_confidential)
        self.env["hr.skp.seal"]._set_confidential(self, is_confidential)
