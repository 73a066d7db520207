from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

# A plan in these states may differ from its last seal.
OPEN_STATES = ("revising", "submitted")
# Told in another way, or no content: links stand beside their text.
SILENT_KEYS = frozenset(
    {"id", "sequence", "state", "parent_id", "perspective_id", "value_id", "indicators"}
)
# Keys of a payload that are called otherwise than the field behind them.
ALIASES = {"periods": "target_ids", "agency": "company_id"}
PLAN_SECTIONS = ("plan", "identities")
SECTIONS = (
    ("results", "hr.skp.result"),
    ("behaviors", "hr.skp.behavior"),
    ("annexes", "hr.skp.annex"),
    ("contracts", "hr.skp.reference"),
)
# Who signed and when is told with the choice of revisions.
SILENT_SECTIONS = ("signatures",)


class HrSkp(models.Model):
    """What a revision changes, side by side: two seals, or the last seal and the plan now.

    A line keeps its id through revisions, so a new text is a change of the same line.
    """

    _inherit = "hr.skp"

    revision_changes = fields.Json(
        "What changes",
        compute="_compute_revision_changes",
        export_string_translation=False,
    )

    @api.depends("state", "revision")
    @api.depends_context("lang")
    def _compute_revision_changes(self):
        """Compute for the screen, anew at each reading; lines are no dependency."""
        for plan in self:
            compared = plan._origin and (
                plan.revision > 1 or (plan.revision and plan.state in OPEN_STATES)
            )
            plan.revision_changes = compared and plan._origin.action_compare_revisions()

    def action_compare_revisions(self, old=None, new=None):
        """Return two states of the plan compared, for who reads the plan.

        :param int old: revision sealed earlier; by default the last one before ``new``
        :param int new: a later one, 0 for the plan as it is now; by default 0 while a
            revision is open, else the last one
        :return: dict with ``revisions`` (all that can be chosen), ``old`` (0 where there
            is none yet), ``new``, ``reason`` of the open revision, ``is_erased`` and ``changes`` as
            ``_get_revision_changes`` returns them
        :raises AccessError: for people who do not read the plan
        :raises UserError: for a revision that does not exist
        """
        self.ensure_one()
        self.check_access("read")
        plan = self.sudo()
        seals = self.env["hr.skp.seal"]._get_chains(plan)[plan]
        by_revision = {seal.revision: seal for seal in seals}
        is_open = plan.state in OPEN_STATES
        if new is None:
            new = 0 if is_open else seals[-1:].revision
        earlier = [number for number in by_revision if not new or number < new]
        if old is None:
            old = earlier[-1] if earlier else 0
        if (old and old not in earlier) or (new and new not in by_revision):
            raise UserError(
                self.env._(
                    "%(plan)s: choose an earlier revision and a later one.",
                    plan=plan.display_name,
                )
            )
        if old:
            before = by_revision[old]._get_payload()
            after = by_revision[new]._get_payload() if new else plan._get_seal_payload()
        is_erased = bool(old) and not (before and after)
        return {
            "revisions": plan._get_revision_choices(seals, is_open),
            "old": old,
            "new": new,
            "reason": plan._get_revision_reason() if not new else "",
            "is_erased": is_erased,
            "changes": plan._compare_payloads(before, after)
            if old and not is_erased
            else [],
        }

    def _get_revision_changes(self):
        """Return what the present lines change of the last seal.

        :return: list of dicts: ``section`` (``plan``, ``identities``, ``results``,
            ``behaviors``, ``annexes``, ``contracts``), ``id``, ``kind`` (``added``, ``removed``,
            ``dropped``, ``taken_over``, ``changed`` or ``same``), ``title``, ``fields``
            (dicts of ``name``, ``label``, ``old``, ``new``); for results ``lines``, the same
            of their indicators; where dropped or taken over, why: ``note``. Empty when
            nothing changed.
        """
        self.ensure_one()
        plan = self.sudo()
        last = self.env["hr.skp.seal"]._get_chains(plan)[plan][-1:]
        return plan._compare_payloads(last._get_payload(), plan._get_seal_payload())

    def _get_revision_choices(self, seals, is_open):
        choices = [
            {
                "revision": seal.revision,
                "label": self.env._(
                    "Revision %(revision)s, approved on %(date)s",
                    revision=seal.revision,
                    date=format_date(self.env, seal.sealed_at),
                ),
            }
            for seal in seals
        ]
        if is_open:
            choices.append({"revision": 0, "label": self.env._("As it is now")})
        return choices

    def _get_revision_reason(self):
        event = self.env["hr.skp.event"].search(
            [
                ("model", "=", self._name),
                ("res_id", "=", self.id),
                ("kind", "=", "revise"),
            ],
            limit=1,
        )
        return event.reason or ""

    # Comparing

    def _compare_payloads(self, before, after):
        changes = []
        for section in PLAN_SECTIONS:
            changed = self._compare_values(
                "hr.skp", before.get(section, {}), after.get(section, {})
            )
            if changed:
                changes.append(
                    {
                        "section": section,
                        "id": False,
                        "kind": "changed",
                        "title": "",
                        "fields": changed,
                    }
                )
        names = {
            result["id"]: result["name"]
            for result in before["results"] + after["results"]
        }
        notes = {result.id: result.state_note or "" for result in self.result_ids}
        for section, model in SECTIONS:
            if section not in before:
                # A seal of a former version does not know of it.
                continue
            changes += [
                {"section": section, "note": notes.get(change["id"], ""), **change}
                if change["kind"] in ("dropped", "taken_over")
                else {"section": section, **change}
                for change in self._compare_lines(
                    model, before[section], after.get(section, []), names
                )
            ]
        return changes

    @api.model
    def _compare_lines(self, model, before, after, names=None):
        """Return the changes between two lists of lines, in the order of the later one."""
        old_by_id = {values["id"]: values for values in before}
        gone = [
            values
            for values in before
            if values["id"] not in {line["id"] for line in after}
        ]
        changes = []
        for values in [*after, *gone]:
            old = old_by_id.get(values["id"])
            new = None if values in gone else values
            change = {
                "id": values["id"],
                "kind": self._get_change_kind(old, new),
                "title": values.get("name") or values.get("value") or "",
                "fields": self._compare_values(model, old or {}, new or {}, names)
                if old and new
                else [],
            }
            if model == "hr.skp.result":
                change["lines"] = self._compare_lines(
                    "hr.skp.indicator",
                    (old or {}).get("indicators", []),
                    (new or {}).get("indicators", []),
                )
            elif model == "hr.skp.indicator":
                change["title"] = f"{values['name']}: {values['target']}"
            if change["kind"] != "same" or change["fields"] or change.get("lines"):
                changes.append(change)
        return [
            {
                **change,
                "kind": "changed"
                if change["kind"] == "same" and change["fields"]
                else change["kind"],
            }
            for change in changes
        ]

    @api.model
    def _get_change_kind(self, old, new):
        if not old:
            return "added"
        if not new:
            return "removed"
        if old.get("state") != new.get("state") and new["state"] != "active":
            return new["state"]
        return "same"

    @api.model
    def _compare_values(self, model, old, new, names=None):
        """Return the fields that differ, as people read them; only what both know."""
        return [
            {"name": key, "label": label, "old": before, "new": after}
            for key in new
            if key in old and key not in SILENT_KEYS and old[key] != new[key]
            for label in [self._get_change_label(model, key)]
            for before, after in [
                [
                    self._format_change(model, key, value, names or {})
                    for value in (old[key], new[key])
                ]
            ]
            if before != after
        ]

    @api.model
    def _get_change_label(self, model, key):
        fields_by_name = self.env[model]._fields
        field = next(
            (
                fields_by_name[name]
                for name in (key, f"{key}_id", ALIASES.get(key))
                if name in fields_by_name
            ),
            None,
        )
        return field._description_string(self.env) if field else key

    @api.model
    def _format_change(self, model, key, value, names):
        field = self.env[model]._fields.get(key)
        kind = field.type if field else ""
        if value is None or value == "":
            return ""
        if kind == "boolean":
            return self.env._("Yes") if value else self.env._("No")
        if kind == "selection":
            return dict(field._description_selection(self.env)).get(value, value)
        if kind == "date":
            return format_date(self.env, value)
        if kind == "many2one":
            return names.get(value, str(value))
        if kind == "float":
            return f"{value:g}"
        if isinstance(value, list):
            return "; ".join(self._format_part(part) for part in value)
        return str(value)

    @api.model
    def _format_part(self, part):
        """Return the share of one period in a divided target, as people read it."""
        if not isinstance(part, dict):
            return str(part)
        low, high = part.get("target_value") or 0, part.get("target_value_max")
        number = f"{low:g}–{high:g}" if high else f"{low:g}"
        amount = part.get("target") or number
        return f"{part.get('period') or ''}: {amount}"

    def action_open_changes(self):
        """Open the revisions of a plan side by side, to compare any two.

        :raises AccessError: for people who do not read the plan
        """
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.client",
            "tag": "hr_skp_changes",
            "name": self.env._("What changes: %(plan)s", plan=self.display_name),
            "target": "new",
            "params": {"skp_id": self.id},
        }


class HrSkpEvent(models.Model):
    _inherit = "hr.skp.event"

    def action_open_changes(self):
        """Open the revisions of the event's plan side by side."""
        self.ensure_one()
        self.check_access("read")
        return self.skp_id.action_open_changes()
