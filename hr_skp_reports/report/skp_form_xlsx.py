from odoo import api, models

from .. import terms

# Widths of a spreadsheet column, in characters, for one percent of the printed page.
CHARACTERS_PER_PERCENT = 1.5
FORBIDDEN_IN_SHEET_NAMES = str.maketrans("", "", "[]:*?/\\'")


class SkpFormXlsx(models.AbstractModel):
    """Spreadsheet twin of a printed form: the same values, one sheet a record.

    Every text is written as a string: whatever somebody typed, it is no formula.
    """

    _name = "report.hr_skp_reports.form_xlsx"
    _inherit = ["report.report_xlsx.abstract"]
    _description = "SKP: official form as spreadsheet"

    @api.model
    def _get_printed_form(self):
        """Return the report model whose values fill the sheets."""
        raise NotImplementedError

    @api.model
    def _get_workbook_formats(self, workbook):
        base = {
            "font_name": "Arial",
            "font_size": 9,
            "text_wrap": True,
            "valign": "top",
        }
        box = {**base, "border": 1}
        return {
            "title": workbook.add_format({**base, "bold": True, "align": "center"}),
            "text": workbook.add_format(base),
            "bold": workbook.add_format({**base, "bold": True}),
            "box": workbook.add_format(box),
            "head": workbook.add_format({**box, "bold": True, "bg_color": "#EEEEEE"}),
            "struck": workbook.add_format({**box, "font_strikeout": True}),
        }

    def generate_xlsx_report(self, workbook, data, objs):
        values = self._get_printed_form()._get_report_values(objs.ids, data)
        formats = self._get_workbook_formats(workbook)
        for form in values["forms"]:
            name = form["people"][0]["rows"][0]["text"].translate(
                FORBIDDEN_IN_SHEET_NAMES
            )
            sheet = workbook.add_worksheet(name[:31].strip() or terms.TITLE_RECAP)
            sheet.set_landscape()
            sheet.set_paper(9)
            sheet.fit_to_pages(1, 0)
            self._write_form(_Writer(sheet, formats, self._get_widths(form)), form)

    @api.model
    def _get_widths(self, form):
        return [column["width"] for column in form.get("columns", [])] or [
            4,
            20,
            26,
            4,
            20,
            26,
        ]

    @api.model
    def _write_form(self, writer, form):
        """Write the pieces in the order of the printed form."""
        for title in form["titles"]:
            writer.line(title, "title")
        writer.line(form["mark"], "bold")
        writer.line(form["agency"], "bold")
        for period in form["periods"]:
            writer.line(f"{period['label']}: {period['text']}", "bold")
        writer.skip()
        for person in form["people"]:
            writer.line(person["heading"], "head")
            for row in person["rows"]:
                writer.line(f"{row['label']}: {row['text']}", "box")
        writer.skip()
        self._write_body(writer, form)
        writer.skip()
        for signature in form["signatures"]:
            for key in ("place", "title", "proxy", "name", "identity", "note"):
                writer.line(signature[key], "text")
            writer.skip()

    @api.model
    def _write_body(self, writer, form):
        for rating in ("organization",):
            self._write_rating(writer, form.get(rating))
        if "groups" in form:
            self._write_results(writer, form)
            self._write_rating(writer, form.get("work_rating"))
            self._write_behaviors(writer, form)
            self._write_rating(writer, form.get("behavior_rating"))
            self._write_rating(writer, form.get("predicate"))
        for section in form.get("sections", []):
            writer.line(section["label"], "head")
            for line in section["lines"]:
                writer.line(f"{line['number']} {line['text']}".strip(), "box")

    @api.model
    def _write_rating(self, writer, rating):
        """Write only what was chosen: a sheet is for counting, not for striking out."""
        if rating:
            chosen = [o["text"] for o in rating["options"] if o["style"] == "chosen"]
            writer.line(f"{rating['label']}: {''.join(chosen) or terms.NONE}", "bold")

    @api.model
    def _write_results(self, writer, form):
        writer.line(terms.WORK, "head")
        writer.row([(column["label"], "head", 1) for column in form["columns"]])
        for group in form["groups"]:
            writer.line(group["label"], "head")
            for body in group["bodies"]:
                for row in body["rows"]:
                    writer.row([self._get_written_cell(cell) for cell in row])
            if not group["bodies"]:
                writer.line(terms.NONE, "box")

    @api.model
    def _get_written_cell(self, cell):
        text = "\n".join(part["text"] for part in cell["paragraphs"])
        struck = "struck" in cell["paragraphs"][0]["style"]
        return text, "struck" if struck else "box", cell["rowspan"]

    @api.model
    def _write_behaviors(self, writer, form):
        writer.line(terms.BEHAVIOR, "head")
        for behavior in form["behaviors"]:
            lines = [f"{behavior['number']} {behavior['name']}", *behavior["conducts"]]
            lines.append(f"{terms.EXPECTATION} {behavior['expectation']}")
            lines += [part["text"] for part in behavior["feedback"] if part["text"]]
            writer.line("\n".join(lines), "box")


class _Writer:
    """A sheet that is filled from the top, row by row."""

    def __init__(self, sheet, formats, widths):
        self._sheet, self._formats, self._row = sheet, formats, 0
        # Columns of the current row that a cell above still covers: {column: last row}.
        self._covered = {}
        self._last_column = len(widths) - 1
        self._characters = [width * CHARACTERS_PER_PERCENT for width in widths]
        for column, width in enumerate(self._characters):
            sheet.set_column(column, column, max(width, 6))

    def skip(self):
        self._row += 1

    def line(self, text, style):
        """Write a text over the whole width; nothing where there is none."""
        if not text:
            return
        self._put(0, self._row, self._last_column, text, style)
        width = sum(self._characters)
        lines = sum(1 + int(len(part) / width) for part in text.split("\n"))
        if lines > 1:
            self._sheet.set_row(self._row, 12.5 * lines)
        self._row += 1

    def row(self, cells):
        """Write (text, style, rows covered) into the columns that are free, in order."""
        free = [
            column
            for column in range(self._last_column + 1)
            if self._covered.get(column, -1) < self._row
        ]
        for column, (text, style, rows) in zip(free, cells, strict=True):
            last_row = self._row + rows - 1
            self._covered[column] = last_row
            self._put(column, last_row, column, text, style)
        self._row += 1

    def _put(self, column, last_row, last_column, text, style):
        cell_format = self._formats[style]
        if (last_row, last_column) != (self._row, column):
            self._sheet.merge_range(
                self._row, column, last_row, last_column, "", cell_format
            )
        self._sheet.write_string(self._row, column, text, cell_format)
