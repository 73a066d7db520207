import logging
import random
import time

import psycopg2

from odoo import api, models
from odoo.exceptions import UserError
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import SQL

from .hr_skp_batch import ACTIVE_STATES

_logger = logging.getLogger(__name__)

# How often a chunk is tried when somebody else changes the same records meanwhile.
TRIES = 4
# From this many rows on, a chunk refreshes the planner's knowledge of the tables it
# filled: the checks of foreign keys otherwise run on plans made for empty tables.
ANALYZE_FROM = 200


class HrSkpBatch(models.Model):
    """How a batch runs: in chunks, each of which is one transaction.

    The work of a chunk, the states of its rows and the counters are committed
    together, so a killed server repeats at most the chunk it was in. A chunk that
    fails is done again in parts, down to the rows that fail.
    """

    _inherit = "hr.skp.batch"

    @api.model
    def _cron_run(self):
        """Work on all active batches, one chunk of each in turn, until the time is over."""
        while active := self.search(self._get_active_domain(), order="id"):
            for batch in active:
                count = batch._run_next()
                seconds = self.env["ir.cron"]._commit_progress(
                    count, remaining=self._count_remaining()
                )
                if not seconds:
                    # Otherwise the rest waits a minute or more, without a word.
                    self._trigger_run()
                    return

    @api.model
    def _get_active_domain(self):
        return [("state", "in", ACTIVE_STATES), ("started_at", "!=", False)]

    @api.model
    def _count_remaining(self):
        active = self.search_fetch(
            self._get_active_domain(), ["total", "done", "failed"]
        )
        return sum(batch.total - batch.done - batch.failed for batch in active)

    @api.model
    def _trigger_run(self):
        self.env.ref("hr_skp.ir_cron_hr_skp_batch").sudo()._trigger()

    def _run_next(self):
        """Work through the next chunk; roll back and try again when others interfere.

        Leaves the committing to the caller, but rolls back itself.

        :return: the number of rows worked through
        """
        for attempt in range(1, TRIES + 1):
            try:
                # The last attempt takes one row, so that one busy record fails alone.
                return self._run_chunk(limit=1 if attempt == TRIES else None)
            except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
                self.env.cr.rollback()
                time.sleep(random.uniform(0, 0.1 * 2**attempt))
            except Exception:
                self.env.cr.rollback()
                _logger.exception("Batch %s could not run", self.id)
                return self._run_chunk(refusal=self._get_bug_message())
        return self._run_chunk(
            limit=1,
            refusal=self._with_starter().env._(
                "Somebody else was changing the same records. Try it again."
            ),
        )

    def _run_chunk(self, limit=None, refusal=None):
        """Work through the next rows in the current transaction.

        :param int limit: how many rows; by default the chunk size of the kind
        :param str refusal: fail the rows with this message instead of working on them
        :return: the number of rows worked through, 0 when the batch is not active
        """
        self.ensure_one()
        batch = self.sudo()
        if batch.state not in ACTIVE_STATES or not batch.started_at:
            return 0
        queued = [("batch_id", "=", batch.id), ("state", "=", "queued")]
        items = batch.item_ids.search(
            queued, order="id", limit=limit or max(batch._get_chunk_size(), 1)
        )
        refusal = refusal or batch._get_starter_refusal()
        failures = dict.fromkeys(items, refusal) if refusal else batch._work(items)
        batch._write_outcome(items, failures)
        if len(items) - len(failures) >= ANALYZE_FROM:
            batch._analyze()
        if not batch.item_ids.search(queued, limit=1):
            batch.state = "failed" if batch.failed else "done"
        elif batch.state == "queued":
            batch.state = "running"
        batch._notify_owner()
        # A conflict with another transaction must show up here, where it can be repeated.
        self.env.flush_all()
        return len(items)

    def _write_outcome(self, items, failures):
        """Write the states of the rows, the reasons of the failed ones, the counters."""
        by_message = {}
        for item, message in failures.items():
            by_message[message] = by_message.get(message, items.browse()) | item
        for message, failed in by_message.items():
            failed.write({"state": "failed", "message": message})
        succeeded = items.filtered(lambda item: item not in failures)
        succeeded.write({"state": "done", "message": False})
        self.write(
            {"done": self.done + len(succeeded), "failed": self.failed + len(failures)}
        )
        self._update_progress()

    def _update_progress(self):
        self.progress = (
            100.0 * (self.done + self.failed) / self.total if self.total else 0.0
        )

    # The work itself, with the rights of who started it

    def _with_starter(self):
        """Return the batch as its owner sees it: his rights, language, zone, one agency."""
        batch = self.sudo()
        context = {"allowed_company_ids": batch.company_id.ids}
        env = self.env(user=batch.user_id.id, su=False, context=context)
        return self.with_env(env(context={**env["res.users"].context_get(), **context}))

    def _get_starter_refusal(self):
        """Return why nobody can work on behalf of the owner any more, or None."""
        user = self.user_id
        env = self._with_starter().env
        if user._is_superuser():
            return None
        if not user.active:
            return env._("%(person)s has no login any more.", person=user.name)
        if self.company_id not in user.company_ids:
            return env._(
                "%(person)s no longer works in %(agency)s.",
                person=user.name,
                agency=self.company_id.name,
            )
        return None

    def _work(self, items):
        """Do the work for these rows; return {item: why it failed}.

        Where they fail together, each half is done by itself, down to the rows that
        fail: a few bad rows cost a few more attempts, not one for every good row.
        """
        try:
            with self.env.cr.savepoint():
                self._run_kind(items)
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            # Within a transaction nothing helps against these: it sees an old state.
            raise
        except Exception as error:
            if len(items) == 1:
                return {items: self._get_failure_message(items, error)}
            middle = len(items) // 2
            return {**self._work(items[:middle]), **self._work(items[middle:])}
        return {}

    def _get_failure_message(self, item, error):
        """Return what the user reads about a row that failed; log it when it is a bug."""
        if isinstance(error, UserError):
            return str(error)
        if isinstance(error, psycopg2.IntegrityError):
            return self._get_constraint_message(error)
        _logger.error(
            "Batch %s: row %s (%s)", self.id, item.id, item.res_id, exc_info=error
        )
        return self._get_bug_message()

    def _run_kind(self, items):
        starter = self._with_starter()
        getattr(starter, f"_run_{self.kind}")(items.mapped("res_id"))

    def _get_bug_message(self):
        return self._with_starter().env._(
            "This did not work. The reason stands in the server's log."
        )

    def _get_constraint_message(self, error):
        """Return what the violated constraint of the database says to a user."""
        env = self._with_starter().env
        names = [
            name
            for name, model in env.registry.items()
            if model._table == error.diag.table_name and not model._abstract
        ]
        return env[names[0] if names else "base"]._sql_error_to_message(error)

    def _analyze(self):
        tables = [
            self.env[name]._table
            for name in self._get_touched_models()
            if name in self.env
        ]
        if tables:
            self.env.flush_all()
            self.env.cr.execute(
                SQL(
                    "ANALYZE %s",
                    SQL(", ").join(SQL.identifier(table) for table in tables),
                )
            )

    def _notify_owner(self):
        """Tell the owner's open screens; sent when the chunk is committed."""
        self.env["bus.bus"]._sendone(
            self.user_id.partner_id,
            "hr_skp_batch",
            {"id": self.id, "state": self.state, "progress": self.progress},
        )
