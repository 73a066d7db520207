"""Results are linked later, without a revision and without blocking anybody."""

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .cascade_case import CascadeCase

TAGS = ("standard", "post_install", "-at_install")


@tagged(*TAGS)
class TestLink(CascadeCase):
    def test_an_approved_plan_takes_a_link_without_a_revision(self):
        plan = self.make_approved_plan()
        result = plan.result_ids
        result.action_link(self.leader_result.id)
        self.assertEqual((plan.state, plan.revision), ("approved", 1))
        self.assertRecordValues(
            result.sudo(),
            [
                {
                    "parent_id": self.leader_result.id,
                    "parent_name": "Meningkatnya mutu layanan",
                    "leader_user_id": self.appraiser.user_id.id,
                    "cascading": "direct",
                }
            ],
        )
        self.assertEqual(
            result.sudo().indicator_ids.leader_user_id, self.appraiser.user_id
        )
        event = self.link_events(result)
        self.assertRecordValues(
            event,
            [
                {
                    "kind": "link",
                    "user_id": self.employee.user_id.id,
                    "on_behalf_of_id": False,
                    "skp_id": plan.id,
                }
            ],
        )
        self.assertEqual(event.after["parent_id"], self.leader_result.id)
        self.assertIsNone(event.before["parent_id"])
        # The same once more says nothing new.
        result.action_link(self.leader_result.id)
        self.assertEqual(self.link_events(result), event)

    def test_who_links_and_who_does_not(self):
        plan = self.make_approved_plan()
        for person in (
            self.colleague,
            self.superior,
            self.other_head,
            self.other_officer,
            self.auditor,
        ):
            result = self.as_user(plan.result_ids, person)
            with self.subTest(person=person.name):
                with self.assertRaises(AccessError):
                    result.action_link(self.leader_result.id)
                with self.assertRaises(AccessError):
                    result.action_remove_link()
                self.assertFalse(plan.result_ids.parent_id)
        for person in (self.employee, self.appraiser, self.officer, self.manager):
            result = self.as_user(plan.result_ids, person)
            with self.subTest(person=person.name):
                self.assertTrue(result.can_link)
                result.action_link(self.leader_result.id)
                self.assertEqual(result.parent_id, self.leader_result)
                result.action_remove_link()
                self.assertFalse(result.parent_id or result.parent_name)
                self.assertFalse(result.sudo().leader_user_id)
        on_behalf = self.link_events(plan.result_ids).mapped("on_behalf_of_id")
        self.assertEqual(on_behalf, self.employee.user_id)

    def test_each_state_of_the_plan(self):
        plan = self.make_plan()
        result, by_appraiser = (
            plan.result_ids,
            self.as_user(plan.result_ids, self.appraiser),
        )
        # While it is a draft only who edits it links it.
        self.assertFalse(by_appraiser.can_link)
        with self.assertRaisesRegex(UserError, "draft"):
            by_appraiser.action_link(self.leader_result.id)
        result.action_link(self.leader_result.id)
        plan.action_submit()
        by_appraiser.action_link(self.other_result.id)
        self.as_user(plan, self.appraiser).action_approve()
        plan.action_revise("Perubahan tugas")
        by_appraiser.action_link(self.leader_result.id, "indirect")
        self.assertEqual(result.cascading, "indirect")
        self.as_user(plan, self.officer).action_cancel("Salah")
        with self.assertRaisesRegex(UserError, "cancelled"):
            result.action_link(self.other_result.id)
        self.assertEqual(result.parent_id, self.leader_result)

    def test_a_closed_plan_is_linked_until_something_is_delivered(self):
        plan = self.make_approved_plan()
        self.as_user(plan, self.officer).action_close("Mutasi")
        plan.result_ids.action_link(self.leader_result.id)
        self.assertEqual(plan.result_ids.parent_id, self.leader_result)

    def test_only_an_offered_result_in_force_can_be_chosen(self):
        plan = self.make_approved_plan()
        result = plan.result_ids
        hidden = self.make_plan(self.colleague).sudo().result_ids
        for wrong in (hidden.id, 0, False, 10**9):
            with self.subTest(wrong=wrong), self.assertRaises(UserError):
                result.action_link(wrong)
        self.as_user(self.leader_plan, self.superior).action_approve()
        self.as_user(self.leader_result, self.superior).action_take_over("Sakit")
        with self.assertRaises(UserError):
            result.action_link(self.leader_result.id)
        with self.assertRaises(ValidationError):
            self.leader_plan.sudo().result_ids[0].parent_id = self.other_result
        self.assertFalse(result.parent_id)

    def test_how_it_supports_is_suggested_and_not_forced(self):
        far = self.make_offer(self.other_head, "Tertibnya administrasi")
        plan = self.make_plan(results=("A", "B", "C"))
        near, other, typed = plan.result_ids
        near.parent_id = self.leader_result.id
        other.parent_id = far.id
        typed.write({"parent_id": self.leader_result.id, "cascading": "indirect"})
        self.assertEqual(
            plan.result_ids.mapped("cascading"), ["direct", "indirect", "indirect"]
        )
        near.action_link(far.id)
        self.assertEqual(near.cascading, "indirect")
        created = self.as_user(self.env["hr.skp.result"], self.employee).create(
            {"skp_id": plan.id, "name": "D", "parent_id": self.leader_result.id}
        )
        self.assertEqual(created.cascading, "direct")
        with self.subTest("on the screen"):
            draft = created.new({"skp_id": plan.id, "parent_id": self.leader_result.id})
            draft._onchange_parent_id()
            self.assertEqual(draft.cascading, "direct")

    def test_one_action_on_many_is_all_or_nothing(self):
        mine, other = (
            self.make_approved_plan(),
            self.make_approved_plan(self.colleague),
        )
        results = mine.sudo().result_ids + other.sudo().result_ids
        with self.assertRaises(AccessError) as error:
            self.as_user(results, self.employee).action_link(self.leader_result.id)
        self.assertFalse(results.parent_id)
        self.assertTrue(error.exception.args[0])
        self.as_user(results, self.appraiser).action_link(self.leader_result.id)
        self.assertEqual(results.parent_id, self.leader_result)

    def test_many_links_cost_as_much_as_few(self):
        def cost(count):
            names = tuple(f"Hasil {count} {number}" for number in range(count))
            plan = self.make_plan(
                results=names,
                position_kind="acting" if count == 10 else "interim",
            )
            plan.action_submit()
            results = self.as_user(self.env["hr.skp.result"], self.appraiser)
            results = results.browse(plan.result_ids.ids)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            results.action_link(self.leader_result.id)
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        cost(10)
        first = cost(100)
        self.env["hr.skp"].sudo().search(
            [("position_kind", "in", ("acting", "interim"))]
        ).write({"state": "cancelled"})
        self.assertEqual(cost(10), first)


@tagged(*TAGS)
class TestLinkSeen(CascadeCase):
    def setUp(self):
        super().setUp()
        self.as_user(self.leader_plan, self.superior).action_approve()
        self.plan = self.make_approved_plan()
        self.result = self.plan.result_ids
        self.result.action_link(self.leader_result.id)

    def revise_leader(self, name):
        self.leader_plan.action_revise("Perubahan")
        self.as_user(self.leader_result, self.appraiser).name = name

    def test_a_changed_text_is_seen_and_taken(self):
        self.assertFalse(self.result.parent_is_changed)
        self.revise_leader("Meningkatnya mutu layanan daring")
        self.assertTrue(self.result.parent_is_changed)
        self.assertEqual(self.result.parent_name, "Meningkatnya mutu layanan")
        with self.assertRaises(AccessError):
            self.as_user(self.result, self.colleague).action_take_text()
        self.result.action_take_text()
        self.assertFalse(self.result.parent_is_changed)
        self.assertEqual(self.result.parent_name, "Meningkatnya mutu layanan daring")
        event = self.link_events(self.result)[-1]
        self.assertEqual(event.before["parent_name"], "Meningkatnya mutu layanan")
        self.assertEqual(event.after["cascading"], "direct")

    def test_what_is_not_offered_is_not_told(self):
        self.revise_leader("Rahasia")
        self.leader_result.is_offered = False
        self.assertFalse(self.result.parent_is_changed)
        self.result.action_take_text()
        self.assertEqual(self.result.parent_name, "Meningkatnya mutu layanan")

    def test_the_end_of_the_leaders_result_is_seen(self):
        self.assertEqual(self.result.parent_state, "active")
        self.leader_plan.action_revise("Perubahan")
        self.as_user(self.leader_result, self.appraiser).action_drop("Tidak perlu")
        self.assertEqual(self.result.parent_state, "dropped")
        self.assertEqual(self.result.parent_name, "Meningkatnya mutu layanan")
        self.assertIn("dropped", self.plan.link_text)
        self.result.action_link(self.other_result.id)
        self.assertEqual(self.result.parent_state, "active")
        self.leader_plan.action_submit()
        self.as_user(self.leader_plan, self.superior).action_approve()
        self.as_user(self.other_result, self.superior).action_take_over("Sakit")
        self.assertEqual(self.result.parent_state, "taken_over")

    def test_a_deleted_result_frees_its_supporters(self):
        self.leader_plan.action_revise("Perubahan")
        new = self.as_user(self.env["hr.skp.result"], self.appraiser).create(
            {
                "skp_id": self.leader_plan.id,
                "name": "Baru",
                "indicator_ids": [(0, 0, {"name": "Jumlah", "target": "1"})],
            }
        )
        self.leader_plan.action_submit()
        self.result.action_link(new.id)
        self.leader_plan.action_withdraw()
        self.assertEqual(self.result.parent_name, "Baru")
        new.unlink()
        self.assertFalse(self.result.parent_id or self.result.parent_name)
        self.assertFalse(self.result.sudo().leader_user_id)
        self.assertEqual(self.link_events(self.result)[-1].kind, "link_lost")

    def test_a_revision_given_up_keeps_what_was_linked_without_it(self):
        self.plan.action_revise("Perubahan")
        self.result.write({"name": "Lain", "parent_id": self.other_result.id})
        self.plan.action_revise_cancel()
        self.assertRecordValues(
            self.result.sudo(),
            [
                {
                    "name": "Terlaksananya layanan",
                    "parent_id": self.leader_result.id,
                    "parent_name": "Meningkatnya mutu layanan",
                    "cascading": "direct",
                    "leader_user_id": self.appraiser.user_id.id,
                }
            ],
        )
        self.result.action_remove_link()
        self.plan.action_revise("Perubahan")
        self.plan.action_revise_cancel()
        self.assertFalse(self.result.parent_id)

    def test_hints_are_for_those_who_can_follow_them(self):
        self.assertFalse(self.plan.link_text)
        self.result.action_remove_link()
        self.assertIn("Budi Penilai", self.plan.link_text)
        self.assertIn("Budi Penilai", self.as_user(self.plan, self.appraiser).link_text)
        self.assertFalse(self.as_user(self.plan, self.superior).link_text)
        self.assertFalse(self.plan.sudo().activity_ids)
        action = self.plan.action_open_links()
        self.assertEqual(
            self.env[action["res_model"]].search(action["domain"]), self.result.sudo()
        )

    def test_hints_of_many_plans_cost_as_those_of_one(self):
        plans = self.plan.sudo()
        for person in (self.colleague, self.officer, self.auditor, self.other_officer):
            plans += self.make_approved_plan(person).sudo()

        def cost(some):
            self.env.flush_all()
            self.env.invalidate_all()
            some = self.as_user(some, self.manager)
            before = self.env.cr.sql_log_count
            some.mapped("link_text")
            return self.env.cr.sql_log_count - before

        cost(plans)
        self.assertEqual(cost(plans[:2]), cost(plans))


@tagged(*TAGS)
class TestLinkDialogue(CascadeCase):
    def test_one_dialogue_links_results_of_many_people(self):
        plans = (self.make_approved_plan() + self.make_plan(self.colleague)).sudo()
        plans[1].action_submit()
        dialogue = self.as_user(
            self.env["hr.skp.result.link"], self.appraiser
        ).with_context(active_model="hr.skp.result", active_ids=plans.result_ids.ids)
        dialogue = dialogue.create({"parent_id": self.leader_result.id})
        self.assertEqual(dialogue.result_ids.sudo(), plans.result_ids)
        self.assertFalse(dialogue.has_link)
        dialogue.action_confirm()
        self.assertEqual(plans.result_ids.parent_id, self.leader_result)
        self.env.invalidate_all()
        self.assertTrue(dialogue.has_link)
        dialogue.action_remove()
        self.assertFalse(plans.result_ids.parent_id)

    def test_the_dialogue_is_no_way_around(self):
        plan = self.make_approved_plan()
        vals = {
            "result_ids": [(6, 0, plan.result_ids.ids)],
            "parent_id": self.leader_result.id,
        }
        dialogues = self.env["hr.skp.result.link"]
        with self.assertRaises(AccessError):
            self.as_user(dialogues, self.colleague).create(vals)
        dialogue = self.as_user(dialogues, self.superior).create(vals)
        with self.assertRaises(AccessError):
            dialogue.action_confirm()
        self.assertFalse(plan.result_ids.parent_id)

    def test_own_leaders_come_first_then_others(self):
        top = self.make_offer(self.superior, "Zona layanan kota")
        far = self.make_offer(self.other_head, "Administrasi layanan")
        plan = self.make_plan()
        results = self.as_user(self.env["hr.skp.result"], self.employee).with_context(
            supporting_skp_id=plan.id, show_owner=1
        )
        offered = [("is_offered", "=", True), ("skp_id", "!=", plan.id)]
        found = results.name_search("", offered)
        self.assertEqual(
            [result_id for result_id, _name in found],
            [self.leader_result.id, self.other_result.id, top.id, far.id],
        )
        self.assertEqual(found[0][1], "Meningkatnya mutu layanan (Budi Penilai)")
        self.assertEqual(len(results.name_search("", offered, limit=2)), 2)
        for text, expected in (
            ("Administrasi", far),
            ("Lina Sek", far),
            ("Sekretariat", far),
            ("mutu", self.leader_result),
        ):
            with self.subTest(text):
                found = results.name_search(text, offered)
                self.assertEqual([row[0] for row in found], expected.ids)
        # Before the plan is saved, today's leaders come first; last year's plan is none.
        unsaved = results.with_context(supporting_skp_id=False)
        self.assertEqual(len(unsaved.name_search("", offered)), 4)
        today = self.env["hr.skp"].with_user(self.employee.user_id).sudo()
        self.assertFalse(today._get_plans_above())
        self.leader_plan.sudo().flush_recordset()
        self.env.cr.execute(
            "UPDATE hr_skp SET date_to = '9999-12-31' WHERE id = %s",
            [self.leader_plan.id],
        )
        self.assertEqual(today._get_plans_above(), self.leader_plan.sudo())
        # Who does not read the plan learns nothing of who leads whom.
        foreign = self.as_user(results, self.other_head)
        self.assertEqual(
            foreign.name_search("layanan", offered),
            self.as_user(self.env["hr.skp.result"], self.other_head)
            .with_context(show_owner=1)
            .name_search("layanan", offered),
        )

    def test_finding_costs_the_same_among_many(self):
        plan = self.make_plan()
        results = self.as_user(self.env["hr.skp.result"], self.employee).with_context(
            supporting_skp_id=plan.id, show_owner=1
        )

        def cost():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            results.name_search("layanan", [("is_offered", "=", True)])
            return self.env.cr.sql_log_count - before

        self.make_offer(self.other_head, *(f"Layanan {n}" for n in range(5)))
        cost()
        first = cost()
        self.make_offer(self.superior, *(f"Layanan kota {n}" for n in range(60)))
        # One more leader with a plan lies above: one more look upwards, and no more.
        self.assertLessEqual(cost(), first + 1)
