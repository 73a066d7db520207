"""A list of an agency's people as a spreadsheet gives it, and how it is loaded."""

from .people_case import PeopleCase

HEADS = [
    "NIP",
    "Nama",
    "Status",
    "Golongan",
    "Jabatan",
    "Jenis Jabatan",
    "Jenjang",
    "Unit",
    "NIP Atasan",
    "Email",
]
FIELDS = [
    "nip",
    "nama",
    "status",
    "golongan",
    "jabatan",
    "jenis_jabatan",
    "jenjang",
    "unit",
    "nip_atasan",
    "email",
]
OPTIONS = {
    "quoting": '"',
    "separator": ",",
    "has_headers": True,
    "encoding": "utf-8",
    "limit": 2000,
    "skip": 0,
}


def make_nip(number):
    return f"19850101201001{1 + number % 2}{number:03d}"


def make_list(size=1000):
    """Return rows of an agency: a head, ten divisions with a head each, their staff."""
    rows = [
        [
            make_nip(1),
            "Kepala Dinas",
            "PNS",
            "IV/c",
            "Kepala Dinas",
            "JPT",
            "",
            "Dinas Besar",
            "",
            "",
        ]
    ]
    for number in range(2, size + 1):
        division = number % 10
        is_head = number <= 11
        rows.append(
            [
                f"1985{number // 500 + 1:02d}01201001{1 + number % 2}{number % 500 + 100:03d}",
                f"Pegawai Nomor {number}",
                "PNS" if number % 3 else "PPPK",
                "III/d" if number % 3 else "IX",
                "Kepala Bidang" if is_head else f"Analis {number % 40}",
                "Administrator" if is_head else "Fungsional",
                "" if is_head else "Ahli Pertama",
                f"Dinas Besar / Bidang {division}",
                rows[0][0] if is_head else None,
                f"pegawai{number}@example.id",
            ]
        )
    heads = {row[7]: row[0] for row in rows[1:11]}
    for row in rows[11:]:
        row[8] = heads[row[7]]
    return rows


class ImportCase(PeopleCase):
    def load(self, rows, person=None, fields=None):
        model = self.as_user(person or self.manager, "hr.skp.employee.import")
        result = model.load(
            fields or FIELDS, [[cell or "" for cell in row] for row in rows]
        )
        self.env.flush_all()
        return result

    def row(self, **cells):
        return [cells.get(name, "") for name in FIELDS]

    def by_nip(self, nip):
        return self.env["hr.employee"].search(
            [("nip", "=", nip), ("company_id", "=", self.company.id)]
        )

    def count_all(self):
        return {
            model: self.env[model].with_context(active_test=False).search_count([])
            for model in ("hr.employee", "hr.version", "hr.department", "hr.job")
        }

    def refused(self, *rows):
        """Load rows that must be refused whole; return [(row of the file, message)]."""
        before = self.count_all()
        result = self.load(rows)
        self.assertFalse(result["ids"])
        self.assertEqual(self.count_all(), before, "nothing half imported")
        return [
            (message["rows"]["from"], message["message"])
            for message in result["messages"]
        ]
