from odoo import api, fields, models
from odoo.tools import format_date, plaintext2html

from ..rules import measure

# What an entry tells; kept as it was when the appraiser rejected it.
TOLD_FIELDS = (
    "date",
    "time_from",
    "time_to",
    "duration",
    "name",
    "quantity",
    "uom",
    "kind",
    "result_id",
    "action_id",
    "evidence_ids",
)
HOURS = ("time_from", "time_to", "duration")
# How many activities a message names before it says how many more there are.
NAMES = 10


class HrSkpActivity(models.Model):
    """What was changed after a rejection, and who hears of the rejection."""

    _inherit = "hr.skp.activity"

    rejected_vals = fields.Json(copy=False, export_string_translation=False)
    correction = fields.Char(
        "Changed after rejection",
        compute="_compute_correction",
        help="What the employee changed since the entry was rejected.",
    )

    @api.model
    def _get_skp_guarded(self):
        return super()._get_skp_guarded() | {"rejected_vals"}

    @api.depends("rejected_vals", *TOLD_FIELDS)
    @api.depends_context("lang")
    def _compute_correction(self):
        for entry in self:
            entry.correction = "; ".join(
                f"{label}: {before} → {after}"
                for label, before, after in entry._get_changes()
            )

    def _get_changes(self):
        """Return [(field in words, before, after)] of one entry since its rejection."""
        former = self.rejected_vals
        if not former:
            return []
        present = self._get_told_vals()
        return [
            (
                self._fields[name]._description_string(self.env),
                self._get_told_text(name, former.get(name)),
                self._get_told_text(name, present[name]),
            )
            for name in TOLD_FIELDS
            if former.get(name) != present[name]
        ]

    def _get_told_vals(self):
        """Return {field: plain value} of one entry; what it points to by its name."""
        self.ensure_one()
        vals = {}
        for name in TOLD_FIELDS:
            value = self[name]
            if name == "date":
                vals[name] = fields.Date.to_string(value)
            elif self._fields[name].relational:
                vals[name] = ", ".join(value.mapped("display_name")) or None
            else:
                vals[name] = value or None
        return vals

    @api.model
    def _get_told_text(self, name, value):
        if not value:
            return "–"
        if name == "date":
            return format_date(self.env, value)
        if name in HOURS:
            minutes = round(value * 60)
            return f"{minutes // 60:02d}:{minutes % 60:02d}"
        if name == "quantity":
            return measure.to_text(value)
        if name == "kind":
            return dict(self._fields[name]._description_selection(self.env))[value]
        return value

    def _move_to(self, state, **values):
        """Keep what was rejected; when it comes back, what became of it is history."""
        entries = self.sudo()
        if state == "rejected":
            for entry in entries:
                entry.rejected_vals = entry._get_told_vals()
        elif state == "submitted":
            corrected = entries.filtered(
                lambda entry: entry.state == "rejected" and entry._get_changes()
            )
            self.env["hr.skp.event"]._record(
                corrected,
                "log_correct",
                details={
                    entry: {
                        "before": entry.rejected_vals,
                        "after": entry._get_told_vals(),
                    }
                    for entry in corrected
                },
            )
        done = super()._move_to(state, **values)
        if state == "rejected":
            for plan, rejected in entries.grouped("skp_id").items():
                rejected._tell_rejected(plan, values.get("review_note"))
        return done

    def _tell_rejected(self, plan, reason):
        """Tell the employee of one plan which entries came back, in one message."""
        names = [
            f"{format_date(self.env, entry.date)} {entry.name}"
            for entry in self.sorted("date")[:NAMES]
        ]
        if len(self) > NAMES:
            names.append(self.env._("… and %(count)s more", count=len(self) - NAMES))
        plan._notify_employee(
            self.env._("Log entries came back to you: %(count)s", count=len(self)),
            plaintext2html("\n".join([reason, *names])),
        )
