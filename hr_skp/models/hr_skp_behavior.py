from odoo import api, fields, models
from odoo.exceptions import UserError


class HrSkpBehavior(models.Model):
    """One core value in one plan, with what the leader expects of it in particular."""

    _name = "hr.skp.behavior"
    _inherit = ["hr.skp.line"]
    _description = "Expected behaviour"
    _order = "value_id, id"
    _rec_name = "value_id"

    value_id = fields.Many2one("hr.skp.value", required=True, ondelete="restrict")
    conducts = fields.Text(related="value_id.conducts")
    expectation = fields.Text("Leader's special expectation")
    phrase_id = fields.Many2one(
        "hr.skp.phrase",
        "From the library",
        store=False,
        domain="[('kind', '=', 'expectation'), ('value_id', 'in', (value_id, False))]",
    )
    offered_expectation = fields.Text(
        "Your leader expects",
        compute="_compute_offered_expectation",
        help="The leader's words for his team that the plan does not have yet.",
    )

    _skp_value_uniq = models.UniqueIndex(
        "(skp_id, value_id)", "The plan has this core value already."
    )

    @api.depends("expectation", "value_id", "skp_id")
    def _compute_offered_expectation(self):
        words = self.env["hr.skp.expectation"]._get_for(self)
        for behavior in self:
            have = behavior._get_lines(behavior.expectation)
            behavior.offered_expectation = "\n".join(
                line
                for line in behavior._get_lines(words[behavior])
                if line not in have
            )

    @api.onchange("phrase_id")
    def _onchange_phrase_id(self):
        if self.phrase_id:
            self.expectation = self.phrase_id._add_to(self.expectation)
            self.phrase_id = False

    @api.ondelete(at_uninstall=False)
    def _unlink_except_value(self):
        if not self.env.su:
            raise UserError(
                self.env._(
                    "The seven core values belong to every plan. Empty the text instead."
                )
            )

    @api.model
    def _get_lines(self, text):
        return [line.strip() for line in (text or "").splitlines() if line.strip()]

    def _has_lines_of(self, text):
        """Whether one line of the plan has every sentence of ``text``."""
        return set(self._get_lines(text)) <= set(self._get_lines(self.expectation))

    def action_adopt_expectation(self):
        """Write the leader's words into the plan, below what stands there.

        :raises AccessError: for people who do not edit the plan
        :raises UserError: unless the plan is in draft or revision
        """
        self.sudo(False).skp_id._check_can_edit()
        for behavior in self.filtered("offered_expectation"):
            words = [behavior.expectation, behavior.offered_expectation]
            behavior.sudo().expectation = "\n".join(filter(None, words))
        return True

    def _fill_expectations(self):
        """Begin new lines with what the leader expects of his team already."""
        for behavior, words in self.env["hr.skp.expectation"]._get_for(self).items():
            if words and not behavior.expectation:
                behavior.expectation = words


class HrSkp(models.Model):
    _inherit = "hr.skp"

    offered_count = fields.Integer(
        "Expectations to adopt", compute="_compute_offered_count"
    )

    @api.depends("behavior_ids.offered_expectation")
    def _compute_offered_count(self):
        for plan in self:
            plan.offered_count = len(plan.behavior_ids.filtered("offered_expectation"))

    def action_adopt_expectations(self):
        """Write all that the leader expects in particular into the plans.

        :raises AccessError: for people who do not edit the plan
        :raises UserError: unless the plan is in draft or revision
        """
        self.behavior_ids.action_adopt_expectation()
        return True
