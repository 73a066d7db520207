from collections import Counter

from odoo import api, fields, models
from odoo.tools import format_date

from ..rules import log_table


class HrSkpActivityImportRow(models.Model):
    """One row of an imported table: its words, what they are read as, and what is wrong."""

    _name = "hr.skp.activity.import.row"
    _inherit = ["hr.skp.guard"]
    _description = "Row of an imported log"
    _order = "import_id, number"

    import_id = fields.Many2one(
        "hr.skp.activity.import", required=True, index=True, ondelete="cascade"
    )
    user_id = fields.Many2one(related="import_id.user_id", store=True, index=True)
    number = fields.Integer("Row", readonly=True)
    is_chosen = fields.Boolean("Take over")
    status = fields.Selection(
        [
            ("ready", "Ready"),
            ("error", "Error"),
            ("known", "In the log already"),
            ("done", "Taken over"),
        ],
        required=True,
        readonly=True,
    )
    message = fields.Char("What is wrong", readonly=True)
    date = fields.Date(readonly=True)
    time_from = fields.Float("From", readonly=True)
    time_to = fields.Float("To", readonly=True)
    name = fields.Char("Activity", readonly=True)
    quantity = fields.Float(readonly=True)
    uom = fields.Char("Unit of measure", readonly=True)
    action_text = fields.Char("Action plan", readonly=True)
    action_id = fields.Many2one("hr.skp.action", readonly=True, ondelete="set null")
    result_id = fields.Many2one("hr.skp.result", readonly=True, ondelete="set null")
    evidence_text = fields.Char("Evidence", readonly=True)
    skp_id = fields.Many2one("hr.skp", readonly=True, ondelete="cascade")
    activity_id = fields.Many2one(
        "hr.skp.activity", "Entry", readonly=True, ondelete="set null"
    )

    @api.model
    def _get_skp_guarded(self):
        """Only the choice is the person's; all else is what the table says."""
        stored = {name for name, field in self._fields.items() if field.store}
        return stored - {"is_chosen", *models.MAGIC_COLUMNS}

    def _filter_chosen(self):
        return self.filtered(lambda row: row.is_chosen and row.status == "ready")

    # Reading

    @api.model
    def _prepare_rows(self, table, rows):
        """Return the values of all rows, each with its status and what is wrong.

        :param table: the import
        :param rows: pairs of the number in the table and {column: cell}
        """
        year = fields.Date.context_today(self).year
        vals_list = [self._read_row(cells, year) for _number, cells in rows]
        for vals, (number, _cells) in zip(vals_list, rows, strict=True):
            vals.update(import_id=table.id, number=number)
        sound = [vals for vals in vals_list if not vals.get("message")]
        self._find_plans(table, sound)
        sound = [vals for vals in sound if not vals.get("message")]
        self._find_lines(sound)
        self._find_known(table, sound)
        self._find_overlaps(
            table, [vals for vals in sound if vals.get("status") != "known"]
        )
        for vals in vals_list:
            vals.setdefault("status", "error" if vals.get("message") else "ready")
            vals["is_chosen"] = vals["status"] == "ready"
        return vals_list

    @api.model
    def _read_row(self, cells, year):
        """Return what one row is read as; ``message`` says what cannot be read."""
        errors = []
        uom = str(cells.get("uom") or "").strip()
        vals = {
            "name": " ".join(str(cells.get("name") or "").split()),
            "action_text": " ".join(str(cells.get("action") or "").split()),
            "evidence_text": str(cells.get("evidence") or "").strip(),
            "uom": uom,
            "date": log_table.read_date(cells.get("date"), year),
        }
        if not vals["name"]:
            errors.append(self.env._("the activity is missing"))
        if not vals["date"]:
            errors.append(
                self.env._("“%(cell)s” is no date", cell=cells.get("date") or "")
            )
        for name in ("time_from", "time_to"):
            vals[name] = log_table.read_time(cells.get(name))
            if vals[name] is None:
                errors.append(self.env._("“%(cell)s” is no time", cell=cells[name]))
                vals[name] = 0.0
        if vals["time_to"] <= vals["time_from"] and (
            vals["time_to"] or vals["time_from"]
        ):
            errors.append(self.env._("it ends before it begins"))
        amount = log_table.read_quantity(cells.get("quantity"), uom)
        if amount is None:
            # Words instead of a number still tell what came of it.
            vals["name"] = f"{vals['name']} – {cells['quantity']}"
            amount = (0.0, uom)
        vals["quantity"], vals["uom"] = amount[0], amount[1] or False
        if vals["date"] and vals["date"] > fields.Date.context_today(self):
            errors.append(self.env._("the day is still to come"))
        if errors:
            vals["message"] = "; ".join(errors)
        return vals

    @api.model
    def _find_plans(self, table, vals_list):
        """Add the plan that takes each row, or say that there is none."""
        wanted = [
            {"employee_id": table.employee_id.id, "date": vals["date"]}
            for vals in vals_list
        ]
        plans = self.env["hr.skp.activity"]._find_plans(wanted)
        for vals, plan in zip(vals_list, plans, strict=True):
            vals["skp_id"] = plan.id
            if not plan:
                vals["message"] = self.env._(
                    "no plan covers %(date)s", date=format_date(self.env, vals["date"])
                )

    @api.model
    def _find_lines(self, vals_list):
        """Link rows to the action or planned result whose name stands in their first column."""
        plans = self.env["hr.skp"].browse({vals["skp_id"] for vals in vals_list})
        actions, results = {}, {}
        for action in plans.action_ids.filtered(lambda line: line.state != "dropped"):
            actions[action.skp_id.id, action.name.casefold()] = action
        for result in plans.result_ids.filtered(lambda line: line.state == "active"):
            results[result.skp_id.id, result.name.casefold()] = result
        for vals in vals_list:
            key = vals["skp_id"], vals["action_text"].casefold()
            if action := actions.get(key):
                vals.update(action_id=action.id, result_id=action.result_id.id)
            elif result := results.get(key):
                vals["result_id"] = result.id

    @api.model
    def _find_known(self, table, vals_list):
        """Mark what stands in the log, or higher up in the table, in the same words."""
        if not vals_list:
            return
        days = [vals["date"] for vals in vals_list]
        entries = self.env["hr.skp.activity"].search(
            [
                ("employee_id", "=", table.employee_id.id),
                ("date", ">=", min(days)),
                ("date", "<=", max(days)),
            ]
        )
        known = Counter(
            self._get_key(
                entry.date, entry.time_from, entry.time_to, entry.name, entry.quantity
            )
            for entry in entries
        )
        for vals in vals_list:
            key = self._get_key(
                *(
                    vals[name]
                    for name in ("date", "time_from", "time_to", "name", "quantity")
                )
            )
            if known[key]:
                # As often as it is logged; what the table says once more is another.
                known[key] -= 1
                vals["status"] = "known"

    @api.model
    def _get_key(self, date, time_from, time_to, name, quantity):
        minutes = round((time_from or 0) * 60), round((time_to or 0) * 60)
        return date, minutes, (name or "").casefold(), round(quantity or 0, 4)

    @api.model
    def _find_overlaps(self, table, vals_list):
        """Say of rows whose hours overlap an entry, or a row above."""
        timed = [vals for vals in vals_list if vals["time_to"]]
        if not timed:
            return
        days = [vals["date"] for vals in timed]
        entries = self.env["hr.skp.activity"].search(
            [
                ("employee_id", "=", table.employee_id.id),
                ("date", ">=", min(days)),
                ("date", "<=", max(days)),
                ("time_to", ">", 0),
                ("state", "!=", "rejected"),
            ]
        )
        taken = {}
        for entry in entries:
            taken.setdefault(entry.date, []).append(
                (entry.time_from, entry.time_to, entry.name)
            )
        for vals in timed:
            spans = taken.setdefault(vals["date"], [])
            for start, end, name in spans:
                if round(start * 60) < round(vals["time_to"] * 60) and round(
                    vals["time_from"] * 60
                ) < round(end * 60):
                    vals["message"] = self.env._(
                        "its hours overlap “%(name)s”", name=name
                    )
                    break
            else:
                spans.append((vals["time_from"], vals["time_to"], vals["name"]))

    # Taking over

    def _take_over(self):
        """Make entries of these rows, as the user himself."""
        evidences = self._get_evidences()
        entries = self.env["hr.skp.activity"].create(
            [
                {
                    "skp_id": row.skp_id.id,
                    "date": row.date,
                    "time_from": row.time_from,
                    "time_to": row.time_to,
                    "name": row.name,
                    "quantity": row.quantity,
                    "uom": row.uom,
                    "kind": "duty",
                    "result_id": row.result_id.id,
                    "action_id": row.action_id.id,
                    "evidence_ids": evidences.get((row.skp_id, row.evidence_text)),
                }
                for row in self
            ]
        )
        entries.sudo().write({"import_id": self.import_id.id})
        for row, entry in zip(self.sudo(), entries, strict=True):
            row.write({"status": "done", "is_chosen": False, "activity_id": entry.id})

    def _get_evidences(self):
        """Return {(plan, link): ids} of the evidence, making links that are new."""
        wanted = {
            (row.skp_id, row.evidence_text)
            for row in self
            if row.evidence_text.lower().startswith(("http://", "https://"))
        }
        evidences = self.env["hr.skp.evidence"]
        found = evidences.search(
            [
                ("skp_id", "in", [plan.id for plan, _url in wanted]),
                ("url", "in", [url for _plan, url in wanted]),
            ]
        )
        known = {(evidence.skp_id, evidence.url): evidence.ids for evidence in found}
        missing = [key for key in wanted if key not in known]
        made = evidences.create(
            [
                {"skp_id": plan.id, "kind": "link", "url": url, "name": url}
                for plan, url in missing
            ]
        )
        for key, evidence in zip(missing, made, strict=True):
            known[key] = evidence.ids
        return known
