from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class HrSkpDecider(models.AbstractModel):
    """What somebody reads because he decides an objection, for record rules.

    The authorised official has no other part in the plan, and neither has whoever came
    after a superior who is gone; both may belong to another agency. A boolean whose ``search``
    looks anew at each query opens to him what he decides upon, and closes it as soon as
    somebody else decides.
    """

    _name = "hr.skp.decider"
    _description = "SKP: read by who decides an objection"

    # The own column, and that of the objection which it has to equal.
    _skp_decided_column = ("skp_id", "skp_id")

    has_skp_decider_access = fields.Boolean(
        "I decide an objection about it",
        compute="_compute_has_skp_decider_access",
        search="_search_has_skp_decider_access",
        compute_sudo=True,
        export_string_translation=False,
    )

    @api.depends_context("uid")
    def _compute_has_skp_decider_access(self):
        found = self.search(
            Domain("id", "in", self.ids) & Domain("has_skp_decider_access", "=", True)
        )
        for record in self:
            record.has_skp_decider_access = record._origin in found

    @api.model
    def _search_has_skp_decider_access(self, operator, value):
        if operator != "in":
            return NotImplemented
        return self._get_decided_domain()

    @api.model
    def _get_decided_domain(self):
        """Return the domain of what the user reads because he decides."""
        own, theirs = self._skp_decided_column
        return Domain(own, "in", self._get_decided(theirs))

    @api.model
    def _get_decided(self, column):
        """Return the query of a column of the objections that the user decides, or decided."""
        objections = self.env["hr.skp.objection"].sudo()
        query = objections._search([("decider_user_id", "=", self.env.uid)])
        return query.subselect(SQL.identifier(objections._table, column))


class HrSkpAccess(models.AbstractModel):
    _inherit = "hr.skp.access"

    @api.model
    def _get_task_domain(self):
        """Who decides may belong to another agency than the one who objects."""
        domain = super()._get_task_domain()
        if "has_skp_decider_access" in self._fields:
            domain |= Domain("has_skp_decider_access", "=", True)
        return domain


class HrSkp(models.Model):
    _name = "hr.skp"
    _inherit = ["hr.skp", "hr.skp.decider"]

    _skp_decided_column = ("id", "skp_id")


class HrSkpResult(models.Model):
    _name = "hr.skp.result"
    _inherit = ["hr.skp.result", "hr.skp.decider"]

    @api.model
    def _get_full_access_domain(self):
        """More than the offer is open to who decides upon it."""
        decided = Domain("has_skp_decider_access", "=", True)
        return super()._get_full_access_domain() | decided


class HrSkpIndicator(models.Model):
    _name = "hr.skp.indicator"
    _inherit = ["hr.skp.indicator", "hr.skp.decider"]


class HrSkpTarget(models.Model):
    _name = "hr.skp.target"
    _inherit = ["hr.skp.target", "hr.skp.decider"]


class HrSkpBehavior(models.Model):
    _name = "hr.skp.behavior"
    _inherit = ["hr.skp.behavior", "hr.skp.decider"]


class HrSkpAnnex(models.Model):
    _name = "hr.skp.annex"
    _inherit = ["hr.skp.annex", "hr.skp.decider"]


class HrSkpActivity(models.Model):
    _name = "hr.skp.activity"
    _inherit = ["hr.skp.activity", "hr.skp.decider"]

    @api.model
    def _search_has_skp_decider_access(self, operator, value):
        """The log on the days that were evaluated, as far as it was submitted."""
        if operator != "in":
            return NotImplemented
        return Domain("state", "!=", "draft") & Domain.custom(
            to_sql=lambda model, alias, query: SQL(
                """EXISTS (
                    SELECT FROM hr_skp_evaluation v
                     WHERE v.id IN %(decided)s AND v.skp_id = %(skp_id)s
                       AND %(date)s BETWEEN v.date_from AND v.date_to
                )""",
                decided=self._get_decided("evaluation_id"),
                skp_id=model._field_to_sql(alias, "skp_id", query),
                date=model._field_to_sql(alias, "date", query),
            )
        )


class HrSkpFeedback(models.Model):
    _name = "hr.skp.feedback"
    _inherit = ["hr.skp.feedback", "hr.skp.decider"]

    @api.model
    def _search_has_skp_decider_access(self, operator, value):
        """What was said, not what somebody was asked."""
        if operator != "in":
            return NotImplemented
        domain = super()._search_has_skp_decider_access(operator, value)
        return domain & Domain("state", "!=", "requested")


class HrSkpEvaluation(models.Model):
    _name = "hr.skp.evaluation"
    _inherit = ["hr.skp.evaluation", "hr.skp.decider"]

    _skp_decided_column = ("id", "evaluation_id")


class HrSkpEvaluationResult(models.Model):
    _name = "hr.skp.evaluation.result"
    _inherit = ["hr.skp.evaluation.result", "hr.skp.decider"]

    _skp_decided_column = ("evaluation_id", "evaluation_id")


class HrSkpEvaluationBehavior(models.Model):
    _name = "hr.skp.evaluation.behavior"
    _inherit = ["hr.skp.evaluation.behavior", "hr.skp.decider"]

    _skp_decided_column = ("evaluation_id", "evaluation_id")


class HrSkpEvidence(models.Model):
    _name = "hr.skp.evidence"
    _inherit = ["hr.skp.evidence", "hr.skp.decider"]

    @api.model
    def _get_decided_domain(self):
        """Of the plan's evidence, what the objection names and the evaluation rested on."""
        objections = self.env["hr.skp.objection"]
        parts = [
            SQL(
                "SELECT %s FROM %s WHERE %s IN %s",
                SQL.identifier(field.column2),
                SQL.identifier(field.relation),
                SQL.identifier(field.column1),
                self._get_decided("id"),
            )
            for field in (
                objections._fields["evidence_ids"],
                objections._fields["shown_evidence_ids"],
            )
        ]
        return Domain("id", "in", SQL("(%s)", SQL(" UNION ").join(parts)))


class HrSkpEvent(models.Model):
    _name = "hr.skp.event"
    _inherit = ["hr.skp.event", "hr.skp.decider"]

    @api.model
    def _get_decided_domain(self):
        """The history of the evaluation and of the objection, not that of the plan."""
        return Domain.OR(
            Domain("model", "=", model)
            & Domain("res_id", "in", self._get_decided(column))
            for model, column in (
                ("hr.skp.evaluation", "evaluation_id"),
                ("hr.skp.objection", "id"),
            )
        )
