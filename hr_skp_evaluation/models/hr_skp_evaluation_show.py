from odoo import api, fields, models
from odoo.exceptions import UserError


class HrSkpEvaluationResult(models.Model):
    """What the rating screen shows of one result, beside its texts.

    Texts and indicators are kept at delivery; evidence is read from the period's lines,
    which are closed since the rating.
    """

    _inherit = "hr.skp.evaluation.result"

    indicator_items = fields.Json(
        compute="_compute_items", compute_sudo=True, export_string_translation=False
    )
    evidence_items = fields.Json(
        compute="_compute_items", compute_sudo=True, export_string_translation=False
    )
    target_text = fields.Text(
        "Indicators and targets of the period",
        compute="_compute_items",
        compute_sudo=True,
    )
    parent_realization = fields.Text(
        "Realisation of the leader's result", compute="_compute_parent_realization"
    )
    can_realize = fields.Boolean(
        compute="_compute_can_realize", export_string_translation=False
    )

    @api.depends(
        "result_id.indicator_ids.target",
        "result_id.indicator_ids.target_ids.target",
        "result_id.indicator_ids.target_ids.realization",
        "result_id.indicator_ids.target_ids.realized_value",
        "result_id.indicator_ids.target_ids.evidence_ids",
        "kept",
    )
    def _compute_items(self):
        """List indicators with target and realisation, and the evidence, of saved lines."""
        saved = self._take_saved(("indicator_items", "evidence_items", "target_text"))
        targets = saved._get_targets()
        for line in saved:
            line.indicator_items = line._get_indicator_items(targets[line])
            line.target_text = line._get_target_text() or line.indicator_text
            line.evidence_items = [
                {
                    "id": evidence.id,
                    "name": evidence.name,
                    "kind": evidence.kind,
                    "preview": evidence.preview or False,
                }
                for evidence in targets[line].evidence_ids
            ]

    def _get_indicator_items(self, targets):
        """Return one dict for each approved indicator: target, realisation, what is missing.

        Where the line is kept, as it was at delivery: indicators may have changed since.
        """
        if self.kept:
            return self.kept.get("indicator_items") or []
        period = self.evaluation_id.period_id
        by_indicator = targets.grouped("indicator_id")
        items = []
        for indicator in self.result_id.indicator_ids.filtered("sealed_revision"):
            told = by_indicator.get(indicator, targets.browse())
            own = told.filtered(lambda target: target.period_id == period)
            items.append(
                {
                    "id": indicator.id,
                    "name": indicator.name,
                    "target": own.target or indicator.target or "",
                    "year_target": indicator.target or "",
                    "realization": self._get_indicator_realization(told),
                    "is_told": told._is_told(),
                }
            )
        return items

    def _get_target_text(self):
        """Return the target of each indicator, that of the period before that of the year.

        A realisation of the period stands beside it, so a target of the year alone would
        make good work look like little.
        """
        texts = []
        for item in self.indicator_items or []:
            text = f"{item['name']}: {item['target']}"
            if item["target"] != item["year_target"]:
                text = self.env._(
                    "%(target)s (whole year: %(year)s)",
                    target=text,
                    year=item["year_target"] or "–",
                )
            texts.append(text)
        return "\n".join(texts)

    @api.depends_context("uid")
    @api.depends("result_id.parent_id", "evaluation_id.period_id")
    def _compute_parent_realization(self):
        """Tell what the supported result itself achieved, as far as the user may read it."""
        saved = self._take_saved(("parent_realization",))
        parents = {line: line.sudo().result_id.parent_id for line in saved}
        found = (
            self.env["hr.skp.target"]
            .search(
                [("result_id", "in", [parent.id for parent in parents.values()])],
            )
            .sudo()
            .grouped("result_id")
        )
        for line in saved:
            targets = found.get(parents[line], self.env["hr.skp.target"].sudo())
            shown = line.sudo()
            line.parent_realization = (
                shown._get_realization_text(targets.filtered(shown._is_of_period))
                or False
            )

    @api.depends_context("uid")
    @api.depends("evaluation_id.state", "evaluation_id.stop_reason")
    def _compute_can_realize(self):
        """Whether the user is the employee, and may still write what he realised."""
        for line in self:
            evaluation = line.evaluation_id._origin
            line.can_realize = (
                bool(evaluation)
                and line.sudo().state == "active"
                and evaluation.sudo().state in ("draft", "submitted")
                and not evaluation.sudo().stop_reason
                and evaluation._has_skp_role("employee")
            )

    def action_realize(self, indicator_id):
        """Open the period's line of one indicator of this result, to write what was realised.

        :param int indicator_id: id of an approved indicator of the result
        """
        self.ensure_one()
        self.check_access("read")
        evaluation = self.evaluation_id
        target = (
            self.env["hr.skp.target"]
            ._get_or_create(evaluation.skp_id, evaluation.period_id)
            .filtered(
                lambda line: (
                    line.result_id == self.result_id
                    and line.indicator_id.id == indicator_id
                )
            )
        )
        if not target:
            raise UserError(
                self.env._(
                    "%(result)s: this indicator takes no realisation in %(period)s.",
                    result=self.name,
                    period=evaluation.period_id.name,
                )
            )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("What was realised"),
            "res_model": "hr.skp.target",
            "res_id": target.id,
            "views": [(False, "form")],
            "target": "new",
        }


class HrSkpEvaluation(models.Model):
    _inherit = "hr.skp.evaluation"

    general_feedback = fields.Text(
        "Feedback on the whole work",
        compute="_compute_general_feedback",
        compute_sudo=True,
        help="Of the period, on no single result or core value, by whoever gave it.",
    )
    is_own = fields.Boolean(compute="_compute_is_own", export_string_translation=False)
    missing_text = fields.Text(
        "Still missing",
        compute="_compute_missing_text",
        help="Results about which nothing is told yet.",
    )

    @api.depends("skp_id.feedback_ids.content", "skp_id.feedback_ids.state")
    def _compute_general_feedback(self):
        found = self.env["hr.skp.feedback"].search(
            [
                ("skp_id", "in", self._origin.skp_id.ids),
                ("result_id", "=", False),
                ("behavior_id", "=", False),
                ("state", "!=", "requested"),
            ],
            order="given_on, id",
        )
        by_plan = found.grouped("skp_id")
        for evaluation in self:
            feedback = by_plan.get(evaluation._origin.skp_id, found.browse())
            evaluation.general_feedback = (
                "\n".join(
                    f"{item.author_name}: {item.content}"
                    for item in feedback.filtered(evaluation._origin._is_of_period)
                )
                or False
            )

    def _is_of_period(self, record):
        """Whether feedback or realisation counts in the period.

        A year counts all its parts. Feedback without a period counts by the day on which
        it was given, where the agency is.
        """
        period = self.period_id
        if record.period_id:
            return record.period_id == period or (
                self.kind == "annual" and record.period_id.kind == "periodic"
            )
        day = self.company_id._get_skp_day(record.given_on or record.create_date)
        return period.date_from <= day <= period.date_to

    @api.depends_context("uid")
    @api.depends("employee_user_id")
    def _compute_is_own(self):
        for evaluation in self:
            user = evaluation._origin.sudo().employee_user_id
            evaluation.is_own = user == self.env.user

    @api.depends_context("uid", "lang")
    @api.depends("state", "stop_reason")
    def _compute_missing_text(self):
        """Name for the employee, line by line, what he has to write before he submits."""
        own = self._origin.filtered(
            lambda evaluation: (
                evaluation.sudo().state == "draft"
                and not evaluation.sudo().stop_reason
                and evaluation._has_skp_role("employee")
            )
        )
        bare = own._get_untold_lines()
        for evaluation in self:
            lines = bare.get(evaluation._origin)
            evaluation.missing_text = lines and "\n".join(lines.mapped("name"))

    def _get_untold_lines(self):
        """Return {evaluation: its active result lines about which nothing is told}."""
        lines = self.sudo().result_line_ids
        targets = lines._get_targets()
        bare = lines.filtered(
            lambda line: line.state == "active" and not targets[line]._is_told()
        ).grouped("evaluation_id")
        return {
            evaluation: bare[evaluation] for evaluation in self if evaluation in bare
        }
