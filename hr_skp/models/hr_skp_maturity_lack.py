from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

# References from which a leader's results can be drawn.
STRATEGIC_KINDS = ("renstra", "agreement")


class HrSkpMaturity(models.Model):
    """Opens exactly what lacks for a level: people, entries, results or declarations."""

    _inherit = "hr.skp.maturity"

    def action_open_lack(self):
        """Open what lacks for one level: the next one, or that of the button pressed.

        :raises UserError: where nothing lacks
        """
        self.ensure_one()
        self.check_access("read")
        lacks = self._get_missing()[self.id]
        level = self.env.context.get("maturity_level") or next(
            (number for number in sorted(lacks) if lacks[number]), None
        )
        if not lacks.get(level):
            raise UserError(
                self.env._(
                    "%(unit)s: nothing lacks here.", unit=self.department_id.sudo().name
                )
            )
        what = lacks[level][0]
        if what in self._get_declaration_words():
            return self._open_declaration(what)
        name, model, domain = self._get_lack_screens()[what]
        action = {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "view_mode": "list,form",
            "views": [(False, "list"), (False, "form")],
            "domain": [
                ("department_id", "child_of", self.department_id.id),
                *domain,
            ],
            "context": {"create": False, "hierarchical_naming": False},
        }
        # Lists that say whose it is.
        views = {
            "hr.skp": "hr_skp_view_list_maturity" if what == "logged" else None,
            "hr.skp.result": "hr_skp_result_view_list_cascade",
        }
        if views.get(model):
            view = self.env.ref(f"hr_skp.{views[model]}")
            action["views"][0] = (view.id, "list")
        return action

    @api.model
    def _get_plan_domain(self):
        return [("is_reported", "=", True), ("state", "!=", "cancelled")]

    def _get_lack_screens(self):
        """Return {key of a share: (title, model, domain beside the unit)}."""
        plan_domain = [("cycle_id", "=", self.cycle_id.id), *self._get_plan_domain()]
        line_domain = [
            ("skp_id.cycle_id", "=", self.cycle_id.id),
            ("skp_id.is_reported", "=", True),
            ("skp_id.state", "!=", "cancelled"),
        ]
        return {
            "logged": (
                self.env._("People who log too few days"),
                "hr.skp",
                [*plan_domain, ("is_log_thin", "=", True)],
            ),
            "linked": (
                self.env._("Entries without result and step"),
                "hr.skp.activity",
                [
                    *line_domain,
                    ("result_id", "=", False),
                    ("action_id", "=", False),
                    ("state", "!=", "rejected"),
                ],
            ),
            "divided": (
                self.env._("Results without steps or targets in a period"),
                "hr.skp.result",
                [*line_domain, ("state", "=", "active"), ("is_undivided", "=", True)],
            ),
            "aligned": (
                self.env._("Results that support nothing"),
                "hr.skp.result",
                [
                    *line_domain,
                    ("state", "=", "active"),
                    ("kind", "=", "main"),
                    ("skp_id.form", "=", "staff"),
                    ("parent_id", "=", False),
                    ("parent_name", "in", (False, "")),
                ],
            ),
            "cited": (
                self.env._("Leaders' plans without a strategic plan"),
                "hr.skp",
                [*plan_domain, ("form", "=", "leader"), ("is_unsourced", "=", True)],
            ),
            "heard": (
                self.env._("Plans whose agreed feedback is due"),
                "hr.skp",
                [*plan_domain, ("is_feedback_due", "=", True)],
            ),
        }

    def _open_declaration(self, kind):
        """Open a new declaration for those who may make it, else those there are."""
        declarations = self.env["hr.skp.maturity.declaration"]
        unit = self.department_id
        may_declare = (
            declarations.has_access("create")
            and not declarations.new({"department_id": unit.id})._get_strangers()
        )
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_skp.hr_skp_maturity_declaration_action"
        )
        action["context"] = {
            "default_kind": kind,
            "default_department_id": unit.id,
        }
        if may_declare:
            action.update(views=[(False, "form")], target="new")
        else:
            action["domain"] = [("kind", "=", kind)]
        return action


class HrSkp(models.Model):
    """Filters of plans by what lacks for a level of maturity."""

    _inherit = "hr.skp"

    log_days_text = fields.Char("Days with entries", compute="_compute_log_days_text")
    is_log_thin = fields.Boolean(
        "Logs too few days",
        compute="_compute_log_days_text",
        search="_search_is_log_thin",
        help="As counted last night, by the share of working days that the agency sets.",
    )
    is_unsourced = fields.Boolean(
        "Without a strategic plan",
        compute="_compute_is_unsourced",
        search="_search_is_unsourced",
    )

    @api.depends_context("lang")
    def _compute_log_days_text(self):
        found = {
            row[0]: row[1:]
            for row in self.env.execute_query(
                SQL(
                    """SELECT skp_id, log_days, work_days, is_thin
                         FROM hr_skp_maturity_log WHERE skp_id = ANY(%s)""",
                    self._origin.ids,
                )
            )
        }
        for plan in self:
            log_days, work_days, is_thin = found.get(plan._origin.id, (0, 0, False))
            plan.is_log_thin = is_thin
            plan.log_days_text = work_days and self.env._(
                "%(days)s of %(all)s working days", days=log_days, all=work_days
            )

    @api.model
    def _search_is_log_thin(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain.custom(
            to_sql=lambda model, alias, query: SQL(
                "EXISTS (SELECT FROM hr_skp_maturity_log kept"
                " WHERE kept.skp_id = %s AND kept.is_thin)",
                SQL.identifier(alias, "id"),
            )
        )

    @api.model
    def _get_unsourced_sql(self, alias):
        """Return the condition that no strategic document is there for a plan."""
        return SQL(
            """NOT EXISTS (
                SELECT FROM hr_skp_reference source
                 WHERE source.cycle_id = %(cycle)s AND source.kind IN %(kinds)s
                   AND (source.skp_id = %(id)s OR source.skp_id IS NULL AND (
                        source.department_id IS NULL OR EXISTS (
                            SELECT FROM hr_department lower, hr_department upper
                             WHERE lower.id = %(unit)s AND upper.id = source.department_id
                               AND starts_with(lower.parent_path, upper.parent_path)))))""",
            id=SQL.identifier(alias, "id"),
            cycle=SQL.identifier(alias, "cycle_id"),
            unit=SQL.identifier(alias, "department_id"),
            kinds=STRATEGIC_KINDS,
        )

    @api.depends("cycle_id", "department_id")
    def _compute_is_unsourced(self):
        self.flush_model(["cycle_id", "department_id"])
        self.env["hr.skp.reference"].flush_model()
        found = self.env.execute_query(
            SQL(
                "SELECT p.id FROM hr_skp p WHERE p.id = ANY(%s) AND %s",
                self._origin.ids,
                self._get_unsourced_sql("p"),
            )
        )
        ids = {row[0] for row in found}
        for plan in self:
            plan.is_unsourced = plan._origin.id in ids

    @api.model
    def _search_is_unsourced(self, operator, value):
        if operator != "in":
            return NotImplemented
        self.flush_model(["cycle_id", "department_id"])
        self.env["hr.skp.reference"].flush_model()
        return Domain.custom(
            to_sql=lambda model, alias, query: self._get_unsourced_sql(alias)
        )
