from odoo import api, fields, models

from ..rules import log_table

# What may be put right in the preview.
EDITABLE_FIELDS = frozenset(
    {
        "date",
        "time_from",
        "time_to",
        "duration",
        "name",
        "quantity",
        "uom",
        "result_id",
        "evidence_text",
    }
)


class HrSkpActivityImportRow(models.Model):
    """One row of an imported table: what it is read as, and what is wrong with it.

    It is put right in place, and looked at again at once; how it is looked at stands in
    ``hr_skp_activity_import_check.py``.
    """

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
    hint = fields.Char(
        readonly=True,
        help="What the row names and the plan does not know; it may be taken over.",
    )
    remark = fields.Char("Remark", compute="_compute_remark")
    # {field: what its cell says} of cells that could not be read.
    unread = fields.Json(readonly=True, export_string_translation=False)
    date = fields.Date()
    time_from = fields.Float("From")
    time_to = fields.Float("To")
    duration = fields.Float("Hours")
    name = fields.Char("Activity")
    quantity = fields.Float()
    uom = fields.Char("Unit of measure")
    action_text = fields.Char("Action plan", readonly=True)
    action_id = fields.Many2one("hr.skp.action", readonly=True, ondelete="set null")
    result_id = fields.Many2one(
        "hr.skp.result",
        domain="[('skp_id', '=', skp_id), ('state', '=', 'active')]",
        ondelete="set null",
    )
    evidence_text = fields.Char("Evidence")
    skp_id = fields.Many2one("hr.skp", readonly=True, ondelete="cascade")
    activity_id = fields.Many2one(
        "hr.skp.activity", "Entry", readonly=True, ondelete="set null"
    )

    @api.depends("message", "hint")
    def _compute_remark(self):
        for row in self:
            row.remark = row.message or row.hint

    @api.model
    def _get_skp_guarded(self):
        """Only the choice and the cells are the person's; all else follows from them."""
        stored = {name for name, field in self._fields.items() if field.store}
        return stored - {"is_chosen", *EDITABLE_FIELDS, *models.MAGIC_COLUMNS}

    def _filter_chosen(self):
        return self.filtered(lambda row: row.is_chosen and row.status == "ready")

    # Putting right

    def write(self, vals):
        changed = EDITABLE_FIELDS & vals.keys()
        if self.env.su or not changed:
            return super().write(vals)
        self._check_open()
        done = super().write(vals)
        for row in self.sudo().filtered("unread"):
            row.unread = {
                name: cell for name, cell in row.unread.items() if name not in changed
            }
        if vals.get("result_id"):
            self._share_result()
        self.import_id._look_again()
        return done

    def _share_result(self):
        """Give the result chosen for some words to the other rows of the same words."""
        results = {
            (row.import_id, row.skp_id, row._get_words()): row.result_id for row in self
        }
        for row in self.import_id.row_ids:
            key = row.import_id, row.skp_id, row._get_words()
            if row.status != "done" and not row.result_id and key in results:
                row.sudo().result_id = results[key]

    def _get_words(self):
        """Return the words that say which result a row serves."""
        return " ".join((self.action_text or self.name or "").split()).casefold()

    def _check_open(self):
        """Raise where a row is an entry already: that one is changed instead."""
        done = self.filtered(lambda row: row.status == "done")
        done._raise_refusals(
            dict.fromkeys(
                done,
                self.env._("it is taken over. Change the entry in the daily log."),
            )
        )

    @api.onchange(*sorted(EDITABLE_FIELDS))
    def _onchange_cells(self):
        """Say at once whether a row that is being put right can be taken over now."""
        origin = self._origin
        if not origin or origin.status == "done":
            return
        vals = self._get_vals()
        changed = {name for name in EDITABLE_FIELDS if self[name] != origin[name]}
        vals["unread"] = {
            name: cell
            for name, cell in (origin.unread or {}).items()
            if name not in changed
        }
        others = [
            other._get_vals()
            for other in origin.import_id.row_ids
            if other != origin and other.status in ("ready", "known")
        ]
        self._look_at(origin.import_id, [*others, vals])
        self.status, self.message = vals["status"], vals["message"]
        self.hint = vals["hint"]
        self.is_chosen = vals["status"] == "ready"

    def _get_vals(self):
        """Return the cells of one row, as they are looked at."""
        vals = {name: self[name] for name in EDITABLE_FIELDS}
        return {
            **vals,
            "number": self.number,
            "result_id": self.result_id.id,
            "action_id": self.action_id.id,
            "action_text": self.action_text or "",
            "name": self.name or "",
            "evidence_text": self.evidence_text or "",
            "unread": dict(self.unread or {}),
        }

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
                    "duration": row.duration,
                    "name": row.name,
                    "quantity": row.quantity,
                    "uom": row.uom,
                    "kind": "duty",
                    "result_id": row.result_id.id,
                    "action_id": row.action_id.id,
                    "evidence_ids": [
                        evidences[row.skp_id, key]
                        for key in row._get_evidence_keys()
                        if (row.skp_id, key) in evidences
                    ],
                }
                for row in self
            ]
        )
        entries.sudo().write({"import_id": self.import_id.id})
        for row, entry in zip(self.sudo(), entries, strict=True):
            row.write({"status": "done", "is_chosen": False, "activity_id": entry.id})

    def _get_evidence_keys(self):
        """Return what the evidence of one row is found by: its links, else its name."""
        return log_table.read_links(self.evidence_text) or [
            (self.evidence_text or "").strip()
        ]

    def _get_evidences(self):
        """Return {(plan, link or name): id} of the evidence, making links that are new."""
        wanted = dict.fromkeys(
            (row.skp_id, key) for row in self for key in row._get_evidence_keys() if key
        )
        words = [key for _plan, key in wanted]
        evidences = self.env["hr.skp.evidence"]
        found = evidences.search(
            [
                ("skp_id", "in", [plan.id for plan, _key in wanted]),
                ("replaced_by_id", "=", False),
                "|",
                ("url", "in", words),
                ("name", "in", words),
            ]
        )
        known = {(evidence.skp_id, evidence.name): evidence.id for evidence in found}
        known.update(
            {(evidence.skp_id, evidence.url): evidence.id for evidence in found}
        )
        missing = [
            key for key in wanted if key not in known and log_table.read_links(key[1])
        ]
        made = evidences.create(
            [
                {"skp_id": plan.id, "kind": "link", "url": url, "name": url}
                for plan, url in missing
            ]
        )
        made.sudo().write({"import_id": self.import_id.id})
        known.update(zip(missing, made.ids, strict=True))
        return known
