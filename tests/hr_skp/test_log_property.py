"""Properties of the log: hours never overlap, and what is written out is read back."""

from datetime import date, timedelta
from itertools import combinations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.exceptions import ValidationError
from odoo.tests import BaseCase, tagged

from odoo.addons.hr_skp.rules import log_table

from .log_case import LogCase

MINUTE = st.integers(0, 1440)
SPAN = st.tuples(MINUTE, MINUTE).filter(lambda span: span[0] < span[1])
WORDS = st.text("abcdefghij KLMN.,/()&-", min_size=1, max_size=30).filter(
    lambda text: len(text.strip(" –-.,/()&")) > 2
)
MONTHS = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November"
    " Desember".split()
)
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
DATES = {
    "slashes": lambda day: f"{day.day}/{day.month}/{day.year}",
    "dots": lambda day: f"{day:%d.%m.%y}",
    "words": lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}",
    "weekday": lambda day: (
        f"{DAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1][:3]} {day.year}"
    ),
    "iso": lambda day: day.isoformat(),
    "cell": lambda day: day,
    "number": lambda day: (day - log_table.EXCEL_EPOCH).days,
}
TIMES = {
    "dot": lambda minutes: f"{minutes // 60:02d}.{minutes % 60:02d}",
    "colon": lambda minutes: f"{minutes // 60}:{minutes % 60:02d}",
    "zone": lambda minutes: f"Pukul {minutes // 60:02d}.{minutes % 60:02d} WIB",
    "bare": lambda minutes: f"{minutes // 60:02d}{minutes % 60:02d}",
}
BETWEEN = (" - ", "–", " s.d. ", " s/d ", " sampai dengan ", " hingga ")
NAMES = {
    "action": ("Rencana Aksi", "RHK", "Kegiatan Tugas Jabatan"),
    "date": ("Tanggal", "Hari/Tanggal", "Tgl."),
    "time_from": ("Jam Mulai", "Mulai", "Waktu Mulai (WIB)"),
    "time_to": ("Jam Selesai", "Selesai", "Waktu Selesai"),
    "name": ("Uraian Kegiatan", "Aktivitas", "Uraian Tugas"),
    "quantity": ("Realisasi", "Volume", "Output", "Kuantitas"),
    "uom": ("Satuan", "Satuan Hasil"),
    "evidence": ("Bukti Dukung", "Link Eviden", "Tautan"),
}


@tagged("standard", "post_install", "-at_install")
class TestLogTableProperty(BaseCase):
    @given(
        st.dates(date(2020, 1, 1), date(2039, 12, 31)), st.sampled_from(sorted(DATES))
    )
    def test_a_day_is_read_in_every_dress(self, day, dress):
        self.assertEqual(log_table.read_date(DATES[dress](day)), day)

    @given(MINUTE, st.sampled_from(sorted(TIMES)))
    def test_a_time_is_read_in_every_dress(self, minutes, dress):
        read = log_table.read_time(TIMES[dress](minutes))
        self.assertEqual(round(read * 60), minutes)

    @given(SPAN, st.sampled_from(("dot", "colon", "bare")), st.sampled_from(BETWEEN))
    def test_both_times_in_one_cell(self, span, dress, between):
        cell = between.join(TIMES[dress](minutes) for minutes in span)
        times = log_table.split_times(cell)
        self.assertEqual(
            tuple(round(log_table.read_time(part) * 60) for part in times), span
        )

    @given(st.permutations(sorted(NAMES)), st.data())
    def test_columns_are_found_in_any_order(self, order, data):
        heads = [data.draw(st.sampled_from(NAMES[column])) for column in order]
        self.assertEqual(
            log_table.find_columns(heads),
            {column: index for index, column in enumerate(order)},
        )

    @given(st.text(max_size=200))
    def test_any_text_can_be_read(self, text):
        rows = log_table.split_text(text)
        for _number, row in log_table.read_rows(rows):
            log_table.read_date(row.get("date"), 2026, 1)
            log_table.read_time(row.get("time_from"))
            log_table.split_times(row.get("time_from"))
            log_table.read_duration(row.get("time_from"))
            log_table.read_quantity(row.get("quantity"))
            log_table.read_links(row.get("evidence"))


@tagged("standard", "post_install", "-at_install")
class TestLogProperty(LogCase):
    @settings(
        max_examples=30,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(
        st.lists(
            st.tuples(st.integers(0, 1), st.integers(3, 4), SPAN, st.booleans()),
            min_size=2,
            max_size=5,
        )
    )
    def test_hours_of_a_person_never_overlap(self, entries):
        plans = (self.plan, self.second_plan)
        clash = any(
            one[:2] == other[:2]
            and not one[3]
            and not other[3]
            and one[2][0] < other[2][1]
            and other[2][0] < one[2][1]
            for one, other in combinations(entries, 2)
        )
        vals_list = [
            {
                "skp_id": plans[person].id,
                "date": date(self.year, 1, day),
                "time_from": span[0] / 60,
                "time_to": span[1] / 60,
                "name": f"Kerja {number}",
                "state": "rejected" if is_rejected else "draft",
            }
            for number, (person, day, span, is_rejected) in enumerate(entries)
        ]
        with self.roll_back():
            if clash:
                with self.assertRaisesRegex(ValidationError, "overlap"):
                    self.env["hr.skp.activity"].create(vals_list)
            else:
                made = self.env["hr.skp.activity"].create(vals_list)
                self.env.flush_all()
                self.assertEqual(len(made), len(entries))

    @settings(
        max_examples=12,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(
        st.lists(
            st.tuples(
                st.integers(0, 27),
                st.lists(MINUTE, min_size=4, max_size=4, unique=True).map(sorted),
                WORDS,
                st.decimals(0, 5000, places=2),
                st.sampled_from(("", "berkas", "dokumen")),
                st.booleans(),
            ),
            min_size=1,
            max_size=6,
            unique_by=lambda entry: entry[0],
        ),
        st.permutations(sorted(NAMES)),
        st.sampled_from(sorted(set(DATES) - {"cell"})),
        st.sampled_from(sorted(TIMES)),
    )
    def test_a_log_written_out_is_read_back_once(self, days, order, dates, times):
        lines, expected = [[NAMES[column][0] for column in order]], []
        for offset, minutes, words, quantity, uom, is_linked in days:
            day = date(self.year, 1, 1) + timedelta(days=offset)
            for number, (start, end) in enumerate((minutes[:2], minutes[2:])):
                name = f"Kerja {' '.join(words.split())} {number}"
                cells = {
                    "action": self.result.name if is_linked else "",
                    # As in merged cells: said once for both.
                    "date": "" if number else DATES[dates](day),
                    "time_from": TIMES[times](start),
                    "time_to": TIMES[times](end),
                    "name": name,
                    "quantity": f"{quantity:f}".replace(".", ","),
                    "uom": uom,
                    "evidence": "",
                }
                lines.append([str(cells[column]) for column in order])
                expected.append(
                    (
                        day,
                        start,
                        end,
                        name,
                        float(quantity),
                        uom or False,
                        self.result.id if is_linked else False,
                    )
                )
        text = "\n".join("\t".join(line) for line in lines)

        with self.roll_back():
            table = self.read(text)
            self.assertEqual(set(table.row_ids.mapped("status")), {"ready"})
            table.action_import()
            self.assertCountEqual(
                [
                    (
                        entry.date,
                        round(entry.time_from * 60),
                        round(entry.time_to * 60),
                        entry.name,
                        entry.quantity,
                        entry.uom,
                        entry.result_id.id,
                    )
                    for entry in table.activity_ids
                ],
                expected,
            )
            again = self.read(text)
            self.assertEqual(set(again.row_ids.mapped("status")), {"known"})

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.second_plan = cls.make_approved_plan(cls.colleague)

    def read(self, text):
        table = self.as_user(self.env["hr.skp.activity.import"], self.employee).create(
            {"text": text}
        )
        table.action_read()
        return table

    def roll_back(self):
        return _RolledBack(self)


class _RolledBack:
    """What one example wrote is gone before the next."""

    def __init__(self, case):
        self.case = case

    def __enter__(self):
        self.case.cr.execute("SAVEPOINT example")

    def __exit__(self, *_error):
        self.case.env.clear()
        self.case.cr.execute("ROLLBACK TO SAVEPOINT example")
        return False
