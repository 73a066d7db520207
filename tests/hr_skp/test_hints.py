import doctest
from pathlib import Path

from odoo.tests import BaseCase, tagged

from odoo.addons.hr_skp.rules import wording

from ..common import SkpCase

FOLDER = Path(__file__).parent / "wording"


def read_sentences(name):
    """Yield (whether it is hinted at, the sentence) for each line of a table."""
    for line in (FOLDER / name).read_text().splitlines():
        if not line or line.startswith("#"):
            continue
        kind, aspect, text, target = line.split("\t")
        if kind == "result":
            hits = wording.check_result(text)
        else:
            hits = wording.check_indicator(text, target, aspect or None)
        yield bool(hits), f"{text} {target}".strip()


@tagged("standard", "post_install", "-at_install")
class TestWording(BaseCase):
    def test_doctests(self):
        result = doctest.testmod(wording)
        self.assertGreater(result.attempted, 10)
        self.assertFalse(result.failed)

    def measure(self, name, count):
        found = list(read_sentences(name))
        self.assertEqual(len(found), count)
        return sum(is_hit for is_hit, _text in found) / count

    def test_measured_recall_and_false_alarms(self):
        """The level reached; ``bad_unseen`` is what to expect of plans never seen."""
        self.assertGreaterEqual(self.measure("bad.tsv", 30), 0.9)
        self.assertGreaterEqual(self.measure("bad_unseen.tsv", 30), 0.8)
        self.assertLessEqual(self.measure("good.tsv", 60), 0.1)

    def test_span_names_the_word(self):
        text = "Telah menyusun laporan, dan lain-lain"
        for hit in wording.check_result(text):
            self.assertEqual(text[slice(*hit.span)], hit.word)
        target = " banyak sekali "
        [hit] = wording.check_indicator("Jumlah laporan", target)
        self.assertEqual(target[slice(*hit.span)].strip(), hit.word)

    def test_nothing_and_oddities_pass(self):
        for text in (None, "", "   ", "2025", "…", "%s {0} <b>"):
            self.assertEqual(wording.check_result(text), [])
            wording.check_indicator(text, text, "time")
            wording.normalize(text)


@tagged("standard", "post_install", "-at_install")
class TestHints(SkpCase):
    def hints_of(self, plan, person=None):
        plan = self.as_user(plan, person) if person else plan
        self.env.invalidate_all()
        return plan._get_hints()[plan]

    def codes_of(self, plan, person=None):
        return [hint["code"] for hint in self.hints_of(plan, person)]

    def test_each_hint_names_its_line_and_word(self):
        plan = self.make_plan(results=("Menyusun laporan",))
        plan.result_ids.indicator_ids.write({"name": "Laporan", "target": "banyak"})
        hints = {hint["code"]: hint for hint in self.hints_of(plan)}
        self.assertEqual(
            set(hints), {"no_annex", "unlinked", "activity", "no_measure", "no_number"}
        )
        self.assertEqual(hints["activity"]["result_id"], plan.result_ids.id)
        self.assertEqual(hints["activity"]["word"], "Menyusun")
        self.assertIn("Menyusun", hints["activity"]["text"])
        indicator = plan.result_ids.indicator_ids
        self.assertEqual(hints["no_number"]["indicator_id"], indicator.id)
        self.assertEqual(hints["no_number"]["word"], "banyak")
        self.assertFalse(hints["no_annex"]["result_id"])
        self.assertIn("annex", plan.warning_text)
        self.assertEqual(len(plan.hints), 5)

    def test_hints_never_block(self):
        plan = self.make_plan(results=("Menyusun laporan", "Menghadiri rapat"))
        plan.action_submit()
        self.as_user(plan, self.appraiser).action_approve()
        self.assertEqual(plan.state, "approved")

    def test_a_dropped_result_gets_no_hint(self):
        plan = self.make_approved_plan(results=("Menyusun laporan", "Tersusunnya peta"))
        plan.action_revise("Tugas baru")
        plan.result_ids[0].action_drop("Tidak lagi")
        self.assertNotIn("activity", self.codes_of(plan))

    def test_a_qualitative_plan_needs_no_number(self):
        plan = self.make_plan(approach="qualitative")
        plan.result_ids.indicator_ids.write({"name": "Warga puas", "target": "puas"})
        self.assertEqual(self.codes_of(plan), ["no_annex", "unlinked"])

    def test_last_years_text_is_told_to_both(self):
        old_year = self.env["hr.skp.cycle"].create(
            {
                "name": "Lama",
                "company_id": self.company.id,
                "date_from": f"{self.year - 1}-01-01",
                "date_to": f"{self.year - 1}-12-31",
            }
        )
        old = self.make_plan(
            cycle_id=old_year.id,
            results=(
                f"Tersusunnya laporan kinerja tahun {self.year - 1}",
                "Terlaksananya verifikasi berkas perizinan berusaha secara tepat",
            ),
        )
        results = (
            f"Tersusunnya laporan kinerja, tahun {self.year}",
            "Terlaksananya verifikasi berkas perizinan usaha secara tepat",
            "Meningkatnya mutu peta",
        )
        plan = self.make_plan(results=results)
        self.assertNotIn("same_last_year", self.codes_of(plan))  # a draft only
        old.action_submit()
        self.as_user(old, self.appraiser).action_approve()
        for person in (self.employee, self.appraiser):
            hints = [
                (hint["code"], hint["line"], hint["word"])
                for hint in self.hints_of(plan, person)
                if hint["code"].endswith("last_year")
            ]
            self.assertEqual(
                hints,
                [
                    ("same_last_year", results[0], old.name),
                    ("near_last_year", results[1], old.name),
                ],
            )

    def test_a_neighbours_text_is_told_to_the_appraiser_only(self):
        name = "Terlaksananya layanan loket"
        plan = self.make_plan(results=(name,))
        self.make_plan(self.colleague, results=(f"{name.upper()}.",))
        for person in (self.employee, self.officer, self.auditor, self.superior):
            with self.subTest(person=person.name):
                hints = str(self.hints_of(plan, person))
                self.assertNotIn("neighbor", hints)
                self.assertNotIn(self.colleague.name, hints)
        [hint] = [
            hint
            for hint in self.hints_of(plan, self.appraiser)
            if hint["code"] == "same_neighbor"
        ]
        self.assertEqual(hint["word"], self.colleague.name)

    def test_neighbours_are_of_the_same_appraiser_and_year(self):
        name = "Terlaksananya layanan loket"
        plan = self.make_plan(results=(name,))
        self.make_plan(self.other_head, results=(name,))
        self.make_plan(self.appraiser, results=(name,))
        self.assertNotIn("same_neighbor", self.codes_of(plan, self.appraiser))

    def test_the_leaders_own_words_are_told(self):
        leader = self.make_plan(self.appraiser, results=("Meningkatnya mutu layanan",))
        leader.action_submit()
        plan = self.make_plan(results=("Meningkatnya mutu layanan.",))
        plan.result_ids.parent_id = leader.result_ids
        self.assertIn("same_leader", self.codes_of(plan))

    def test_hints_take_the_same_queries_for_many(self):
        people = [
            self.make_person(f"tetangga{n}", f"Tetangga {n}", self.unit, self.appraiser)
            for n in range(12)
        ]
        plans = self.env["hr.skp"].union(
            *(
                self.make_plan(person, results=(f"Tersusunnya peta {n}", "Menyusun"))
                for n, person in enumerate(people)
            )
        )
        counts = []
        for some in (plans[:2], plans[:2], plans):  # the first one fills caches
            some = self.as_user(some, self.appraiser)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            some._get_hints()
            counts.append(self.cr.sql_log_count - before)
        self.assertLessEqual(counts[2], counts[1])
