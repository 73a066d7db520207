"""The arithmetic of targets, tried with many numbers; the examples stand beside the code."""

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.hr_skp.rules import measure

WHOLE = st.integers(0, 10**7)
CENTS = st.integers(0, 10**9).map(lambda number: number / 100)
COUNT = st.integers(1, 12)
POSITIVE = st.floats(0.01, 10**6)
POLARITIES = st.sampled_from(["higher", "lower", "exact"])


@tagged("standard", "post_install", "-at_install")
class TestMeasure(BaseCase):
    @settings(deadline=None)
    @given(WHOLE, COUNT)
    def test_a_whole_number_is_parted_into_whole_numbers(self, total, count):
        parts = measure.split(total, count)
        self.assertEqual(sum(parts), total)
        self.assertTrue(all(part == int(part) for part in parts))
        self.assertLessEqual(max(parts) - min(parts), 1)

    @settings(deadline=None)
    @given(CENTS, COUNT)
    def test_no_cent_is_lost(self, total, count):
        parts = measure.split(total, count)
        self.assertAlmostEqual(sum(parts), total, 4)
        self.assertLessEqual(max(parts) - min(parts), 1.0001)

    @settings(deadline=None)
    @given(
        CENTS | WHOLE,
        COUNT,
        st.sampled_from(["equal", "cumulative", "last", "same"]),
        st.data(),
    )
    def test_every_rule_passes_its_own_check(self, total, count, rule, data):
        kept = []
        if rule != "same":
            # What was rated before can be anything up to the whole.
            before = data.draw(st.integers(0, count - 1))
            kept = (
                measure.divide(float(int(total) // 2), before, rule) if before else []
            )
        parts = measure.divide(total, count, rule, kept)
        self.assertEqual(len(parts), count)
        self.assertEqual(parts[: len(kept)], kept)
        self.assertIsNone(measure.get_division_fault(total, parts, rule))

    @settings(deadline=None)
    @given(
        WHOLE, WHOLE, COUNT, st.sampled_from(["equal", "cumulative", "last", "same"])
    )
    def test_a_range_stays_a_range_in_each_period(self, lower, width, count, rule):
        lowers = measure.divide(lower, count, rule)
        uppers = [
            low + more
            for low, more in zip(
                lowers, measure.divide(width, count, rule), strict=True
            )
        ]
        self.assertTrue(all(u >= low for low, u in zip(lowers, uppers, strict=True)))
        self.assertIsNone(measure.get_division_fault(lower + width, uppers, rule))

    @settings(deadline=None)
    @given(WHOLE.filter(bool), st.integers(2, 12), st.data())
    def test_one_part_changed_is_noticed(self, total, count, data):
        parts = measure.divide(total, count, "equal")
        parts[data.draw(st.integers(0, count - 1))] += 1
        self.assertEqual(measure.get_division_fault(total, parts, "hand"), "sum")

    @settings(deadline=None)
    @given(POSITIVE, POSITIVE, POLARITIES)
    def test_the_target_itself_is_all_of_it(self, aim, width, polarity):
        self.assertEqual(measure.get_achievement(aim, aim, polarity=polarity), 100)
        for realized in (aim, aim + width / 2, aim + width):
            self.assertEqual(
                measure.get_achievement(realized, aim, aim + width, polarity), 100
            )

    @settings(deadline=None)
    @given(POSITIVE, POSITIVE, POSITIVE)
    def test_better_is_never_less(self, aim, one, more):
        for polarity, (worse, better) in {
            "higher": (one, one + more),
            "lower": (one + more, one),
        }.items():
            self.assertLessEqual(
                measure.get_achievement(worse, aim, polarity=polarity),
                measure.get_achievement(better, aim, polarity=polarity),
            )

    @settings(deadline=None)
    @given(CENTS, st.sampled_from(["laporan", "%", "hari kerja", "triliun rupiah"]))
    def test_what_is_written_is_read_back(self, number, uom):
        reading = measure.read_target(measure.to_target_text(number, uom=uom))
        self.assertAlmostEqual(reading.value, number)
        self.assertEqual(reading.uom, uom)
        reading = measure.read_target(measure.to_target_text(number, number + 1, uom))
        self.assertAlmostEqual(reading.value, number)
        self.assertAlmostEqual(reading.upper, number + 1)

    @settings(deadline=None)
    @given(st.text(max_size=60))
    def test_any_text_can_be_read(self, text):
        reading = measure.read_target(text)
        if reading and reading.upper is not None:
            self.assertLessEqual(reading.value, reading.upper)
