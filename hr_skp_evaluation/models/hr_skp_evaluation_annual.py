from odoo import api, fields, models


class HrSkpEvaluation(models.Model):
    """A year's evaluation beside those of its periods, and beside the year's other plans.

    The annual evaluation is opened for the reported plan alone. Whoever held several
    posts has other plans in the year, evaluated in their own periods: they stand beside
    it and are never merged. Read as the user, so the rated person finds what was
    delivered to him. What others rated before a transfer does not open: it is told that
    it is there, and to whoever rates the year what was delivered.
    """

    _inherit = "hr.skp.evaluation"

    part_ids = fields.Many2many(
        "hr.skp.evaluation",
        string="Evaluations of the periods",
        compute="_compute_parts",
        export_string_translation=False,
    )
    other_plan_ids = fields.Many2many(
        "hr.skp",
        string="Other plans of the year",
        compute="_compute_parts",
    )
    unread_part_count = fields.Integer(
        compute="_compute_parts", export_string_translation=False
    )
    unread_part_text = fields.Text(
        compute="_compute_parts", export_string_translation=False
    )
    organization_parts_text = fields.Char(
        "Organisation in the periods", compute="_compute_organization_parts_text"
    )

    @api.depends_context("uid")
    @api.depends("kind", "cycle_id", "employee_id")
    def _compute_parts(self):
        annual = self.filtered(lambda evaluation: evaluation.kind == "annual")
        people = [
            ("cycle_id", "in", annual.cycle_id.ids),
            ("employee_id", "in", annual.employee_id.ids),
        ]
        periodic = [
            *people,
            ("kind", "=", "periodic"),
            ("stop_reason", "=", False),
        ]
        parts = self.search(periodic, order="date_to, id")
        hidden = self.sudo().search(periodic, order="date_to, id") - parts.sudo()
        plans = self.env["hr.skp"].search([*people, ("state", "!=", "cancelled")])
        for evaluation in self:
            evaluation.part_ids = evaluation in annual and parts.filtered(
                evaluation._is_same_year
            )
            unread = hidden.filtered(evaluation.sudo()._is_same_year)
            evaluation.unread_part_count = evaluation in annual and len(unread)
            evaluation.unread_part_text = (
                evaluation in annual
                and evaluation._has_skp_role("appraiser")
                and unread._get_predicates_text()
            )
            evaluation.other_plan_ids = evaluation in annual and (
                plans.filtered(evaluation._is_same_year) - evaluation.skp_id
            )

    def _get_predicates_text(self):
        """Return a line for each that was delivered: its period, predicate and appraiser."""
        labels = dict(self._fields["predicate"]._description_selection(self.env))
        return "\n".join(
            f"{part.period_id.name}: {labels[part.predicate]} ({part.appraiser_id.name})"
            for part in self
            if part.delivered_on and part.predicate
        )

    def _is_same_year(self, document):
        """Whether a plan or an evaluation is of the same person and year."""
        return (
            document.cycle_id == self.cycle_id
            and document.employee_id == self.employee_id
        )

    @api.depends_context("lang")
    @api.depends("kind", "department_id", "cycle_id")
    def _compute_organization_parts_text(self):
        """Tell what the unit, or the nearest above, achieved in each period of the year."""
        annual = self.filtered(lambda evaluation: evaluation.kind == "annual")
        (self - annual).organization_parts_text = False
        predicates = self.env["hr.skp.organization.predicate"]
        labels = dict(predicates._fields["predicate"]._description_selection(self.env))
        units = annual.department_id
        periods = annual.cycle_id.sudo().period_ids.filtered(
            lambda period: period.kind == "periodic"
        )
        told = {
            period: predicates._get_for(units, period)
            for period in periods.sorted("date_from")
        }
        for evaluation in annual:
            evaluation.organization_parts_text = " · ".join(
                f"{period.name}: {labels[of_unit[evaluation.department_id].predicate]}"
                for period, of_unit in told.items()
                if period.cycle_id == evaluation.cycle_id
                and of_unit[evaluation.department_id]
            )
