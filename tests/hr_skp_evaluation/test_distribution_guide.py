from contextlib import contextmanager
from datetime import date

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.hr_skp_evaluation.rules.distribution import Rule, check

from .case import EvaluationCase
from .test_distribution_rule import GUIDES


@tagged("standard", "post_install", "-at_install")
class TestDistributionGuide(EvaluationCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lines = cls.env["hr.skp.distribution.rule"]
        cls.own_lines = cls.as_user(cls.lines, cls.manager)

    def make(self, **vals):
        return self.own_lines.create(
            {
                "organization_predicate": "good",
                "kind": "majority",
                "share": 50,
                "good": True,
                "source": "Surat Sekretaris Daerah",
                "date_from": "2025-01-01",
                **vals,
            }
        )

    @contextmanager
    def assertRefused(self, words):
        """The line is refused with these words, and leaves nothing behind."""
        with (
            self.assertRaisesRegex(ValidationError, words),
            self.env.cr.savepoint(),
        ):
            yield

    def test_the_circular_is_there(self):
        rules = self.lines._get_rules(self.company, date(2026, 3, 31))
        self.assertEqual(rules, GUIDES)

    def test_before_the_circular_nothing_is_asked(self):
        rules = self.lines._get_rules(self.company, date(2023, 1, 30))
        self.assertEqual(set(map(bool, rules.values())), {False})
        self.assertFalse(check({"good": 20}, rules["good"]))

    def test_an_agency_of_its_own(self):
        """Its lines hold from their day on, for their predicate, and for it alone."""
        self.make(share=40)
        day = date(2025, 1, 1)
        own = self.lines._get_rules(self.company, day)
        self.assertEqual(own["good"], [Rule("majority", ("good",), 40)])
        self.assertEqual(own["poor"], GUIDES["poor"])
        before = self.lines._get_rules(self.company, date(2024, 12, 31))
        self.assertEqual(before, GUIDES)
        elsewhere = self.env["res.company"].create({"name": "Kota Lain"})
        other = self.lines._get_rules(elsewhere, day)
        self.assertEqual(other, GUIDES)

    def test_a_later_guide_replaces_the_one_before_as_a_whole(self):
        self.make(share=40)
        self.make(kind="maximum", share=80)
        self.make(share=45, date_from="2026-01-01")
        rules = self.lines._get_rules(self.company, date(2025, 12, 31))
        self.assertEqual(len(rules["good"]), 2)
        rules = self.lines._get_rules(self.company, date(2026, 1, 1))
        self.assertEqual(rules["good"], [Rule("majority", ("good",), 45)])

    def test_adapting_copies_the_guide(self):
        general = self.own_lines.search(
            [("organization_predicate", "=", "good"), ("company_id", "=", False)]
        )
        action = general[1].action_adapt()
        own = self.own_lines.search(action["domain"])
        self.assertEqual(own._to_rules(), GUIDES["good"])
        self.assertEqual(own.mapped("source"), general.mapped("source"))
        self.flush_out()
        in_force = self.own_lines.search([("is_in_force", "=", True)])
        self.assertEqual(
            in_force & (own | general), own, "the copy counts, and it alone"
        )
        self.assertEqual(set(in_force.mapped("is_in_force")), {True})
        self.assertFalse(any(general.mapped("is_in_force")))
        with self.assertRaisesRegex(UserError, "already"):
            general[0].action_adapt()
        with self.assertRaisesRegex(UserError, "already"):
            own[0].action_adapt()

    def test_others_change_nothing(self):
        general = self.lines.search([("company_id", "=", False)], limit=1)
        own = self.make()
        for person in (self.employee, self.appraiser, self.officer, self.auditor):
            for line in (general, own):
                theirs = self.as_user(line, person)
                self.assertTrue(theirs.read(["share"]))
                for refused in (
                    lambda line=theirs: line.write({"share": 1}),
                    lambda line=theirs: line.unlink(),
                    lambda line=theirs: line.action_adapt(),
                ):
                    with (
                        self.assertRaises(AccessError),
                        mute_logger(
                            "odoo.addons.base.models.ir_model",
                            "odoo.addons.base.models.ir_rule",
                        ),
                    ):
                        refused()
        with (
            self.assertRaises(AccessError),
            mute_logger("odoo.addons.base.models.ir_rule"),
        ):
            self.as_user(general, self.manager).write({"share": 1})

    def test_what_nobody_can_meet_is_refused(self):
        self.make()
        with self.assertRefused("no team can meet"):
            self.make(kind="maximum", share=30)
        overlapping = {"kind": "minimum", "share": 10, "good": False, "poor": True}
        self.make(**overlapping, very_poor=True)
        with self.assertRefused("share some of their predicates"):
            self.make(**overlapping, needs_improvement=True)
        for wrong in ({"share": 101}, {"share": -1}, {"good": False}):
            with (
                self.subTest(wrong),
                self.assertRaises(IntegrityError),
                mute_logger("odoo.sql_db"),
                self.env.cr.savepoint(),
            ):
                self.make(organization_predicate="poor", **wrong)
