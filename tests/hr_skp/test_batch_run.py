"""How a batch runs: chunks, rows that fail, a killed server, others who interfere."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from unittest.mock import patch

from odoo import api
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, get_db_name, tagged
from odoo.tools import config, mute_logger

from .batch_case import BatchCase, partner_kind

ROOT = Path(__file__).resolve().parents[2]


@tagged("standard", "post_install", "-at_install")
class TestBatchRows(BatchCase):
    """What happens to rows that fail, with a kind of work that does next to nothing."""

    def setUp(self):
        super().setUp()
        self.partners = self.env["res.partner"].create(
            [{"name": f"P{n}"} for n in range(7)]
        )
        self.manager.user_id.group_ids |= self.env.ref("base.group_partner_manager")

    def start(self, before=lambda batch, res_ids: None, chunk=5):
        self.enterContext(partner_kind(self.env.registry, before, chunk))
        batch = self.make_batch(self.manager, ids=self.partners.ids)
        batch.action_start()
        return batch

    def test_one_bad_row_does_not_stop_the_others(self):
        bad = self.partners[2]

        def before(batch, res_ids):
            if bad.id in res_ids:
                raise UserError("Tanggal salah")

        batch = self.start(before)
        self.run_batch(batch)
        self.assertEqual((batch.state, batch.done, batch.failed), ("failed", 6, 1))
        self.assertRecordValues(
            batch.failed_item_ids,
            [{"res_id": bad.id, "name": "P2", "message": "Tanggal salah"}],
        )
        self.assertEqual(
            self.partners.mapped("ref"), ["x", "x", False, "x", "x", "x", "x"]
        )

    def test_a_bug_is_logged_and_told_in_general(self):
        def before(batch, res_ids):
            if self.partners[0].id in res_ids:
                raise ZeroDivisionError("secret detail")

        batch = self.start(before)
        with self.assertLogs(
            "odoo.addons.hr_skp.models.hr_skp_batch_run", "ERROR"
        ) as logs:
            self.run_batch(batch)
        self.assertEqual(len(logs.records), 1)
        self.assertIn("secret detail", logs.output[0])
        self.assertIn("server's log", batch.failed_item_ids.message)
        self.assertNotIn("secret", batch.failed_item_ids.message)

    def test_a_constraint_of_the_database_speaks_to_people(self):
        def before(batch, res_ids):
            if self.partners[1].id in res_ids:
                seal = batch.env["hr.skp.seal"].sudo()
                document = self.partners[1]
                seal._append(
                    [
                        seal._prepare_seal_vals(
                            document, {}, 1, seal, self.env.cr.now()
                        )
                        for _n in range(2)
                    ]
                )

        batch = self.start(before)
        with mute_logger("odoo.sql_db"):
            self.run_batch(batch)
        self.assertIn("at the same moment", batch.failed_item_ids.message)

    def test_work_is_done_as_the_starter(self):
        seen = []
        batch = self.start(
            lambda batch, res_ids: seen.append((batch.env.uid, batch.env.su))
        )
        self.run_batch(batch)
        self.assertEqual(set(seen), {(self.manager.user_id.id, False)})
        self.assertEqual(self.partners.write_uid, self.manager.user_id)

    def test_large_chunks_refresh_the_planner(self):
        analyzed = []
        batch = self.start(chunk=4)
        with (
            patch("odoo.addons.hr_skp.models.hr_skp_batch_run.ANALYZE_FROM", 4),
            patch.object(
                self.env.registry["hr.skp.batch"],
                "_get_touched_models",
                lambda batch: (
                    analyzed.append(batch.id) or ["res.partner", "no.such.model"]
                ),
            ),
        ):
            self.run_batch(batch)
        self.assertEqual(batch.state, "done")
        self.assertEqual(analyzed, batch.ids, "the small last chunk does without")

    def test_queries_of_a_chunk_do_not_grow(self):
        def count(chunk):
            batch = self.start(chunk=chunk).sudo()
            batch._run_chunk(limit=1)
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            with patch.object(
                self.env.registry["hr.skp.batch"],
                "_run_issue_plans",
                lambda batch, ids: None,
            ):
                batch._run_chunk()
            return self.env.cr.sql_log_count - before

        count(2)  # what Odoo looks up once
        self.assertEqual(count(2), count(5))

    def test_cron_takes_batches_in_turn_and_asks_for_more_time(self):
        order = []
        first = self.start(lambda batch, res_ids: order.append(batch.id))
        second = self.make_batch(self.manager, ids=self.partners[:6].ids)
        second.action_start()
        steps = []

        def commit_progress(_cron, processed=0, *, remaining=None, deactivate=False):
            steps.append((processed, remaining))
            return 0.0 if len(steps) == 3 else 5.0

        cron = self.env.ref("hr_skp.ir_cron_hr_skp_batch")
        triggers = self.env["ir.cron.trigger"]
        before = triggers.search_count([("cron_id", "=", cron.id)])
        with patch.object(
            self.env.registry["ir.cron"], "_commit_progress", commit_progress
        ):
            self.env["hr.skp.batch"].with_user(api.SUPERUSER_ID)._cron_run()
        self.assertEqual(steps, [(5, 8), (5, 3), (2, 1)])
        self.assertEqual(order, [first.id, second.id, first.id])
        self.assertEqual(triggers.search_count([("cron_id", "=", cron.id)]), before + 1)


# Runs in a process of its own: announces its third chunk, then hangs in it.
VICTIM = """
import sys, time
from pathlib import Path
sys.path.insert(0, {root!r})
from tests.hr_skp.batch_case import partner_kind
chunks = []

def hang(batch, res_ids):
    chunks.append(res_ids)
    if len(chunks) == 3:
        batch.env["res.partner"].browse(res_ids).write({{"ref": "half done"}})
        batch.env.flush_all()
        Path({marker!r}).touch()
        time.sleep(120)

with partner_kind(env.registry, hang):
    env["hr.skp.batch"]._cron_run()
"""


@tagged("standard", "post_install", "-at_install")
class TestBatchForReal(BaseCase):
    """With real commits; what they leave is removed at the end."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        self.enterContext(partner_kind(self.registry))
        self.addCleanup(self.remove)
        with self.registry.cursor() as cr:
            env = self.get_env(cr)
            partners = env["res.partner"].create([{"name": f"P{n}"} for n in range(23)])
            admin = env.ref("base.user_admin")
            batch = env["hr.skp.batch"].create(
                {
                    "kind": "issue_plans",
                    "user_id": admin.id,
                    "company_id": admin.company_id.id,
                    "params": {"ids": partners.ids},
                }
            )
            batch.action_start()
            self.partner_ids, self.batch_id = partners.ids, batch.id

    def get_env(self, cr):
        return api.Environment(cr, api.SUPERUSER_ID, {})

    def remove(self):
        with self.registry.cursor() as cr:
            env = self.get_env(cr)
            cr.execute("DELETE FROM hr_skp_batch WHERE id = %s", [self.batch_id])
            env["res.partner"].browse(self.partner_ids).unlink()
            cron = env.ref("hr_skp.ir_cron_hr_skp_batch")
            env["ir.cron.trigger"].search([("cron_id", "=", cron.id)]).unlink()

    def run_cron(self, **kind):
        with partner_kind(self.registry, **kind), self.registry.cursor() as cr:
            self.get_env(cr)["hr.skp.batch"]._cron_run()

    def read(self):
        """Return what is committed: state, done, failed, and the partners' references."""
        with self.registry.cursor() as cr:
            env = self.get_env(cr)
            batch = env["hr.skp.batch"].browse(self.batch_id)
            refs = env["res.partner"].browse(self.partner_ids).mapped("ref")
            return batch.state, batch.done, batch.failed, refs

    def test_killed_and_resumed(self):
        with tempfile.TemporaryDirectory() as folder:
            marker = Path(folder, "third-chunk")
            arguments = ["-c", config.rcfile, "-d", get_db_name(), "--no-http"]
            process = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "odoo",
                    "shell",
                    *arguments,
                    "--log-level=error",
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
            )
            self.addCleanup(process.stderr.close)
            self.addCleanup(process.kill)
            process.stdin.write(VICTIM.format(root=str(ROOT), marker=str(marker)))
            process.stdin.close()
            deadline = time.monotonic() + 60
            while not marker.exists():
                if process.poll() is not None or time.monotonic() > deadline:
                    self.fail(
                        f"The other process did not get there: {process.stderr.read()}"
                    )
                time.sleep(0.1)
            process.kill()
            process.wait(10)
        state, done, failed, refs = self.read()
        self.assertEqual((state, done, failed), ("running", 10, 0))
        self.assertEqual(refs, ["x"] * 10 + [False] * 13)

        self.run_cron()
        self.assertEqual(self.read(), ("done", 23, 0, ["x"] * 23))
        self.run_cron()
        self.assertEqual(self.read(), ("done", 23, 0, ["x"] * 23), "nothing runs twice")

    def test_cancelled_in_the_middle_of_a_chunk(self):
        chunks = []

        def cancel(batch, res_ids):
            chunks.append(res_ids)
            if len(chunks) == 2:
                with self.registry.cursor() as cr:
                    self.get_env(cr)["hr.skp.batch"].browse(
                        self.batch_id
                    ).action_cancel()

        with mute_logger("odoo.sql_db"):
            self.run_cron(before=cancel)
        # The second chunk met the cancellation when it was to be committed.
        self.assertEqual(self.read(), ("cancelled", 5, 0, ["x"] * 5 + [False] * 18))

    def test_a_record_that_somebody_else_changes(self):
        chunks = []

        def interfere(batch, res_ids):
            chunks.append(len(res_ids))
            if len(chunks) == 1:
                with self.registry.cursor() as cr:
                    self.get_env(cr)["res.partner"].browse(res_ids[0]).comment = "hello"

        with mute_logger("odoo.sql_db"):
            self.run_cron(before=interfere)
        self.assertEqual(self.read(), ("done", 23, 0, ["x"] * 23))
        self.assertEqual(chunks, [5, 5, 5, 5, 5, 3], "the first chunk was done again")

    def test_a_record_that_is_always_busy_fails_alone(self):
        busy = self.partner_ids[0]

        def interfere(batch, res_ids):
            if busy in res_ids:
                with self.registry.cursor() as cr:
                    partner = self.get_env(cr)["res.partner"].browse(busy)
                    partner.comment = f"{partner.comment or ''}."

        with (
            mute_logger("odoo.sql_db"),
            patch("odoo.addons.hr_skp.models.hr_skp_batch_run.time.sleep"),
        ):
            self.run_cron(before=interfere)
        state, done, failed, refs = self.read()
        self.assertEqual((state, done, failed), ("failed", 22, 1))
        self.assertEqual(refs, [False] + ["x"] * 22)
        with self.registry.cursor() as cr:
            batch = self.get_env(cr)["hr.skp.batch"].browse(self.batch_id)
            self.assertIn("Somebody else", batch.failed_item_ids.message)

    def test_a_kind_that_cannot_run_at_all(self):
        def broken(batch):
            raise ZeroDivisionError

        with (
            patch.object(
                self.registry["hr.skp.batch"],
                "_work",
                lambda batch, items: broken(batch),
            ),
            self.assertLogs("odoo.addons.hr_skp.models.hr_skp_batch_run", "ERROR"),
        ):
            self.run_cron()
        self.assertEqual(self.read()[:3], ("failed", 0, 23))

        with self.registry.cursor() as cr:
            self.get_env(cr)["hr.skp.batch"].browse(self.batch_id).action_retry()
        self.run_cron()
        self.assertEqual(self.read(), ("done", 23, 0, ["x"] * 23))
