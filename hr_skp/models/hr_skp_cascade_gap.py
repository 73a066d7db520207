from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .hr_skp_line import RULE_COLUMNS

# The kinds and their place in the id of a row; they never change, so ids are stable.
KINDS = {"unsupported": 0, "unlinked": 1, "ended": 2, "unit": 3}


class HrSkpCascadeGap(models.Model):
    """Where the cascade of results has gaps: one row per result and kind of gap.

    ===========  ==================================================================
    kind         the result
    ===========  ==================================================================
    unsupported  a leader's main result that nobody's result supports
    unlinked     a main result of staff that supports none, not even on paper
    ended        supports a result that was dropped, taken over or cancelled
    unit         supports directly, but is measured in other units than the leader's
    ===========  ==================================================================

    Rows carry the rule columns of the result, so that rules compare columns. What a
    row names is read by who reads the result; of the leader's result it tells what was
    copied at the link, and no more.
    """

    _name = "hr.skp.cascade.gap"
    _inherit = ["hr.skp.access", "hr.skp.deputy"]
    _description = "SKP: gap in the cascade"
    _auto = False
    _order = "kind, department_id, owner_name, id"
    _depends = {
        "hr.skp": ["state", "form"],
        "hr.skp.result": [
            "skp_id",
            "cycle_id",
            "kind",
            "state",
            "name",
            "owner_name",
            "parent_id",
            "parent_name",
            "cascading",
            "is_offered",
            *RULE_COLUMNS,
        ],
        "hr.skp.indicator": ["result_id", "uom"],
    }

    kind = fields.Selection(
        [
            ("unsupported", "Nobody supports it"),
            ("unlinked", "Supports nothing"),
            ("ended", "Supports a dropped or taken-over result"),
            ("unit", "Direct, in another unit of measure"),
        ],
        "Gap",
        readonly=True,
    )
    result_id = fields.Many2one("hr.skp.result", "Result", readonly=True)
    name = fields.Char("Planned result", readonly=True)
    owner_name = fields.Char("Owner", readonly=True)
    parent_id = fields.Many2one("hr.skp.result", "Supports", readonly=True)
    parent_name = fields.Char("Leader's result", readonly=True)
    skp_id = fields.Many2one("hr.skp", "Plan", readonly=True)
    cycle_id = fields.Many2one("hr.skp.cycle", "Year", readonly=True)
    company_id = fields.Many2one("res.company", "Agency", readonly=True)
    department_id = fields.Many2one(string="Unit", readonly=True)
    employee_user_id = fields.Many2one("res.users", "Employee's user", readonly=True)
    appraiser_user_id = fields.Many2one("res.users", "Appraiser's user", readonly=True)
    superior_user_id = fields.Many2one("res.users", "Superior's user", readonly=True)

    @api.depends("name", "kind")
    def _compute_display_name(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for gap in self:
            gap.display_name = f"{gap.name} ({labels.get(gap.kind, '')})"

    @property
    def _table_query(self):
        return SQL(" UNION ALL ").join(
            self._get_kind_query(kind, condition)
            for kind, condition in self._get_conditions().items()
        )

    @api.model
    def _get_kind_query(self, kind, condition):
        """Return the rows of one kind; filters on their columns reach each part alone."""
        return SQL(
            """
            SELECT r.id * %(kinds)s + %(place)s AS id, %(kind)s AS kind,
                   r.id AS result_id, r.name, r.owner_name, r.parent_id, r.parent_name,
                   r.skp_id, r.cycle_id, r.company_id, r.department_id,
                   r.employee_user_id, r.appraiser_user_id, r.superior_user_id,
                   r.deputy_user_id, r.deputy_date_to
              FROM hr_skp_result r
              JOIN hr_skp s ON s.id = r.skp_id AND s.state <> 'cancelled'
             WHERE r.state = 'active' AND %(condition)s
            """,
            kinds=len(KINDS),
            place=KINDS[kind],
            kind=kind,
            condition=condition,
        )

    @api.model
    def _get_conditions(self):
        """Return {kind: what makes a result in force a row of it}."""
        return {
            "unsupported": SQL(
                """r.kind = 'main' AND r.is_offered AND NOT EXISTS (
                    SELECT FROM hr_skp_result c
                      JOIN hr_skp cs ON cs.id = c.skp_id AND cs.state <> 'cancelled'
                     WHERE c.parent_id = r.id AND c.state <> 'dropped')"""
            ),
            "unlinked": SQL(
                """r.kind = 'main' AND s.form = 'staff' AND r.parent_id IS NULL
                   AND COALESCE(r.parent_name, '') = ''"""
            ),
            "ended": SQL(
                """r.parent_id IN (
                    SELECT p.id FROM hr_skp_result p JOIN hr_skp ps ON ps.id = p.skp_id
                     WHERE p.state <> 'active' OR ps.state = 'cancelled')"""
            ),
            "unit": SQL(
                """r.cascading = 'direct'
                   AND EXISTS (SELECT FROM hr_skp_indicator i
                                WHERE i.result_id = r.id AND trim(i.uom) <> '')
                   AND EXISTS (SELECT FROM hr_skp_indicator l
                                WHERE l.result_id = r.parent_id AND trim(l.uom) <> '')
                   AND NOT EXISTS (
                    SELECT FROM hr_skp_indicator i
                      JOIN hr_skp_indicator l ON lower(trim(l.uom)) = lower(trim(i.uom))
                     WHERE i.result_id = r.id AND l.result_id = r.parent_id)"""
            ),
        }

    def action_open_result(self):
        """Open the planned result of one row."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": "hr.skp.result",
            "res_id": self.result_id.id,
            "views": [(False, "form")],
        }

    def action_link(self):
        """Open the dialogue that links the results of these rows, or to the one of a row.

        :raises UserError: for rows of results that nobody supports, chosen together
        """
        self.check_access("read")
        above = self.filtered(lambda gap: gap.kind == "unsupported").result_id
        below = self.result_id - above
        if above and (below or len(above) > 1):
            raise UserError(
                self.env._(
                    "Choose either results that support nothing, or one result that"
                    " nobody supports."
                )
            )
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_skp.hr_skp_result_link_action"
        )
        context = {"default_result_ids": below.ids, "default_parent_id": above.id}
        if set(self.mapped("kind")) == {"unit"} and len(self.parent_id) == 1:
            # Another unit of measure is no fault of an indirect link.
            context.update(
                default_parent_id=self.parent_id.id, default_cascading="indirect"
            )
        action["context"] = context
        return action
