from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL


class HrSkpEvent(models.Model):
    """What an auditor asks of the history: on behalf, too late, or against what was."""

    _inherit = "hr.skp.event"

    employee_id = fields.Many2one(
        "hr.employee", "Employee", related="skp_id.employee_id", related_sudo=True
    )
    document_name = fields.Char("Subject", compute="_compute_document_name")
    on_behalf_text = fields.Char("For whom", compute="_compute_on_behalf_text")
    change_text = fields.Text("Before and after", compute="_compute_change_text")
    is_late = fields.Boolean(
        "Late",
        compute="_compute_is_late",
        search="_search_is_late",
        help="The step was taken after its deadline.",
    )
    is_override = fields.Boolean(
        "Override",
        compute="_compute_is_override",
        search="_search_is_override",
        help="The step undid or replaced what had been decided, or went against what was"
        " suggested.",
    )

    @api.depends_context("uid")
    @api.depends("model", "res_id")
    def _compute_document_name(self):
        """Name the documents that still exist and that the user may read."""
        for model, events in self.grouped("model").items():
            names = {}
            if model in self.env:
                records = self.env[model].browse(set(events.mapped("res_id"))).exists()
                names = {
                    record.id: record.display_name
                    for record in records._filtered_access("read")
                }
            for event in events:
                event.document_name = names.get(event.res_id, False)

    @api.depends("on_behalf_of_id", "is_on_behalf")
    @api.depends_context("lang")
    def _compute_on_behalf_text(self):
        """Name for whom somebody acted, the employee also where he has no login."""
        for event in self:
            found = event.sudo()
            name = found.on_behalf_of_id.name
            if not name and event.is_on_behalf:
                is_employee = found.appraiser_user_id and not found.employee_user_id
                name = is_employee and found.employee_id.name
                name = name or self.env._("Somebody without a login")
            event.on_behalf_text = name

    @api.depends("model", "before", "after")
    @api.depends_context("lang")
    def _compute_change_text(self):
        for event in self:
            before, after = event.before or {}, event.after or {}
            lines = []
            if isinstance(before, dict) and isinstance(after, dict):
                lines = event._get_change_lines(before, after)
            event.change_text = "\n".join(lines)

    def _get_change_lines(self, before, after):
        """Return one line for each field that an event kept and that changed."""
        fields_by_name = self.env[self.model]._fields if self.model in self.env else {}
        lines = []
        for name in {**before, **after}:
            field = fields_by_name.get(name)
            if field is None:
                continue
            label = field._description_string(self.env)
            old, new = (
                self._get_value_text(field, values.get(name))
                for values in (before, after)
            )
            if name in before and name in after:
                if old != new:
                    lines.append(f"{label}: {old or '–'} → {new or '–'}")
            elif old or new:
                lines.append(f"{label}: {old or new}")
        return lines

    def _get_value_text(self, field, value):
        """Return a kept value as people read it; empty for what has no words."""
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, value)
        if field.type == "boolean":
            return self.env._("Yes") if value else self.env._("No")
        return value if isinstance(value, str | int | float) else ""

    # Late

    def _compute_is_late(self):
        late = self.sudo().search([("id", "in", self.ids), ("is_late", "=", True)])
        for event in self:
            event.is_late = event.id in late._ids

    @api.model
    def _search_is_late(self, operator, value):
        # The ORM hands a boolean search over as ``in [True]``.
        return self._get_late_domain() if operator == "in" else NotImplemented

    @api.model
    def _get_late_domain(self):
        """Return which events came after their deadline; other addons add theirs."""
        return (
            Domain("model", "=", "hr.skp")
            & Domain("kind", "=", "approve")
            & Domain.custom(to_sql=self._get_late_approval_sql)
        )

    @api.model
    def _get_day_sql(self, alias, query):
        """Return the day of an event by the clock of who asks."""
        return SQL(
            "(timezone(%s, timezone('UTC', %s)))::date",
            self.env.context.get("tz") or self.env.user.tz or "UTC",
            self._field_to_sql(alias, "date", query),
        )

    @api.model
    def _get_late_approval_sql(self, model, alias, query):
        """Return the condition: a plan was approved for the first time after it was due."""
        cycles = self.env["hr.skp.cycle"]._fields
        names = ("date_from", "planning_deadline")
        return SQL(
            """EXISTS (
                SELECT FROM hr_skp p JOIN hr_skp_cycle c ON c.id = p.cycle_id
                 WHERE p.id = %(res_id)s
                   AND %(planning_deadline)s + GREATEST(p.date_from - %(date_from)s, 0)
                       < %(day)s
            ) AND NOT EXISTS (
                SELECT FROM hr_skp_event e
                 WHERE e.model = 'hr.skp' AND e.res_id = %(res_id)s AND e.kind = 'approve'
                   AND e.id < %(id)s
            )""",
            res_id=model._field_to_sql(alias, "res_id", query),
            id=model._field_to_sql(alias, "id", query),
            day=self._get_day_sql(alias, query),
            **{
                name: SQL.identifier("c", name, to_flush=cycles[name]) for name in names
            },
        )

    # Override

    @api.depends("kind", "after")
    def _compute_is_override(self):
        found = self.sudo().search([("id", "in", self.ids), ("is_override", "=", True)])
        for event in self:
            event.is_override = event.id in found._ids

    @api.model
    def _search_is_override(self, operator, value):
        return self._get_override_domain() if operator == "in" else NotImplemented

    @api.model
    def _get_override_domain(self):
        """Return which events stand against what was decided or suggested."""
        return Domain("kind", "in", list(self._get_override_kinds()))

    @api.model
    def _get_override_kinds(self):
        """Return the steps that undo or replace a decision; other addons add theirs."""
        return {"reopen", "cancel", "handover", "settings"}

    def action_open_document(self):
        """Open what the event is about, with the rights of the user.

        :raises UserError: where it was deleted
        """
        self.ensure_one()
        self.check_access("read")
        record = self.env[self.model].browse(self.res_id).exists()
        if not record:
            raise UserError(
                self.env._("It was deleted. What is known of it stands in its history.")
            )
        record.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": record._name,
            "res_id": record.id,
            "views": [(False, "form")],
            "context": {"create": False},
        }
