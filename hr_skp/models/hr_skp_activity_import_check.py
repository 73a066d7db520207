from collections import Counter

from odoo import api, fields, models
from odoo.tools import format_date

from ..rules import log_table


class HrSkpActivityImport(models.Model):
    _inherit = "hr.skp.activity.import"

    def _look_again(self):
        """Look at all rows that are not taken over yet, after one was put right."""
        for table in self:
            rows = table.row_ids.filtered(lambda row: row.status != "done")
            vals_list = [row._get_vals() for row in rows]
            rows._look_at(table, vals_list)
            for row, vals in zip(rows.sudo(), vals_list, strict=True):
                is_chosen = vals["status"] == "ready" and (
                    row.is_chosen or row.status != "ready"
                )
                found = {
                    **{name: vals[name] for name in ("status", "message", "hint")},
                    "skp_id": vals["skp_id"],
                    **{name: vals[name] for name in ("result_id", "action_id")},
                    "is_chosen": is_chosen,
                }
                if any(
                    row._fields[name].convert_to_write(row[name], row) != value
                    for name, value in found.items()
                ):
                    row.write(found)


class HrSkpActivityImportRow(models.Model):
    """What can be said of the rows of a table before any becomes an entry."""

    _inherit = "hr.skp.activity.import.row"

    @api.model
    def _prepare_rows(self, table, rows, month):
        """Return the values of all rows of a table, each read and looked at.

        :param rows: [(number in the table, {column: cell})]
        :param month: (month, year or None) that stands above the table, or None
        """
        number, year = month or (None, None)
        year = year or fields.Date.context_today(self).year
        vals_list = [
            {**self._read_row(cells, year, number), "number": line}
            for line, cells in rows
        ]
        self._look_at(table, vals_list)
        for vals in vals_list:
            vals.update(import_id=table.id, is_chosen=vals["status"] == "ready")
        return vals_list

    @api.model
    def _read_row(self, cells, year, month):
        """Return what one row is read as; ``unread`` keeps the cells that say nothing.

        :param dict cells: {column: cell}
        :param int year: of days that name none
        :param month: of days that are numbers only, or None
        """
        start, end = cells.get("time_from"), cells.get("time_to")
        if "time" in cells and not start:
            start = cells["time"]
        if not end:
            start, end = log_table.split_times(start)
        uom = str(cells.get("uom") or "").strip()
        words = {
            "date": cells.get("date"),
            "time_from": start,
            "time_to": end,
            "duration": cells.get("duration"),
        }
        read = {
            "date": log_table.read_date(words["date"], year, month),
            "time_from": log_table.read_time(start),
            "time_to": log_table.read_time(end),
            "duration": log_table.read_duration(words["duration"]),
        }
        unread = {
            name: str(words[name] or "")
            for name, value in read.items()
            if value is None and words[name]
        }
        # Of two times one is not enough; midnight is written out.
        for name, other in (("time_from", end), ("time_to", start)):
            if not str(words[name] or "").strip() and str(other or "").strip():
                unread[name] = ""
        name = " ".join(str(cells.get("name") or "").split())
        amount = log_table.read_quantity(cells.get("quantity"), uom)
        if amount is None:
            # Words instead of a number still tell what came of it.
            name = f"{name} – {' '.join(str(cells['quantity']).split())}"
            amount = (0.0, uom)
        return {
            "date": read.pop("date") or False,
            **{column: value or 0.0 for column, value in read.items()},
            "unread": unread,
            "name": name,
            "quantity": amount[0],
            "uom": amount[1] or False,
            "action_text": " ".join(str(cells.get("action") or "").split()),
            "evidence_text": str(cells.get("evidence") or "").strip(),
        }

    @api.model
    def _look_at(self, table, vals_list):
        """Add plan, line, status and what is wrong to each dict, in constant queries."""
        for vals in vals_list:
            vals.update(
                skp_id=False,
                result_id=vals.get("result_id") or False,
                action_id=vals.get("action_id") or False,
                message="; ".join(self._get_faults(vals)) or False,
            )
        self._find_plans(table, self._get_sound(vals_list))
        self._find_lines(self._get_sound(vals_list))
        self._find_hints(vals_list)
        self._find_known(table, self._get_sound(vals_list))
        self._find_overlaps(
            table,
            [
                vals
                for vals in self._get_sound(vals_list)
                if vals.get("status") != "known"
            ],
        )
        for vals in vals_list:
            if vals.get("status") != "known":
                vals["status"] = "error" if vals["message"] else "ready"

    @api.model
    def _get_sound(self, vals_list):
        return [vals for vals in vals_list if not vals["message"]]

    @api.model
    def _get_faults(self, vals):
        """Return what is wrong with the cells of one row, each with its column."""
        faults = []
        unread = vals["unread"]
        texts = {
            "date": self.env._("%(column)s: “%(cell)s” is no date"),
            "time_from": self.env._("%(column)s: “%(cell)s” is no time"),
            "time_to": self.env._("%(column)s: “%(cell)s” is no time"),
            "duration": self.env._("%(column)s: “%(cell)s” is no number of hours"),
        }
        for name, text in texts.items():
            if name in unread:
                column = self._fields[name]._description_string(self.env)
                if not unread[name]:
                    text = self.env._("%(column)s is missing")
                faults.append(text % {"column": column, "cell": unread[name]})
        if not vals["name"].strip(" –"):
            faults.append(self.env._("the activity is missing"))
        if not vals["date"] and "date" not in unread:
            faults.append(self.env._("the date is missing"))
        if vals["date"] and vals["date"] > fields.Date.context_today(self):
            faults.append(self.env._("the day is still to come"))
        start, end = vals["time_from"], vals["time_to"]
        if (start or end) and not {"time_from", "time_to"} & unread.keys():
            if not 0 <= start <= 24 or not 0 <= end <= 24:
                faults.append(self.env._("a day has 24 hours"))
            elif end <= start:
                faults.append(self.env._("it ends before it begins"))
        if not 0 <= vals["duration"] <= 24 or vals["quantity"] < 0:
            faults.append(
                self.env._("hours lie between 0 and 24, a quantity is not below 0")
            )
        return faults

    @api.model
    def _find_plans(self, table, vals_list):
        """Add the plan that takes each row, or say that there is none, or it is closed."""
        wanted = [
            {"employee_id": table.employee_id.id, "date": vals["date"]}
            for vals in vals_list
        ]
        plans = self.env["hr.skp.activity"]._find_plans(wanted)
        for vals, plan in zip(vals_list, plans, strict=True):
            vals["skp_id"] = plan.id
            period = plan.sudo().cycle_id._get_log_period(vals["date"])
            if not plan:
                vals["message"] = self.env._(
                    "no plan covers %(date)s", date=format_date(self.env, vals["date"])
                )
            elif period and period.log_lock_date < plan._get_agency_today():
                vals["message"] = period._get_log_closed_text()

    @api.model
    def _find_lines(self, vals_list):
        """Link rows to the action or planned result whose name stands in their first column."""
        plans = self.env["hr.skp"].browse({vals["skp_id"] for vals in vals_list})
        actions, results = {}, {}
        # Nothing is logged on what was dropped or taken over.
        for action in plans.action_ids.filtered(
            lambda line: line.state != "dropped" and line.result_id.state == "active"
        ):
            actions[action.skp_id.id, action.name.casefold()] = action
        for result in plans.result_ids.filtered(lambda line: line.state == "active"):
            results[result.skp_id.id, " ".join(result.name.split()).casefold()] = result
        offered = {result.id: result.skp_id.id for result in results.values()}
        for vals in vals_list:
            if offered.get(vals["result_id"]) == vals["skp_id"]:
                continue
            key = vals["skp_id"], vals["action_text"].casefold()
            action = actions.get(key) if vals["action_text"] else None
            result = action.result_id if action else results.get(key)
            vals["action_id"] = action.id if action else False
            vals["result_id"] = result.id if result else False

    @api.model
    def _find_hints(self, vals_list):
        """Say what a row names that the plan does not know, and what becomes of it."""
        words = {
            vals["evidence_text"]
            for vals in vals_list
            if not log_table.read_links(vals["evidence_text"])
        }
        named = set(
            self.env["hr.skp.evidence"]
            .search(
                [
                    ("skp_id", "in", [vals["skp_id"] for vals in vals_list]),
                    ("replaced_by_id", "=", False),
                    ("name", "in", list(words - {""})),
                ]
            )
            .mapped("name")
        )
        for vals in vals_list:
            hints = []
            if vals["action_text"] and not vals["result_id"]:
                hints.append(
                    self.env._(
                        "“%(text)s” is no step or result of the plan: choose one, or leave it",
                        text=vals["action_text"],
                    )
                )
            if vals["evidence_text"] in words - named - {""}:
                hints.append(
                    self.env._(
                        "evidence “%(text)s” is no link: add it on the entry afterwards",
                        text=vals["evidence_text"],
                    )
                )
            vals["hint"] = "; ".join(hints) or False

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
        words = " ".join((name or "").split()).casefold()
        return date, minutes, words, round(quantity or 0, 4)

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
                ("is_void", "=", False),
            ]
        )
        taken = {}
        for entry in entries:
            taken.setdefault(entry.date, []).append(
                (entry.time_from, entry.time_to, f"“{entry.name}”")
            )
        for vals in sorted(timed, key=lambda vals: vals["number"]):
            spans = taken.setdefault(vals["date"], [])
            for start, end, name in spans:
                if round(start * 60) < round(vals["time_to"] * 60) and round(
                    vals["time_from"] * 60
                ) < round(end * 60):
                    vals["message"] = self.env._(
                        "its hours overlap %(name)s", name=name
                    )
                    break
            else:
                where = self.env._(
                    "row %(number)s, “%(name)s”",
                    number=vals["number"],
                    name=vals["name"],
                )
                spans.append((vals["time_from"], vals["time_to"], where))
