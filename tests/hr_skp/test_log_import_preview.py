from datetime import date

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .log_import_case import LogImportCase


@tagged("standard", "post_install", "-at_install")
class TestLogImportPreview(LogImportCase):
    """Rows are put right in the preview, taken over, and undone."""

    def test_a_row_is_put_right_in_place(self):
        self.log(day=5, time_from=8, time_to=9, name="Apel")
        table = self.paste(
            "\t".join(self.row(day=45)),
            "\t".join(self.row(day=5, start="08.30", end="10.00")),
            "\t".join(self.row(day=6, start="pagi")),
        )
        bad_day, overlap, bad_time = table.row_ids
        self.assertIn(f"Date: “45/1/{self.year}”", bad_day.message)
        self.assertIn("From: “pagi”", bad_time.message)
        self.assertEqual(table.error_count, 3)

        with Form(table) as form, form.row_ids.edit(1) as row:
            row.time_from = 9
            self.assertEqual((row.status, row.remark), ("ready", False))
        bad_day.date = date(self.year, 1, 4)
        bad_time.write({"time_from": 8})

        self.assertEqual(table.row_ids.mapped("status"), ["ready"] * 3)
        self.assertEqual(table.error_count, 0)
        table.action_import()
        self.assertEqual(
            table.activity_ids.sorted("date").mapped("time_from"), [8, 9, 8]
        )
        with self.assertRaisesRegex(UserError, "taken over"):
            overlap.name = "Lain"

    def test_one_of_two_times_is_not_enough(self):
        table = self.paste(
            "\t".join(self.row(day=3, start="")), "\t".join(self.row(day=4, end=""))
        )
        self.assertEqual(
            table.row_ids.mapped("message"), ["From is missing", "To is missing"]
        )

        table.row_ids[1].time_to = 9

        self.assertEqual(table.row_ids.mapped("status"), ["error", "ready"])

    def test_putting_one_right_frees_those_in_its_way(self):
        table = self.paste(
            "\t".join(self.row(day=3, start="08.00", end="10.00", name="Rapat")),
            "\t".join(self.row(day=3, start="09.00", end="11.00", name="Apel")),
        )
        self.assertIn("row 1, “Rapat”", table.row_ids[1].message)

        table.row_ids[0].time_to = 9

        self.assertEqual(table.row_ids.mapped("status"), ["ready", "ready"])
        self.assertTrue(table.row_ids[1].is_chosen)

    def test_a_result_is_chosen_for_words_nobody_knows(self):
        table = self.paste(
            "\t".join(self.row(action="Melayani", evidence="foto kegiatan"))
        )
        row = table.row_ids
        self.assertEqual(row.status, "ready")
        self.assertIn("Melayani", row.hint)
        self.assertIn("foto kegiatan", row.hint)

        row.result_id = self.result
        table.action_import()

        self.assertNotIn("Melayani", row.hint)
        self.assertEqual(table.activity_ids.result_id, self.result)

    def test_a_step_of_a_result_taken_over_links_nothing(self):
        self.as_user(self.env["hr.skp.action"], self.employee).create(
            {
                "result_id": self.result.id,
                "period_id": self.period.id,
                "name": "Melayani pemohon",
            }
        )
        self.as_user(self.result, self.appraiser).action_take_over("Tidak selesai")
        table = self.paste("\t".join(self.row(action="Melayani pemohon")))
        self.assertEqual(table.row_ids.status, "ready")
        self.assertIn("no step or result of the plan", table.row_ids.hint)
        table.action_import()
        self.assertFalse(table.activity_ids.result_id)

    def test_putting_a_row_right_costs_the_same_for_10_and_100(self):
        counts = []
        for number in (1, 10, 100):
            table = self.paste(
                *(
                    "\t".join(
                        self.row(
                            day=1 + index % 28, start="", end="", name=f"K {index}"
                        )
                    )
                    for index in range(number)
                )
            )
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            table.row_ids[0].quantity = 7
            self.env.flush_all()
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(*counts[1:])

    def test_only_chosen_rows_are_taken_over_and_the_rest_may_follow(self):
        table = self.read([self.row(day=3), self.row(day=4)])
        table.action_choose_none()
        table.row_ids[1].is_chosen = True
        table.action_import()
        self.assertEqual(table.activity_ids.mapped("date"), [date(self.year, 1, 4)])

        table.action_choose_all()
        table.action_import()

        self.assertEqual(len(table.activity_ids), 2)

    def test_undo_deletes_drafts_and_names_what_stays(self):
        table = self.read([self.row(day=3), self.row(day=4)])
        table.action_import()
        table.activity_ids.filtered(lambda entry: entry.date.day == 3).action_submit()

        answer = table.action_undo()

        self.assertIn("stay: 1", answer["params"]["message"])
        self.assertEqual(table.activity_ids.mapped("date"), [date(self.year, 1, 3)])
        table.activity_ids.action_withdraw()
        table.action_undo()
        self.assertEqual((table.state, len(table.activity_ids)), ("undone", 0))
        self.assertEqual(table.row_ids.mapped("status"), ["ready", "ready"])

    def test_undo_takes_the_links_along_that_nothing_else_uses(self):
        table = self.paste(
            "\t".join(self.row(day=3, evidence="notulen.go.id/a")),
            "\t".join(self.row(day=4, evidence="notulen.go.id/b")),
        )
        table.action_import()
        links = table.activity_ids.evidence_ids
        self.assertEqual(links.import_id, table)
        used = links.filtered(lambda link: "/b" in link.url)
        self.log(day=5, evidence_ids=used.ids)

        table.action_undo()

        self.assertEqual(links.exists(), used)

    def test_a_row_put_right_after_the_import_follows(self):
        table = self.paste(
            "\t".join(self.row(day=3)), "\t".join(self.row(day=4, start="pagi"))
        )
        table.action_import()

        with Form(table) as form, form.row_ids.edit(1) as row:
            row.time_from = 8
        self.assertEqual(table.chosen_count, 1)
        table.action_import()

        self.assertEqual(table.row_ids.mapped("status"), ["done", "done"])

    def test_a_result_chosen_once_serves_the_rows_of_the_same_words(self):
        table = self.paste(
            "\t".join(self.row(day=3, action="Melayani")),
            "\t".join(self.row(day=4, action=" melayani")),
            "\t".join(self.row(day=5, action="Apel")),
        )

        table.row_ids[0].result_id = self.result

        self.assertEqual(
            [row.result_id for row in table.row_ids],
            [self.result, self.result, self.result.browse()],
        )
