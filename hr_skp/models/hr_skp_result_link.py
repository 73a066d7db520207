from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

# What a link says: the supported result, its text as linked, how it is supported.
LINK_FIELDS = ("parent_id", "parent_name", "cascading")


class HrSkpResult(models.Model):
    """How a planned result supports a leader's: linked later, seen, free of circles.

    In a draft or a revision the link is edited like the rest of the line. Later
    ``action_link`` sets it without a revision, since a superior without a plan never
    blocks a subordinate.

    ===========================  ==============================================
    plan                         who links its results
    ===========================  ==============================================
    draft                        employee; performance team on behalf
    submitted, approved,         these, and the appraiser or his deputy
    revising, closed
    cancelled                    nobody
    ===========================  ==============================================
    """

    _inherit = "hr.skp.result"

    cycle_id = fields.Many2one(
        related="skp_id.cycle_id", store=True, index=True, precompute=True
    )
    parent_state = fields.Selection(
        [
            ("active", "Active"),
            ("taken_over", "Taken over"),
            ("dropped", "Dropped"),
            ("cancelled", "Plan cancelled"),
        ],
        "State of the leader's result",
        compute="_compute_parent_state",
        compute_sudo=True,
    )
    parent_is_changed = fields.Boolean(
        "Leader's text changed",
        compute="_compute_parent_state",
        compute_sudo=True,
        help="The leader's result reads otherwise than when it was linked.",
    )
    can_link = fields.Boolean(
        compute="_compute_can_link", export_string_translation=False
    )

    @api.depends(
        "parent_name",
        "parent_id.name",
        "parent_id.state",
        "parent_id.is_offered",
        "parent_id.skp_id.state",
    )
    def _compute_parent_state(self):
        for result in self:
            parent = result.parent_id
            is_cancelled = parent.skp_id.state == "cancelled"
            result.parent_state = "cancelled" if is_cancelled else parent.state
            # What the leader is writing and does not offer yet is not told.
            result.parent_is_changed = (
                parent.is_offered and parent.name != result.parent_name
            )

    @api.depends("state", "skp_id.state")
    @api.depends_context("uid")
    def _compute_can_link(self):
        refusals = self._origin._get_link_refusals()
        for result in self:
            result.can_link = result._origin and result._origin not in refusals

    # Guards

    def _get_link_refusals(self):
        """Return {result: (why the user cannot link it, whether the person is why)}."""
        refusals = {}
        for plan, results in self.grouped("skp_id").items():
            if reason := plan._get_link_refusal():
                refusals.update(dict.fromkeys(results, reason))
        closed = self.sudo().filtered(lambda result: result.state != "active")
        for result in closed.sudo(self.env.su):
            refusals.setdefault(
                result, (self.env._("it is taken over or dropped already."), False)
            )
        return refusals

    def _check_can_link(self):
        """Raise, naming every result that refuses, unless the user may link them all.

        As an edit, a link does not pass by an approval that is taken beside it.
        """
        self.check_access("read")
        self.skp_id._touch()
        refusals = self._get_link_refusals()
        for is_person, error in ((True, AccessError), (False, UserError)):
            self.sudo()._raise_refusals(
                {
                    result.sudo(): reason
                    for result, (reason, by_person) in refusals.items()
                    if by_person == is_person
                },
                error,
            )

    @api.constrains("parent_id")
    def _check_parent_circle(self):
        linked = self.sudo().filtered("parent_id")
        if not linked:
            return
        linked._lock_chain()
        if linked._has_cycle("parent_id"):
            raise ValidationError(
                self.env._(
                    "%(result)s would support itself through other results."
                    " Choose a result further up.",
                    result=linked[:1].name,
                )
            )
        for result in linked:
            if result.parent_id.skp_id == result.skp_id:
                raise ValidationError(
                    self.env._(
                        "%(result)s cannot support a result of the same plan."
                        " Choose one of a leader's plan.",
                        result=result.name,
                    )
                )
            year, above = result.cycle_id, result.parent_id.cycle_id
            # Each agency has cycles of its own, so the days tell the year.
            if above.date_to < year.date_from or year.date_to < above.date_from:
                raise ValidationError(
                    self.env._(
                        "%(result)s is of %(year)s and cannot support a result of %(above)s."
                        " Choose one of the same year.",
                        result=result.name,
                        year=year.name,
                        above=above.name,
                    )
                )

    def _lock_chain(self):
        """Lock all results above these, so that no one else bends the chain meanwhile.

        Two transactions that each make half of a circle meet here: one of them waits,
        cannot be serialised, and finds the circle when Odoo tries it again.
        """
        self.flush_model(["parent_id"])
        self.env.cr.execute(
            """
            SELECT id FROM hr_skp_result WHERE id IN (
                WITH RECURSIVE chain AS (
                    SELECT parent_id AS id FROM hr_skp_result WHERE id = ANY(%s)
                    UNION
                    SELECT above.parent_id FROM hr_skp_result above
                      JOIN chain ON chain.id = above.id
                     WHERE above.parent_id IS NOT NULL
                ) SELECT id FROM chain
            ) ORDER BY id FOR SHARE
            """,
            [self.ids],
        )

    # Suggestion

    @api.onchange("parent_id")
    def _onchange_parent_id(self):
        if not self.parent_id:
            self.cascading = False
        elif not self.cascading:
            self.cascading = self._suggest_cascading(
                self.sudo().skp_id, self.sudo().parent_id
            )

    @api.model
    def _suggest_cascading(self, plan, parent):
        """Return ``direct`` where the leader is the plan's own appraiser; it is no rule."""
        if not plan.appraiser_id:
            return False
        is_own = parent.skp_id.employee_id == plan.appraiser_id
        return "direct" if is_own else "indirect"

    def _fill_cascading(self):
        """Suggest how linked results support where nobody has said so."""
        empty = self.sudo().filtered(
            lambda result: result.parent_id and not result.cascading
        )
        suggested = empty.grouped(
            lambda result: self._suggest_cascading(result.skp_id, result.parent_id)
        )
        for cascading, results in suggested.items():
            if cascading:
                results.write({"cascading": cascading})

    # Steps

    def action_link(self, parent_id, cascading=None):
        """Link results to a leader's result, without a revision of their plans.

        Linking anew to the same result takes its present text.

        :param int parent_id: id of an offered result that is neither dropped nor taken over
        :param str cascading: ``direct`` or ``indirect``; suggested where empty
        :raises AccessError: for anyone but the employee, his appraiser or deputy, and
            the performance team; or where the user does not read the leader's result
        :raises UserError: where a plan or a result takes no link now
        :raises ValidationError: where results would support themselves
        """
        self._check_can_link()
        parent = self.browse(parent_id or []).exists()
        if not parent:
            raise UserError(self.env._("Choose the leader's result to link to."))
        self._check_parents(parent.ids)
        parent._check_active()
        self._link(parent.sudo(), cascading)
        return True

    def action_remove_link(self):
        """Take the link off results, without a revision of their plans.

        :raises AccessError: for whom ``action_link`` refuses
        :raises UserError: where a plan or a result takes no link now
        """
        self._check_can_link()
        self._unlink_parent()
        return True

    def action_take_text(self):
        """Take the present text of the leaders' results that these are linked to.

        :raises AccessError: for whom ``action_link`` refuses
        :raises UserError: where a plan, a result or the leader's result refuses
        """
        self._check_can_link()
        changed = self.sudo().filtered("parent_is_changed")
        for parent, results in changed.grouped("parent_id").items():
            self._check_parents(parent.ids)
            self.browse(results.ids)._link(parent)
        return True

    def _link(self, parent, cascading=None):
        changed = self.sudo().filtered(
            lambda result: (
                result.parent_id != parent
                or result.parent_name != parent.name
                or (cascading and result.cascading != cascading)
            )
        )
        before = changed._get_link_vals()
        vals = {"parent_id": parent.id}
        if cascading:
            vals["cascading"] = cascading
        else:
            # How another result was supported says nothing of this one.
            changed.filtered(lambda result: result.parent_id != parent).write(
                {"cascading": False}
            )
        changed.write(vals)
        self._record_link(changed, "link", before)

    def _unlink_parent(self, kind="unlink"):
        linked = self.sudo().filtered("parent_id")
        before = linked._get_link_vals()
        linked.write({"parent_id": False, "cascading": False})
        self._record_link(linked, kind, before)

    def _get_link_vals(self):
        """Return {result: its link as plain values}."""
        return {
            result: {
                "name": result.name,
                "parent_id": result.parent_id.id or None,
                "parent_name": result.parent_name or None,
                "cascading": result.cascading or None,
            }
            for result in self
        }

    def _record_link(self, results, kind, before):
        if not results:
            return
        after = results._get_link_vals()
        on_behalf = {
            plan.sudo(): user
            for plan, user in self.skp_id._get_on_behalf("employee").items()
            if not plan.sudo(self.env.su)._has_skp_role("appraiser")
        }
        self.env["hr.skp.event"]._record(
            results,
            kind,
            on_behalf={
                result: on_behalf[result.skp_id]
                for result in results
                if result.skp_id in on_behalf
            },
            details={
                result: {"before": before[result], "after": after[result]}
                for result in results
            },
        )

    def unlink(self):
        """Free those who support these results; the history of their plans tells of it."""
        results = self.sudo()
        (results.child_ids - results)._unlink_parent("link_lost")
        return super().unlink()

    # A revision that is given up

    def _get_later_links(self, plans):
        """Return {result id: the link set by a step since its plan was last approved}.

        Such a link is no part of a revision, and outlives one that is given up.
        """
        events = (
            self.env["hr.skp.event"]
            .sudo()
            .search(
                [
                    ("model", "=", "hr.skp.result"),
                    ("skp_id", "in", plans.ids),
                    ("kind", "in", ("link", "unlink")),
                ],
                order="date, id",
            )
        )
        return {
            event.res_id: event.after
            for event in events
            if event.skp_id.approved_on and event.date >= event.skp_id.approved_on
        }


class HrSkp(models.Model):
    _inherit = "hr.skp"

    def _get_link_refusal(self):
        """Return (why the user cannot link results of this plan, whether he is why), or None.

        Other addons add states of theirs.
        """
        self.ensure_one()
        state = self.sudo().state
        edits = self._has_skp_role("employee") or self._has_skp_role("officer")
        if not edits and not self._has_skp_role("appraiser"):
            return (
                self.env._(
                    "only the employee, his appraiser and the performance team link it."
                ),
                True,
            )
        if state == "cancelled":
            return self.env._("its plan is cancelled."), False
        if state == "draft" and not edits:
            return (
                self.env._(
                    "its plan is a draft, so the employee links it. You can once it is"
                    " submitted."
                ),
                False,
            )
        return None

    def _restore_from_seal(self):
        later = self.env["hr.skp.result"]._get_later_links(self)
        done = super()._restore_from_seal()
        results = self.sudo().result_ids
        for result in results.filtered(lambda result: result.id in later):
            link = later[result.id]
            parent = result.browse(link["parent_id"] or []).exists()
            result.write({"parent_id": parent.id, "cascading": link["cascading"]})
            result.write({"parent_name": link["parent_name"]})
        return done
