from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .hr_skp_dialogue import DIALOGUE_ROLES


class HrSkpPoint(models.Model):
    """A remark in the dialogue about a plan, a result or an indicator.

    Either side answers it, settles it and may open it again. It outlives the line it
    speaks of. An answer is a row below its point: it is settled with it, and counts and
    speaks of nothing by itself. What was answered stays as it was written.
    """

    _name = "hr.skp.point"
    _inherit = ["hr.skp.line"]
    _description = "Point of the dialogue"
    _order = "state, id desc"
    _rec_name = "text"
    _skp_same_plan = ("result_id", "indicator_id", "parent_id")
    _skp_guarded = frozenset(
        {"author_id", "state", "resolved_by_id", "resolved_on", "parent_id"}
    )

    result_id = fields.Many2one(
        "hr.skp.result",
        domain="[('skp_id', '=', skp_id)]",
        index=True,
        ondelete="set null",
    )
    indicator_id = fields.Many2one(
        "hr.skp.indicator",
        domain="[('skp_id', '=', skp_id)]",
        index=True,
        ondelete="set null",
    )
    parent_id = fields.Many2one(
        "hr.skp.point", "Answer to", index="btree_not_null", ondelete="cascade"
    )
    reply_ids = fields.One2many("hr.skp.point", "parent_id", "Answers")
    reply_count = fields.Integer("Number of answers", compute="_compute_reply_count")
    text = fields.Text(required=True)
    author_id = fields.Many2one("res.users", required=True)
    state = fields.Selection(
        [("open", "Open"), ("resolved", "Resolved")],
        required=True,
        default="open",
        index=True,
    )
    resolved_by_id = fields.Many2one("res.users", "Resolved by")
    resolved_on = fields.Datetime("Resolved on")

    @api.depends("reply_ids")
    def _compute_reply_count(self):
        counts = dict(
            self._read_group(
                [("parent_id", "in", self.ids)], ["parent_id"], ["__count"]
            )
        )
        for point in self:
            point.reply_count = counts.get(point._origin, 0)

    @api.model
    def _prepare_guarded_vals(self, vals_list):
        prepared = super()._prepare_guarded_vals(vals_list)
        for extra in prepared:
            extra["author_id"] = self.env.uid
        return prepared

    @api.model_create_multi
    def create(self, vals_list):
        default_id = self.default_get(["indicator_id"]).get("indicator_id")
        indicators = self.env["hr.skp.indicator"].sudo()
        points = super().create(
            [
                {**vals, **self._get_result_vals(indicators.browse(indicator_id))}
                for vals in vals_list
                for indicator_id in [vals.get("indicator_id", default_id)]
            ]
        )
        points._notify_other_side()
        return points

    def write(self, vals):
        if "indicator_id" in vals:
            indicator = self.env["hr.skp.indicator"].sudo().browse(vals["indicator_id"])
            vals = {**vals, **self._get_result_vals(indicator)}
        return super().write(vals)

    @api.model
    def _get_result_vals(self, indicator):
        """Return what follows from the indicator: a point about it is about its result."""
        return {"result_id": indicator.result_id.id} if indicator else {}

    def action_reply(self, text):
        """Answer a point, in place; the other side is told.

        :param str text: the answer
        :return: id of the answer
        :raises AccessError: for people outside the dialogue
        :raises UserError: where nothing is said, or the point is resolved
        """
        self.ensure_one()
        self._check_dialogue()
        if not (text or "").strip():
            raise UserError(self.env._("Write the answer first."))
        point = self.sudo()
        point = point.parent_id or point
        point._raise_refusals(point._get_reply_refusals())
        return point._reply(text.strip()).id

    def _get_reply_refusals(self):
        """Return {point: why it is not answered any more, and the way out}."""
        return {
            point: self.env._("it is resolved. Reopen it to answer.")
            for point in self
            if point.state == "resolved"
        }

    def _reply(self, text):
        # Whatever the caller's defaults say: an answer speaks of what its point does.
        subject = {"result_id": False, "indicator_id": False}
        return self.create(
            {"skp_id": self.skp_id.id, "parent_id": self.id, "text": text, **subject}
        )

    def _notify_other_side(self):
        """Tell of new points and answers those to whom they are said."""
        for point in self.sudo():
            partners = point._get_other_side().partner_id
            if not partners:
                continue
            point.skp_id.message_notify(
                partner_ids=partners.ids,
                author_id=point.author_id.partner_id.id,
                subject=self.env._("Dialogue: %(plan)s", plan=point.skp_id.name),
                body=point.text,
                # The queue sends it: nobody waits for the mail server.
                force_send=False,
            )

    def _get_other_side(self):
        """Return the users to whom one point is said; both sides where the team says it."""
        plan, author = self.skp_id, self.author_id
        leading = plan.appraiser_user_id
        if plan._is_deputy(plan.deputy_user_id):
            leading |= plan.deputy_user_id
        if author == plan.employee_user_id:
            return leading
        if author in leading:
            return plan.employee_user_id
        return plan.employee_user_id | leading

    def action_resolve(self):
        """Settle points of the dialogue, with their answers; either side may.

        :raises AccessError: for people outside the dialogue
        """
        self._check_dialogue()
        self.sudo()._get_threads().filtered(lambda point: point.state == "open").write(
            {
                "state": "resolved",
                "resolved_by_id": self.env.uid,
                "resolved_on": fields.Datetime.now(),
            }
        )
        return True

    def action_reopen(self):
        """Take up resolved points again, with their answers; either side may.

        :raises AccessError: for people outside the dialogue
        """
        self._check_dialogue()
        threads = self.sudo()._get_threads()
        threads.filtered(lambda point: point.state == "resolved").write(
            {"state": "open", "resolved_by_id": False, "resolved_on": False}
        )
        return True

    def _get_threads(self):
        """Return the points that these belong to, with all their answers."""
        points = self.filtered(lambda point: not point.parent_id) | self.parent_id
        return points | points.reply_ids

    def _check_dialogue(self):
        for point in self:
            plan = point.sudo(False).skp_id
            plan.check_access("read")
            if plan.sudo().state == "cancelled":
                raise UserError(
                    self.env._("The plan is cancelled, so is its dialogue.")
                )
            if not any(plan._has_skp_role(role) for role in DIALOGUE_ROLES):
                raise AccessError(
                    self.env._(
                        "The dialogue is between the employee and the appraiser."
                    )
                )

    def _check_skp_line_change(self, operation, vals=None):
        """Points are made by either side; a written one stays with its author."""
        if self.env.su:
            return
        self._check_dialogue()
        if operation != "create" and any(
            point.author_id != self.env.user for point in self.sudo()
        ):
            raise AccessError(
                self.env._("Only its author changes a point. Resolve it instead.")
            )
        if operation != "create":
            self.sudo()._raise_refusals(
                dict.fromkeys(
                    self.sudo().filtered("reply_ids"),
                    self.env._("it was answered, so it stays. Answer it once more."),
                )
            )
