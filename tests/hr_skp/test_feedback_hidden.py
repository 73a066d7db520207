"""Names of peers and subordinates stay hidden: from everybody, by every way, for good."""

import json
import uuid

from psycopg2.errors import CheckViolation

from odoo import SUPERUSER_ID
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.hr_skp.hooks import TABLES, uninstall_hook

from ..common import SkpCase, SkpHttpCase
from .feedback_case import MUTED
from .hidden_case import HiddenMixin


@tagged("standard", "post_install", "-at_install")
class TestFeedbackHidden(HiddenMixin, SkpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_hidden()

    def refuse(self, call, error=AccessError):
        with self.assertRaises(error) as caught, mute_logger(*MUTED):
            with self.env.cr.savepoint():
                call()
        return str(caught.exception)

    def test_three_are_never_shown_and_four_are(self):
        requests = self.ask_round(result_id=self.result.id)
        self.answer(requests, self.peers[:3])
        self.pass_days(requests)
        self.assertFalse(self.get_shown())
        self.assertTrue(all(requests.mapped("is_declined")))
        again = self.ask_round(result_id=self.result.id) - requests
        self.answer(again, self.peers[:4], "above")
        self.assertFalse(self.get_shown(), "nothing is shown before it is over")
        self.pass_days(again)
        shown = self.get_shown()
        self.assertEqual(
            set(shown.mapped("content")),
            {f"Kata {peer.name}" for peer in self.peers[:4]},
        )
        self.assertEqual(shown.result_id, self.result)
        self.assertEqual(set(shown.mapped("rating")), {"above"})
        for table in TABLES:
            self.env.cr.execute(f"SELECT 1 FROM {table}")
            self.assertFalse(self.env.cr.rowcount, table)
        self.env["hr.skp.feedback"].sudo()._cron_show_rounds()
        self.assertEqual(self.get_shown(), shown, "shown once")

    def test_the_agency_may_ask_for_more_and_never_for_less(self):
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(CheckViolation),
            self.env.cr.savepoint(),
        ):
            self.company.skp_hidden_shown_from = 3
            self.env.flush_all()
        self.company.skp_hidden_shown_from = 5
        requests = self.ask_round()
        self.answer(requests, self.peers[:4])
        # A lower number later opens nothing that was promised otherwise.
        self.company.skp_hidden_shown_from = 4
        self.pass_days(requests)
        self.assertFalse(self.get_shown())

    def test_nothing_shown_points_to_a_person(self):
        requests = self.ask_round()
        self.env.flush_all()
        before = requests.read()
        self.answer(requests, self.peers)
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(requests.read(), before, "who answered looks like who did not")
        self.pass_days(requests)
        shown = self.get_shown()
        self.assertEqual(len(shown), 6)
        people = set(self.peers.user_id.ids)
        for answer in shown:
            self.assertEqual(answer.author_name, "Rekan kerja (nama disembunyikan)")
            for field in answer._fields.values():
                if field.comodel_name == "res.users":
                    self.assertFalse(people & set(answer[field.name].ids), field.name)
            self.assertEqual(answer.create_uid.id, SUPERUSER_ID)
            self.assertEqual(answer.write_uid.id, SUPERUSER_ID)
            self.assertEqual(answer.given_on.time().isoformat(), "00:00:00")
            self.assertFalse(answer.author_email)
        self.assertEqual(len(set(shown.mapped("create_date"))), 1)
        messages = self.env["mail.message"].sudo()
        told = messages.search([("author_id", "in", self.peers.user_id.partner_id.ids)])
        self.assertFalse(told)
        told = messages.search([("create_uid", "in", list(people))])
        self.assertFalse(told)
        self.assertEqual(len(self.told(self.employee)), 1, "told once of a round")
        events = self.env["hr.skp.event"].sudo()
        self.assertFalse(events.search([("user_id", "in", list(people))]))
        self.assertFalse(self.env["hr.skp.feedback.give"].sudo().search([]))

    def test_the_order_of_answers_is_lost(self):
        orders = set()
        for _try in range(6):
            requests = self.ask_round()
            self.answer(requests, self.peers)
            earlier = self.get_shown()
            self.pass_days(requests)
            shown = (self.get_shown() - earlier).sorted("id")
            orders.add(tuple(shown.mapped("content")))
        self.assertGreater(len(orders), 1)

    def test_one_answer_each(self):
        requests = self.ask_round()
        self.answer(requests, self.peers[:1])
        request = requests.filtered(
            lambda item: item.author_user_id == self.peers[0].user_id
        )
        mine = self.as_user(request, self.peers[0])
        self.assertTrue(mine.is_answered)
        self.assertFalse(mine.can_give)
        self.assertIn("already", self.refuse(lambda: mine.action_give("x"), UserError))
        self.assertEqual(mine.search([("is_answered", "=", True)]), request)
        open_domain = [("state", "=", "requested"), ("is_answered", "=", False)]
        self.assertNotIn(request, mine.search(open_domain))
        # The two tables share nothing, and the second knows no person.
        self.env.cr.execute("SELECT * FROM hr_skp_feedback_hidden")
        row = self.env.cr.dictfetchone()
        self.assertEqual(set(row), {"id", "round_key", "day", "rating", "content"})
        self.assertIsInstance(uuid.UUID(row["id"]), uuid.UUID)

    def test_who_asks_learns_how_many_by_yesterday(self):
        requests = self.ask_round()
        self.answer(requests, self.peers[:3])
        seen = self.as_user(requests, self.employee)
        self.assertEqual({row["state"] for row in seen.read(["state"])}, {"requested"})
        self.assertFalse(any(seen.mapped("is_answered")))
        self.assertIn("0 of 6", seen[0].round_text)
        self.env.cr.execute("UPDATE hr_skp_feedback_hidden SET day = day - 1")
        seen.invalidate_recordset(["round_text"])
        self.assertIn("3 of 6", seen[0].round_text)
        self.assertEqual(len(set(seen.mapped("round_text"))), 1)

    def test_too_few_are_not_asked(self):
        message = self.refuse(lambda: self.ask_round(self.peers[:3]), UserError)
        self.assertIn("at least 4", message)
        self.assertFalse(self.get_shown().browse().search([("is_hidden", "=", True)]))
        # Others are asked by name, as before.
        asked = self.ask(self.stranger)
        self.assertFalse(asked.is_hidden)
        self.assertIn("with your name", asked.name_text)
        self.as_user(asked, self.stranger).action_give("Baik")
        self.assertEqual(asked.author_name, "Ida Lain")

    def test_switched_off_afterwards(self):
        requests = self.ask_round()
        self.answer(requests, self.peers[:2])
        self.company.skp_hide_givers = False
        self.answer(requests, self.peers[2:4])
        self.pass_days(requests)
        shown = self.get_shown()
        self.assertEqual(len(shown), 4)
        self.assertFalse(shown.author_user_id)
        self.assertEqual(set(shown.mapped("is_hidden")), {True})
        named = self.ask(self.colleague)
        self.assertFalse(named.is_hidden)

    def test_who_asked_ends_it_for_all(self):
        requests = self.ask_round()
        self.answer(requests, self.peers[:4])
        peer = self.as_user(requests, self.peers[4])
        own = peer.filtered(lambda item: item.author_user_id == peer.env.user)
        self.assertFalse(own.can_decline)
        self.assertIn("nobody needs", self.refuse(lambda: own.action_decline("x")))
        self.as_user(requests[0], self.employee).action_decline("Cukup")
        self.assertEqual(set(requests.mapped("is_declined")), {True})
        shown = self.get_shown()
        self.assertEqual(len(shown), 4)
        self.assertEqual(shown.create_uid.id, SUPERUSER_ID)
        self.refuse(lambda: own.action_give("Terlambat"), UserError)

    def test_everybody_answered(self):
        requests = self.ask_round(self.peers[:4])
        self.answer(requests, self.peers[:4])
        job = self.env["hr.skp.feedback"].sudo()
        job._cron_show_rounds()
        self.assertFalse(self.get_shown(), "not on the day of the last answer")
        self.env.cr.execute("UPDATE hr_skp_feedback_hidden SET day = day - 1")
        job._cron_show_rounds()
        self.assertEqual(len(self.get_shown()), 4)

    def test_subordinates_count_by_themselves(self):
        people = self.peers.browse()
        for number in range(4):
            people |= self.make_person(
                f"sub{number}", f"Bawahan {number}", self.unit, self.employee
            )
        requests = self.ask_round(people | self.peers)
        self.assertEqual(len(set(requests.mapped("round_key"))), 2)
        self.answer(requests, people | self.peers[:3])
        self.pass_days(requests)
        shown = self.get_shown()
        self.assertEqual(set(shown.mapped("giver_role")), {"subordinate"})
        self.assertEqual(
            set(shown.mapped("author_name")), {"Bawahan (nama disembunyikan)"}
        )

    def test_a_reply_goes_to_nobody(self):
        requests = self.ask_round()
        self.answer(requests, self.peers[:4])
        self.pass_days(requests)
        answer = self.as_user(self.get_shown()[0], self.employee)
        count = self.env["mail.message"].sudo().search_count([])
        answer.action_answer("Terima kasih, saya perbaiki")
        self.assertEqual(answer.answer, "Terima kasih, saya perbaiki")
        self.assertEqual(self.env["mail.message"].sudo().search_count([]), count)
        self.assertFalse(answer.can_confirm)
        reason = self.as_user(self.env["hr.skp.reason"], self.employee).create(
            {
                "res_model": "hr.skp.feedback",
                "res_ids": answer.ids,
                "method": "action_answer",
                "reason": "x",
            }
        )
        self.assertIn("nobody knows", reason.hint)

    def test_the_dialogue_says_it_first_and_goes_afterwards(self):
        requests = self.ask_round()
        peer = self.peers[2]
        request = requests.filtered(lambda item: item.author_user_id == peer.user_id)
        dialogues = self.as_user(self.env["hr.skp.feedback.give"], peer)
        dialogue = dialogues.create({"feedback_id": request.id, "content": "Baik"})
        self.assertIn("stays hidden", dialogue.name_text)
        self.assertIn("at least 4", dialogue.name_text)
        dialogue.action_give()
        self.assertFalse(dialogue.sudo().exists())
        asks = self.as_user(self.env["hr.skp.feedback.request"], self.employee)
        self.assertIn(
            "from you, too", asks.create({"skp_id": self.plan.id}).hidden_text
        )

    def test_the_tables_go_with_the_addon(self):
        uninstall_hook(self.env)
        for table in TABLES:
            self.env.cr.execute("SELECT to_regclass(%s)", [table])
            self.assertEqual(self.env.cr.fetchone(), (None,), table)

    def test_same_number_of_queries(self):
        def count(requests):
            self.env.invalidate_all()
            shown = self.as_user(requests, self.employee)
            start = self.env.cr.sql_log_count
            shown.read(["round_text", "name_text", "is_answered", "can_give"])
            return self.env.cr.sql_log_count - start

        few = self.ask_round(self.peers[:4], result_id=self.result.id)
        count(few)
        one = count(few)
        many = few | self.ask_round(result_id=self.other_result.id) | self.ask_round()
        self.assertEqual(count(many), one)


@tagged("standard", "post_install", "-at_install")
class TestFeedbackHiddenWays(HiddenMixin, SkpHttpCase):
    """Whoever asks, over whatever channel, finds no author."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_hidden()

    def test_over_rpc(self):
        requests = self.ask_round()
        self.answer(requests, self.peers[:3])
        secret = self.peers[0]
        everybody = (
            self.employee,
            self.appraiser,
            self.superior,
            self.officer,
            self.manager,
            self.auditor,
        )
        with mute_logger(*MUTED):
            for person in everybody:
                with self.subTest(person=person.name, shown=False):
                    self.check_person(person, secret, 0)
            self.answer(requests, self.peers[3:4])
            self.pass_days(requests)
            for person in everybody:
                with self.subTest(person=person.name, shown=True):
                    self.check_person(person, secret, 4)
        self.assertFalse(
            self.env["ir.model"]
            .sudo()
            .search([("model", "in", [name.replace("_", ".") for name in TABLES])])
        )

    def check_person(self, person, secret, count):
        model, user = "hr.skp.feedback", secret.user_id
        given = [("skp_id", "=", self.plan.id), ("state", "!=", "requested")]
        found, _error = self.rpc(person, model, "search", given)
        # The performance team's Rudi reads his unit, and the answers, too.
        self.assertEqual(len(found), count)
        for guess in (
            ("author_user_id", "=", user.id),
            ("author_name", "like", secret.name),
            ("create_uid", "=", user.id),
            ("write_uid", "=", user.id),
            ("author_user_id.login", "=", user.login),
            ("requested_by_id", "=", user.id),
        ):
            hit, _error = self.rpc(person, model, "search_count", [*given, guess])
            self.assertFalse(hit, guess)
        rows, _error = self.rpc(person, model, "search_read", given)
        texts = json.dumps(
            [{**row, "content": "", "display_name": ""} for row in rows or ()]
        )
        self.assertNotIn(secret.name, texts)
        exported, _error = self.rpc(
            person,
            model,
            "export_data",
            found,
            ["author_user_id/name", "author_name", "create_uid/name", "write_uid/name"],
        )
        self.assertNotIn(secret.name, json.dumps(exported))
        for field in ("author_user_id", "author_name", "create_uid", "write_uid"):
            groups, _error = self.rpc(
                person, model, "formatted_read_group", given, [field], ["__count"]
            )
            self.assertEqual(len(groups), 1 if count else 0)
            self.assertNotIn(secret.name, json.dumps(groups))
        # Who has answered: only he himself sees it.
        answered, _error = self.rpc(
            person, model, "search_count", [("is_answered", "=", True)]
        )
        is_answered = person in self.peers[:3] and not count
        self.assertEqual(answered, 1 if is_answered else 0)
        for method, args in (
            ("write", (found, {"author_user_id": user.id})),
            ("write", (found, {"is_hidden": False})),
            ("create", ([{"skp_id": self.plan.id, "round_key": "x"}],)),
            ("_take_hidden", (found,)),
            ("_count_hidden", (["x"],)),
            ("_get_voice", ("x", user.id)),
        ):
            if found or method not in ("write", "_take_hidden"):
                _done, error = self.rpc(person, model, method, *args)
                self.assertTrue(error, (method, args))
        _found, error = self.rpc(person, "hr.skp.feedback.voice", "search", [])
        self.assertTrue(error)
        dialogues, error = self.rpc(person, "hr.skp.feedback.give", "search", [])
        self.assertFalse(dialogues)
