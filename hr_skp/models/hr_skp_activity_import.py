import base64
import binascii

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..rules import log_file, log_table

# A year of ten entries a day; what is longer is no log.
MAX_ROWS = 4000


class HrSkpActivityImport(models.Model):
    """A month of the daily log from a table: read, looked at row by row, taken over, undone.

    ==========  ==================================================================
    state       means
    ==========  ==================================================================
    draft       nothing is read yet
    read        each row says whether it can be taken over, and why not
    imported    the chosen rows are entries; the others may follow
    undone      its entries are gone again, but for those submitted meanwhile
    ==========  ==================================================================

    It belongs to who made it; he writes the log with his own rights.
    """

    _name = "hr.skp.activity.import"
    _inherit = ["hr.skp.guard"]
    _description = "Daily log from a table"
    _order = "id desc"
    _skp_guarded = frozenset({"user_id", "state", "row_count"})

    user_id = fields.Many2one(
        "res.users", "Imported by", required=True, index=True, ondelete="cascade"
    )
    employee_id = fields.Many2one(
        "hr.employee",
        required=True,
        ondelete="cascade",
        default=lambda self: self.env["hr.skp.activity"]._get_log_employee(False),
        help="Whose log it is. The performance team imports for others, too.",
    )
    company_id = fields.Many2one(related="employee_id.company_id", store=True)
    file = fields.Binary("Excel file", attachment=True)
    file_name = fields.Char()
    text = fields.Text("Pasted rows")
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("read", "Read"),
            ("imported", "Imported"),
            ("undone", "Undone"),
        ],
        required=True,
        default="draft",
        copy=False,
    )
    row_ids = fields.One2many("hr.skp.activity.import.row", "import_id", "Rows")
    activity_ids = fields.One2many("hr.skp.activity", "import_id", "Entries")
    row_count = fields.Integer("Rows in the table")
    error_count = fields.Integer("Rows with errors", compute="_compute_counts")
    chosen_count = fields.Integer("Chosen", compute="_compute_counts")
    ready_count = fields.Integer("Ready", compute="_compute_counts")
    activity_count = fields.Integer("Entries taken over", compute="_compute_counts")

    @api.depends("row_ids.is_chosen", "row_ids.status", "activity_ids")
    def _compute_counts(self):
        for table in self:
            table.chosen_count = len(table.row_ids._filter_chosen())
            table.ready_count = len(
                table.row_ids.filtered(lambda row: row.status == "ready")
            )
            table.error_count = len(
                table.row_ids.filtered(lambda row: row.status == "error")
            )
            table.activity_count = len(table.activity_ids)

    @api.depends("file_name", "create_date")
    def _compute_display_name(self):
        for table in self:
            day = format_date(self.env, table.create_date or fields.Date.today())
            table.display_name = table.file_name or self.env._(
                "Pasted on %(day)s", day=day
            )

    @api.model
    def _prepare_guarded_vals(self, vals_list):
        return [{"user_id": self.env.uid} for _vals in vals_list]

    # Reading

    def action_read(self):
        """Read the file or the pasted text and say of each row what would come of it.

        :raises UserError: where there is no table, or it was imported already
        """
        self.ensure_one()
        self.check_access("write")
        if self.state in ("imported", "undone"):
            raise UserError(
                self.env._(
                    "%(table)s was imported. Start another.", table=self.display_name
                )
            )
        rows, month = self._get_rows()
        self.row_ids.sudo().unlink()
        lines = self.env["hr.skp.activity.import.row"]
        made = lines.sudo().create(lines._prepare_rows(self, rows, month))
        self.sudo().write({"state": "read", "row_count": len(made)})
        return True

    def _get_rows(self):
        """Return [(number in the table, {column: cell})], and the month it is of."""
        cells = self._read_file() if self.file else log_table.split_text(self.text)
        rows = log_table.read_rows(cells)
        if not rows:
            raise UserError(
                self.env._(
                    "There is no row to read. Choose a file, or paste the rows with their"
                    " columns: action plan, date, start, end, activity, realisation, unit,"
                    " evidence."
                )
            )
        if len(rows) > MAX_ROWS:
            raise UserError(
                self.env._(
                    "The table has %(count)s rows; %(max)s are read at once. Split it.",
                    count=len(rows),
                    max=MAX_ROWS,
                )
            )
        _columns, _start, above = log_table.find_table(cells)
        return rows, log_table.find_month(above)

    def _read_file(self):
        """Return the cells of the first sheet that holds any."""
        try:
            return log_file.read_cells(
                base64.b64decode(self.file), self.file_name or "", MAX_ROWS + 100
            )
        except (binascii.Error, log_file.NoTableError) as error:
            raise UserError(
                self.env._(
                    "%(file)s cannot be read as a table (Excel .xlsx, .ods or .csv). Save it"
                    " as such, or paste the rows.",
                    file=self.file_name or self.env._("The file"),
                )
            ) from error

    # Taking over

    def action_import(self):
        """Make entries of the chosen rows that have no error; done twice, nothing is added.

        :raises UserError: where no row is chosen
        """
        self.ensure_one()
        self.check_access("write")
        rows = self.row_ids._filter_chosen()
        if self.state == "draft" or not rows:
            raise UserError(
                self.env._("Choose at least one row that can be taken over.")
            )
        rows._take_over()
        self.sudo().write({"state": "imported"})
        return True

    def action_choose_all(self):
        """Choose every row that can be taken over."""
        self._choose(True)
        return True

    def action_choose_none(self):
        """Choose no row."""
        self._choose(False)
        return True

    def _choose(self, is_chosen):
        self.ensure_one()
        self.check_access("write")
        rows = self.row_ids.filtered(lambda row: row.status == "ready")
        rows.write({"is_chosen": is_chosen})

    def action_undo(self):
        """Delete the entries of this import that are still drafts, and their links.

        :return: a notification with how many are gone, and how many stay
        """
        self.ensure_one()
        self.check_access("write")
        if self.state != "imported":
            raise UserError(self.env._("Nothing was imported that could be undone."))
        entries = self.activity_ids
        drafts = entries.filtered(lambda entry: entry.state == "draft")
        stay = len(entries - drafts)
        count = len(drafts)
        drafts.unlink()
        self._remove_unused_links()
        # What is gone may be taken over again.
        gone = self.row_ids.filtered(
            lambda row: row.status == "done" and not row.activity_id
        )
        gone.sudo().write({"status": "ready", "is_chosen": False})
        self.sudo().write({"state": "undone" if not stay else "imported"})
        message = self.env._("Entries deleted: %(count)s.", count=count)
        if stay:
            message += " " + self.env._(
                "Submitted ones stay: %(count)s. Withdraw them first.", count=stay
            )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning" if stay else "success",
                "message": message,
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _remove_unused_links(self):
        """Delete the evidence that this import made and that nothing uses any more."""
        links = self.env["hr.skp.evidence"].search(
            [
                ("import_id", "=", self.id),
                ("is_kept", "=", False),
                ("replaced_by_id", "=", False),
            ]
        )
        unused = links.sudo().filtered(lambda link: not link.use_count)
        unused.sudo(False).unlink()

    def action_open_entries(self):
        """Open the entries that came of this import."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_skp.hr_skp_activity_action_my"
        )
        return {**action, "domain": [("import_id", "=", self.id)], "context": {}}
