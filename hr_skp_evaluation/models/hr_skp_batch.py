from psycopg2.errors import SerializationFailure, UniqueViolation

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class HrSkpBatch(models.Model):
    """Opening evaluations: one for each approved plan that has none in the period.

    ``params``: ``period_id``, and optionally ``department_ids`` (with the units below);
    without them all plans that the starter may read. Who is exempted is left out, and
    in the annual period every plan but the reported one.
    """

    _inherit = "hr.skp.batch"

    kind = fields.Selection(
        selection_add=[("open_evaluations", "Open evaluations")],
        ondelete={"open_evaluations": "cascade"},
    )

    def _get_items_open_evaluations(self):
        """Return the ids of the plans, found with the rights of the starter."""
        period = self._get_period_to_open()
        domain = (
            Domain("cycle_id", "=", period.cycle_id.id)
            & Domain("revision", ">", 0)
            & Domain("state", "!=", "cancelled")
            & Domain("date_from", "<=", period.date_to)
            & Domain("date_to", ">=", period.date_from)
            & Domain("employee_id", "not in", self._get_exempted_ids(period))
        )
        if period.kind == "annual":
            domain &= Domain("is_reported", "=", True)
        if department_ids := self._get_open_params().get("department_ids"):
            units = self.env["hr.department"].search(
                [("id", "child_of", department_ids)]
            )
            domain &= Domain("department_id", "in", units.ids)
        plans = self.env["hr.skp"].search(domain)
        mine = [
            plan.id
            for plan in plans
            # Whoever runs a unit's performance has a plan of his own there, too.
            if any(
                plan._has_skp_role(role)
                for role in ("officer", "appraiser", "employee")
            )
        ]
        # An evaluation that the starter may not read is one, too.
        opened = (
            self.env["hr.skp.evaluation"]
            .sudo()
            .search_fetch(
                [("skp_id", "in", mine), ("period_id", "=", period.id)], ["skp_id"]
            )
        )
        done = set(opened.skp_id.ids)
        return [plan_id for plan_id in mine if plan_id not in done]

    def _run_open_evaluations(self, res_ids):
        """Open the missing evaluations; the rules of the evaluation say whose."""
        period = self._get_period_to_open()
        try:
            self.env["hr.skp.evaluation"]._open(
                self.env["hr.skp"].browse(res_ids), period
            )
            self.env.flush_all()
        except UniqueViolation as error:
            # Somebody opened one meanwhile; only a new transaction sees it.
            raise SerializationFailure(str(error)) from error

    def _get_open_params(self):
        return self.params if isinstance(self.params, dict) else {}

    def _get_period_to_open(self):
        """Return the period named in the parameters; raise UserError when it is none."""
        period = self.env["hr.skp.period"].search(
            [
                ("id", "=", self._get_open_params().get("period_id")),
                ("company_id", "=", self.company_id.id),
                ("kind", "!=", "documentation"),
            ]
        )
        if not period:
            raise UserError(self.env._("Say for which period evaluations are opened."))
        return period

    def _get_exempted_ids(self, period):
        """Return the ids of employees who are rightly without an evaluation."""
        exemptions = (
            self.env["hr.skp.exemption"]
            .sudo()
            .search(
                [
                    ("cycle_id", "=", period.cycle_id.id),
                    ("period_id", "in", [period.id, False]),
                ]
            )
        )
        return exemptions.employee_id.ids

    def _get_item_model(self):
        if self.kind == "open_evaluations":
            return "hr.skp"
        return super()._get_item_model()

    def _get_nothing_text(self):
        if self.kind == "open_evaluations":
            return self.env._(
                "Each plan of these units that was in force in the period is opened"
                " already, unless its employee is exempted or of units that you do not run."
            )
        return super()._get_nothing_text()

    def _get_touched_models(self):
        if self.kind == "open_evaluations":
            return [
                "hr.skp.evaluation",
                "hr.skp.evaluation.result",
                "hr.skp.evaluation.behavior",
            ]
        return super()._get_touched_models()

    def _get_chunk_size(self):
        return 200 if self.kind == "open_evaluations" else super()._get_chunk_size()
