from odoo import fields, models


class HrSkpBatchItem(models.Model):
    """One record that a batch works on, and why it failed. Written by the batch only."""

    _name = "hr.skp.batch.item"
    _description = "SKP: row of a batch"
    _order = "id"

    batch_id = fields.Many2one(
        "hr.skp.batch", required=True, readonly=True, ondelete="cascade"
    )
    res_id = fields.Integer("Record", required=True, readonly=True, aggregator=None)
    name = fields.Char(readonly=True, help="As it was when the batch was started.")
    state = fields.Selection(
        [("queued", "Waiting"), ("done", "Done"), ("failed", "Failed")],
        required=True,
        readonly=True,
        default="queued",
    )
    message = fields.Text("Reason", readonly=True)
    # Of the batch, for the record rules.
    user_id = fields.Many2one("res.users", required=True, readonly=True, index=True)
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )

    _record_uniq = models.UniqueIndex(
        "(batch_id, res_id)", "A record stands in a batch only once."
    )
    _queued_idx = models.Index("(batch_id, id) WHERE state = 'queued'")
