from datetime import timedelta

from odoo import api, fields, models

# How long one has to answer where nobody says otherwise.
ANSWER_DAYS = 14


class HrSkpFeedbackRequest(models.TransientModel):
    """Asks people for feedback on one result, one value or the whole plan.

    Opened from a request it changes that one, and asks others the same where wanted.
    """

    _name = "hr.skp.feedback.request"
    _description = "Ask for feedback"

    feedback_id = fields.Many2one("hr.skp.feedback", "Request")
    skp_id = fields.Many2one("hr.skp", "Plan", required=True)
    result_id = fields.Many2one("hr.skp.result", domain="[('skp_id', '=', skp_id)]")
    behavior_id = fields.Many2one(
        "hr.skp.behavior", "Behaviour", domain="[('skp_id', '=', skp_id)]"
    )
    # The public card of an employee: who asks needs no right to read the others.
    employee_ids = fields.Many2many(
        "hr.employee.public",
        relation="hr_skp_feedback_request_employee_rel",
        string="Whom",
        domain="[('user_id', 'not in', (False, employee_user_id))]",
    )
    employee_user_id = fields.Many2one(related="skp_id.employee_user_id")
    outside_name = fields.Char("Name")
    outside_email = fields.Char("E-mail")
    subject = fields.Char("Question")
    due_date = fields.Date(
        "Answer by",
        default=lambda self: (
            fields.Date.context_today(self) + timedelta(days=ANSWER_DAYS)
        ),
    )
    hidden_text = fields.Char("Names", compute="_compute_hidden_text")

    @api.depends("skp_id")
    @api.depends_context("lang")
    def _compute_hidden_text(self):
        for request in self:
            company = request.skp_id.sudo().company_id
            request.hidden_text = company.skp_hide_givers and self.env._(
                "Names of peers and of subordinates stay hidden, from you, too. Ask at least"
                " %(least)s of them at once: their answers are shown together when it is"
                " over, from %(least)s on.",
                least=company.skp_hidden_shown_from,
            )

    @api.model
    def default_get(self, fields):
        """Begin with the request that is changed, or with one's own plan."""
        values = super().default_get(fields)
        if self.env.context.get("skp_own_plan") and not values.get("skp_id"):
            plan = self.env["hr.skp.activity"]._find_plans([{}])[0]
            values["skp_id"] = plan.can_request_feedback and plan.id
        request = self.env["hr.skp.feedback"].browse(values.get("feedback_id"))
        if request and request.has_access("read"):
            shown = request.sudo()
            values.update(
                skp_id=shown.skp_id.id,
                result_id=shown.result_id.id,
                behavior_id=shown.behavior_id.id,
                subject=shown.subject,
                due_date=shown.due_date,
            )
        return values

    @api.model_create_multi
    def create(self, vals_list):
        requests = super().create(vals_list)
        # A dialogue shows what it is about: only what its reader may see.
        requests.sudo(False).skp_id.check_access("read")
        requests.sudo(False).feedback_id.check_access("read")
        return requests

    def action_ask(self):
        """Ask, as the user himself.

        :raises AccessError: unless the employee or his appraiser asks
        """
        self.ensure_one()
        about = (
            self.due_date,
            self.subject,
            self.result_id.id,
            self.behavior_id.id,
        )
        if request := self.feedback_id:
            changed = (request.due_date, request.subject or False)
            if changed != (self.due_date, self.subject or False):
                request.action_change_request(self.due_date, self.subject)
        is_outside = self.outside_name or self.outside_email
        if is_outside:
            self.skp_id.action_request_feedback_outside(
                self.outside_name, self.outside_email, *about
            )
        if self.employee_ids or not (is_outside or request):
            self.skp_id.action_request_feedback(self.employee_ids.ids, *about)
        names = [*self.employee_ids.mapped("name"), self.outside_name]
        asked = ", ".join(filter(None, names))
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": (
                    self.env._("Asked: %(people)s", people=asked)
                    if asked
                    else self.env._("The request was changed.")
                ),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
