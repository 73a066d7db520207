from odoo import api, fields, models
from odoo.exceptions import AccessError

from .hr_skp_line import RULE_COLUMNS


class HrSkpEvent(models.Model):
    """History of a document: who did what, when and why. Append-only.

    Takes the place of field tracking: one INSERT records a step of many documents.
    A confidential event stays hidden from the rated employee; an evaluation is
    confidential until it is delivered.
    """

    _name = "hr.skp.event"
    _inherit = ["hr.skp.line"]
    _description = "SKP: event"
    _order = "date desc, id desc"
    _rec_name = "kind"

    model = fields.Char(required=True, index=True)
    res_id = fields.Many2oneReference(
        "Document", model_field="model", required=True, index=True
    )
    kind = fields.Char("Step (code)", required=True)
    kind_label = fields.Char("Step", compute="_compute_kind_label")
    from_state = fields.Char()
    to_state = fields.Char()
    reason = fields.Text()
    before = fields.Json()
    after = fields.Json()
    user_id = fields.Many2one("res.users", required=True)
    on_behalf_of_id = fields.Many2one("res.users", "On behalf of")
    # Also where the other one has no login that could be named.
    is_on_behalf = fields.Boolean("On behalf")
    date = fields.Datetime(required=True)
    is_confidential = fields.Boolean(index=True)
    skp_id = fields.Many2one(required=False)

    @api.model
    def _get_kind_labels(self):
        """Return {kind: what people call it}; other addons add theirs."""
        return {
            "submit": self.env._("Submitted"),
            "withdraw": self.env._("Withdrawn"),
            "return": self.env._("Returned"),
            "approve": self.env._("Approved"),
            "revise": self.env._("Revision opened"),
            "revise_cancel": self.env._("Revision given up"),
            "close": self.env._("Closed"),
            "reopen": self.env._("Reopened"),
            "cancel": self.env._("Cancelled"),
            "login": self.env._("Login changed"),
            "coaching_held": self.env._("Coaching held"),
            "coaching_confirm": self.env._("Coaching confirmed by the employee"),
            "coaching_closed": self.env._("Coaching closed"),
            "coaching_cancelled": self.env._("Coaching cancelled"),
            "handover": self.env._("Handed to another appraiser"),
            "handover_order": self.env._("To be handed to another appraiser"),
            "transfer": self.env._("Transferred"),
            "drop": self.env._("Result dropped"),
            "take_over": self.env._("Result taken over"),
            "link": self.env._("Linked to a leader's result"),
            "unlink": self.env._("Link to a leader's result removed"),
            "link_lost": self.env._("Supported result deleted"),
            "log_reject": self.env._("Log entry rejected"),
            "log_correct": self.env._("Log entry corrected"),
            "log_on_behalf": self.env._("Logged on behalf"),
            "action_drop": self.env._("Step dropped"),
            "erase_payload": self.env._("Content erased"),
            "remind": self.env._("Reminded by the leader"),
            "settings": self.env._("Settings changed"),
        }

    @api.depends("kind", "before", "after")
    @api.depends_context("lang")
    def _compute_kind_label(self):
        labels = self._get_kind_labels()
        for event in self:
            event.kind_label = labels.get(event._get_told_kind(), event.kind)

    def _get_told_kind(self):
        """Return the key of ``_get_kind_labels`` that says what one event did."""
        return self.kind

    @api.model
    def _record(
        self, records, kind, reason=None, on_behalf=None, details=None, **values
    ):
        """Append one event per record, in one INSERT.

        :param records: documents of one model; plans, records with ``skp_id``, or others,
            of which ``details`` tell the agency and the unit
        :param str kind: what happened, e.g. ``submit``
        :param str reason: why, where the action asks for it
        :param dict on_behalf: {record: user for whom the person acted}
        :param dict details: {record: {field of the event: value}}, such as the old state
        :return: the events
        """
        now = fields.Datetime.now()
        return self.sudo().create(
            [
                {
                    "model": record._name,
                    "res_id": record.id,
                    "skp_id": record.id
                    if record._name == "hr.skp"
                    else "skp_id" in record and record.skp_id.id,
                    "kind": kind,
                    "reason": reason,
                    "user_id": self.env.uid,
                    "on_behalf_of_id": (on_behalf or {})
                    .get(record, self.env["res.users"])
                    .id,
                    "is_on_behalf": record in (on_behalf or {}),
                    "date": now,
                    **values,
                    **(details or {}).get(record, {}),
                }
                for record in records.sudo()
            ]
        )

    def _set_confidential(self, is_confidential):
        """Open events of a document to the rated employee, or close them again."""
        self.flush_recordset(["is_confidential"])
        self.env.cr.execute(
            "UPDATE hr_skp_event SET is_confidential = %s WHERE id = ANY(%s)",
            [is_confidential, self.ids],
        )
        self.invalidate_recordset(["is_confidential"], flush=False)

    def write(self, vals):
        # Only the rule columns move: they follow the plan they are copied from.
        if not self.env.su or vals.keys() - set(RULE_COLUMNS):
            raise AccessError(
                self.env._("History is never changed. Add a new event instead.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_history(self):
        if self.sudo().skp_id.exists():
            raise AccessError(self.env._("History is never deleted."))
