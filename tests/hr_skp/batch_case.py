"""What the tests of batches share."""

from contextlib import ExitStack, contextmanager
from unittest.mock import patch

from odoo import api
from odoo.tools import mute_logger

from ..common.common import SkpCase


@contextmanager
def partner_kind(registry, before=lambda batch, res_ids: None, chunk=5):
    """Let the kind of the batch append an x to the reference of partners.

    Each x is one run, so the test sees what ran twice or not at all.

    :param before: called with batch and ids before a chunk is worked on
    """

    def run(batch, res_ids):
        before(batch, res_ids)
        for partner in batch.env["res.partner"].browse(res_ids):
            partner.ref = (partner.ref or "") + "x"

    with ExitStack() as stack:
        for name, method in (
            ("_get_items_issue_plans", lambda batch: batch.params["ids"]),
            ("_get_item_model", lambda batch: "res.partner"),
            ("_get_chunk_size", lambda batch: chunk),
            ("_run_issue_plans", run),
        ):
            stack.enter_context(patch.object(registry["hr.skp.batch"], name, method))
        yield


class BatchCase(SkpCase):
    def make_batch(self, person=None, **params):
        params.setdefault("cycle_id", self.cycle.id)
        return self.as_user(self.env["hr.skp.batch"], person or self.officer).create(
            {"kind": "issue_plans", "params": params}
        )

    def run_batch(self, batch):
        """Work off the batch as the cron does, without its commits."""
        with mute_logger("odoo.addons.base.models.ir_rule", "odoo.models.unlink"):
            while batch.sudo().with_user(api.SUPERUSER_ID)._run_chunk():
                pass
        self.env.invalidate_all()

    def get_plans(self):
        return self.env["hr.skp"].search([("cycle_id", "=", self.cycle.id)])
