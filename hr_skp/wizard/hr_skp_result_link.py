from odoo import api, fields, models


class HrSkpResultLink(models.TransientModel):
    """Links planned results, of one plan or of many people, to one leader's result."""

    _name = "hr.skp.result.link"
    _description = "Link to a leader's result"

    result_ids = fields.Many2many(
        "hr.skp.result",
        string="Results",
        domain="[('state', '=', 'active'), ('is_cascade_root', '=', True),"
        " ('id', '!=', parent_id), ('cycle_id', '=?', cycle_id)]",
    )
    skp_id = fields.Many2one("hr.skp", "Plan", compute="_compute_of_results")
    cycle_id = fields.Many2one("hr.skp.cycle", "Year", compute="_compute_of_results")
    parent_id = fields.Many2one(
        "hr.skp.result",
        "Supports",
        domain="[('is_offered', '=', True), ('state', '=', 'active'),"
        " ('id', 'not in', result_ids), ('cycle_id', '=?', cycle_id)]",
    )
    cascading = fields.Selection(
        [("direct", "Direct"), ("indirect", "Indirect")],
        help="Empty: direct where the leader is the appraiser, else indirect.",
    )
    has_link = fields.Boolean(
        compute="_compute_of_results", export_string_translation=False
    )

    @api.depends("result_ids", "parent_id")
    @api.depends_context("uid")
    def _compute_of_results(self):
        for wizard in self:
            # Ids come from the caller: nothing is told of results that he does not read.
            results = wizard.result_ids._origin._filtered_access("read")
            years = (results or wizard.parent_id._filtered_access("read")).cycle_id
            wizard.skp_id = results.skp_id[:1]
            wizard.cycle_id = years if len(years) == 1 else False
            wizard.has_link = bool(results.parent_id)

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        context = self.env.context
        if context.get("active_model") == "hr.skp.result":
            values.setdefault("result_ids", context.get("active_ids"))
        return values

    def action_confirm(self):
        """Link the results, as the user himself."""
        self.ensure_one()
        self.result_ids.action_link(self.parent_id.id, self.cascading)
        return {"type": "ir.actions.act_window_close"}

    def action_remove(self):
        """Take their links off the results, as the user himself."""
        self.ensure_one()
        self.result_ids.action_remove_link()
        return {"type": "ir.actions.act_window_close"}
