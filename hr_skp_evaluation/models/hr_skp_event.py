from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from .hr_skp_evaluation import NOTE_FIELDS
from .hr_skp_evaluation_kept import SUGGESTED_FIELDS

# Which deadline of the period each step of an evaluation has.
DEADLINES = {
    "submit": "employee_deadline",
    "rate": "evaluation_deadline",
    "deliver": "evaluation_deadline",
}


class HrSkpEvent(models.Model):
    _inherit = "hr.skp.event"

    @api.model
    def _get_kind_labels(self):
        return {
            **super()._get_kind_labels(),
            "rate": self.env._("Rated"),
            "reset_rating": self.env._("Rating opened again"),
            "plan_change": self.env._("Plan changed after ratings were typed"),
            "deliver": self.env._("Delivered"),
            "take_back": self.env._("Taken back"),
            "accept": self.env._("Accepted"),
            "object": self.env._("Objected"),
            "objection_file": self.env._("Objection filed"),
            "objection_explain": self.env._("Objection explained by the appraiser"),
            "objection_keep": self.env._("Objection decided: rating kept"),
            "objection_change": self.env._("Objection decided: predicate changed"),
            "objection_change_rating": self.env._(
                "Objection decided: rating changed, predicate kept"
            ),
            "objection_withdraw": self.env._("Objection withdrawn"),
            "objection_decider": self.env._("Objection: somebody else decides"),
            "deviation_explain": self.env._("Deviation from the guide explained"),
            "deviation_note": self.env._("Deviation from the guide noted"),
            "organization_set": self.env._("Organisation predicate set"),
            "organization_change": self.env._("Organisation predicate changed"),
            "organization_component": self.env._("Component of the predicate changed"),
            "organization_remove": self.env._("Organisation predicate removed"),
        }

    def _get_told_kind(self):
        """Several cells of the quadrant lead to the same predicate."""
        predicates = [
            (kept or {}).get("predicate") for kept in (self.before, self.after)
        ]
        if self.kind == "objection_change" and predicates[0] == predicates[1]:
            return "objection_change_rating"
        return super()._get_told_kind()

    def _get_change_lines(self, before, after):
        """Tell what was rated otherwise than before; all of it where nothing was.

        Notes are left out where there is nothing before: they stand on the evaluation.
        """
        if self.model != "hr.skp.evaluation":
            return super()._get_change_lines(before, after)
        if before and after:
            if lines := super()._get_change_lines(before, after):
                return lines
            before = {}
        before, after = (
            {name: value for name, value in kept.items() if name not in NOTE_FIELDS}
            for kept in (before, after)
        )
        return super()._get_change_lines(before, after)

    @api.model
    def _get_override_kinds(self):
        return super()._get_override_kinds() | {
            "reset_rating",
            "take_back",
            "objection_change",
            "organization_change",
            "organization_remove",
        }

    @api.model
    def _get_override_domain(self):
        """Also ratings other than those suggested, which the event then keeps."""
        return super()._get_override_domain() | (
            Domain("model", "=", "hr.skp.evaluation")
            & Domain("kind", "=", "rate")
            & Domain.custom(
                to_sql=lambda model, alias, query: SQL(
                    "jsonb_exists_any(%s, %s)",
                    model._field_to_sql(alias, "after", query),
                    list(SUGGESTED_FIELDS),
                )
            )
        )

    @api.model
    def _get_late_domain(self):
        return super()._get_late_domain() | (
            Domain("model", "=", "hr.skp.evaluation")
            & Domain("kind", "in", list(DEADLINES))
            & Domain.custom(to_sql=self._get_late_evaluation_sql)
        )

    @api.model
    def _get_late_evaluation_sql(self, model, alias, query):
        """Return the condition: a step of an evaluation came after the period's deadline."""
        kind = model._field_to_sql(alias, "kind", query)
        periods = self.env["hr.skp.period"]._fields
        cases = SQL(" ").join(
            SQL(
                "WHEN %s THEN %s",
                step,
                SQL.identifier("p", name, to_flush=periods[name]),
            )
            for step, name in DEADLINES.items()
        )
        return SQL(
            """EXISTS (
                SELECT FROM hr_skp_evaluation v JOIN hr_skp_period p ON p.id = v.period_id
                 WHERE v.id = %(res_id)s AND CASE %(kind)s %(cases)s END < %(day)s
            )""",
            res_id=model._field_to_sql(alias, "res_id", query),
            kind=kind,
            cases=cases,
            day=self._get_day_sql(alias, query),
        )
