from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

RATINGS = [
    ("below", "Below expectation"),
    ("meets", "Meets expectation"),
    ("above", "Above expectation"),
]


class HrSkpFeedback(models.Model):
    """Feedback on a result, a core value or the whole plan. The employee sees it at once."""

    _name = "hr.skp.feedback"
    _inherit = ["hr.skp.line"]
    _description = "Feedback"
    _order = "create_date desc, id desc"
    _rec_name = "content"
    _skp_same_plan = ("result_id", "behavior_id")
    _skp_guarded = frozenset(
        {"author_user_id", "author_name", "giver_role", "state", "leader_user_id"}
    )

    period_id = fields.Many2one("hr.skp.period", index=True, ondelete="restrict")
    result_id = fields.Many2one(
        "hr.skp.result",
        domain="[('skp_id', '=', skp_id)]",
        index=True,
        ondelete="cascade",
    )
    behavior_id = fields.Many2one(
        "hr.skp.behavior",
        "Behaviour",
        domain="[('skp_id', '=', skp_id)]",
        index=True,
        ondelete="cascade",
    )
    leader_user_id = fields.Many2one(
        "res.users", "Leader's user", index="btree_not_null"
    )
    author_user_id = fields.Many2one("res.users", "Given by (user)", index=True)
    author_name = fields.Char("Given by")
    giver_role = fields.Selection(
        [
            ("leader", "Leader"),
            ("peer", "Peer"),
            ("subordinate", "Subordinate"),
            ("other", "Other party"),
        ],
        required=True,
        default="leader",
    )
    mode = fields.Selection(
        [("direct", "Direct"), ("indirect", "Indirect")],
        required=True,
        default="indirect",
    )
    occasion = fields.Selection(
        [("periodic", "Periodic"), ("incidental", "Incidental")],
        required=True,
        default="periodic",
    )
    rating = fields.Selection(RATINGS)
    content = fields.Text(required=True)
    state = fields.Selection(
        [("requested", "Requested"), ("given", "Given"), ("confirmed", "Confirmed")],
        required=True,
        default="given",
    )
    due_date = fields.Date()
    follow_up = fields.Selection(
        [
            ("appreciation", "Appreciation"),
            ("assignment", "New assignment"),
            ("adjust_expectation", "Adjust the expectation"),
            ("adjust_resources", "Adjust the resources"),
            ("coaching", "Coaching"),
            ("take_over", "Take-over of the result"),
        ]
    )

    @api.model
    def _prepare_guarded_vals(self, vals_list):
        prepared = super()._prepare_guarded_vals(vals_list)
        results = self.env["hr.skp.result"].sudo()
        for vals, extra in zip(vals_list, prepared, strict=True):
            result_id = vals.get("result_id") or self.env.context.get(
                "default_result_id"
            )
            extra["leader_user_id"] = results.browse(result_id or []).leader_user_id.id
            extra.update(
                author_user_id=self.env.uid, author_name=self.env.user.sudo().name
            )
        return prepared

    def write(self, vals):
        done = super().write(vals)
        if "result_id" in vals:
            for feedback in self.sudo():
                leader = feedback.result_id.leader_user_id
                super(HrSkpFeedback, feedback).write({"leader_user_id": leader.id})
        return done

    @api.constrains("period_id")
    def _check_period_of_year(self):
        for feedback in self.sudo():
            if (
                feedback.period_id
                and feedback.period_id.cycle_id != feedback.skp_id.cycle_id
            ):
                raise ValidationError(
                    self.env._(
                        "%(period)s belongs to another performance year.",
                        period=feedback.period_id.name,
                    )
                )

    def _check_skp_line_change(self, operation, vals=None):
        """Leaders give feedback in their own name; a given one stays with its author.

        Whoever handed the plan over reads on what he said, and leaves it as it is.
        """
        if self.env.su:
            return
        for feedback in self:
            plan = feedback.sudo(False).skp_id
            plan.check_access("read")
            if plan.sudo().state == "cancelled":
                raise UserError(self.env._("A cancelled plan takes no feedback."))
            if (
                operation != "create"
                and feedback.sudo().author_user_id != self.env.user
            ):
                raise AccessError(self.env._("Only its author changes feedback."))
            if not (plan._has_skp_role("appraiser") or plan._has_skp_role("superior")):
                raise AccessError(
                    self.env._(
                        "%(plan)s: feedback is given by the appraiser, his deputy"
                        " or the superior.",
                        plan=plan.sudo().display_name,
                    )
                )
