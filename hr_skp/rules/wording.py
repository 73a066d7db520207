"""What the wording of a plan gives away. Plain Python, standard library only.

A planned result says what is there at the end ("Tersusunnya laporan"), not what one
does ("Menyusun laporan"); an indicator says what is measured, how much, and by when.
The analysis looks at the form of single words, so it can only hint, never judge.

>>> check_result("Menyusun laporan bulanan")
[Hit(code='activity', word='Menyusun', span=(0, 8), part='name')]
>>> check_result("Tersusunnya laporan bulanan")
[]
"""

import re
from collections import namedtuple
from difflib import SequenceMatcher

# code: what is odd; word: what gave it away; span: its place in the text; part: ``name``
# or ``target``.
Hit = namedtuple("Hit", "code word span part", defaults=["name"])

WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")

# Words before the one that counts.
FILLERS = frozenset(
    "akan aktif dalam dan dapat guna mampu rangka rutin secara selalu senantiasa"
    " siap sudah telah tetap untuk upaya".split()
)
# Begin like an active verb and are none, or tell of a state.
NO_ACTIVE_VERBS = frozenset(
    "melalui melati meluas memadai membaik memiliki memo memori mempunyai menara mengenai"
    " menguat meningkat menit menjadi mental menteri mentor menu menuju menurun menurut"
    " menyeluruh merah merata merdeka merek meriah merupakan".split()
)
ACTIVE_VERB = re.compile(r"me[lmnrwy][a-z]{3,}")
# Those with ber- are told by name: many nouns begin alike (berkas, berita).
OTHER_VERBS = frozenset(
    "bekerja belajar berkonsultasi berkomunikasi berkontribusi berkoordinasi berlatih"
    " berpartisipasi berperan bersikap bertanggung bertindak bertugas berupaya berusaha"
    # As a base form, as in a list of errands.
    " antar bantu buat cek hadir hadiri ikut ikuti input kerja kerjakan ketik kirim laksanakan"
    " lakukan rekap susun turut".split()
)
# Names of doings. Those with pe-…-an are told by their form.
ACTIVITY_NOUNS = frozenset(
    "apel asistensi bimtek diklat diskusi dokumentasi entri fasilitasi kegiatan kehadiran"
    " keikutsertaan konsultasi koordinasi kunjungan monitoring partisipasi pelatihan rapat"
    " rekapitulasi sosialisasi supervisi survei tugas tugas-tugas verifikasi workshop".split()
)
DOING_NOUN = re.compile(r"pe(?:m|n|ng|ny|l|r)?[a-z]{3,}an")
# Have that form and name a change, a thing or people.
NO_DOING_NOUNS = frozenset(
    "pedoman pegangan pekerjaan pelabuhan pelanggan pelayanan pemerintahan pemukiman"
    " pendapatan pendidikan penerimaan pengaduan pengetahuan penghasilan pengurangan"
    " peningkatan penurunan penyusutan peralatan peraturan percepatan perikanan perizinan"
    " perjanjian perkantoran perkebunan permohonan permukiman pernyataan perpustakaan"
    " persediaan persyaratan pertanian perubahan perumahan perusahaan".split()
)
# Say further on that something is there at the end.
STATES = frozenset(
    "meningkat menurun selesai terbit tercapai terintegrasi terjaga terkelola terkendali"
    " terlaksana terpelihara terpenuhi terselenggara terselesaikan tersampaikan tersedia"
    " tersusun tertangani tertata tertib terwujud tuntas".split()
)
# Words of a result that only wrap a doing.
WRAPPERS = frozenset(
    "tercapainya terlaksananya terpenuhinya terselenggaranya terwujudnya".split()
)
WRAPPED = frozenset("kegiatan pekerjaan tugas".split())
# Leave open what, how much or how well.
VAGUE = re.compile(
    r"""\b(?:
        (?:tugas|pekerjaan|kegiatan)(?:-(?:tugas|pekerjaan|kegiatan))?
            (?:\ (?:kedinasan|dinas|pokok|tambahan))?\ lain(?:nya|-lain)?
        | dan\ lain(?:-lain|nya)? | lain-lain | dll | dst | dsb
        | sesuai\ (?:dengan\ )?(?:arahan|harapan|instruksi|kebutuhan|kemampuan|keperluan
            |permintaan|perintah|petunjuk|tugas|tupoksi|tusi|undangan)
            (?=\W*$|\ (?:atasan|pimpinan|dinas)\b)
        | (?:dengan|secara)\ (?:baik|lancar|maksimal)
        | se\w+-\w+nya | se\w+\ mungkin | sewaktu-waktu
        | (?:apabila|bila|bilamana|jika)\ (?:ada|diminta|diperlukan|dibutuhkan)
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
# What an indicator can measure.
MEASURES = frozenset(
    "akurasi angka banyak banyaknya batas besaran biaya cakupan capaian deviasi durasi"
    " efisiensi frekuensi hasil indeks jangka jumlah kategori kecepatan kelengkapan kepatuhan"
    " kesesuaian ketepatan ketersediaan laju lama lamanya luas nilai opini panjang penghematan"
    " peringkat persen persentase predikat presentase proporsi prosentase rasio rata-rata"
    " realisasi rerata selisih skor tingkat total volume waktu".split()
)
NUMBERS = frozenset(
    "dua empat enam lima nihil nol satu sebelas semua seluruh seluruhnya sembilan separuh"
    " sepuluh seratus seribu setengah setiap tiap tiga tujuh delapan".split()
)
# A step of a named scale is as good as a number.
SCALE = re.compile(
    r"\b(?:grade|kategori|kelas|level|opini|peringkat|predikat|tingkat)\ \w+"
    r"|\b(?:WTP|WDP)\b",
    re.IGNORECASE,
)
UNIT = re.compile(
    r"\d[\d.,]*\s*[^\W\d]|(?:Rp|USD|nilai|skor|indeks)\W*\d", re.IGNORECASE
)
TIMES = frozenset(
    "agustus april batas bulan bulanan desember detik februari hari harian jadwal jam januari"
    " juli juni kerja mei menit minggu november oktober pekan periode semester september"
    " tahun tahunan tanggal tempo tenggat triwulan waktu".split()
)
VAGUE_TARGETS = frozenset(
    "baik banyak beberapa berkala bermutu cepat cukup efektif efisien ideal lancar lengkap"
    " maksimal memadai memuaskan meningkat optimal prima rendah secepatnya secukupnya segera"
    " sering tepat terlaksana tersusun tertib tinggi".split()
)
VAGUE_TIMES = frozenset("cepat secepatnya segera seketika sesegera".split())

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# From here on two texts are nearly the same; shorter ones are alike by chance.
NEAR = 0.9
NEAR_WORDS = 4


def check_result(text):
    """Return the hits in the wording of a planned result.

    Codes: ``activity`` (says what one does), ``vague`` (leaves open what comes of it).

    >>> [hit.word for hit in check_result("Terlaksananya tugas lain dari atasan")]
    ['tugas lain']
    >>> [hit.word for hit in check_result("Telah mengikuti bimbingan teknis")]
    ['mengikuti']
    >>> [hit.word for hit in check_result("Terlaksananya kegiatan menghadiri rapat")]
    ['menghadiri']
    >>> [hit.word for hit in check_result("Pelaksanaan kegiatan rutin")]
    ['Pelaksanaan']
    >>> check_result("Penyusunan laporan selesai sebelum batas waktu")
    []
    >>> check_result("Menurunnya angka kecelakaan kerja")
    []
    """
    words = list(WORD.finditer(text or ""))
    return _find_activity(words, nouns=True) + _find_vague(text or "")


def check_indicator(name, target, aspect=None, is_qualitative=False):
    """Return the hits in an indicator and its target.

    Codes: ``activity``, ``vague``, ``no_measure`` (nothing tells what is measured),
    ``no_number`` (nothing tells how much), ``no_time`` (an indicator of time without
    time). A qualitative plan asks for none of the last three.

    :param str aspect: ``quantity``, ``quality``, ``time``, ``cost`` or nothing

    >>> check_indicator("Jumlah laporan", "12 laporan")
    []
    >>> check_indicator("Jumlah laporan", "banyak")
    [Hit(code='no_number', word='banyak', span=(0, 6), part='target')]
    >>> [(hit.code, hit.word) for hit in check_indicator("Laporan", "1")]
    [('no_measure', 'Laporan')]
    >>> [hit.code for hit in check_indicator("Jumlah laporan", "12", "time")]
    ['no_time']
    >>> check_indicator("Capaian literasi", "kategori baik")
    []
    """
    name, target = name or "", target or ""
    words, target_words = list(WORD.finditer(name)), list(WORD.finditer(target))
    hits = _find_activity(words, nouns=False) + _find_vague(name)
    if is_qualitative:
        return hits
    lowered = {word.group().lower() for word in words}
    target_lowered = {word.group().lower() for word in target_words}
    if words and not lowered & MEASURES and not _names_unit(target):
        hits.append(_hit("no_measure", words[0]))
    if target and not _has_quantity(target, target_lowered, aspect):
        hits.append(_find_first(target, target_words, VAGUE_TARGETS, "no_number"))
    elif aspect == "time" and not (lowered | target_lowered) & TIMES:
        hits.append(_find_first(target, target_words, VAGUE_TIMES, "no_time"))
    return hits


def normalize(text):
    """Return what is compared of a text: words in small letters, without years.

    >>> normalize("Tersusunnya  Laporan Kinerja, Tahun 2025.")
    'tersusunnya laporan kinerja tahun'
    """
    without_years = YEAR.sub(" ", (text or "").casefold())
    return " ".join(word.group() for word in WORD.finditer(without_years))


def is_near(one, other):
    """Whether two normalised texts differ by little; equal ones are near, too.

    >>> one = normalize("Terlaksananya verifikasi berkas perizinan berusaha secara tepat")
    >>> is_near(one, normalize("Terlaksananya verifikasi berkas perizinan usaha secara tepat"))
    True
    >>> is_near(one, normalize("Terlaksananya pencadangan data perizinan secara tepat"))
    False
    """
    if one == other:
        return bool(one)
    words, other_words = set(one.split()), set(other.split())
    if min(len(words), len(other_words)) < NEAR_WORDS:
        return False
    # Cheap first: most pairs share too few words to be worth the comparison.
    if 2 * len(words & other_words) < max(len(words), len(other_words)):
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= NEAR and matcher.ratio() >= NEAR


def _hit(code, match, part="name"):
    return Hit(code, match.group(), match.span(), part)


def _find_activity(words, nouns):
    """Return the word at the head of the text that names a doing, as a list of hits."""
    rest = [word for word in words if not word.group().isdigit()]
    while rest and rest[0].group().lower() in FILLERS:
        rest.pop(0)
    if not rest:
        return []
    lowered = [word.group().lower() for word in rest]
    if lowered[0] in WRAPPERS:
        rest = rest[2:] if lowered[1:2] and lowered[1] in WRAPPED else rest[1:]
        return [_hit("activity", rest[0])] if rest and _is_verb(rest[0]) else []
    if _is_verb(rest[0]) or (
        nouns and _is_doing_noun(lowered[0]) and not STATES.intersection(lowered)
    ):
        return [_hit("activity", rest[0])]
    return []


def _is_verb(word):
    lowered = word.group().lower()
    return lowered in OTHER_VERBS or bool(
        ACTIVE_VERB.fullmatch(lowered)
        and not lowered.endswith("nya")
        and lowered not in NO_ACTIVE_VERBS
    )


def _is_doing_noun(lowered):
    return lowered in ACTIVITY_NOUNS or bool(
        DOING_NOUN.fullmatch(lowered) and lowered not in NO_DOING_NOUNS
    )


def _find_vague(text):
    return [_hit("vague", match) for match in [VAGUE.search(text)] if match]


def _find_first(text, words, table, code):
    """Return a hit on the first word of ``table``, else on the whole target."""
    for word in words:
        if word.group().lower() in table:
            return _hit(code, word, "target")
    return Hit(code, text.strip(), (0, len(text)), "target")


def _names_unit(target):
    """Whether the target itself says what it counts; a share says it of nothing."""
    return "%" not in target and bool(UNIT.search(target) or SCALE.search(target))


def _has_quantity(target, lowered, aspect):
    if re.search(r"\d", target) or lowered & NUMBERS or SCALE.search(target):
        return True
    # "tepat waktu", "sesuai jadwal": a point in time is how much time there is.
    return bool(aspect == "time" and lowered & TIMES)
