from odoo import api, fields, models
from odoo.exceptions import UserError

ACTIVE_STATES = ("queued", "running")


class HrSkpBatch(models.Model):
    """Long work on many records, done by a cron in chunks.

    Who starts it owns it: everything runs with his rights, checked anew for each
    record. How it runs stands in ``hr_skp_batch_run.py``. Another addon adds a kind
    of work with ``selection_add`` and methods on this model:

    - ``_get_items_<kind>()`` returns the ids to work on; it searches with the rights
      of the starter and raises UserError when ``params`` make no sense;
    - ``_run_<kind>(res_ids)`` does the work for some of them, raises to refuse, and
      leaves alone what is done already;
    - ``_get_item_model``, ``_get_nothing_text`` and, where its chunks are large,
      ``_get_touched_models``.

    ========  =======================================================
    owner     creates, starts, cancels, retries; changes before the start
    manager   reads and cancels the batches of his agency
    ========  =======================================================
    """

    _name = "hr.skp.batch"
    _inherit = ["hr.skp.guard"]
    _description = "SKP: batch"
    _order = "id desc"
    _skp_guarded = frozenset(
        {
            "user_id",
            "company_id",
            "state",
            "started_at",
            "total",
            "done",
            "failed",
            "progress",
            "result_attachment_id",
            "item_ids",
            "failed_item_ids",
        }
    )

    kind = fields.Selection([("issue_plans", "Issue plans")], required=True)
    params = fields.Json("Parameters")
    user_id = fields.Many2one("res.users", "Started by", required=True, index=True)
    company_id = fields.Many2one("res.company", "Agency", required=True, index=True)
    state = fields.Selection(
        [
            ("queued", "Waiting"),
            ("running", "Running"),
            ("done", "Done"),
            ("failed", "Done with failures"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        default="queued",
        copy=False,
    )
    # Tells a batch that waits for its turn from one that nobody has started yet.
    started_at = fields.Datetime("Started on", copy=False)
    total = fields.Integer("Records", copy=False)
    done = fields.Integer(copy=False)
    failed = fields.Integer(copy=False)
    progress = fields.Float("Progress (%)", copy=False, aggregator="avg")
    result_attachment_id = fields.Many2one("ir.attachment", "Result file", copy=False)
    item_ids = fields.One2many("hr.skp.batch.item", "batch_id", "Rows")
    failed_item_ids = fields.One2many(
        "hr.skp.batch.item",
        "batch_id",
        "Failed rows",
        domain=[("state", "=", "failed")],
    )
    can_start = fields.Boolean(compute="_compute_can", export_string_translation=False)
    can_cancel = fields.Boolean(compute="_compute_can", export_string_translation=False)
    can_retry = fields.Boolean(compute="_compute_can", export_string_translation=False)

    _active_idx = models.Index("(id) WHERE state IN ('queued', 'running')")

    @api.depends("kind")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for batch in self:
            batch.display_name = (
                f"{kinds.get(batch.kind, '')} #{batch._origin.id or ''}"
            )

    @api.depends_context("uid")
    @api.depends("state", "started_at", "user_id")
    def _compute_can(self):
        for name in ("start", "cancel", "retry"):
            refusals = self._get_refusals(name)
            for batch in self:
                batch[f"can_{name}"] = batch not in refusals

    @api.model
    def _prepare_guarded_vals(self, vals_list):
        prepared = super()._prepare_guarded_vals(vals_list)
        for vals, extra in zip(vals_list, prepared, strict=True):
            # Only the application can have given them; see the guard.
            extra["user_id"] = vals.get("user_id") or self.env.uid
            extra["company_id"] = vals.get("company_id") or self.env.company.id
        return prepared

    def write(self, vals):
        if not self.env.su and not vals.keys().isdisjoint({"kind", "params"}):
            self.check_access("write")
            refusal = self.env._("It has been started. Make a new batch.")
            self._raise_refusals(dict.fromkeys(self.filtered("started_at"), refusal))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_active(self):
        refusal = self.env._("It is not finished. Cancel it first.")
        active = self.filtered(
            lambda batch: batch.started_at and batch.state in ACTIVE_STATES
        )
        self._raise_refusals(dict.fromkeys(active, refusal))

    # Guards

    def _get_refusals(self, action):
        """Return {batch: why not, and the way out} for ``start``, ``cancel`` or ``retry``."""
        refusals = {}
        is_manager = self.env.user.has_group("hr_skp.group_hr_skp_manager")
        for batch in self:
            is_owner = self.env.su or batch.user_id == self.env.user
            if not is_owner and not (action == "cancel" and is_manager):
                refusals[batch] = self.env._(
                    "It works with the rights of %(person)s, who alone can do this.",
                    person=batch.sudo().user_id.name,
                )
            elif action == "start" and (batch.started_at or batch.state != "queued"):
                refusals[batch] = self.env._("It has been started already.")
            elif action == "cancel" and batch.state not in ACTIVE_STATES:
                refusals[batch] = self.env._(
                    "It is finished. There is nothing to cancel."
                )
            elif action == "retry" and (
                batch.state not in ("failed", "cancelled") or not batch.started_at
            ):
                refusals[batch] = self.env._(
                    "Only rows that failed or were cancelled can be done again."
                )
        return refusals

    def _check_can(self, action):
        self.check_access("read")
        self._raise_refusals(self._get_refusals(action))

    # Actions

    def action_start(self):
        """Find the records to work on and queue them.

        :raises UserError: when it was started before, has nothing to do, or its
            parameters make no sense
        """
        self._check_can("start")
        self._start()
        return True

    def action_cancel(self):
        """Stop after the chunk that is being worked on; what is done stays done."""
        self._check_can("cancel")
        self.sudo().write({"state": "cancelled"})
        return True

    def action_retry(self):
        """Work again on the rows that failed, or that a cancelled batch left."""
        self._check_can("retry")
        self._retry()
        return True

    def _start(self):
        vals_list = []
        for batch in self:
            starter = batch._with_starter()
            res_ids = list(
                dict.fromkeys(getattr(starter, f"_get_items_{batch.kind}")())
            )
            if not res_ids:
                raise UserError(
                    self.env._(
                        "%(batch)s: there is nothing to do. %(reason)s",
                        batch=batch.display_name,
                        reason=batch._get_nothing_text(),
                    )
                )
            names = starter._get_item_names(res_ids)
            vals_list += [
                {
                    "batch_id": batch.id,
                    "res_id": res_id,
                    "name": names.get(res_id),
                    "user_id": batch.user_id.id,
                    "company_id": batch.company_id.id,
                }
                for res_id in res_ids
            ]
            batch.sudo().write(
                {"started_at": fields.Datetime.now(), "total": len(res_ids)}
            )
        self.env["hr.skp.batch.item"].sudo().create(vals_list)
        self._trigger_run()

    def _retry(self):
        batches = self.sudo()
        failed = (
            self.env["hr.skp.batch.item"]
            .sudo()
            .search([("batch_id", "in", self.ids), ("state", "=", "failed")])
        )
        failed.write({"state": "queued", "message": False})
        for batch in batches:
            batch.write({"state": "queued", "failed": 0})
            batch._update_progress()
        self._trigger_run()

    # Hooks

    def _get_item_model(self):
        """Return the name of the model that ``res_id`` of the items belongs to."""
        return {"issue_plans": "hr.employee"}[self.kind]

    def _get_nothing_text(self):
        """Say in a sentence why no record is left to work on."""
        return self.env._(
            "Who was chosen is exempted, of no such kind, or outside the units that you run."
        )

    def _get_touched_models(self):
        """Return the names of the models whose tables a large chunk fills."""
        return {"issue_plans": ["hr.skp", "hr.skp.behavior"]}.get(self.kind, [])

    def _get_chunk_size(self):
        """Return how many records are worked on in one transaction."""
        return {"issue_plans": 200}.get(self.kind, 50)

    def _get_param_ids(self, name):
        """Return a parameter as a list of ids; raise UserError when it is none."""
        params = self.params if isinstance(self.params, dict) else {}
        ids = params.get(name) or []
        ids = ids if isinstance(ids, list) else [ids]
        if any(type(res_id) is not int for res_id in ids):
            raise UserError(
                self.env._(
                    "%(batch)s: %(name)s must be ids of records.",
                    batch=self.display_name,
                    name=name,
                )
            )
        return ids

    def _get_item_names(self, res_ids):
        """Return {id: name as the starter sees it}."""
        records = self.env[self._get_item_model()].browse(res_ids)
        return {record.id: record.display_name for record in records}
