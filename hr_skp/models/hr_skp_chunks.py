import logging

from odoo import api, models
from odoo.tools import split_every

_logger = logging.getLogger(__name__)


class HrSkpChunks(models.AbstractModel):
    """How daily jobs go through many records: in chunks, each of which is one transaction.

    A killed server repeats at most the chunk it was in. What fails is logged with its
    name and left for the next night; all others go on.
    """

    _name = "hr.skp.chunks"
    _description = "SKP: daily work in chunks"

    @api.model
    def _do_in_chunks(self, records, work, limit=500):
        """Do some work for many records, and commit after each chunk.

        :param records: what there is to do, in superuser mode
        :param work: called with a part of the records; it looks itself whether there is
            still something to do, for a chunk begins later than the records were found
        :return: whether there was time for all of them
        """
        left = len(records)
        for ids in split_every(limit, records.ids):
            chunk = records.browse(ids)
            failed = self._do_apart(chunk, work)
            left -= len(chunk)
            seconds = self.env["ir.cron"]._commit_progress(
                len(chunk) - len(failed), remaining=left
            )
            if left and not seconds:
                return False
        return True

    @api.model
    def _do_apart(self, records, work):
        """Do some work for all records but those for which it fails; return these.

        Where they fail together, each half is done by itself: a few bad records cost a
        few more attempts, not one for every good record.
        """
        try:
            with self.env.cr.savepoint():
                work(records)
        except Exception as error:
            if len(records) > 1:
                middle = len(records) // 2
                return self._do_apart(records[:middle], work) | self._do_apart(
                    records[middle:], work
                )
            _logger.error(
                "%s (%s): left for the next night",
                records.display_name,
                records,
                exc_info=error,
            )
            return records
        return records.browse()
