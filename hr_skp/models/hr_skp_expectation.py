from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import SQL


class HrSkpExpectation(models.Model):
    """What a leader expects in particular of his people for one core value.

    The leader's word, said once for the whole team or for some of it. It is written
    into new plans, and offered in drafts and revisions, where the employee adopts it;
    the leader himself never edits a plan. What he said before is kept as archived.
    """

    _name = "hr.skp.expectation"
    _inherit = ["hr.skp.guard", "hr.skp.access"]
    _description = "Special expectation of a leader"
    _order = "cycle_id desc, value_id, id"
    _rec_name = "text"
    _skp_guarded = frozenset(
        {"leader_id", "leader_user_id", "company_id", "department_id"}
    )

    cycle_id = fields.Many2one(
        "hr.skp.cycle",
        "Year",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env["hr.skp"]._default_cycle_id(),
    )
    leader_id = fields.Many2one(
        "hr.employee", required=True, index=True, ondelete="restrict"
    )
    leader_user_id = fields.Many2one("res.users", "Leader's user", index=True)
    company_id = fields.Many2one("res.company", "Agency", index=True)
    value_id = fields.Many2one(
        "hr.skp.value", "Core value", required=True, ondelete="restrict"
    )
    phrase_id = fields.Many2one(
        "hr.skp.phrase",
        "From the library",
        store=False,
        domain="[('kind', '=', 'expectation'), ('value_id', 'in', (value_id, False))]",
    )
    text = fields.Text("Expectation", required=True)
    is_for_team = fields.Boolean("For the whole team", default=True)
    # The public card of an employee: leaders need no right to read the others.
    employee_ids = fields.Many2many(
        "hr.employee.public",
        string="Whom it concerns",
        domain="[('id', 'in', team_ids)]",
        help="Whom it is meant for, where not the whole team.",
    )
    team_ids = fields.Many2many(
        "hr.employee.public", string="My team", compute="_compute_team_ids"
    )
    active = fields.Boolean(default=True)
    plan_count = fields.Integer("Plans", compute="_compute_adopted")
    adopted_count = fields.Integer("Adopted", compute="_compute_adopted")

    @api.depends("cycle_id", "leader_id")
    @api.depends_context("uid")
    def _compute_team_ids(self):
        leaders = self.leader_id | self.env.user.employee_id
        teams = leaders._get_skp_teams()
        for expectation in self:
            leader = expectation.leader_id or self.env.user.employee_id
            expectation.team_ids = teams.get(leader._origin.id, [])

    @api.depends("text", "value_id", "cycle_id", "is_for_team", "employee_ids")
    def _compute_adopted(self):
        """Count the leader's plans that it is meant for, and those that have its words."""
        shown = self.sudo()
        behaviors = self.env["hr.skp.behavior"].sudo()
        found = behaviors.search(
            [
                ("value_id", "in", shown.value_id.ids),
                ("skp_id.cycle_id", "in", shown.cycle_id.ids),
                ("skp_id.appraiser_id", "in", shown.leader_id.ids),
                ("skp_id.state", "!=", "cancelled"),
            ]
        )
        for expectation, own in zip(self, shown, strict=True):
            meant = found.filtered(lambda line, own=own: own._is_meant_for(line))
            adopted = meant.filtered(lambda line, own=own: line._has_lines_of(own.text))
            expectation.plan_count = len(meant)
            expectation.adopted_count = len(adopted)

    @api.onchange("phrase_id")
    def _onchange_phrase_id(self):
        if self.phrase_id:
            self.text = self.phrase_id._add_to(self.text)
            self.phrase_id = False

    @api.onchange("is_for_team")
    def _onchange_is_for_team(self):
        if self.is_for_team:
            self.employee_ids = False

    @api.model
    def _prepare_guarded_vals(self, vals_list):
        prepared = super()._prepare_guarded_vals(vals_list)
        cycles = self.env["hr.skp.cycle"].sudo()
        default = self.default_get(["cycle_id"]).get("cycle_id")
        for vals, extra in zip(vals_list, prepared, strict=True):
            company = cycles.browse(vals.get("cycle_id") or default).company_id
            leader = self.env["hr.employee"].sudo().browse(vals.get("leader_id"))
            leader = leader or self.env.user.with_company(company).sudo().employee_id
            if not leader and not self.env.su:
                raise AccessError(
                    self.env._(
                        "Special expectations are written by a leader for his people."
                    )
                )
            extra.update(
                leader_id=leader.id,
                leader_user_id=leader.user_id.id,
                company_id=company.id,
                department_id=leader.department_id.id,
            )
        return prepared

    @api.model_create_multi
    def create(self, vals_list):
        expectations = super().create(vals_list)
        expectations._check_people()
        return expectations

    def write(self, vals):
        if not self.env.su and {"cycle_id", "value_id"} & vals.keys():
            raise UserError(
                self.env._(
                    "Year and core value stay. Archive the expectation and write another."
                )
            )
        done = super().write(vals)
        if {"is_for_team", "employee_ids"} & vals.keys():
            self._check_people()
        return done

    def _check_people(self):
        """Raise unless the leader appraises those whom he speaks to."""
        if self.env.su:
            return
        teams = self.sudo().leader_id._get_skp_teams()
        for expectation in self.sudo():
            team = expectation.employee_ids.browse(teams[expectation.leader_id.id])
            if not team:
                raise AccessError(
                    self.env._(
                        "You appraise nobody, so there is nobody to expect something of."
                    )
                )
            if strangers := expectation.employee_ids - team:
                raise ValidationError(
                    self.env._(
                        "You do not appraise %(people)s. Choose people of your own team.",
                        people=", ".join(strangers.mapped("name")),
                    )
                )
            if not expectation.is_for_team and not expectation.employee_ids:
                raise ValidationError(
                    self.env._(
                        "Choose the people, or the whole team: %(text)s",
                        text=expectation.text,
                    )
                )

    def _is_meant_for(self, behavior):
        """Whether one expectation speaks of one line of a plan."""
        plan = behavior.skp_id
        return (
            self.value_id == behavior.value_id
            and self.cycle_id == plan.cycle_id
            and self.leader_id == plan.appraiser_id
            and (self.is_for_team or plan.employee_id.id in self.employee_ids.ids)
        )

    @api.model
    def _get_for(self, behaviors):
        """Return {line: the words that its appraiser says of it}, in one query."""
        shown = behaviors.sudo()
        plans = shown.skp_id
        if not plans.appraiser_id:
            return dict.fromkeys(behaviors, "")
        found = self.sudo().search(
            [
                ("leader_id", "in", plans.appraiser_id.ids),
                ("cycle_id", "in", plans.cycle_id.ids),
                ("active", "=", True),
            ]
        )
        return {
            behavior: "\n".join(
                expectation.text.strip()
                for expectation in found
                if expectation._is_meant_for(line)
            )
            for behavior, line in zip(behaviors, shown, strict=True)
        }


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    def _get_skp_teams(self):
        """Return {id of a leader: ids of those whom he appraises}.

        Counted are those whose open plans he appraises, and those whom he would
        appraise today.
        """
        teams = {leader.id: set() for leader in self._origin}
        if not teams:
            return teams
        plans = self.env["hr.skp"].sudo()
        for leader, employees in plans._read_group(
            [
                ("appraiser_id", "in", list(teams)),
                ("state", "not in", ("closed", "cancelled")),
            ],
            ["appraiser_id"],
            ["employee_id:array_agg"],
        ):
            teams[leader.id].update(employees)
        self._flush_skp_appraiser()
        query = SQL(
            "SELECT found.appraiser_id, found.employee_id FROM (%s) AS found"
            " JOIN hr_employee e ON e.id = found.employee_id AND e.active"
            " WHERE found.appraiser_id = ANY(%s)",
            self._get_skp_appraiser_sql(),
            list(teams),
        )
        for leader_id, employee_id in self.env.execute_query(query):
            teams[leader_id].add(employee_id)
        return {leader_id: sorted(team) for leader_id, team in teams.items()}
