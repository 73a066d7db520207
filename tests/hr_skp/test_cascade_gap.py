"""The report of gaps: what is listed, to whom, and the way to repair it."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .cascade_case import CascadeCase


@tagged("standard", "post_install", "-at_install")
class TestGap(CascadeCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.as_user(cls.leader_plan, cls.superior).action_approve()
        cls.plan = cls.make_approved_plan(results=("Layanan", "Arsip"))
        cls.first, cls.second = cls.plan.sudo().result_ids

    def gaps(self, person=None, *domain):
        gaps = self.env["hr.skp.cascade.gap"]
        gaps = self.as_user(gaps, person) if person else gaps
        return gaps.search([("company_id", "=", self.company.id), *domain])

    def kinds(self, person=None):
        return {(gap.kind, gap.result_id.name) for gap in self.gaps(person).sudo()}

    def test_each_kind_comes_and_goes(self):
        unsupported = {
            ("unsupported", "Meningkatnya mutu layanan"),
            ("unsupported", "Tertibnya arsip"),
        }
        self.assertEqual(
            self.kinds(),
            {*unsupported, ("unlinked", "Layanan"), ("unlinked", "Arsip")}
            | {("unlinked", name) for _kind, name in unsupported},
        )
        # Told on paper is told.
        self.second.parent_name = "Hasil Kepala Dinas"
        self.leader_plan.sudo().form = "leader"
        self.first.action_link(self.leader_result.id)
        self.assertEqual(self.kinds(), {("unsupported", "Tertibnya arsip")})
        self.first.indicator_ids.uom = "Dokumen"
        self.leader_result.indicator_ids.uom = "persen"
        self.assertIn(("unit", "Layanan"), self.kinds())
        context = self.gaps(None, ("kind", "=", "unit")).action_link()["context"]
        self.assertEqual(context["default_parent_id"], self.leader_result.id)
        self.assertEqual(context["default_cascading"], "indirect")
        self.leader_result.indicator_ids.uom = " dokumen"
        self.assertNotIn(("unit", "Layanan"), self.kinds())
        self.leader_result.indicator_ids.uom = "persen"
        self.first.cascading = "indirect"
        self.assertNotIn(("unit", "Layanan"), self.kinds())
        self.as_user(self.leader_result, self.superior).action_take_over("Sakit")
        self.assertEqual(
            self.kinds(), {("unsupported", "Tertibnya arsip"), ("ended", "Layanan")}
        )

    def test_supported_only_by_what_counts(self):
        self.first.action_link(self.leader_result.id)
        names = self.gaps(None, ("kind", "=", "unsupported")).mapped("name")
        self.assertNotIn("Meningkatnya mutu layanan", names)
        self.plan.action_revise("Perubahan")
        self.as_user(self.first, self.employee).action_drop("Tidak perlu")
        names = self.gaps(None, ("kind", "=", "unsupported")).mapped("name")
        self.assertIn("Meningkatnya mutu layanan", names)
        self.as_user(self.plan, self.officer).action_cancel("Batal")
        self.assertFalse(self.gaps(None, ("skp_id", "=", self.plan.id)))

    def test_ids_are_stable_and_name_one_row_each(self):
        gaps = self.gaps()
        self.assertEqual(len(set(gaps.ids)), len(gaps))
        before = {gap.id: (gap.kind, gap.result_id.id) for gap in gaps}
        self.first.action_link(self.leader_result.id)
        for gap in self.gaps():
            self.assertEqual((gap.kind, gap.result_id.id), before[gap.id])

    def test_rows_by_rights(self):
        for person, sees in (
            (self.employee, True),
            (self.appraiser, True),
            (self.superior, True),
            (self.officer, True),
            (self.manager, True),
            (self.auditor, True),
            (self.colleague, False),
            (self.other_head, False),
            (self.other_officer, False),
        ):
            with self.subTest(person.name):
                found = self.gaps(person, ("result_id", "=", self.first.id))
                self.assertEqual(bool(found), sees)
                counted = self.as_user(
                    self.env["hr.skp.cascade.gap"], person
                ).formatted_read_group(
                    [("result_id", "=", self.first.id)], ["kind"], ["__count"]
                )
                self.assertEqual(bool(counted), sees)
        gap = self.gaps(None, ("result_id", "=", self.first.id))
        with self.assertRaises(AccessError):
            self.as_user(gap, self.colleague).read(["name"])
        for method, args in (
            ("write", [{"name": "x"}]),
            ("unlink", []),
            ("create", [{"name": "x"}]),
        ):
            with self.subTest(method), self.assertRaises(AccessError):
                getattr(self.as_user(gap, self.manager), method)(*args)

    def test_my_unit_and_below(self):
        mine = [("is_in_my_unit", "=", True)]
        self.assertIn(self.first, self.gaps(self.superior, *mine).sudo().result_id)
        self.assertIn(self.first, self.gaps(self.appraiser, *mine).sudo().result_id)
        # The administrator belongs to another unit.
        self.assertNotIn(self.first, self.gaps(self.manager, *mine).sudo().result_id)
        row = self.as_user(
            self.gaps(None, ("result_id", "=", self.first.id)), self.manager
        )
        self.assertFalse(row.is_in_my_unit)

    def test_the_way_to_repair(self):
        gaps = self.gaps(self.appraiser)
        unlinked = gaps.filtered(lambda gap: gap.result_id in self.first + self.second)
        action = unlinked.action_link()
        self.assertEqual(
            set(action["context"]["default_result_ids"]),
            {self.first.id, self.second.id},
        )
        dialogue = (
            self.as_user(self.env[action["res_model"]], self.appraiser)
            .with_context(**action["context"])
            .create({"parent_id": self.leader_result.id})
        )
        dialogue.action_confirm()
        self.assertFalse(self.gaps(None, ("result_id", "in", unlinked.result_id.ids)))
        [unsupported] = self.gaps(self.appraiser, ("kind", "=", "unsupported"))
        action = unsupported.action_link()
        self.assertEqual(
            action["context"],
            {"default_result_ids": [], "default_parent_id": self.other_result.id},
        )
        opened = unsupported.action_open_result()
        self.assertEqual(opened["res_id"], self.other_result.id)
        with self.assertRaises(UserError):
            self.gaps(self.superior).action_link()
