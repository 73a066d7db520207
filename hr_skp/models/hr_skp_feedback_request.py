from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class HrSkpResult(models.Model):
    _inherit = "hr.skp.result"

    can_open_feedback = fields.Boolean(
        compute="_compute_can_open_feedback", export_string_translation=False
    )

    @api.depends_context("uid")
    def _compute_can_open_feedback(self):
        for result in self:
            result.can_open_feedback = (
                result._origin and result.has_skp_full_access and result.sealed_revision
            )

    def action_open_feedback(self):
        """Open the feedback of one result, ready for another line by a leader."""
        self.ensure_one()
        self.check_access("read")
        shown, user = self.sudo(), self.env.user
        plan = self.sudo(False).skp_id
        is_owner = shown.leader_user_id == user and shown.employee_user_id != user
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_skp.hr_skp_feedback_action_team"
        )
        action["display_name"] = self.env._("Feedback: %(result)s", result=shown.name)
        action["domain"] = [("result_id", "=", self.id)]
        action["context"] = {
            "default_result_id": self.id,
            "default_period_id": shown.skp_id._get_current_period().id,
            "create": is_owner
            or plan._has_skp_role("appraiser")
            or plan._has_skp_role("superior"),
        }
        return action


class HrSkp(models.Model):
    """Feedback that is asked for: of one result, one value or the whole plan."""

    _inherit = "hr.skp"

    can_request_feedback = fields.Boolean(
        compute="_compute_can_request_feedback", export_string_translation=False
    )

    @api.depends_context("uid")
    @api.depends("state", "revision")
    def _compute_can_request_feedback(self):
        refusals = self._get_request_refusals()
        strangers = self._get_request_strangers()
        for plan in self:
            plan.can_request_feedback = (
                plan._origin and plan not in refusals and plan not in strangers
            )

    def _get_request_strangers(self):
        """Return {plan: why the user asks nobody about it}."""
        return {
            plan: self.env._("the employee or the appraiser asks others for feedback.")
            for plan in self
            if not (plan._has_skp_role("employee") or plan._has_skp_role("appraiser"))
        }

    def _get_request_refusals(self):
        """Return {plan: why nobody can be asked about it now}."""
        return {
            plan: self.env._("it is not in force, so there is no work to speak of yet.")
            for plan in self.sudo()
            if not plan.revision or plan.state == "cancelled"
        }

    def _check_request(self, due_date):
        """Raise unless the user may ask about this one plan; return the date."""
        self.ensure_one()
        if not self.env.su:
            self.check_access("read")
        self.sudo()._raise_refusals(self._get_request_strangers(), AccessError)
        self.sudo()._raise_refusals(self._get_request_refusals())
        return self._check_due_date(due_date)

    @api.model
    def _check_due_date(self, due_date):
        """Return the day to answer by as a date; raise where it is over."""
        due_date = fields.Date.to_date(due_date)
        if due_date and due_date < fields.Date.context_today(self):
            raise UserError(
                self.env._("The day to answer by is over. Choose a later one.")
            )
        return due_date

    def action_request_feedback(
        self,
        employee_ids,
        due_date=None,
        subject=None,
        result_id=None,
        behavior_id=None,
    ):
        """Ask people for feedback; each sees what he is asked about and nothing else.

        :param list employee_ids: whom, people with a login
        :param due_date: the last day to answer, or nothing
        :param str subject: the question, or nothing
        :param int result_id: the result asked about; neither: the whole plan
        :param int behavior_id: the value asked about
        :raises AccessError: unless the employee or his appraiser asks
        """
        due_date = self._check_request(due_date)
        shown = self.env["hr.employee.public"].browse(employee_ids).exists()
        shown.check_access("read")
        givers = self.env["hr.employee"].sudo().browse(shown.ids)
        self._check_givers(givers)
        roles = self._get_giver_roles(givers, result_id)
        values = self._prepare_giver_vals(givers, roles, due_date)
        feedback = self.env["hr.skp.feedback"].sudo()
        asked = feedback.create(
            [
                {
                    **self._prepare_request_vals(
                        due_date, subject, result_id, behavior_id
                    ),
                    **values[giver],
                }
                for giver in givers
            ]
        )
        asked._tell_asked()
        return True

    def action_give_feedback_to_all(self, content=None, rating=None):
        """Give the same words to several people, on their whole work of the period.

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
                    "skp_id": plan.id,
                    "period_id": plan._get_current_period().id,
                    "content": content,
                    "rating": rating or False,
                }
                for plan in self
            ]
        )
        return True

    def _prepare_request_vals(self, due_date, subject, result_id, behavior_id):
        return {
            "skp_id": self.id,
            "period_id": self.sudo()._get_current_period().id,
            "result_id": result_id or False,
            "behavior_id": behavior_id or False,
            "subject": subject or False,
            "due_date": due_date,
            "state": "requested",
            "occasion": "incidental",
            "given_on": False,
            "requested_by_id": self.env.uid,
        }

    def _prepare_giver_vals(self, givers, roles, due_date):
        """Return {giver: what his request says of him}."""
        return {
            giver: {
                "author_user_id": giver.user_id.id,
                "author_name": giver.name,
                "giver_role": roles[giver],
            }
            for giver in givers
        }

    def _check_givers(self, givers):
        if not givers:
            raise UserError(self.env._("Choose at least one person to ask."))
        without = givers.filtered(lambda giver: not giver.user_id)
        if without:
            raise UserError(
                self.env._(
                    "%(people)s: without a login in Odoo. Ask them by e-mail instead.",
                    people=", ".join(without.mapped("name")),
                )
            )
        if self.sudo().employee_user_id in givers.user_id:
            raise UserError(self.env._("Nobody gives feedback on himself."))

    @api.model
    def _get_giver_roles(self, givers, result_id=None):
        """Return {giver: leader, peer, subordinate or other}, from who appraises whom."""
        plan = self.sudo()
        leaders = plan.appraiser_id | plan.superior_id
        leader_users = (
            leaders.user_id
            | plan.deputy_user_id
            | plan.result_ids.filtered(lambda line: line.id == result_id).leader_user_id
        )
        appraisers = givers._get_skp_appraiser(fields.Date.context_today(self))
        roles = {}
        for giver in givers:
            appraiser = appraisers[giver]
            if giver in leaders or giver.user_id in leader_users:
                roles[giver] = "leader"
            elif appraiser == plan.employee_id:
                roles[giver] = "subordinate"
            elif appraiser and appraiser == plan.appraiser_id:
                roles[giver] = "peer"
            else:
                roles[giver] = "other"
        return roles
