"""Words of the official forms. The law is Indonesian, so they are never translated.

Plain Python: forms print right where only ``en_US`` is installed.
"""

from babel.dates import format_date
from babel.numbers import format_decimal

TITLE_SKP = "SASARAN KINERJA PEGAWAI"
TITLE_ANNEX = "LAMPIRAN SASARAN KINERJA PEGAWAI"
TITLE_EVALUATION = "EVALUASI KINERJA PEGAWAI"
TITLE_DOCUMENT = "DOKUMEN EVALUASI KINERJA PEGAWAI"
TITLE_WHY = "DASAR PREDIKAT KINERJA PEGAWAI"
TITLE_RECAP = "Rekap Penilaian"

APPROACHES = {
    "quantitative": "PENDEKATAN HASIL KERJA KUANTITATIF",
    "qualitative": "PENDEKATAN HASIL KERJA KUALITATIF",
}
FORMS = {
    "leader": "BAGI PEJABAT PIMPINAN TINGGI DAN PIMPINAN UNIT KERJA MANDIRI",
    "staff": "BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL",
}
DRAFT = "DRAF"
DRAFT_NOTE = "Belum ditetapkan"
NOT_DELIVERED = "Belum disampaikan kepada pegawai"
CANCELLED = "DIBATALKAN"

ASSESSMENT_PERIOD = "PERIODE PENILAIAN"
PLAN_PERIOD = "PERIODE SKP"
PERIOD = "PERIODE"
UNTIL = "s.d."
FINAL = "AKHIR"
ROMANS = ("I", "II", "III", "IV")

EMPLOYEE = "PEGAWAI YANG DINILAI"
APPRAISER = "PEJABAT PENILAI KINERJA"
SUPERIOR = "ATASAN PEJABAT PENILAI KINERJA"
IDENTITY_LABELS = {
    "name": "NAMA",
    "nip": "NIP",
    "rank": "PANGKAT/GOL. RUANG",
    "position": "JABATAN",
    "unit": "UNIT KERJA",
}
NUMBER = "NO"

WORK = "HASIL KERJA"
RESULT_KINDS = {"main": "A. UTAMA", "additional": "B. TAMBAHAN"}
COLUMNS = {
    "number": NUMBER,
    "parent": "RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI",
    "result": "RENCANA HASIL KERJA",
    "aspect": "ASPEK",
    "indicator": "INDIKATOR KINERJA INDIVIDU",
    "target": "TARGET",
    "perspective": "PERSPEKTIF",
    "realization": "REALISASI BERDASARKAN BUKTI DUKUNG",
    "feedback": "UMPAN BALIK BERKELANJUTAN BERDASARKAN BUKTI DUKUNG",
    "evidence": "BUKTI DUKUNG",
    "rating": "PENILAIAN PEJABAT PENILAI",
}
QUALITATIVE_MEASURES = "Ukuran keberhasilan/Indikator Kinerja Individu, dan Target:"
ASPECTS = {
    "quantity": "Kuantitas",
    "quality": "Kualitas",
    "time": "Waktu",
    "cost": "Biaya",
}
ASSIGNED_BY = "(Penugasan dari %s)"
TAKEN_OVER = "Diambil alih oleh Pimpinan"
CONTINUED = "(lanjutan)"
NONE = "-"

BEHAVIOR = "PERILAKU KERJA"
EXPECTATION = "Ekspektasi Khusus Pimpinan:"

ANNEX_SECTIONS = {
    "resource": "DUKUNGAN SUMBER DAYA",
    "accountability": "SKEMA PERTANGGUNGJAWABAN",
    "consequence": "KONSEKUENSI",
}
RESOURCE_KINDS = {
    "people": "Sumber daya manusia",
    "budget": "Anggaran",
    "equipment": "Peralatan kerja",
    "guidance": "Pendampingan pimpinan",
    "facilities": "Sarana dan prasarana",
}
EFFECTS = {"positive": "Positif", "negative": "Negatif"}

ORGANIZATION_ACHIEVEMENT = "CAPAIAN KINERJA ORGANISASI"
DISTRIBUTION = "POLA DISTRIBUSI"
WORK_RATING = "RATING HASIL KERJA"
BEHAVIOR_RATING = "RATING PERILAKU KERJA"
PREDICATE = "PREDIKAT KINERJA PEGAWAI"
ANNUAL = "TAHUNAN"
RATINGS = {
    "above": "DI ATAS EKSPEKTASI",
    "meets": "SESUAI EKSPEKTASI",
    "below": "DI BAWAH EKSPEKTASI",
}
PREDICATES = {
    "very_good": "SANGAT BAIK",
    "good": "BAIK",
    "needs_improvement": "BUTUH PERBAIKAN",
    "poor": "KURANG/MISCONDUCT",
    "very_poor": "SANGAT KURANG",
}
ORGANIZATION_PREDICATES = {
    "excellent": "ISTIMEWA",
    "good": "BAIK",
    "needs_improvement": "BUTUH PERBAIKAN",
    "poor": "KURANG",
    "very_poor": "SANGAT KURANG",
}
# From the left of the curve to its right.
CURVE_LABELS = (
    "Sangat Kurang",
    "Kurang/Misconduct",
    "Butuh Perbaikan",
    "Baik",
    "Sangat Baik",
)
CURVE_AXIS = "Jumlah pegawai"

# Spelling of e-Kinerja's own spreadsheet, which other programs read.
RECAP_SHEET = "Rekap Penilaian"
RECAP_COLUMNS = (
    "No",
    "NIP",
    "Nama",
    "Jabatan",
    "Rating Hasil Kinerja",
    "Rating Perilaku Kerja",
    "Predikat Kinerja Periodik",
)
RECAP_RATINGS = {
    "above": "Diatas Ekspektasi",
    "meets": "Sesuai Ekspektasi",
    "below": "Dibawah Ekspektasi",
}
RECAP_PREDICATES = {
    "very_good": "Sangat Baik",
    "good": "Baik",
    "needs_improvement": "Butuh Perbaikan",
    "poor": "Kurang",
    "very_poor": "Sangat Kurang",
}
RECAP_PERIODS = {
    "monthly": "Periode Bulanan %(number)s Tahun %(year)s",
    "quarterly": "Periode Triwulanan %(number)s Tahun %(year)s",
    "annual": "Periode Tahunan %(year)s",
}

SIGN_EMPLOYEE = "Pegawai yang Dinilai"
SIGN_APPRAISER = "Pejabat Penilai Kinerja"
SIGN_SUPERIOR = "Atasan Pejabat Penilai Kinerja"
SIGNED_BY_PROXY = "a.n., oleh %s"
SUBMITTED_ON = "Diajukan secara elektronik tanggal %s"
BLANK = "…………………"
REVISION = "penetapan ke-%s"
DIGEST = "sidik digital %s"
FOR_RESULT = "untuk rencana hasil kerja: %s"
NOT_AGREED = "tidak disepakati"

GIVERS = {
    "leader": "Pimpinan",
    "peer": "Rekan kerja",
    "subordinate": "Bawahan",
    "other": "Pihak lain",
}

DOCUMENT_EVALUATION = "EVALUASI KINERJA"
DOCUMENT_NOTES = "CATATAN/REKOMENDASI"
DOCUMENT_OBJECTION = "KEBERATAN"
DOCUMENT_EXPLANATION = "PENJELASAN PEJABAT PENILAI ATAS KEBERATAN"
DOCUMENT_DECISION = "KEPUTUSAN ATASAN PEJABAT PENILAI KINERJA"
OBJECTED_ON = "Diajukan tanggal %s"
EXPLAINED_ON = "Dijelaskan tanggal %(day)s oleh %(person)s"
DECIDED_ON = "Diputus tanggal %(day)s oleh %(person)s"
PREDICATE_CHANGED = "Predikat semula %(old)s, menjadi %(new)s"
PREDICATE_KEPT = "Predikat tetap %(new)s"
NOTE = "Catatan: %s"
RECOMMENDATION = "Rekomendasi: %s"
RECEIVED = "Diterima tanggal %s"
MADE = "Dibuat tanggal %s"

WHY_SENTENCE = (
    "Rating hasil kerja %(work)s dan rating perilaku kerja %(behavior)s bersama-sama"
    " menghasilkan predikat %(predicate)s menurut kuadran kinerja pegawai."
)
WHY_NOTHING = "Belum ada predikat: kedua rating belum lengkap."
WHY_AXES = f"{WORK} ↓ / {BEHAVIOR} →"
WHY_STEPS = "SIAPA MENETAPKAN, KAPAN, DAN MENGAPA"
WHY_STEP_COLUMNS = ("WAKTU", "LANGKAH", "OLEH", "ALASAN", "SEBELUM DAN SESUDAH")
WHY_EXPECTATION = "EKSPEKTASI KHUSUS PIMPINAN"
WHY_NOTES = {
    "note": "CATATAN PEJABAT PENILAI KINERJA",
    "recommendation": "REKOMENDASI",
    "contribution_note": "KONTRIBUSI PADA HASIL KERJA PIMPINAN",
    "remark": "KETERANGAN LAIN",
    "deviation_note": "ALASAN MENYIMPANG DARI POLA DISTRIBUSI",
}
# Other steps keep the name that they have on screen.
STEPS = {
    "submit": "Diajukan pegawai",
    "rate": "Dinilai",
    "reset_rating": "Penilaian dibuka kembali",
    "deliver": "Disampaikan",
    "take_back": "Ditarik kembali",
    "accept": "Diterima pegawai",
    "object": "Keberatan diajukan",
    "objection_file": "Keberatan diajukan",
    "objection_explain": "Penjelasan pejabat penilai atas keberatan",
    "objection_keep": "Keberatan diputus: rating tetap",
    "objection_change": "Keberatan diputus: predikat diubah",
    "objection_change_rating": "Keberatan diputus: rating diubah, predikat tetap",
    "objection_withdraw": "Keberatan dicabut",
    "objection_decider": "Keberatan diputus oleh pejabat lain",
}
CHANGES = {
    "work_rating": (WORK_RATING, RATINGS),
    "behavior_rating": (BEHAVIOR_RATING, RATINGS),
    "predicate": (PREDICATE, PREDICATES),
}
SCORE = "SKOR"
ON_BEHALF = "%(user)s, a.n. %(other)s"


def get_date(date):
    """Return a date as it stands on paper, or an empty string.

    >>> import datetime
    >>> get_date(datetime.date(2026, 8, 7))
    '7 Agustus 2026'
    >>> get_date(None)
    ''
    """
    return format_date(date, "d MMMM y", locale="id") if date else ""


def get_moment(moment):
    """Return a moment of the agency's clock as it stands on paper.

    >>> import datetime
    >>> get_moment(datetime.datetime(2026, 8, 7, 9, 5))
    '7 Agustus 2026 09.05'
    """
    return f"{get_date(moment)} {moment:%H.%M}"


def get_score(number):
    """Return a score as it stands on paper, or an empty string where none was given.

    >>> get_score(96.5), get_score(100.0), get_score(0.0), get_score(None)
    ('96,5', '100', '0', '')
    """
    return "" if number is None else format_decimal(number, "0.##", locale="id")


def get_range(date_from, date_to):
    """Return a range of dates as it stands on paper.

    >>> import datetime
    >>> get_range(datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))
    '1 Januari 2026 s.d. 31 Desember 2026'
    """
    return f"{get_date(date_from)} {UNTIL} {get_date(date_to)}"
