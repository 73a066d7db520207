from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.hr_skp.models.hr_skp_changes import (
    PLAN_SECTIONS,
    SECTIONS,
    SILENT_KEYS,
    SILENT_SECTIONS,
)

from ..common import SkpCase


@tagged("standard", "post_install", "-at_install")
class TestChanges(SkpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan = cls.make_approved_plan(
            results=("Terlaksananya layanan", "Tersusunnya peta", "Terkelolanya arsip")
        )

    def revise(self):
        """Open a revision and change something of every kind; return the changes by section."""
        plan = self.plan
        plan.action_revise("Tugas baru")
        first, second, third = plan.result_ids
        first.write({"name": "Meningkatnya layanan", "schedule": "Bulanan"})
        second.indicator_ids.target = "24 laporan"
        third.action_drop("Dialihkan")
        self.as_user(self.env["hr.skp.result"], self.employee).create(
            {
                "skp_id": plan.id,
                "name": "Tersedianya <b>data</b>",
                "indicator_ids": [(0, 0, {"name": "Jumlah", "target": "1 data"})],
            }
        )
        plan.behavior_ids[0].expectation = "Lebih ramah"
        self.as_user(self.env["hr.skp.annex"], self.employee).create(
            {"skp_id": plan.id, "name": "Dua staf"}
        )
        plan.feedback_interval = "quarterly"
        self.env.flush_all()
        return plan._get_revision_changes()

    def test_nothing_changed(self):
        self.assertEqual(self.plan._get_revision_changes(), [])
        self.plan.action_revise("Tugas baru")
        self.assertEqual(self.plan._get_revision_changes(), [])
        self.assertEqual(self.plan.revision_changes["changes"], [])

    def test_each_change_is_told_line_by_line(self):
        changes = self.revise()
        first, second, third, fourth = self.plan.result_ids
        told = [(change["section"], change["kind"], change["id"]) for change in changes]
        self.assertEqual(
            told,
            [
                ("plan", "changed", False),
                ("results", "changed", first.id),
                ("results", "same", second.id),
                ("results", "dropped", third.id),
                ("results", "added", fourth.id),
                ("behaviors", "changed", self.plan.behavior_ids[0].id),
                ("annexes", "added", self.plan.annex_ids.id),
            ],
        )
        self.assertEqual(
            [
                (field["name"], field["old"], field["new"])
                for field in changes[1]["fields"]
            ],
            [
                ("name", "Terlaksananya layanan", "Meningkatnya layanan"),
                ("schedule", "", "Bulanan"),
            ],
        )
        self.assertEqual(changes[1]["fields"][0]["label"], "Result")
        [indicator] = changes[2]["lines"]
        self.assertEqual(
            [(field["old"], field["new"]) for field in indicator["fields"]],
            [("12 laporan", "24 laporan"), ("12", "24")],
        )
        self.assertEqual(changes[3]["note"], "Dialihkan")
        self.assertEqual(changes[4]["lines"][0]["title"], "Jumlah: 1 data")
        self.assertEqual(changes[0]["fields"][0]["old"], "Monthly")

    def test_reordering_and_linking_read_as_people_mean_them(self):
        leader = self.make_plan(self.appraiser, results=("Meningkatnya mutu",))
        leader.action_submit()
        self.plan.action_revise("Tautan")
        first, second, _third = self.plan.result_ids
        second.sequence = 1
        first.parent_id = leader.result_ids
        [change] = self.plan._get_revision_changes()
        told = {field["name"]: field["new"] for field in change["fields"]}
        self.assertEqual(change["id"], first.id)
        self.assertEqual(told["parent_name"], "Meningkatnya mutu")
        self.assertFalse({"parent_id", "sequence"} & told.keys())

    def test_parts_of_a_divided_target_read_as_people_mean_them(self):
        period = {"period_id": 1, "period": "TW I", "target_value": 3.0}
        before = {"id": 1, "name": "Jumlah", "target": "12", "periods": [period]}
        part = {**period, "target_value": 4.5, "target_value_max": 6.0}
        after = {**before, "periods": [part, {**period, "target": "3 laporan"}]}
        [change] = self.plan._compare_lines("hr.skp.indicator", [before], [after])
        [field] = change["fields"]
        self.assertEqual(
            (field["label"], field["old"], field["new"]),
            ("By period", "TW I: 3", "TW I: 4.5–6; TW I: 3 laporan"),
        )

    def test_every_key_of_the_payload_is_compared_or_left_out_by_name(self):
        plan = self.plan
        self.as_user(self.env["hr.skp.reference"], self.employee).sudo().create(
            {"skp_id": plan.id, "kind": "contract", "name": "PK 2025"}
        )
        self.env["hr.skp.annex"].sudo().create({"skp_id": plan.id, "name": "Staf"})
        payload = plan._get_seal_payload()
        sections = dict(SECTIONS)
        self.assertEqual(payload.keys(), {*sections, *PLAN_SECTIONS, *SILENT_SECTIONS})
        sections.update(dict.fromkeys(PLAN_SECTIONS, "hr.skp"))
        parts = [(sections[name], payload[name]) for name in sections]
        [indicator] = payload["results"][0]["indicators"]
        parts.append(("hr.skp.indicator", indicator))
        for model, values in parts:
            values = values[0] if isinstance(values, list) else values
            for key in values.keys() - SILENT_KEYS:
                with self.subTest(model=model, key=key):
                    label = plan._get_change_label(model, key)
                    self.assertNotEqual(label, key, "no field tells what it is")
                    field = self.env[model]._fields.get(key)
                    before, after = {
                        "boolean": (False, True),
                        "date": ("2025-01-01", "2025-02-01"),
                        "float": (1.0, 2.0),
                    }.get(field and field.type, ("Lama", "Baru"))
                    [change] = plan._compare_values(
                        model, {**values, key: before}, {**values, key: after}
                    )
                    self.assertEqual(change["name"], key)

    def test_a_work_agreement_is_compared(self):
        self.plan.action_revise("Perjanjian kerja baru")
        self.as_user(self.env["hr.skp.reference"], self.employee).create(
            {"skp_id": self.plan.id, "kind": "contract", "name": "PK 2025"}
        )
        [change] = self.plan._get_revision_changes()
        self.assertEqual(
            (change["section"], change["kind"], change["title"]),
            ("contracts", "added", "PK 2025"),
        )
        before = self.plan._get_seal_payload()
        # A seal of a former version knows no work agreements: nothing was added.
        del before["contracts"]
        self.assertEqual(
            self.plan._compare_payloads(before, self.plan._get_seal_payload()), []
        )

    def test_a_new_line_that_goes_again_is_nothing(self):
        self.plan.action_revise("Tugas baru")
        added = self.as_user(self.env["hr.skp.result"], self.employee).create(
            {"skp_id": self.plan.id, "name": "Tambahan"}
        )
        added.unlink()
        self.assertEqual(self.plan._get_revision_changes(), [])

    def test_any_two_revisions(self):
        self.revise()
        self.plan.action_submit()
        appraiser = self.as_user(self.plan, self.appraiser)
        seen = appraiser.action_compare_revisions()
        self.assertEqual((seen["old"], seen["new"]), (1, 0))
        self.assertEqual(seen["reason"], "Tugas baru")
        self.assertEqual(len(seen["changes"]), 7)
        appraiser.action_approve()
        self.plan.action_revise("Lagi")
        self.plan.result_ids[0].name = "Meningkatnya layanan warga"
        self.plan.action_submit()
        appraiser.action_approve()
        self.env.invalidate_all()
        self.assertEqual(len(appraiser.action_compare_revisions(1, 2)["changes"]), 7)
        self.assertEqual(len(appraiser.action_compare_revisions(2, 3)["changes"]), 1)
        self.assertEqual(len(appraiser.action_compare_revisions(1, 3)["changes"]), 7)
        self.assertEqual([choice["revision"] for choice in seen["revisions"]], [1, 0])
        for old, new in ((3, 1), (2, 2), (1, 9), (9, 0)):
            with self.subTest(old=old, new=new), self.assertRaises(UserError):
                appraiser.action_compare_revisions(old, new)

    def test_one_revision_is_compared_with_nothing(self):
        seen = self.plan.action_compare_revisions()
        self.assertEqual((seen["old"], seen["changes"]), (0, []))
        self.assertFalse(self.plan.revision_changes)
        draft = self.make_plan(self.colleague)
        self.assertEqual(draft.action_compare_revisions()["old"], 0)

    def test_an_erased_seal_says_so(self):
        self.revise()
        seal = self.env["hr.skp.seal"].search(
            [("model", "=", "hr.skp"), ("res_id", "=", self.plan.id)]
        )
        self.as_user(seal, self.manager).sudo()._erase_payload("Putusan")
        seen = self.plan.action_compare_revisions()
        self.assertTrue(seen["is_erased"])
        self.assertEqual(seen["changes"], [])

    def test_many_changes_take_no_more_queries(self):
        small = self.make_approved_plan(self.colleague, results=("Tersusunnya peta",))
        names = [f"Tersusunnya peta {number}" for number in range(30)]
        large = self.make_approved_plan(self.officer, results=names)
        counts = []
        for plan in (self.plan, small, large):  # the first one fills caches
            plan.action_revise("Tugas baru")
            plan.result_ids.indicator_ids.write({"target": "24 laporan"})
            plan.result_ids.action_drop("Dialihkan")
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            changes = plan.action_compare_revisions()["changes"]
            counts.append(self.cr.sql_log_count - before)
            self.assertEqual({change["note"] for change in changes}, {"Dialihkan"})
        self.assertEqual(counts[1], counts[2], counts)

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_only_readers_of_the_plan_compare(self):
        self.revise()
        for person in (self.employee, self.appraiser, self.superior, self.auditor):
            plan = self.as_user(self.plan, person)
            self.assertEqual(len(plan.action_compare_revisions()["changes"]), 7)
        for person in (self.colleague, self.other_head, self.other_officer):
            plan = self.as_user(self.plan, person)
            for method in (plan.action_compare_revisions, plan.action_open_changes):
                with self.subTest(person=person.name), self.assertRaises(AccessError):
                    method()
