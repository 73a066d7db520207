"""The Indonesian of the three addons is complete and worded as officials write it.

A new string turns the first test red and is named there. To translate it: export with
``script/odoo i18n export -d <database> -l pot id -- <addon>``, or add the entry by hand,
and write the Indonesian into ``<addon>/i18n/id.po``.
"""

import re
from collections import Counter
from pathlib import Path

import polib

from odoo.modules import get_module_path
from odoo.tests import TransactionCase, new_test_user, tagged
from odoo.tools.translate import TranslationModuleReader

ADDONS = ("hr_skp", "hr_skp_evaluation", "hr_skp_reports")

# Reviewed: words that are the same in both languages, words of the law, and patterns.
SAME_IN_BOTH = {
    # The law's own words and abbreviations
    *("NIP", "NI PPPK", "NRP", "PNS", "PPPK", "CPNS", "Outcome", "Output", "Target"),
    *("Ahli Pertama", "Ahli Muda", "Ahli Madya", "Ahli Utama"),
    *("Pemula", "Terampil", "Mahir", "Penyelia"),
    # Words that Indonesian has taken over
    *("A4", "Administrator", "Auditor", "Final", "Formula", "ID", "Menu", "Model"),
    "Mentoring",
    *("Status", "Token"),
    # Keys as they stand on the keyboard
    *("Alt+↑ ↓", "Backspace", "Ctrl + Enter", "Ctrl+Enter", "Enter", "Esc"),
    # Nothing to translate in them
    "%(user)s, %(date)s: %(proposal)s",
    '<i class="fa fa-bullseye me-1" title="Target"/>',
    '<span class="o_stat_text">SKP</span>',
    "<span>·</span>",
    "%(target)s: %(appraiser)s (%(kind)s)",
    "%(unit)s, %(period)s: %(predicate)s",
    '<i class="fa fa-bullseye" title="Target"/>',
    "https://…",
    "%(name)s, %(result)s: %(roles)s",
}

# Words that are never used here, and the official ones that stand in their place.
FOREIGN_WORDS = {
    "karyawan": "pegawai",
    "manajer": "atasan, penilai",
    "perusahaan": "instansi",
    "departemen": "unit kerja",
    "performa": "kinerja",
    "feedback": "umpan balik",
    "evidence": "bukti dukung",
    "reviewer": "penilai",
}

PLACEHOLDER = re.compile(
    r"%\(\w+\)[sd]|%[sd]"  # of Python and JavaScript
    r"|\{\{.*?\}\}|t-\w+=\"[^\"]*\""  # of QWeb
    r"|</?\w+|\bclass=\"[^\"]*\""  # markup
)

PREDICATES = {
    "very_good": "Sangat Baik",
    "good": "Baik",
    "needs_improvement": "Butuh Perbaikan",
    "poor": "Kurang",
    "very_poor": "Sangat Kurang",
}
RATINGS = {
    "below": "Di bawah ekspektasi",
    "meets": "Sesuai ekspektasi",
    "above": "Di atas ekspektasi",
}
ORGANIZATION_PREDICATES = {
    "excellent": "Istimewa",
    "good": "Baik",
    "needs_improvement": "Butuh Perbaikan",
    "poor": "Kurang",
    "very_poor": "Sangat Kurang",
}
PLAN_STATES = {
    "draft": "Draf",
    "submitted": "Diajukan",
    "approved": "Ditetapkan",
    "revising": "Penyesuaian",
    "closed": "Selesai",
    "cancelled": "Dibatalkan",
}


def read_po(addon):
    return polib.pofile(str(Path(get_module_path(addon), "i18n", "id.po")))


@tagged("standard", "post_install", "-at_install")
class TestPoFiles(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.po = {addon: read_po(addon) for addon in ADDONS}

    def assert_nothing(self, found, title):
        """Fail with one finding per line, where there is any."""
        if found:
            rows = "\n".join(f"  {addon}: {text}" for addon, text in sorted(found))
            self.fail(f"{title} ({len(found)}):\n{rows}")

    def test_id_po_holds_exactly_the_terms_of_the_addons(self):
        # One by one: of a record that several addons name, the export tells only one.
        exported = {
            (addon, source)
            for addon in ADDONS
            for *_ref, source, _text, _comments in TranslationModuleReader(
                self.env.cr, [addon]
            )
        }
        translated = {
            (addon, entry.msgid) for addon in ADDONS for entry in self.po[addon]
        }
        self.assert_nothing(exported - translated, "Not yet in i18n/id.po")
        self.assert_nothing(translated - exported, "In i18n/id.po, but in no source")

    def test_template_holds_the_same_terms(self):
        for addon in ADDONS:
            template = polib.pofile(
                str(Path(get_module_path(addon), "i18n", f"{addon}.pot"))
            )
            self.assertEqual(
                {entry.msgid for entry in template},
                {entry.msgid for entry in self.po[addon]},
                f"{addon}.pot and id.po of {addon} differ",
            )

    def test_each_term_is_translated(self):
        for what, is_wrong in {
            "Empty": lambda entry: not entry.msgstr,
            "Fuzzy": lambda entry: entry.fuzzy,
            "Obsolete": lambda entry: entry.obsolete,
            "Left as its source": lambda entry: (
                entry.msgstr == entry.msgid and entry.msgid not in SAME_IN_BOTH
            ),
        }.items():
            found = {
                (addon, entry.msgid)
                for addon in ADDONS
                for entry in self.po[addon]
                if is_wrong(entry)
            }
            self.assert_nothing(found, what)

    def test_reviewed_list_names_nothing_superfluous(self):
        same = {
            entry.msgid
            for po in self.po.values()
            for entry in po
            if entry.msgid == entry.msgstr
        }
        self.assertFalse(SAME_IN_BOTH - same, "Take these off SAME_IN_BOTH")

    def test_placeholders_and_markup_are_kept(self):
        found = {
            (addon, f"{entry.msgid} -> {entry.msgstr}")
            for addon in ADDONS
            for entry in self.po[addon]
            if Counter(PLACEHOLDER.findall(entry.msgid))
            != Counter(PLACEHOLDER.findall(entry.msgstr))
        }
        self.assert_nothing(found, "Placeholders or markup differ")

    def test_words_of_the_civil_service(self):
        found = {
            (addon, f"{entry.msgstr}  ({word}: {better})")
            for addon in ADDONS
            for entry in self.po[addon]
            for word, better in FOREIGN_WORDS.items()
            if re.search(
                rf"\b{word}(nya)?\b", PLACEHOLDER.sub("", entry.msgstr), re.IGNORECASE
            )
        }
        self.assert_nothing(found, "Not the official word")

    def test_one_source_reads_the_same_in_all_addons(self):
        readings = {}
        for po in self.po.values():
            for entry in po:
                readings.setdefault(entry.msgid, set()).add(entry.msgstr)
        # Feedback is "berkala", an evaluation "periodik".
        readings.pop("Periodic", None)
        several = {
            ("several", f"{source}: {texts}")
            for source, texts in readings.items()
            if len(texts) > 1
        }
        self.assert_nothing(several, "One source, several readings")

    def test_headers(self):
        for addon, po in self.po.items():
            self.assertEqual(po.metadata["Language"], "id", addon)
            self.assertEqual(po.metadata["Plural-Forms"], "nplurals=1; plural=0;")
            # Neither a person nor the hour of an export.
            self.assertFalse(po.metadata.get("Last-Translator"), addon)
            self.assertNotIn("POT-Creation-Date", po.metadata, addon)
            self.assertNotIn("PO-Revision-Date", po.metadata, addon)


@tagged("standard", "post_install", "-at_install")
class TestIndonesian(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("id_ID")
        cls.env["ir.module.module"].search(
            [("name", "in", ADDONS)]
        )._update_translations("id_ID")
        cls.person = new_test_user(
            cls.env,
            "indonesian",
            groups="base.group_user,hr_skp.group_hr_skp_manager",
            lang="id_ID",
        )

    def get_options(self, model, field):
        env = self.env(user=self.person, context={"lang": "id_ID"})
        return dict(env[model].fields_get([field])[field]["selection"])

    def get_menus(self):
        """Return {id: menu} of the app as the Indonesian user's browser loads it."""
        menus = self.env(user=self.person, context={"lang": "id_ID"})[
            "ir.ui.menu"
        ].load_menus(False)
        root = self.env.ref("hr_skp.hr_skp_menu_root").id
        return root, {
            key: menu
            for key, menu in menus.items()
            if key != "root" and menu["app_id"] == root
        }

    def test_official_wording(self):
        evaluation = "hr.skp.evaluation"
        self.assertEqual(self.get_options(evaluation, "predicate"), PREDICATES)
        for model, field in (
            (evaluation, "work_rating"),
            (evaluation, "behavior_rating"),
            ("hr.skp.feedback", "rating"),
        ):
            self.assertEqual(self.get_options(model, field), RATINGS, field)
        self.assertEqual(
            self.get_options("hr.skp.organization.predicate", "predicate"),
            ORGANIZATION_PREDICATES,
        )
        self.assertEqual(self.get_options("hr.skp", "state"), PLAN_STATES)

    def test_menus_are_indonesian(self):
        root, menus = self.get_menus()
        self.assertEqual(menus[root]["name"], "Kinerja")
        self.assertEqual(
            [menus[child]["name"] for child in menus[root]["children"]],
            [
                "Beranda",
                "Kinerja saya",
                "Tim saya",
                "Organisasi",
                "Laporan",
                "Konfigurasi",
            ],
        )
        sources = {
            menu.id: menu.name
            for menu in self.env["ir.ui.menu"]
            .with_context(lang="en_US", active_test=False)
            .browse(menus)
        }
        english = {
            menu["name"]
            for key, menu in menus.items()
            if menu["name"] == sources[key] and menu["name"] not in SAME_IN_BOTH
        }
        self.assertFalse(english)

    def test_views_and_messages_come_in_the_language(self):
        """From the database (a view), from Python (a message), and for the browser."""
        env = self.env(user=self.person, context={"lang": "id_ID"})
        form = env["hr.skp"].get_view(view_type="form")["arch"]
        for word in ("Ajukan", "Tetapkan", "Kembalikan", "Lampiran"):
            self.assertIn(f'"{word}"', form)
        self.assertNotIn('"Approve"', form)
        methods = env["hr.skp.reason"]._get_methods()
        self.assertEqual(
            methods["hr.skp", "action_return"], "Apa yang perlu diubah oleh pegawai?"
        )
        messages = env["ir.http"]._get_translations_for_webclient(ADDONS, "id_ID")[0]
        texts = {
            message["string"] for message in messages["hr_skp_evaluation"]["messages"]
        }
        self.assertIn("Kuadran kinerja", texts)

    def test_history_speaks_in_words(self):
        """Every step that a button records has a name in the person's language."""
        env = self.env(user=self.person, context={"lang": "id_ID"})
        labels = env["hr.skp.event"]._get_kind_labels()
        for kind, label in {
            "submit": "Diajukan",
            "return": "Dikembalikan",
            "approve": "Ditetapkan",
            "revise": "Penyesuaian dibuka",
            "rate": "Dinilai",
            "reset_rating": "Penilaian dibuka kembali",
            "deliver": "Disampaikan",
            "take_back": "Ditarik kembali",
            "accept": "Diterima",
            "erase_payload": "Isi dihapus",
        }.items():
            self.assertEqual(labels.get(kind), label, kind)

    def test_law_is_indonesian_whatever_the_language(self):
        """Values, ranks and perspectives are data of the law, not terms to translate."""
        for model, field in (
            ("hr.skp.value", "name"),
            ("hr.skp.value", "conducts"),
            ("hr.skp.rank", "name"),
            ("hr.skp.perspective", "name"),
        ):
            self.assertFalse(self.env[model]._fields[field].translate, (model, field))
        value = self.env.ref("hr_skp.hr_skp_value_service")
        for lang in ("en_US", "id_ID"):
            self.assertEqual(
                value.with_context(lang=lang).name, "Berorientasi Pelayanan"
            )
