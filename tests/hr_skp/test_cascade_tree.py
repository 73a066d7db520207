"""The tree of results across people: lazy, by rights, at the same cost for few and many."""

from unittest.mock import patch

from odoo.tests import Form, tagged

from odoo.addons.hr_skp.models import hr_skp_result_search

from .cascade_case import CascadeCase

SPECIFICATION = {
    "name": {},
    "owner_name": {},
    "department_id": {"fields": {"display_name": {}}},
    "state": {},
    "parent_id": {"fields": {"display_name": {}}},
    "child_ids": {},
}
ORDER = "owner_name, sequence, id"


@tagged("standard", "post_install", "-at_install")
class TestTree(CascadeCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.top = cls.make_offer(cls.superior, "Meningkatnya mutu kota")
        cls.as_user(cls.leader_result, cls.appraiser).action_link(cls.top.id)

    def tree(self, person, *domain):
        """Return {id: row} of the first screen, as the view asks for it."""
        results = self.as_user(self.env["hr.skp.result"], person)
        rows = results.hierarchy_read(
            [("cycle_id", "=", self.cycle.id), *domain],
            dict(SPECIFICATION),
            "parent_id",
            "child_ids",
            ORDER,
        )
        return {row["id"]: row for row in rows}

    def roots(self, person):
        return self.tree(
            person, ("is_offered", "=", True), ("is_cascade_root", "=", True)
        )

    def below(self, person, row):
        results = self.as_user(self.env["hr.skp.result"], person)
        found = results.web_search_read(
            [("id", "in", row["child_ids"])], dict(SPECIFICATION), order=ORDER
        )
        return {row["id"]: row for row in found["records"]}

    def test_from_the_top_down_by_rights(self):
        plan = self.make_approved_plan()
        plan.result_ids.action_link(self.leader_result.id)
        leaf = plan.sudo().result_ids
        for person, reads_leaf in (
            (self.employee, True),
            (self.appraiser, True),
            (self.superior, True),
            (self.officer, True),
            (self.auditor, True),
            (self.colleague, False),
            (self.other_head, False),
            (self.other_officer, False),
        ):
            with self.subTest(person.name):
                roots = self.roots(person)
                self.assertEqual(set(roots), {self.top.id, self.other_result.id})
                self.env.invalidate_all()
                below = self.below(person, roots[self.top.id])
                self.assertEqual(set(below), {self.leader_result.id})
                leaves = below[self.leader_result.id]["child_ids"]
                self.assertEqual(leaves, leaf.ids if reads_leaf else [])

    def test_a_card_opens_with_what_its_reader_may_see(self):
        view = self.env.ref("hr_skp.hr_skp_result_view_form_cascade")
        for person, is_full in (
            (self.other_head, False),
            (self.employee, False),
            (self.appraiser, True),
            (self.auditor, True),
        ):
            with self.subTest(person=person.name):
                # A request begins without what superuser mode has read here.
                self.env.invalidate_all()
                result = self.as_user(self.leader_result.sudo(False), person)
                # Odoo refuses to open a form that reads a closed column.
                with Form(result, view=view) as form:
                    self.assertEqual(form.owner_name, self.appraiser.name)
                    self.assertEqual(form.has_skp_full_access, is_full)

    def test_whose_leader_offers_no_longer_is_at_the_top(self):
        self.as_user(self.top.skp_id, self.superior).action_withdraw()
        self.assertEqual(
            set(self.roots(self.colleague)),
            {self.leader_result.id, self.other_result.id},
        )
        self.assertTrue(self.leader_result.is_cascade_root)

    def test_filters(self):
        mine, none = [("is_in_my_unit", "=", True)], self.leader_plan.browse()
        for person, domain, expected in (
            (self.colleague, mine, self.leader_plan),
            (self.superior, mine, self.top.skp_id + self.leader_plan),
            (self.other_head, mine, none),
            (
                self.colleague,
                [("department_id", "child_of", self.unit.id)],
                self.leader_plan,
            ),
            (self.colleague, [("owner_name", "ilike", "Sri")], self.top.skp_id),
            (self.colleague, [("cycle_id", "!=", self.cycle.id)], none),
        ):
            with self.subTest(person=person.name, domain=domain):
                offered = [
                    ("is_offered", "=", True),
                    ("company_id", "=", self.company.id),
                ]
                found = self.as_user(self.env["hr.skp.result"], person).search(
                    [*offered, *domain]
                )
                self.assertEqual(found.sudo().skp_id, expected.sudo())
        # What supports a result of hers, by the name of the leader.
        rows = self.tree(
            self.colleague, ("leader_user_id", "=", self.superior.user_id.id)
        )
        self.assertIn(self.leader_result.id, rows)

    def test_group_bys_work_on_offered_rows(self):
        results = self.as_user(self.env["hr.skp.result"], self.colleague)
        for name in ("owner_name", "department_id", "parent_id", "nature", "cycle_id"):
            with self.subTest(name):
                groups = results.formatted_read_group(
                    [("is_offered", "=", True), ("cycle_id", "=", self.cycle.id)],
                    [name],
                    ["__count"],
                )
                self.assertEqual(sum(group["__count"] for group in groups), 3)

    def test_more_than_a_screen_begins_at_the_top(self):
        with patch.object(hr_skp_result_search, "TREE_LIMIT", 2):
            rows = self.tree(self.superior, ("is_offered", "=", True))
        self.assertEqual(set(rows), {self.top.id, self.other_result.id})

    def test_the_same_queries_for_ten_and_for_a_hundred(self):
        def cost(count, kind):
            plan = self.make_plan(
                self.other_head,
                results=tuple(f"Pokok {count} {number}" for number in range(count)),
                position_kind=kind,
            )
            plan.action_submit()
            offers = plan.sudo().result_ids
            people = self.make_plan(
                self.manager,
                results=tuple(f"Daun {count} {number}" for number in range(count)),
                position_kind=kind,
            )
            people.action_submit()
            self.as_user(people.result_ids, self.manager).action_link(offers[0].id)
            counts = []
            for ask in (
                lambda: self.tree(
                    self.superior,
                    ("skp_id", "=", plan.id),
                    ("is_cascade_root", "=", True),
                ),
                lambda: self.below(
                    self.superior, {"child_ids": people.sudo().result_ids.ids}
                ),
            ):
                ask()
                self.env.flush_all()
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                rows = ask()
                self.assertEqual(len(rows), count)
                counts.append(self.env.cr.sql_log_count - before)
            return counts

        self.assertEqual(cost(10, "acting"), cost(120, "interim"))
