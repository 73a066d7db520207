from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import SkpHttpCase
from .coaching_case import CoachingCase


@tagged("standard", "post_install", "-at_install")
class TestCounselling(CoachingCase):
    """What is said in counselling is read by the two of them only."""

    def test_the_reason_and_the_words_of_counselling_are_in_no_event(self):
        session = self.counselling(employee_note="Rahasia saya")
        self.as_user(session, self.other_head).write({"topic": "Rahasia topik"})
        session.action_cancel("Rahasia alasan")
        events = self.plan.sudo().event_ids
        told = str(events.read(["reason", "before", "after"]))
        self.assertIn("coaching_cancelled", events.mapped("kind"))
        self.assertNotIn("Rahasia", told)

    def test_sudo_of_another_does_not_read_the_words(self):
        session = self.counselling(employee_note="Rahasia saya")
        self.env.invalidate_all()
        for person in (self.appraiser, self.superior, self.manager, self.auditor):
            seen = self.as_user(session, person)
            self.assertFalse(seen.employee_note)
            self.assertFalse(seen.sudo().employee_note)
            self.assertFalse(seen.can_read_note)

    def test_the_words_are_not_overwritten_by_who_does_not_read_them(self):
        session = self.counselling(employee_note="Rahasia saya")
        # Also a right guess is refused: else writing would tell what stands there.
        for text in ("Rahasia saya", "Lain", False):
            with self.assertRaises(AccessError):
                self.as_user(session, self.appraiser).employee_note = text

    def test_a_new_counsellor_begins_a_note_of_his_own(self):
        session = self.counselling(employee_note="Untuk Lina")
        former = self.as_user(session, self.other_head)
        former.content = "Kata Lina"
        session.coach_user_id = self.colleague.user_id
        present = self.as_user(session, self.colleague)
        present.content = "Kata Tono"
        self.env.invalidate_all()

        self.assertEqual(former.content, "Kata Lina")
        self.assertEqual(present.content, "Kata Tono")
        self.assertFalse(present.employee_note)
        with self.assertRaises(AccessError):
            former.content = "Lain"
        # On the session itself the employee finds both, and nobody else the other's.
        self.assertEqual(
            self.as_user(session, self.employee).former_note_ids.mapped("content"),
            ["Kata Lina"],
        )
        for person in (self.other_head, self.colleague, self.appraiser, self.manager):
            seen = self.as_user(session, person)
            self.assertFalse(seen.former_note_ids)
            self.assertFalse(seen.sudo().former_note_ids)
        notes = self.env["hr.skp.coaching.note"]
        domain = [("coaching_id", "=", session.id)]
        for person, words in (
            (self.employee, {"Kata Lina", "Kata Tono"}),
            (self.other_head, {"Kata Lina"}),
            (self.colleague, {"Kata Tono"}),
            (self.appraiser, set()),
        ):
            found = self.as_user(notes, person).search(domain)
            self.assertEqual(set(found.mapped("content")), words)

    def test_nobody_takes_the_place_of_the_chosen_counsellor(self):
        session = self.counselling(employee_note="Rahasia saya")
        for person in (self.appraiser, self.other_head):
            theirs = self.as_user(session, person)
            self.assertFalse(theirs.can_choose_coach)
            with self.assertRaises(AccessError):
                theirs.coach_user_id = self.appraiser.user_id
        # What the appraiser arranged himself, he arranges anew.
        arranged = self.session(
            kind="counselling", coach_user_id=self.other_head.user_id.id
        )
        arranged.coach_user_id = self.colleague.user_id
        self.as_user(arranged, self.employee).coach_user_id = self.other_head.user_id

    def test_odoos_administrator_is_refused(self):
        session = self.counselling(employee_note="Rahasia saya")
        note = self.env["hr.skp.coaching.note"].search(
            [("coaching_id", "=", session.id)]
        )
        admin = self.env.ref("base.user_admin")
        admin.company_ids |= self.company
        admin.group_ids |= self.env.ref("hr_skp.group_hr_skp_auditor")
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            note.with_user(admin).read(["content"])
        self.assertFalse(session.with_user(admin).employee_note)


@tagged("standard", "post_install", "-at_install")
class TestCounsellingOverRpc(SkpHttpCase):
    """Ways round the session: none of them tells a word of counselling."""

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_rule")
    def test_no_way_leads_to_the_words(self):
        plan = self.make_approved_plan()
        session = self.as_user(self.env["hr.skp.coaching"], self.employee).create(
            {
                "skp_id": plan.id,
                "kind": "counselling",
                "coach_user_id": self.other_head.user_id.id,
                "employee_note": "Rahasia saya",
            }
        )
        counsellor = self.as_user(session, self.other_head)
        counsellor.write(
            {"topic": "Rahasia", "content": "Rahasia", "agreement": "Rahasia"}
        )
        counsellor.action_hold()
        self.as_user(session, self.employee).action_confirm()
        # Another session is called off by the dialogue, and a third has a new counsellor.
        off, moved = (
            session.create(
                {
                    "skp_id": plan.id,
                    "kind": "counselling",
                    "coach_user_id": self.other_head.user_id.id,
                    "employee_note": "Rahasia",
                }
            )
            for _number in range(2)
        )
        dialogues = self.as_user(self.env["hr.skp.reason"], self.employee)
        dialogues.create(
            {
                "res_model": off._name,
                "res_ids": off.ids,
                "method": "action_cancel",
                "reason": "Rahasia alasan",
            }
        ).action_confirm()
        moved.coach_user_id = self.mayor.user_id
        self.env.flush_all()
        texts = ["topic", "content", "agreement", "employee_note", "cancel_reason"]
        note = self.env["hr.skp.coaching.note"].search(
            [("coaching_id", "=", session.id)]
        )
        ids = session.ids
        own = [("id", "in", ids)]
        secret = [("content", "ilike", "Rahasia")]
        people = (self.appraiser, self.superior, self.mayor, self.officer)
        for person in (*people, self.manager, self.auditor, self.colleague):
            for model, method, *args in (
                ("hr.skp.coaching", "read", ids, texts),
                ("hr.skp.coaching", "web_search_read", own, dict.fromkeys(texts, {})),
                ("hr.skp.coaching", "export_data", ids, texts),
                ("hr.skp.coaching", "search", secret),
                ("hr.skp.coaching", "search", own, 0, 1, "content"),
                ("hr.skp.coaching", "formatted_read_group", own, ["content"]),
                ("hr.skp.coaching", "copy_data", ids),
                ("hr.skp.coaching", "default_get", texts),
                ("hr.skp.coaching", "name_search", "Rahasia"),
                ("hr.skp.coaching", "onchange", ids, {}, [], {"content": {}}),
                ("hr.skp.coaching.note", "read", note.ids, texts),
                ("hr.skp.coaching.note", "search", secret),
                ("hr.skp.coaching.note", "search", [], 0, 9, "content"),
                ("hr.skp.coaching.note", "formatted_read_group", [], ["content"]),
                ("hr.skp.coaching.note", "export_data", note.ids, texts),
                ("hr.skp.coaching.note", "name_search", "Ani"),
                ("hr.skp.event", "search_read", [("skp_id", "=", plan.id)]),
                ("hr.skp", "web_read", plan.ids, {"event_ids": {"fields": {}}}),
                ("hr.skp.coaching", "read", (off | moved).ids, texts),
                (
                    "hr.skp.coaching",
                    "export_data",
                    moved.ids,
                    ["former_note_ids/content"],
                ),
                (
                    "hr.skp.coaching",
                    "web_read",
                    moved.ids,
                    {
                        "former_note_ids": {
                            "fields": {"content": {}, "employee_note": {}}
                        }
                    },
                ),
                (
                    "hr.skp.coaching",
                    "search",
                    [("former_note_ids.employee_note", "ilike", "Rahasia")],
                ),
                ("hr.skp.coaching.note", "search", [("cancel_reason", "ilike", "Rah")]),
                ("hr.skp.reason", "search_read", [], ["reason"]),
                ("mail.message", "search_read", [("body", "ilike", "Rah")], ["body"]),
                ("ir.attachment", "search", [("index_content", "ilike", "Rahasia")]),
            ):
                found, _error = self.rpc(person, model, method, *args)
                what = f"{person.name}: {model}.{method} {args}"
                self.assertNotIn("Rahasia", str(found), what)
                if (model, method) == ("hr.skp.coaching.note", "search"):
                    self.assertFalse(found, what)
                if args == [secret]:
                    self.assertFalse(found, what)
        for person in (self.employee, self.other_head):
            [found], _error = self.rpc(person, "hr.skp.coaching", "read", ids, texts)
            self.assertEqual(found["content"], "Rahasia")
