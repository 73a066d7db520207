"""The numbered order of an agency's seals: without gaps, and telling of any change."""

from unittest.mock import patch

import psycopg2

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common.common import SkpCase


@tagged("standard", "post_install", "-at_install")
class TestSealAnchor(SkpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.anchors = cls.env["hr.skp.seal.anchor"]
        cls.anchors._anchor_next(10000)  # what others left in the database
        cls.documents = cls.env["res.partner"].create(
            [{"name": f"D{n}", "company_id": cls.company.id} for n in range(5)]
        )

    def seal(self, documents=None):
        documents = self.documents if documents is None else documents
        return self.env["hr.skp.seal"]._seal(
            {doc: {"name": doc.name} for doc in documents}
        )

    def verify(self):
        self.env.flush_all()
        return self.anchors._verify_chain(self.company)

    def execute(self, query, *args):
        self.env.flush_all()
        self.env.cr.execute(query, args)
        self.env.invalidate_all()

    def test_numbers_without_gaps(self):
        seals = self.seal()
        self.assertEqual(len(self.anchors._anchor_next(3)), 3)
        more = self.seal()
        self.assertEqual(len(self.anchors._anchor_next(100)), 7)
        self.assertFalse(self.anchors._anchor_next(100), "nothing is numbered twice")
        found = self.anchors.search(
            [("company_id", "=", self.company.id)], order="number"
        )
        self.assertEqual(found.mapped("number"), list(range(1, 11)))
        self.assertEqual(found.seal_id, seals | more)
        self.assertEqual(
            self.verify(),
            {"state": "valid", "number": 10, "head": found[-1].head, "broken": []},
        )

    def test_numbers_per_agency(self):
        other = self.env["res.company"].create({"name": "Kota Lain"})
        self.documents[3:].company_id = other
        self.seal()
        self.anchors._anchor_next(100)
        groups = dict(
            self.anchors._read_group(
                [("company_id", "in", (self.company | other).ids)],
                ["company_id"],
                ["number:max"],
            )
        )
        self.assertEqual(groups, {self.company: 3, other: 2})

    def test_the_database_refuses_a_number_twice(self):
        self.seal()
        first = self.anchors._anchor_next(1)
        seal = self.env["hr.skp.seal"].search([], order="id desc", limit=1)
        values = {
            "company_id": self.company.id,
            "seal_id": seal.id,
            "number": 1,
            "head": "x",
            "anchored_at": first.anchored_at,
        }
        for change in ({}, {"number": 2, "seal_id": first.seal_id.id}):
            with (
                self.assertRaises(psycopg2.errors.UniqueViolation),
                mute_logger("odoo.sql_db"),
                self.env.cr.savepoint(),
            ):
                self.anchors._append([{**values, **change}])

    def test_append_only(self):
        self.seal()
        anchors = self.anchors._anchor_next(100).sudo()
        for change in (
            lambda: anchors.write({"number": 7}),
            lambda: anchors.unlink(),
            lambda: anchors.create({"number": 7}),
        ):
            with self.assertRaises(AccessError):
                change()
        with (
            self.assertRaises(psycopg2.errors.ForeignKeyViolation),
            mute_logger("odoo.sql_db"),
            self.env.cr.savepoint(),
        ):
            self.execute("DELETE FROM hr_skp_seal WHERE id = %s", anchors[0].seal_id.id)

    def test_tampering_is_found(self):
        self.seal()
        anchors = self.anchors._anchor_next(100)
        third = anchors[2]
        for query, res_id, broken in (
            (
                "UPDATE hr_skp_seal_anchor SET head = 'x' WHERE id = %s",
                third.id,
                [3, 4],
            ),
            ("DELETE FROM hr_skp_seal_anchor WHERE id = %s", third.id, [3, 4]),
            ("UPDATE hr_skp_seal_anchor SET number = 9 WHERE id = %s", third.id, None),
            (
                "UPDATE hr_skp_seal SET digest = 'x' WHERE id = %s",
                third.seal_id.id,
                [3],
            ),
            (
                "UPDATE hr_skp_seal SET payload = 'x' WHERE id = %s",
                third.seal_id.id,
                [3],
            ),
            (
                "UPDATE hr_skp_seal SET payload = NULL WHERE id = %s",
                third.seal_id.id,
                [3],
            ),
        ):
            with self.subTest(query), self.env.cr.savepoint() as savepoint:
                self.execute(query, res_id)
                result = self.verify()
                self.assertEqual(result["state"], "broken")
                if broken:
                    self.assertEqual(result["broken"], broken)
                savepoint.rollback()
        self.assertEqual(self.verify()["state"], "valid")

    def test_rewriting_everything_changes_the_head(self):
        self.seal()
        anchors = self.anchors._anchor_next(100)
        known = self.verify()["head"]
        # Who owns the database forges the first seal and every head after it …
        self.execute(
            "UPDATE hr_skp_seal SET payload = '{}', digest = encode(sha256('{}'), 'hex')"
            " WHERE id = %s",
            anchors[0].seal_id.id,
        )
        head = ""
        for anchor in anchors:
            head = self.anchors._get_head(head, anchor.seal_id.digest, anchor.number)
            self.execute(
                "UPDATE hr_skp_seal_anchor SET head = %s WHERE id = %s", head, anchor.id
            )
        # … and is given away by the head that an auditor was mailed.
        result = self.verify()
        self.assertEqual(result["state"], "valid")
        self.assertNotEqual(result["head"], known)

    def test_erased_content_still_verifies(self):
        seals = self.seal()
        self.anchors._anchor_next(100)
        seals[1]._erase_payload("UU 27/2022")
        self.assertEqual(self.verify()["state"], "valid")

    def test_cron(self):
        """The cron commits each chunk and asks for another run when time is over."""
        self.seal()
        steps = []

        def commit_progress(_cron, processed=0, *, remaining=None, deactivate=False):
            steps.append((processed, remaining))
            return 5.0 if len(steps) == 1 else 0.0

        cron = self.env.ref("hr_skp.ir_cron_hr_skp_seal_anchor")
        triggers = self.env["ir.cron.trigger"].search_count([("cron_id", "=", cron.id)])
        with patch.object(
            self.env.registry["ir.cron"], "_commit_progress", commit_progress
        ):
            self.anchors._cron_anchor(limit=2)
        self.assertEqual(steps, [(2, 3), (2, 1)])
        self.assertEqual(
            self.env["ir.cron.trigger"].search_count([("cron_id", "=", cron.id)]),
            triggers + 1,
        )

    def test_who_sees_the_order(self):
        self.seal()
        anchors = self.anchors._anchor_next(100)
        for person in (self.auditor, self.manager):
            found = self.as_user(self.anchors, person).search(
                [("id", "in", anchors.ids)]
            )
            self.assertEqual(found, anchors)
            shown = self.as_user(self.anchors, person).action_verify_chain()["params"]
            self.assertEqual(shown["type"], "success")
            self.assertIn(anchors[-1].head, shown["message"])
        for person in (self.employee, self.appraiser, self.officer):
            as_person = self.as_user(self.anchors, person)
            for action in (
                lambda env=as_person: env.search([]),
                lambda env=as_person: env.action_verify_chain(),
                lambda env=as_person: env.action_mail_head(),
            ):
                with self.assertRaises(AccessError):
                    action()

    def test_mail_the_head(self):
        as_auditor = self.as_user(self.anchors, self.auditor)
        with self.assertRaises(UserError):
            as_auditor.action_mail_head()
        self.seal()
        anchors = self.anchors._anchor_next(100)
        self.auditor.user_id.email = False
        with self.assertRaises(UserError):
            as_auditor.action_mail_head()
        self.auditor.user_id.email = "auditor@example.com"
        as_auditor.action_mail_head()
        mail = self.env["mail.mail"].search([], order="id desc", limit=1)
        self.assertEqual(mail.recipient_ids, self.auditor.user_id.partner_id)
        self.assertIn(anchors[-1].head, mail.body_html)
        self.assertIn("5", mail.subject)
