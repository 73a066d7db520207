"""What the tests of imported logs share: workbooks and pasted tables, read."""

import base64
import io

from openpyxl import Workbook

from .log_case import LogCase

HEADS = [
    "Rencana Aksi",
    "Tanggal",
    "Jam Mulai",
    "Jam Selesai",
    "Uraian Kegiatan",
    "Realisasi",
    "Satuan",
    "Bukti Dukung",
]


class LogImportCase(LogCase):
    def read(self, rows, person=None, **values):
        """Return an import of a workbook with these rows, read."""
        book = Workbook()
        book.active.append(["LAPORAN KEGIATAN HARIAN"])
        book.active.append([])
        for row in [HEADS, *rows]:
            book.active.append(row)
        content = io.BytesIO()
        book.save(content)
        tables = self.as_user(
            self.env["hr.skp.activity.import"], person or self.employee
        )
        table = tables.create(
            {
                "file": base64.b64encode(content.getvalue()),
                "file_name": "januari.xlsx",
                **values,
            }
        )
        table.action_read()
        return table

    def row(self, day=3, start="08.00", end="09.30", name="Memeriksa berkas", **cells):
        return [
            cells.get("action", ""),
            f"{day}/1/{self.year}",
            start,
            end,
            name,
            cells.get("quantity", "3"),
            cells.get("uom", "berkas"),
            cells.get("evidence", ""),
        ]

    def paste(self, *lines, **values):
        table = self.as_user(self.env["hr.skp.activity.import"], self.employee).create(
            {"text": "\n".join(lines), **values}
        )
        table.action_read()
        return table
