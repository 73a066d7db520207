from odoo import api, fields, models
from odoo.exceptions import UserError

# What an evidence shows; of one that others rest on, none of it changes.
CONTENT_FIELDS = frozenset({"name", "kind", "file", "file_name", "url"})


class HrSkpEvidence(models.Model):
    """When evidence stays as it is: replaced, supporting a rated period, or delivered.

    What supported a delivered evaluation once is never deleted, even where the evaluation
    is taken back: its seal names it.
    """

    _inherit = "hr.skp.evidence"

    is_kept = fields.Boolean(
        "Supports a delivered evaluation",
        copy=False,
        help="It was looked at when an evaluation was delivered, and is never deleted.",
    )
    can_edit = fields.Boolean(
        compute="_compute_can_edit", export_string_translation=False
    )
    can_replace = fields.Boolean(
        compute="_compute_can_edit", export_string_translation=False
    )

    @api.model
    def _get_skp_guarded(self):
        # Work names its evidence, not the other way round: there its own guards hold.
        return super()._get_skp_guarded() | {"is_kept", "action_ids", "activity_ids"}

    @api.depends_context("uid")
    @api.depends("is_kept", "replaced_by_id", "target_ids", "skp_id")
    def _compute_can_edit(self):
        saved = self.filtered("id")._origin
        closed = saved._get_change_refusals()
        for evidence in self:
            plan = evidence.sudo().skp_id.sudo(False)
            is_keeper = not plan or any(
                plan._has_skp_role(role) for role in ("employee", "officer")
            )
            evidence.can_edit = is_keeper and evidence._origin not in closed
            evidence.can_replace = is_keeper and not evidence.replaced_by_id

    def _get_change_refusals(self):
        """Return {evidence: why its content stays as it is}."""
        refusals = {}
        locked = self.sudo().target_ids._get_locked()
        for evidence in self:
            shown = evidence.sudo()
            if shown.is_kept:
                refusals[evidence] = self.env._(
                    "it supports a delivered evaluation and stays as it is. Add a new"
                    " version instead."
                )
            elif shown.replaced_by_id:
                refusals[evidence] = self.env._(
                    "a newer version stands in its place, and the old one stays as it was."
                    " Change the newer one: %(newer)s.",
                    newer=shown.replaced_by_id.name,
                )
            elif any(target in locked for target in shown.target_ids):
                refusals[evidence] = self.env._(
                    "it supports a rated period and stays as it is. Add a new version"
                    " instead."
                )
        return refusals

    @api.model_create_multi
    def create(self, vals_list):
        evidences = super().create(vals_list)
        if not self.env.su:
            none = self.env["hr.skp.target"]
            evidences._check_supported_open(dict.fromkeys(evidences.sudo(), none))
        return evidences

    def write(self, vals):
        if self.env.su:
            return super().write(vals)
        before = {}
        if CONTENT_FIELDS & vals.keys():
            self.sudo()._raise_refusals(self._get_change_refusals())
        if "target_ids" in vals:
            before = {evidence: evidence.target_ids for evidence in self.sudo()}
        done = super().write(vals)
        self._check_supported_open(before)
        return done

    def _check_supported_open(self, before):
        """Raise where support of a rated period was added or taken away.

        :param dict before: {evidence: what it supported}
        """
        changed = {
            evidence: (former | evidence.target_ids) - (former & evidence.target_ids)
            for evidence, former in before.items()
        }
        if not any(changed.values()):
            return
        targets = self.env["hr.skp.target"].sudo()
        locked = targets.union(*changed.values())._get_locked()
        self.sudo()._raise_refusals(
            {
                evidence: locked[line]
                for evidence, lines in changed.items()
                for line in lines
                if line in locked
            }
        )

    def action_use_same(self):
        """Let work rest on the evidence of the same content, and delete this one.

        :raises UserError: where there is none, or where this one has to stay
        """
        self.ensure_one()
        self.check_access("write")
        same = self.same_as_id
        if not same or same.replaced_by_id:
            raise UserError(
                self.env._(
                    "%(evidence)s: no other evidence of this plan has the same content.",
                    evidence=self.name,
                )
            )
        for lines in (self.target_ids, self.action_ids, self.activity_ids):
            if lines:
                lines.write({"evidence_ids": [(3, self.id), (4, same.id)]})
        self.unlink()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": same.id,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "current",
        }

    def _keep(self):
        """Keep evidence for good: a delivered evaluation rests on it."""
        self.sudo().filtered(lambda evidence: not evidence.is_kept).write(
            {"is_kept": True}
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_kept(self):
        kept = self.sudo().filtered("is_kept")
        kept._raise_refusals(
            dict.fromkeys(
                kept,
                self.env._(
                    "a delivered evaluation rests on it, so it is never deleted."
                ),
            )
        )
