import csv
import io

from openpyxl import Workbook, load_workbook

from odoo.tests import tagged
from odoo.tools import file_open

from .import_case import FIELDS, HEADS, OPTIONS, ImportCase, make_list


@tagged("standard", "post_install", "-at_install")
class TestImportScreen(ImportCase):
    """Through Odoo's own screen: upload, recognised columns, test, import."""

    def wizard(self, content, file_type):
        wizard = self.env["base_import.import"].with_user(self.manager.user_id)
        return wizard.create(
            {
                "res_model": "hr.skp.employee.import",
                "file": content,
                "file_type": file_type,
                "file_name": "pegawai",
            }
        )

    def play(self, wizard, dryrun=False):
        options = OPTIONS.copy()
        preview = wizard.parse_preview(options)
        self.assertNotIn("error", preview)
        columns = [head.lower() for head in preview["headers"]]
        fields = [
            preview["matches"].get(index, [False])[0] for index in range(len(columns))
        ]
        self.assertEqual(fields, FIELDS, "each column is recognised by its head")
        return wizard.execute_import(fields, columns, preview["options"], dryrun=dryrun)

    def as_csv(self, rows):
        stream = io.StringIO()
        csv.writer(stream).writerows([HEADS, *rows])
        return stream.getvalue().encode()

    def as_xlsx(self, rows):
        book = Workbook()
        for row in [HEADS, *rows]:
            book.active.append(row)
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()

    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def test_csv_and_xlsx(self):
        rows = make_list(60)
        result = self.play(self.wizard(self.as_csv(rows[:30]), "text/csv"))
        self.assertEqual((len(result["ids"]), result["messages"]), (30, []))
        result = self.play(self.wizard(self.as_xlsx(rows), self.XLSX))
        self.assertEqual((len(result["ids"]), result["messages"]), (60, []))
        self.assertEqual(self.by_nip(rows[59][0]).parent_id.nip, rows[59][8])

    def test_a_test_run_keeps_nothing(self):
        before = self.count_all()
        result = self.play(
            self.wizard(self.as_csv(make_list(30)), "text/csv"), dryrun=True
        )
        self.assertEqual((len(result["ids"]), result["messages"]), (30, []))
        self.env.invalidate_all()
        self.assertEqual(self.count_all(), before)

    def test_more_rows_than_the_screen_sends_at_once(self):
        """The superior stands beyond the screen's limit; all rows come in together."""
        rows = make_list(30)[::-1]
        options = {**OPTIONS, "limit": 10}
        wizard = self.wizard(self.as_csv(rows), "text/csv")
        result = wizard.execute_import(FIELDS, HEADS, options)
        self.assertEqual((len(result["ids"]), result["nextrow"]), (30, 0))

    def test_errors_show_their_row(self):
        rows = make_list(30)
        rows[4][3] = "Z/9"
        before = self.count_all()
        result = self.play(self.wizard(self.as_xlsx(rows), self.XLSX))
        self.assertFalse(result["ids"])
        (message,) = result["messages"]
        self.assertEqual((message["type"], message["record"]), ("error", 6))
        self.assertEqual(self.count_all(), before)

    def test_the_template(self):
        (template,) = self.env["hr.skp.employee.import"].get_import_templates()
        with file_open(template["template"].lstrip("/"), "rb") as file:
            content = file.read()
        sheet = load_workbook(io.BytesIO(content)).worksheets[0]
        self.assertEqual([cell.value for cell in sheet[1]], HEADS)
        self.assertEqual(sheet["A100"].number_format, "@", "numbers are not rounded")
        result = self.play(self.wizard(content, self.XLSX), dryrun=True)
        self.assertEqual((len(result["ids"]), result["messages"]), (4, []))

    def test_the_menu_opens_the_screen(self):
        action = self.env.ref("hr_skp.hr_skp_employee_import_action_load").sudo()
        self.assertEqual(action.tag, "import")
        self.assertEqual(action.params, {"active_model": "hr.skp.employee.import"})
