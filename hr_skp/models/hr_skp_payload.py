from odoo import fields, models
from odoo.fields import Command

from .hr_skp_identity import IDENTITY_FIELDS

# What the seal keeps of each kind of line, besides its id.
RESULT_FIELDS = (
    "sequence",
    "kind",
    "nature",
    "classification",
    "name",
    "parent_id",
    "parent_name",
    "cascading",
    "assigned_by",
    "perspective_id",
    "strategy",
    "schedule",
    "expected_evidence",
    "state",
)
# The state follows steps of its own; the text of the link is written after the link.
RESTORED_FIELDS = tuple(
    name for name in RESULT_FIELDS if name not in ("state", "parent_name")
)
INDICATOR_FIELDS = (
    "sequence",
    "aspect",
    "name",
    "target",
    "target_value",
    "target_value_max",
    "uom",
    "polarity",
    "division",
    "purpose",
    "definition",
    "formula",
    "control_level",
    "data_source",
    "reporting_interval",
    "person_in_charge",
)
BEHAVIOR_FIELDS = ("value_id", "expectation")
ANNEX_FIELDS = (
    "sequence",
    "section",
    "resource_kind",
    "effect",
    "name",
    "result_id",
    "agreed",
    "agreed_note",
)
CONTRACT_FIELDS = ("kind", "name", "url")
PLAN_FIELDS = (
    "name",
    "date_from",
    "date_to",
    "form",
    "approach",
    "position_kind",
    "feedback_interval",
)


def to_plain(value):
    """Return a field's value as JSON knows it: ids for records, ISO for dates, None for empty."""
    if isinstance(value, models.BaseModel):
        return value.id or None
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return None if value is False else value


class HrSkp(models.Model):
    """What a plan's seal keeps, and how the plan is restored from it."""

    _inherit = "hr.skp"

    def _get_seal_payload(self):
        """Return the whole document of one plan as plain values.

        Keys: ``plan``, ``identities``, ``signatures``, ``results`` (each with its
        ``indicators``, and these with the ``periods`` of a divided target),
        ``behaviors``, ``annexes``, ``contracts``. Lines carry their ``id``.
        """
        self.ensure_one()
        plan = self.sudo()

        def lines(records, names):
            return [
                {"id": record.id, **{name: to_plain(record[name]) for name in names}}
                for record in records
            ]

        results = lines(plan.result_ids, RESULT_FIELDS)
        for values, result in zip(results, plan.result_ids, strict=True):
            values["perspective"] = result.perspective_id.name or None
            indicators = result.indicator_ids
            values["indicators"] = lines(indicators, INDICATOR_FIELDS)
            for part, indicator in zip(values["indicators"], indicators, strict=True):
                part["periods"] = indicator._get_division_payload()
        behaviors = lines(plan.behavior_ids, BEHAVIOR_FIELDS)
        for values, behavior in zip(behaviors, plan.behavior_ids, strict=True):
            values["value"] = behavior.value_id.name
            values["conducts"] = behavior.value_id._get_conducts()
        return {
            "plan": {
                **{name: to_plain(plan[name]) for name in PLAN_FIELDS},
                "cycle": plan.cycle_id.name,
                "agency": plan.company_id.name,
            },
            "identities": {name: plan[name] or None for name in IDENTITY_FIELDS},
            "signatures": {
                "submitted_by": plan.submitted_by_id.name or None,
                "submitted_on": to_plain(plan.submitted_on),
                "approved_by": plan.approved_by_id.name or None,
                "approved_on": to_plain(plan.approved_on),
            },
            "results": results,
            "behaviors": behaviors,
            "annexes": lines(plan.annex_ids, ANNEX_FIELDS),
            "contracts": lines(plan.contract_ids, CONTRACT_FIELDS),
        }

    def _mark_sealed_lines(self):
        """Note on each new line the revision that sealed it first."""
        for plan in self.sudo():
            lines = (plan.result_ids, plan.result_ids.indicator_ids)
            for records in lines:
                records.filtered(lambda line: not line.sealed_revision).write(
                    {"sealed_revision": plan.revision}
                )

    def _restore_from_seal(self):
        """Write the lines back as the last seal holds them; a revision was given up."""
        chains = self.env["hr.skp.seal"].sudo()._get_chains(self.sudo())
        payloads = {plan: chains[plan][-1:]._get_payload() for plan in self.sudo()}
        self._check_sealed_days(payloads)
        for plan, payload in payloads.items():
            plan.write(
                {
                    name: value
                    for name, value in payload["plan"].items()
                    if name in PLAN_FIELDS and name != "name"
                }
            )
            plan._restore_lines("result_ids", payload["results"], RESTORED_FIELDS)
            plan._restore_lines("behavior_ids", payload["behaviors"], BEHAVIOR_FIELDS)
            plan._restore_lines("annex_ids", payload["annexes"], ANNEX_FIELDS)
            # Seals of former versions hold no work agreement.
            if "contracts" in payload:
                plan._restore_lines(
                    "contract_ids", payload["contracts"], CONTRACT_FIELDS
                )
            kept = {result.id: result for result in plan.result_ids}
            for values in payload["results"]:
                if result := kept.get(values["id"]):
                    result._restore_from_sealed(values)

    def _check_sealed_days(self, payloads):
        """Raise where another plan took the days that giving up would bring back."""
        days = {
            plan: tuple(
                fields.Date.to_date(payload["plan"][name])
                for name in ("date_from", "date_to")
            )
            for plan, payload in payloads.items()
        }
        overlapping = self._get_overlapping(days)
        self.sudo()._raise_refusals(
            {
                plan: self.env._(
                    "its approved days overlap %(other)s by now. Close or change that plan"
                    " first.",
                    other=other.name,
                )
                for plan, other in overlapping.items()
            }
        )


class HrSkpResult(models.Model):
    _inherit = "hr.skp.result"

    def _restore_from_sealed(self, values):
        """Undo what a given-up revision did to one result.

        A take-over is not the revision's doing and stays. The leader's result reads as
        it did when it was linked, whatever its present text.
        """
        restored = {"parent_name": values["parent_name"]}
        if self.state == "dropped" and values["state"] == "active":
            restored.update(state="active", state_note=False)
        self.write(restored)
        self._restore_lines("indicator_ids", values["indicators"], INDICATOR_FIELDS)
        kept = {indicator.id: indicator for indicator in self.indicator_ids}
        for part in values["indicators"]:
            if indicator := kept.get(part["id"]):
                indicator._restore_division(part.get("periods", ()))


class HrSkpGuard(models.AbstractModel):
    _inherit = "hr.skp.guard"

    def _restore_lines(self, name, sealed, fields_kept):
        """Make the one2many ``name`` of one record equal to its sealed lines.

        A line that was deleted meanwhile comes back under a new id; one that had
        realisation could not be deleted, so nothing hangs on the lost id.
        """
        current = {line.id: line for line in self[name]}
        commands = []
        for values in sealed:
            restored = {
                key: self._get_restored_value(name, key, values[key])
                for key in fields_kept
                if key in values
            }
            if line := current.pop(values["id"], None):
                commands.append(Command.update(line.id, restored))
            else:
                commands.append(Command.create(restored))
        commands += [Command.delete(line_id) for line_id in current]
        self.write({name: commands})

    def _get_restored_value(self, name, key, value):
        """Return a sealed value as it can be written: a link to what is gone is empty."""
        field = self.env[self._fields[name].comodel_name]._fields[key]
        if value and field.type == "many2one":
            return self.env[field.comodel_name].browse(value).exists().id
        return value or False
