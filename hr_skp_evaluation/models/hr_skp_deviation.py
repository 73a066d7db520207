from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..rules.distribution import Failure, Rule
from ..rules.quadrant import PREDICATES
from .hr_skp import DELIVERED_STATES
from .hr_skp_organization_predicate import ORGANIZATION_PREDICATES


class HrSkpDeviation(models.Model):
    """A unit whose predicates leave the guide in a period: listed, asked about, told upward.

    The guide goes with the predicate of the organisation, so there is one row for each
    unit that has its own, counting everybody who takes it; where it was changed after
    some had been delivered, one for each of both. The daily job writes the rows; nothing
    ever waits for one.

    =======  ==================  ====================================================
    step     from → to           who
    =======  ==================  ====================================================
    explain  open → explained    the head of the unit, or the performance team on his
                                 behalf; again as long as nobody has taken note
    note     explained → noted   the head of a unit above; of a top unit the
                                 authorised official
    =======  ==================  ====================================================

    Where later decisions, such as one on an objection, meet the guide after all, an
    unexplained row goes, and an explained one stays as ``met``. How rows are counted
    stands in ``hr_skp_deviation_count.py``.
    """

    _name = "hr.skp.deviation"
    _inherit = ["hr.skp.guard", "hr.skp.official.access"]
    _description = "Deviation from the guide"
    _order = "period_id desc, department_id, id"
    _rec_name = "department_id"

    period_id = fields.Many2one(
        "hr.skp.period", required=True, index=True, ondelete="cascade"
    )
    department_id = fields.Many2one(string="Unit", required=True, ondelete="cascade")
    company_id = fields.Many2one("res.company", "Agency", required=True, index=True)
    # Whom the digest asks, and whom it tells; kept by the daily job.
    head_user_id = fields.Many2one("res.users", "Head of the unit", index=True)
    above_user_id = fields.Many2one("res.users", "Told to", index=True)
    organization_predicate = fields.Selection(ORGANIZATION_PREDICATES, required=True)
    total = fields.Integer("Employees", aggregator=None)
    # What is delivered afterwards counts from the next night on.
    counted_on = fields.Date("Counted on")
    counts = fields.Json(export_string_translation=False)
    failures = fields.Json(export_string_translation=False)
    count_text = fields.Char("By predicate", compute="_compute_texts")
    failure_text = fields.Text("What is not met", compute="_compute_texts")
    reason = fields.Text()
    explained_by_id = fields.Many2one("res.users", "Explained by")
    explained_on = fields.Datetime("Explained on")
    noted_by_id = fields.Many2one("res.users", "Noted by")
    noted_on = fields.Datetime("Noted on")
    state = fields.Selection(
        [
            ("open", "Reason asked for"),
            ("explained", "Explained"),
            ("noted", "Noted"),
            ("met", "Met in the end"),
        ],
        required=True,
        default="open",
        index=True,
    )
    can_explain = fields.Boolean(
        compute="_compute_can", export_string_translation=False
    )
    can_note = fields.Boolean(compute="_compute_can", export_string_translation=False)

    _period_unit_uniq = models.UniqueIndex(
        "(period_id, department_id, organization_predicate)",
        "This unit has its row for the period already.",
    )

    @api.model
    def _get_skp_guarded(self):
        """Nobody types a row: the daily job writes it, and the steps."""
        return frozenset(
            name
            for name, field in self._fields.items()
            if field.store and name not in models.MAGIC_COLUMNS
        )

    @api.depends_context("lang")
    @api.depends("counts", "failures")
    def _compute_texts(self):
        evaluations = self.env["hr.skp.evaluation"]
        labels = dict(evaluations._fields["predicate"]._description_selection(self.env))
        for row in self:
            row.count_text = " · ".join(
                f"{labels[key]} {row.counts[key]}"
                for key in PREDICATES
                if (row.counts or {}).get(key)
            )
            row.failure_text = "\n".join(
                evaluations._get_failure_text(
                    Failure(Rule(kind, tuple(predicates), share), count, bound, gap),
                    row.total,
                    labels,
                )
                for kind, predicates, share, count, bound, gap in row.failures or ()
            )

    @api.depends_context("uid")
    @api.depends("state", "department_id")
    def _compute_can(self):
        for step in ("explain", "note"):
            refusals = self._get_step_refusals(step)
            for row in self:
                row[f"can_{step}"] = row not in refusals

    # Steps

    def _get_step_refusals(self, step):
        """Return {row: why the user cannot explain or note it now}."""
        refusals = self._get_person_refusals(step)
        states = {"explain": ("open", "explained"), "note": ("explained",)}[step]
        labels = dict(self._fields["state"]._description_selection(self.env))
        for row in self.sudo():
            if row.state not in states:
                refusals.setdefault(
                    row.sudo(False),
                    self.env._(
                        "it is “%(state)s”, so this step is not possible now.",
                        state=labels[row.state],
                    ),
                )
        return refusals

    def _get_person_refusals(self, step):
        if self.env.su:
            return {}
        units = self.env["hr.department"].sudo()
        people = self.env.user.sudo().employee_ids
        led, run = units._get_skp_led_ids(), units._get_skp_run_ids()
        own_words = self.env._(
            "the reason is yours, or that of your own unit. The head of another unit above"
            " takes note of it, of a top unit the authorised official."
        )
        is_manager = self.env.user.has_group("hr_skp.group_hr_skp_manager")
        official = self._get_official_units()
        refusals = {}
        for row in self:
            unit = row.sudo().department_id
            is_above = unit.parent_id.id in led or unit in official
            if step == "explain" and not (
                unit.manager_id in people or unit.id in run or is_manager
            ):
                refusals[row] = self.env._(
                    "the reason is given by the head of the unit, or by the performance team"
                    " on his behalf."
                )
            elif step == "note" and not is_above:
                refusals[row] = self.env._(
                    "it is noted by the head of a unit above, of a top unit by the authorised"
                    " official."
                )
            elif step == "note" and (
                unit.manager_id in people or row.sudo().explained_by_id == self.env.user
            ):
                refusals[row] = own_words
        return refusals

    def _check_step(self, step):
        self.check_access("read")
        self.sudo()._raise_refusals(self._get_person_refusals(step), AccessError)
        self.sudo()._raise_refusals(self._get_step_refusals(step))

    def action_explain(self, reason=None):
        """Say why the unit left the guide; the unit above reads it.

        :param str reason: why, compulsory
        :raises AccessError: for anybody but the head of the unit or its performance team
        """
        self._check_step("explain")
        if not (reason or "").strip():
            raise UserError(self.env._("Say why: the reason is kept in the history."))
        head = {
            row: row.head_user_id
            for row in self.sudo()
            if row.head_user_id != self.env.user
        }
        self._move(
            "explain",
            "explained",
            reason,
            on_behalf=head,
            reason=reason,
            explained_by_id=self.env.uid,
            explained_on=fields.Datetime.now(),
        )
        self.sudo()._name_above()
        return True

    def action_note(self):
        """Take note of the reasons of units below.

        :raises AccessError: for anybody but the head of a unit above, or the official
        """
        self._check_step("note")
        self._move(
            "note",
            "noted",
            None,
            noted_by_id=self.env.uid,
            noted_on=fields.Datetime.now(),
        )
        return True

    def _move(self, kind, state, why, on_behalf=None, **values):
        """Write the new state of all rows and record it."""
        rows = self.sudo()
        details = {
            row: {
                "from_state": row.state,
                "to_state": state,
                "department_id": row.department_id.id,
                "company_id": row.company_id.id,
                "after": {"counts": row.counts, "failures": row.failures},
            }
            for row in rows
        }
        rows.write({"state": state, **values})
        self.env["hr.skp.event"]._record(
            rows,
            f"deviation_{kind}",
            reason=why,
            on_behalf=on_behalf,
            details=details,
        )

    def action_open_people(self):
        """Open the distribution of those whom the row counts."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_skp_evaluation.hr_skp_evaluation_action_distribution"
        )
        domain = Domain("period_id", "=", self.period_id.id) & Domain(
            "department_id", "in", self._get_units_counted()[self.sudo()]
        )
        # What is rated and not delivered yet counts on the distribution, not here.
        domain &= Domain("state", "in", DELIVERED_STATES)
        domain &= Domain("organization_predicate", "=", self.organization_predicate)
        domain &= Domain("predicate", "!=", False)
        return {**action, "domain": list(domain), "context": {}}

    def _get_units_counted(self):
        """Return {row: ids of the units that are counted with its own}, in superuser mode."""
        predicates = self.env["hr.skp.organization.predicate"]
        units = self.env["hr.department"].sudo()
        found = {}
        for row in self.sudo():
            below = units.search([("id", "child_of", row.department_id.id)])
            found[row] = [
                unit.id
                for unit, record in predicates._get_for(below, row.period_id).items()
                if (record.department_id or unit) == row.department_id
            ]
        return found
