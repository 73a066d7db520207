from odoo import api, fields, models

# Posts that are led, not joined: their holder answers to who stands above the unit.
HEAD_KINDS = ("acting", "daily_acting", "interim")


class HrSkp(models.Model):
    """Plans for a post that the employee's card does not tell of.

    Someone who acts as head of another unit (Plt, Plh, Pj), or has an additional task
    there, has a plan of its own for it; whoever appraises *that* post appraises it. So
    does someone who was transferred before his card says so.
    """

    _inherit = "hr.skp"

    post_department_id = fields.Many2one(
        "hr.department",
        "Unit of the post",
        index="btree_not_null",
        copy=False,
        ondelete="restrict",
        help="Where the post is, if the employee's card does not say so.",
    )
    post_name = fields.Char(
        "Post as printed",
        copy=False,
        help="Printed in place of the position on the card.",
    )
    previous_id = fields.Many2one(
        "hr.skp",
        "Continues",
        index="btree_not_null",
        copy=False,
        ondelete="set null",
        help="The plan of the post before the transfer.",
    )
    next_ids = fields.One2many("hr.skp", "previous_id", "Continued by", copy=False)

    @api.model
    def _get_skp_guarded(self):
        return super()._get_skp_guarded() | {
            "post_department_id",
            "post_name",
            "previous_id",
        }

    def _is_other_post(self):
        """Whether the card of the employee does not tell of this plan's post."""
        self.ensure_one()
        return bool(self.post_department_id) and (
            self.position_kind != "definitive"
            or self.post_department_id != self.employee_id._as_of_today().department_id
        )

    def _get_derived_appraisers(self, date):
        """Return {plan: who appraises its post on a day}, an empty employee where nobody.

        One query for all plans of people's own posts, and a few for those of other posts.
        """
        other = self.filtered(lambda plan: plan._is_other_post())
        own = (self - other).employee_id._get_skp_appraiser(date)
        posts = {plan: plan._get_post_key() for plan in other}
        found = self.env["hr.department"]._get_skp_post_appraiser(posts.values(), date)
        moved = other.filtered(lambda plan: plan.position_kind == "definitive")
        rows = (
            self.env["hr.skp.appraiser"].sudo()._search_named(moved.employee_id, date)
        )
        named = {row.employee_id: row.appraiser_id for row in rows}
        return {
            plan: (plan in moved and named.get(plan.employee_id)) or found[posts[plan]]
            if plan in posts
            else own[plan.employee_id]
            for plan in self
        }

    def _get_post_key(self):
        return self._make_post_key(
            self.employee_id, self.post_department_id, self.position_kind
        )

    @api.model
    def _make_post_key(self, employee, unit, position_kind):
        return employee, unit, position_kind in HEAD_KINDS

    def _get_identity_vals(self):
        identities = super()._get_identity_vals()
        for plan in self.sudo().filtered("post_department_id"):
            vals = identities[plan]
            vals["employee_unit"] = plan.post_department_id.name
            if plan.post_name:
                vals["employee_position"] = plan.post_name
        return identities
