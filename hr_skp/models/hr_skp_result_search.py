from odoo import api, fields, models
from odoo.fields import Domain

# As many cards as a screen of the tree holds; more of them start from the top.
TREE_LIMIT = 200


class HrSkpResult(models.Model):
    """How results are found: those of one's own leaders first, and as a tree."""

    _inherit = "hr.skp.result"

    is_cascade_root = fields.Boolean(
        "Supports no offered result",
        compute="_compute_is_cascade_root",
        search="_search_is_cascade_root",
        compute_sudo=True,
        export_string_translation=False,
    )

    @api.depends("parent_id.is_offered")
    def _compute_is_cascade_root(self):
        for result in self:
            result.is_cascade_root = not result.parent_id.is_offered

    @api.model
    def _search_is_cascade_root(self, operator, value):
        if operator != "in":
            return NotImplemented
        offered = self.sudo()._search([("is_offered", "=", True)])
        return Domain("parent_id", "=", False) | Domain("parent_id", "not in", offered)

    # What to support

    @api.model
    def name_search(self, name="", domain=None, operator="ilike", limit=100):
        """Find results by text, owner or unit; the own leaders' come first.

        The context key ``supporting_skp_id`` names the plan whose result looks for one
        to support; it is empty for a plan of the user's that is not saved yet. Results
        of its appraiser come first, then those of the people above him, nearest first,
        then others of the year.
        """
        if "supporting_skp_id" not in self.env.context:
            return super().name_search(name, domain, operator, limit)
        plan = self.env["hr.skp"].browse(self.env.context["supporting_skp_id"] or [])
        if plan and not (plan.exists() and plan.has_access("read")):
            return super().name_search(name, domain, operator, limit)
        above = plan.sudo()._get_plans_above()
        found = Domain("display_name", operator, name) & Domain(domain or Domain.TRUE)
        near = self._search_offers(found & Domain("skp_id", "in", above.ids), limit)
        rank = {plan_id: index for index, plan_id in enumerate(above.ids)}
        results = near.sorted(lambda result: rank[result.skp_id.id])
        if not limit or len(near) < limit:
            others = Domain("skp_id", "not in", [*above.ids, plan.id])
            year = Domain.TRUE
            if plan:
                year = Domain("cycle_id", "=", plan.sudo().cycle_id.id)
            results += self._search_offers(
                found & others & year, limit and limit - len(near)
            )
        return [(result.id, result.display_name) for result in results.sudo()]

    @api.model
    def _search_offers(self, domain, limit):
        return self.search_fetch(domain, ["display_name", "skp_id"], limit=limit)

    # The tree

    @api.model
    def hierarchy_read(
        self, domain, specification, parent_field, child_field=None, order=None
    ):
        """Read the first screen of the tree: what was asked for, or where that begins.

        Few results are all shown. Of more than fit on a screen, those are shown whose
        leader's result is not among them; the rest opens below them, node by node.
        """
        records = self.search(domain, order=order, limit=TREE_LIMIT + 1)
        if len(records) > TREE_LIMIT:
            among = Domain(parent_field, "in", self._search(domain))
            top = Domain(domain) & (Domain(parent_field, "=", False) | ~among)
            records = self.search(top, order=order, limit=TREE_LIMIT)
        return super().hierarchy_read(
            [("id", "in", records.ids)], specification, parent_field, child_field, order
        )


class HrSkp(models.Model):
    _inherit = "hr.skp"

    def _get_plans_above(self):
        """Return the plans of those above one plan in its days, the nearest leader first.

        Of those above the user today, where there is no plan.
        """
        date_from, date_to = self.date_from, self.date_to
        employee = self.employee_id
        leaders = self.appraiser_id | self.superior_id
        if not self:
            employee = self.env.user.employee_id.sudo()
            leaders = leaders.union(*employee._get_skp_appraiser().values())
            date_from = date_to = fields.Date.context_today(self)
        above = self.browse()
        known = leaders | employee
        while leaders:
            plans = self.search(
                [
                    ("employee_id", "in", leaders.ids),
                    ("date_from", "<=", date_to),
                    ("date_to", ">=", date_from),
                    ("state", "!=", "cancelled"),
                ]
            )
            place = {leader: index for index, leader in enumerate(leaders)}
            plans = plans.sorted(lambda plan, place=place: place[plan.employee_id])
            above |= plans
            leaders = (plans.appraiser_id | plans.superior_id) - known
            known |= leaders
        return above
