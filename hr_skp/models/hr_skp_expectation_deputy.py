from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain


class HrSkpExpectation(models.Model):
    """Who speaks in a leader's place: Plt, Plh and delegates, within their dates.

    Who stands in for the leader speaks to his whole team; a delegate named for some
    people in person speaks to these alone. What he says is the leader's word, so it
    stays with the leader when the days are over. The columns are set at each change
    and by the daily job; that a last day is over is looked up anew (``hr.skp.deputy``).
    """

    _name = "hr.skp.expectation"
    _inherit = ["hr.skp.expectation", "hr.skp.deputy"]

    leader_id = fields.Many2one(default=lambda self: self._default_leader_id())
    leader_choice_ids = fields.Many2many(
        "hr.employee.public",
        string="In whose name",
        compute="_compute_leader_choice_ids",
        help="Yourself, and those for whom you stand in today.",
    )

    @api.model
    def _get_skp_guarded(self):
        guarded = super()._get_skp_guarded() | {"deputy_user_id", "deputy_date_to"}
        # Chosen by who stands in for somebody, and checked below.
        return guarded - {"leader_id"}

    @api.model
    def _default_leader_id(self):
        """Return oneself where one has a team, else the one for whom one stands in."""
        own = self.env.user.sudo().employee_id
        if own and not own._get_skp_teams()[own.id]:
            own = own._get_skp_stood_in_for()[:1] or own
        return own.id

    @api.depends_context("uid")
    @api.depends("leader_id")
    def _compute_leader_choice_ids(self):
        own = self.env.user.sudo().employee_id
        choices = own | own._get_skp_stood_in_for()
        for expectation in self:
            expectation.leader_choice_ids = choices.ids

    @api.model
    def _get_stand_ins(self, words):
        """Return who speaks today in the place of leaders, in the order of ``words``.

        :param list words: of (leader, people spoken to; empty for the whole team), both
            ``hr.employee``
        :return: list of (user, last day or False)
        """
        nobody = (self.env["res.users"], False)
        employees = self.env["hr.employee"].sudo()
        heads = employees.union(*(leader for leader, _people in words))
        people = employees.union(*(people for _leader, people in words))
        standing_in = heads._get_skp_deputy()
        appraisers, named = people._get_skp_appraiser(), people._get_skp_plan_deputy()
        found = []
        for leader, spoken_to in words:
            stand_ins = {
                named.get(employee, nobody)
                if appraisers[employee] == leader
                else nobody
                for employee in spoken_to
            }
            single = stand_ins.pop() if len(stand_ins) == 1 else nobody
            found.append(standing_in.get(leader, single))
        return found

    @api.model
    def _prepare_guarded_vals(self, vals_list):
        default_id = self.default_get(["leader_id"]).get("leader_id")
        vals_list = [
            {**vals, "leader_id": vals.get("leader_id") or default_id}
            for vals in vals_list
        ]
        prepared = super()._prepare_guarded_vals(vals_list)
        employees = self.env["hr.employee"].sudo()
        words = []
        for vals, extra in zip(vals_list, prepared, strict=True):
            people = employees
            if not vals.get("is_for_team", True):
                draft = self.sudo().new({"employee_ids": vals.get("employee_ids")})
                people = employees.browse(draft.employee_ids._origin.ids)
            words.append((employees.browse(extra["leader_id"]), people))
        stand_ins = self._get_stand_ins(words)
        for extra, (leader, _people), (user, date_to) in zip(
            prepared, words, stand_ins, strict=True
        ):
            extra.update(deputy_user_id=user.id, deputy_date_to=date_to)
            if not self.env.su and self.env.user not in leader.user_id | user:
                raise AccessError(
                    self.env._(
                        "You do not stand in for %(leader)s today, or not for all of these"
                        " people.",
                        leader=leader.name,
                    )
                )
        return prepared

    def write(self, vals):
        if not self.env.su and "leader_id" in vals:
            raise UserError(
                self.env._(
                    "The word stays with its leader. Archive it and write another."
                )
            )
        return super().write(vals)

    def _check_people(self):
        """Let the deputy follow whom it concerns; nobody speaks to more than his people."""
        self._update_deputies()
        if not self.env.su:
            self.check_access("write")
        return super()._check_people()

    def _update_deputies(self):
        """Write who stands in for the leaders of these expectations today."""
        shown = self.sudo()
        words = [
            (
                expectation.leader_id,
                expectation.leader_id.browse(
                    [] if expectation.is_for_team else expectation.employee_ids.ids
                ),
            )
            for expectation in shown
        ]
        for expectation, (user, date_to) in zip(
            shown, self._get_stand_ins(words), strict=True
        ):
            now = {"deputy_user_id": user.id, "deputy_date_to": date_to}
            if any(
                expectation._fields[name].convert_to_write(expectation[name], self)
                != value
                for name, value in now.items()
            ):
                expectation.write(now)


class HrSkp(models.Model):
    _inherit = "hr.skp"

    @api.model
    def _update_all_deputies(self):
        """Set and clear who speaks for the leaders, too."""
        updated = super()._update_all_deputies()
        words = self.env["hr.skp.expectation"].sudo()
        words.search(
            [
                "|",
                ("deputy_user_id", "!=", False),
                ("cycle_id.state", "!=", "closed"),
            ]
        )._update_deputies()
        return updated


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    def _get_skp_stood_in_for(self):
        """Return those for whom one employee stands in today, for a unit or for people."""
        today = fields.Date.context_today(self)
        rows = self._search_skp_stand_ins(today, Domain("appraiser_id", "in", self.ids))
        heads = rows.department_id.manager_id
        appraisers = rows.employee_id._get_skp_appraiser(today).values()
        return heads.union(*appraisers) - self
