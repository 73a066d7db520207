"""Seals: append-only, read by few, chained per document, erased lawfully."""

import json
import threading
from datetime import date

import psycopg2

from odoo import api
from odoo.exceptions import AccessError, UserError
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, freeze_time, get_db_name, tagged
from odoo.tools import mute_logger

from ..common.common import SkpCase, SkpHttpCase

TAGS = ("standard", "post_install", "-at_install")


class SealCase(SkpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seals = cls.env["hr.skp.seal"]
        cls.documents = cls.env["res.partner"].create(
            [{"name": name, "company_id": cls.company.id} for name in ("Satu", "Dua")]
        )

    def seal(self, documents=None, content=None, by=None, **kwargs):
        """Seal as an action does: in superuser mode, on behalf of a person."""
        seals = self.as_user(self.seals, by or self.appraiser).sudo()
        return seals._seal(
            {document: content or {"name": document.name} for document in documents},
            **kwargs,
        )

    def tamper(self, seals, assignment):
        self.env.flush_all()
        self.env.cr.execute(
            f"UPDATE hr_skp_seal SET {assignment} WHERE id = ANY(%s)", [seals.ids]
        )
        self.env.invalidate_all()


@tagged(*TAGS)
class TestSeal(SealCase):
    def test_content_and_chain(self):
        first = self.seal(self.documents, {"b": 2, "a": date(2026, 3, 31), "é": "ya"})
        again = self.seal(self.documents[0])
        seal = first[0]
        self.assertTrue(seal.payload.startswith('{"a":"2026-03-31","b":2,"seal":{'))
        self.assertTrue(seal.payload.endswith(',"é":"ya"}'))
        self.assertEqual(seal._get_payload(), {"a": "2026-03-31", "b": 2, "é": "ya"})
        self.assertEqual(seal.sealed_by_id, self.appraiser.user_id)
        self.assertEqual(seal.company_id, self.company)
        self.assertFalse(seal.previous_digest)
        self.assertEqual(again.revision, 2)
        self.assertEqual(again.previous_digest, seal.digest)
        self.assertEqual(
            json.loads(again.payload)["seal"]["previous_digest"], seal.digest
        )
        self.assertEqual(len(set((first | again).mapped("token"))), 3)

    def test_same_content_has_another_digest(self):
        # Otherwise an erased payload could be guessed from its digest.
        first, second = self.seal(self.documents, {"rating": "meets"})
        self.assertNotEqual(first.digest, second.digest)

    def test_revision_of_the_caller(self):
        document = self.documents[0]
        self.seal(document, revisions={document: 3})
        self.assertEqual(self.seal(document).revision, 4)
        with self.assertRaises(UserError):
            self.seal(document, revisions={document: 4})

    def test_refused_content(self):
        for content in ({"seal": 1}, {"x": float("nan")}):
            with self.assertRaises(ValueError):
                self.seal(self.documents, content)
        with self.assertRaises(TypeError):
            self.seal(self.documents, {"x": self.company})

    def test_queries_do_not_grow(self):
        many = self.env["res.partner"].create([{"name": f"D{n}"} for n in range(40)])
        self.seal(many)
        self.env.flush_all()

        def count(documents):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.seals._verify(self.seal(documents, {"x": 1}))
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        self.assertEqual(count(many[:2]), count(many))

    def test_append_only_even_for_superuser(self):
        seal = self.seal(self.documents[0]).sudo()
        for change in (
            lambda: seal.write({"digest": "x"}),
            lambda: seal.write({}),
            lambda: setattr(seal, "payload", "x"),
            lambda: seal.unlink(),
            lambda: seal.with_context(_force_unlink=True).unlink(),
            lambda: seal.create({"model": "res.partner", "res_id": 1}),
            lambda: seal.copy(),
        ):
            with self.assertRaises(AccessError):
                change()
        self.assertEqual(seal.verification, "valid")

    def test_verify(self):
        first, second, third = (self.seal(self.documents[0]) for _n in range(3))
        other = self.seal(self.documents[1])
        everything = first | second | third | other
        valid = dict.fromkeys(everything, "valid")
        self.assertEqual(self.seals._verify(everything), valid)
        for assignment, broken in (
            ("payload = payload || ' '", second),
            ("payload = NULL", second),
            ("digest = repeat('0', 64)", second | third),
            ("previous_digest = NULL", second),
            ("sealed_by_id = 1", second),
            ("sealed_at = sealed_at - interval '1 day'", second),
            ("payload_erased_at = now()", second),
            ("res_id = res_id + 1000", second | third),
        ):
            with self.subTest(assignment), self.env.cr.savepoint() as savepoint:
                self.tamper(second, assignment)
                self.assertEqual(
                    self.seals._verify(everything),
                    valid | dict.fromkeys(broken, "broken"),
                )
                savepoint.rollback()

    def test_verify_finds_a_removed_seal_and_a_forged_digest(self):
        first, second = (self.seal(self.documents[0]) for _n in range(2))
        # The forger also makes the digest fit; the next seal's payload gives him away.
        self.tamper(first, "payload = '{}', digest = encode(sha256('{}'), 'hex')")
        self.tamper(second, f"previous_digest = '{self.reload(first).digest}'")
        self.assertEqual(
            self.seals._verify(first | second), {first: "broken", second: "broken"}
        )
        self.env.cr.execute("DELETE FROM hr_skp_seal WHERE id = %s", [first.id])
        self.assertEqual(self.seals._verify(second), {second: "broken"})

    def reload(self, seal):
        self.env.invalidate_all()
        return seal

    def test_in_force(self):
        document, late = self.documents
        self.company.resource_calendar_id.tz = "Asia/Jakarta"
        # 31 March ends at 17:00 UTC there.
        with freeze_time("2026-03-31 16:59:59"):
            first = self.seal(document)
        with freeze_time("2026-03-31 17:00:00"):
            second = self.seal(document)
        with freeze_time("2026-05-01"):
            only = self.seal(late)
        nothing = self.env["res.partner"].create({"name": "Tiga"})
        documents = self.documents | nothing
        for day, expected in (
            (date(2026, 1, 1), first),
            (date(2026, 3, 31), first),
            (date(2026, 4, 1), second),
            (date(2027, 1, 1), second),
        ):
            self.assertEqual(
                self.as_user(self.seals, self.employee)._get_seal_in_force(
                    documents, day
                ),
                {document: expected, late: only, nothing: self.seals},
            )

    def test_plan_is_sealed_by_its_approval(self):
        plan = self.make_approved_plan()
        seal = self.seals._get_chains(plan)[plan]
        self.assertEqual(len(seal), 1)
        self.assertEqual(seal.revision, plan.sudo().revision)
        self.assertEqual(seal.sealed_by_id, self.appraiser.user_id)
        self.assertEqual(seal.verification, "valid")

    def test_erase(self):
        plan = self.make_approved_plan()
        seal = self.seals._get_chains(plan)[plan]
        for person in (self.employee, self.appraiser, self.officer, self.auditor):
            with self.assertRaises(AccessError):
                self.as_user(seal, person).sudo(False).action_erase_payload(
                    "UU 27/2022"
                )
        as_manager = self.as_user(seal, self.manager).sudo(False)
        with self.assertRaises(UserError):
            as_manager.action_erase_payload(" ")
        as_manager.action_erase_payload("UU 27/2022")
        later = self.seal(plan)
        self.assertEqual(
            self.seals._verify(seal | later), {seal: "erased", later: "valid"}
        )
        self.assertRecordValues(
            seal,
            [
                {
                    "payload": False,
                    "payload_erased_by_id": self.manager.user_id.id,
                    "payload_erased_reason": "UU 27/2022",
                }
            ],
        )
        self.assertEqual(seal._get_payload(), {})
        event = self.env["hr.skp.event"].search(
            [("skp_id", "=", plan.id), ("kind", "=", "erase_payload")]
        )
        self.assertRecordValues(
            event, [{"reason": "UU 27/2022", "user_id": self.manager.user_id.id}]
        )
        with self.assertRaises(UserError):
            as_manager.action_erase_payload("again")

    def test_erase_through_the_dialogue(self):
        seal = self.seal(self.documents[0])
        self.as_user(self.env["hr.skp.reason"], self.manager).create(
            {
                "res_model": "hr.skp.seal",
                "res_ids": seal.ids,
                "method": "action_erase_payload",
                "reason": "UU 27/2022",
            }
        ).action_confirm()
        self.assertEqual(seal.verification, "erased")

    def test_administrator_of_another_agency_erases_nothing(self):
        foreign = self.env["res.company"].create({"name": "Kota Lain"})
        self.documents.company_id = foreign
        seal = self.seal(self.documents[0])
        with self.assertRaises(AccessError):
            self.as_user(seal, self.manager).sudo(False).action_erase_payload("x")


@tagged(*TAGS)
class TestSealAccess(SkpHttpCase):
    @mute_logger("odoo.http")
    def test_over_rpc(self):
        self.make_approved_plan()
        seal = self.env["hr.skp.seal"].search([("model", "=", "hr.skp")])
        domain = [[["id", "in", seal.ids]]]
        for person, readable in (
            (self.appraiser, seal.ids),
            (self.auditor, seal.ids),
            (self.employee, []),
            (self.colleague, []),
            (self.superior, []),
            (self.officer, []),
            (self.manager, []),
        ):
            with self.subTest(person.name):
                found, error = self.rpc(person, "hr.skp.seal", "search", *domain)
                self.assertEqual((found, error), (readable, None))
                if not readable:
                    _result, error = self.rpc(
                        person, "hr.skp.seal", "read", seal.ids, ["payload"]
                    )
                    self.assertEqual(error, "AccessError")
                for method, args in (
                    ("write", [seal.ids, {"digest": "x"}]),
                    ("unlink", [seal.ids]),
                    ("create", [[{"model": "hr.skp", "res_id": 1, "revision": 9}]]),
                    ("_seal", [{}]),
                    ("_append", [[{}]]),
                    ("_erase_payload", [seal.ids, "x"]),
                ):
                    _result, error = self.rpc(person, "hr.skp.seal", method, *args)
                    self.assertEqual(error, "AccessError", method)


@tagged(*TAGS)
class TestSealParallel(BaseCase):
    """Two real connections; what they commit is removed at the end."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        self.addCleanup(self.remove_documents)
        with self.registry.cursor() as cr:
            documents = self.get_env(cr)["res.partner"].create(
                [{"name": "Parallel 1"}, {"name": "Parallel 2"}]
            )
            self.ids = documents.ids

    def get_env(self, cr):
        return api.Environment(cr, api.SUPERUSER_ID, {})

    def remove_documents(self):
        with self.registry.cursor() as cr:
            cr.execute(
                "DELETE FROM hr_skp_seal WHERE model = 'res.partner' AND res_id = ANY(%s)",
                [self.ids],
            )
            self.get_env(cr)["res.partner"].browse(self.ids).unlink()

    def seal(self, cr, res_id):
        env = self.get_env(cr)
        seal = env["hr.skp.seal"]._seal({env["res.partner"].browse(res_id): {"n": 1}})
        env.flush_all()
        return seal

    def test_same_document(self):
        outcome = {}

        def seal_too():
            try:
                with self.registry.cursor() as cr:
                    cr.execute("SET LOCAL statement_timeout = '20s'")
                    waiting.set()
                    self.seal(cr, self.ids[0])
                    outcome["second"] = "sealed"
            except psycopg2.errors.UniqueViolation as error:
                with self.registry.cursor() as cr:
                    seals = self.get_env(cr)["hr.skp.seal"]
                    outcome["second"] = seals._sql_error_to_message(error)

        with self.registry.cursor() as cr, mute_logger("odoo.sql_db"):
            self.seal(cr, self.ids[0])
            waiting = threading.Event()
            thread = threading.Thread(target=seal_too)
            thread.start()
            waiting.wait(10)
            thread.join(0.5)
            self.assertTrue(
                thread.is_alive(), "the second waits for the same document only"
            )
            cr.commit()
            thread.join(20)
        self.assertIn("sealed this document at the same moment", outcome["second"])
        with self.registry.cursor() as cr:
            # Who lost tries again and continues the chain.
            self.seal(cr, self.ids[0])
        with self.registry.cursor() as cr:
            seals = self.get_env(cr)["hr.skp.seal"].search(
                [("model", "=", "res.partner"), ("res_id", "=", self.ids[0])]
            )
            self.assertEqual(sorted(seals.mapped("revision")), [1, 2])
            self.assertEqual(set(seals._verify(seals).values()), {"valid"})

    def test_different_documents_do_not_wait(self):
        with self.registry.cursor() as one, self.registry.cursor() as two:
            self.seal(one, self.ids[0])
            two.execute("SET LOCAL lock_timeout = '1s'")
            self.seal(two, self.ids[1])
            two.commit()
            one.commit()
            seals = self.get_env(one)["hr.skp.seal"].search(
                [("model", "=", "res.partner"), ("res_id", "in", self.ids)]
            )
            self.assertEqual(len(seals), 2)
            self.assertEqual(set(seals._verify(seals).values()), {"valid"})
