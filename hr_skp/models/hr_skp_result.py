from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .hr_skp import EDITABLE_STATES

# Offered to colleagues as something to support: plan submitted or later.
OFFERED_STATES = ("submitted", "approved", "revising", "closed")


class HrSkpResult(models.Model):
    """One planned result (RHK): an outcome, output or service, not an activity.

    What colleagues may read of an offered result stands in ``hr_skp_result_offer.py``,
    how it is linked later and kept free of circles in ``hr_skp_result_link.py``, how it
    is found in ``hr_skp_result_search.py``.
    """

    _name = "hr.skp.result"
    _inherit = ["hr.skp.line"]
    _description = "Planned result"
    # "main" before "additional", as on the forms.
    _order = "kind desc, sequence, id"
    _parent_name = "parent_id"
    _rec_names_search = ["name", "owner_name", "department_id.name"]
    _skp_guarded = frozenset(
        {
            "cycle_id",
            "owner_name",
            "is_offered",
            "leader_user_id",
            "state",
            "state_note",
            "sealed_revision",
        }
    )

    sequence = fields.Integer(default=10)
    form = fields.Selection(related="skp_id.form")
    approach = fields.Selection(related="skp_id.approach")
    kind = fields.Selection(
        [("main", "Main"), ("additional", "Additional")],
        required=True,
        default="main",
        help="Main: from the unit's goals and the post. Additional: given besides, as by"
        " another unit. Both count alike.",
    )
    nature = fields.Selection(
        [
            ("outcome", "Outcome"),
            ("intermediate_outcome", "Intermediate outcome"),
            ("output", "Output"),
            ("service", "Service"),
        ],
        required=True,
        default="output",
        help="What is there at the end. A result is never an activity.",
    )
    classification = fields.Selection(
        [("organization", "Organisation"), ("individual", "Individual")],
        help="Whether a leader's result mirrors the organisation's agreement.",
        prefetch=False,
    )
    name = fields.Char("Result", required=True)
    parent_id = fields.Many2one(
        "hr.skp.result",
        "Supports",
        index="btree_not_null",
        ondelete="set null",
        domain="[('is_offered', '=', True), ('state', '=', 'active'),"
        " ('skp_id', '!=', skp_id), ('cycle_id', '=?', cycle_id)]",
        help="The leader's result that this one supports. It can be linked later.",
    )
    child_ids = fields.One2many("hr.skp.result", "parent_id", "Supported by")
    parent_name = fields.Char(
        "Leader's result",
        prefetch=False,
        help="The leader's result as it read when it was linked, or as told on paper.",
    )
    owner_name = fields.Char("Owner")
    is_offered = fields.Boolean("Offered for support", index=True)
    leader_user_id = fields.Many2one(
        "res.users", "Leader's user", index="btree_not_null"
    )
    cascading = fields.Selection(
        [("direct", "Direct"), ("indirect", "Indirect")], prefetch=False
    )
    assigned_by = fields.Char(
        prefetch=False, help="Who gave the assignment, printed in brackets."
    )
    perspective_id = fields.Many2one("hr.skp.perspective", prefetch=False)
    strategy = fields.Text(
        "Achievement strategy",
        prefetch=False,
        help="How the unit will reach the result.",
    )
    schedule = fields.Char(
        "Reporting schedule",
        prefetch=False,
        help="When the result is reported on, such as each month by the 5th.",
    )
    expected_evidence = fields.Char(
        prefetch=False, help="What will show that the result is there."
    )
    state = fields.Selection(
        [("active", "Active"), ("taken_over", "Taken over"), ("dropped", "Dropped")],
        required=True,
        default="active",
        copy=False,
    )
    state_note = fields.Text("Note on take-over or drop", copy=False, prefetch=False)
    sealed_revision = fields.Integer("Sealed since revision", copy=False)
    feedback_ids = fields.One2many(
        "hr.skp.feedback", "result_id", "Feedback", copy=False
    )
    indicator_ids = fields.One2many(
        "hr.skp.indicator", "result_id", "Indicators", copy=True
    )
    indicator_text = fields.Text(
        "Indicators and targets", compute="_compute_indicator_text"
    )

    @api.depends("indicator_ids.name", "indicator_ids.target")
    def _compute_indicator_text(self):
        for result in self:
            result.indicator_text = "\n".join(
                f"{indicator.name}: {indicator.target}"
                for indicator in result.indicator_ids
            )

    @api.depends("name", "owner_name")
    @api.depends_context("show_owner")
    def _compute_display_name(self):
        show_owner = self.env.context.get("show_owner")
        for result in self:
            owner = (
                f" ({result.owner_name})" if show_owner and result.owner_name else ""
            )
            result.display_name = f"{result.name or ''}{owner}"

    # Cascade

    @api.model
    def _check_parents(self, parent_ids):
        """Raise unless every result the user links to is offered, or his own to see."""
        if self.env.su:
            return
        parents = self.browse(parent_ids)
        offered = parents.sudo().exists().filtered("is_offered")
        for parent in parents.sudo():
            if parent not in offered:
                raise UserError(
                    self.env._(
                        "Only offered results can be supported."
                        " Leave the link empty now and set it once the leader has submitted."
                    )
                )
        parents.check_access("read")

    @api.model
    def _prepare_guarded_vals(self, vals_list):
        prepared = super()._prepare_guarded_vals(vals_list)
        # A default of the caller is a link like any other, and is checked like one.
        if default := self.default_get(["parent_id"]).get("parent_id"):
            for vals in vals_list:
                vals.setdefault("parent_id", default)
        parents = [vals.get("parent_id") for vals in vals_list if vals.get("parent_id")]
        self._check_parents(parents)
        for vals, extra in zip(vals_list, prepared, strict=True):
            plan = self._get_skp_of_vals(vals)
            extra["owner_name"] = plan.employee_id.name
            extra.update(self._prepare_parent_vals(vals))
            if vals.get("parent_id") and not vals.get("cascading"):
                parent = self.sudo().browse(vals["parent_id"])
                extra["cascading"] = self._suggest_cascading(plan, parent)
        return prepared

    @api.model
    def _prepare_parent_vals(self, vals):
        """Return what follows from the linked result: its text as of now, and its owner."""
        if not vals.get("parent_id"):
            if "parent_id" not in vals:
                return {}
            # A text of its own is the leader's result as told on paper.
            text = vals.get("parent_name", False)
            return {"leader_user_id": False, "parent_name": text}
        parent = self.sudo().browse(vals["parent_id"])
        return {
            "parent_name": parent.name,
            "leader_user_id": parent.employee_user_id.id,
        }

    @api.model_create_multi
    def create(self, vals_list):
        results = super().create(vals_list)
        results.sudo()._update_offered()
        return results

    def write(self, vals):
        if "parent_id" in vals and not self.env.su:
            self._check_parents([vals["parent_id"]] if vals["parent_id"] else [])
        done = super().write(vals)
        if "parent_id" in vals:
            results = self.sudo()
            parent_vals = self._prepare_parent_vals(vals)
            results.write(parent_vals)
            leader = self.env["res.users"].browse(parent_vals["leader_user_id"] or [])
            results._set_leader(leader)
            if "cascading" not in vals:
                results._fill_cascading()
        if {"kind", "state"} & vals.keys():
            self.sudo()._update_offered()
        return done

    @api.model
    def _update_leaders(self, leaders):
        """Follow a change of login of those whose results are supported."""
        for leader in leaders.sudo():
            results = self.sudo().search(
                [("parent_id.skp_id.employee_id", "=", leader.id)]
            )
            results._set_leader(leader.user_id)

    def _set_leader(self, user):
        """Write who owns the supported result, on these results and all below them."""
        results, vals = self.sudo(), {"leader_user_id": user.id}
        results.write(vals)
        results.indicator_ids.write(vals)
        results.indicator_ids.target_ids.write(vals)
        results.feedback_ids.write(vals)
        results.action_ids.write(vals)

    def _update_offered(self):
        """Offer main results of plans of people with subordinates, once submitted."""
        results = self.sudo()
        leaders = results.skp_id.employee_id._filter_skp_leaders()
        offered = results.filtered(
            lambda result: (
                result.kind == "main"
                and result.state != "dropped"
                and result.skp_id.state in OFFERED_STATES
                and (result.skp_id.state != "revising" or result.sealed_revision)
                and result.skp_id.employee_id in leaders
            )
        )
        for records, value in ((offered, True), (results - offered, False)):
            changed = records.filtered(
                lambda result, value=value: result.is_offered != value
            )
            if changed:
                changed.write({"is_offered": value})

    # Drop and take over

    @api.ondelete(at_uninstall=False)
    def _unlink_except_sealed(self):
        self._raise_refusals(
            dict.fromkeys(
                self.sudo().filtered("sealed_revision"),
                self.env._("a result that was approved once is dropped, not deleted."),
            )
        )

    def action_drop(self, reason=None):
        """Drop results from a plan in revision; they stay readable.

        :param str reason: why, compulsory
        :raises UserError: unless the plan is in draft or revision
        """
        self._check_reason(reason)
        self.sudo(False).skp_id._check_can_edit()
        self._check_active()
        self._set_state("drop", "dropped", reason)
        return True

    def action_take_over(self, note=None):
        """Take results over from an employee who could not finish them.

        :param str note: what was lacking, kept and considered in the evaluation
        :raises AccessError: for anyone but the appraiser, his deputy or the result's leader
        """
        self._check_reason(note)
        for result in self:
            allowed = result.sudo(False).skp_id._has_skp_role("appraiser") or (
                result.sudo().leader_user_id == self.env.user
                and result.sudo().employee_user_id != self.env.user
            )
            if not self.env.su and not allowed:
                raise AccessError(
                    self.env._(
                        "%(result)s: only the appraiser or the leader whom it supports"
                        " takes it over.",
                        result=result.sudo().name,
                    )
                )
        self._check_active()
        closed = self.sudo().filtered(
            lambda result: (
                result.skp_id.state not in ("approved", *EDITABLE_STATES)
                or not result.sealed_revision
            )
        )
        self._raise_refusals(
            dict.fromkeys(
                closed, self.env._("only a result in force can be taken over.")
            )
        )
        self._set_state("take_over", "taken_over", note)
        return True

    def _check_reason(self, reason):
        if not (reason or "").strip():
            raise UserError(self.env._("Say why: the reason is kept in the history."))

    def _check_active(self):
        self.sudo()._raise_refusals(
            dict.fromkeys(
                self.sudo().filtered(lambda result: result.state != "active"),
                self.env._("it is taken over or dropped already."),
            )
        )

    def _set_state(self, kind, state, note):
        results = self.sudo()
        details = {
            result: {
                "from_state": result.state,
                "to_state": state,
                "after": {"name": result.name},
            }
            for result in results
        }
        results.write({"state": state, "state_note": note})
        self.env["hr.skp.event"]._record(results, kind, reason=note, details=details)
