from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date

from ..models.hr_skp_people import OPEN_STATES


class HrSkpTransfer(models.TransientModel):
    """Asks where an employee goes and when, then moves his plan in one step.

    For the performance team of the unit that he leaves, or of the one that he joins,
    and the administrator; nobody transfers himself.
    """

    _name = "hr.skp.transfer"
    _description = "Transfer an employee"

    skp_id = fields.Many2one(
        "hr.skp", "Plan", domain="[('state', 'in', ('draft', 'submitted', 'approved'))]"
    )
    employee_id = fields.Many2one(
        "hr.employee",
        compute="_compute_employee_id",
        store=True,
        readonly=False,
        precompute=True,
    )
    date = fields.Date(
        "First day in the new post",
        required=True,
        default=lambda self: fields.Date.context_today(self),
    )
    department_id = fields.Many2one("hr.department", "New unit", required=True)
    post_name = fields.Char("New position", help="As printed. Empty: as on the card.")
    appraiser_id = fields.Many2one(
        "hr.employee",
        "New appraiser",
        compute="_compute_appraiser_id",
        store=True,
        readonly=False,
        help="Whoever holds the new unit on that day, unless you name someone else.",
    )
    reason = fields.Text(required=True, help="For example the number of the decree.")
    is_all_copied = fields.Boolean("Copy all results", default=True)
    result_ids = fields.Many2many(
        "hr.skp.result",
        string="Results to copy",
        domain="[('skp_id', '=', skp_id), ('state', '=', 'active')]",
        compute="_compute_result_ids",
        store=True,
        readonly=False,
    )
    is_card_updated = fields.Boolean(
        "Also change the employee's card",
        help="Unit, position and manager, from that day on.",
    )
    can_update_card = fields.Boolean(
        compute="_compute_can_update_card", export_string_translation=False
    )
    led_count = fields.Integer("Open plans he appraises", compute="_compute_led_count")
    successor_id = fields.Many2one(
        "hr.employee",
        "Who appraises them from now on",
        help="Empty: they stay with him until somebody hands them over.",
    )
    summary = fields.Text(compute="_compute_summary")
    is_appraiser_mute = fields.Boolean(
        compute="_compute_is_appraiser_mute", export_string_translation=False
    )

    @api.depends("skp_id")
    def _compute_employee_id(self):
        for wizard in self.filtered("skp_id"):
            wizard.employee_id = wizard.skp_id.employee_id

    @api.depends("skp_id")
    def _compute_result_ids(self):
        """Offer all results in force, to be thinned out."""
        for wizard in self:
            results = wizard.skp_id.result_ids
            wizard.result_ids = results.filtered(lambda row: row.state == "active")

    @api.depends("department_id", "date", "skp_id", "employee_id")
    def _compute_appraiser_id(self):
        units = self.env["hr.department"]
        for wizard in self:
            post = (wizard.employee_id.sudo(), wizard.department_id.sudo(), False)
            if not all(post[:2]) or not wizard.date:
                wizard.appraiser_id = False
                continue
            found = units._get_skp_post_appraiser([post], wizard.date)
            wizard.appraiser_id = found[post].sudo(False)

    @api.depends("appraiser_id")
    def _compute_is_appraiser_mute(self):
        """Whether the new appraiser has no login, so that nobody could approve."""
        for wizard in self:
            appraiser = wizard.appraiser_id.sudo()
            wizard.is_appraiser_mute = bool(appraiser and not appraiser.user_id)

    @api.depends("department_id", "employee_id")
    @api.depends_context("uid")
    def _compute_can_update_card(self):
        for wizard in self:
            wizard.can_update_card = wizard._may_update_card()

    @api.depends("employee_id", "skp_id")
    def _compute_led_count(self):
        for wizard in self:
            wizard.led_count = len(wizard._search_led())

    @api.depends("skp_id", "employee_id", "date", "department_id")
    @api.depends_context("uid", "lang")
    def _compute_summary(self):
        """Say what will happen, or why it cannot."""
        for wizard in self:
            plan = wizard._get_plan()
            if not plan or not wizard.date or not wizard.department_id:
                wizard.summary = False
                continue
            refusals = wizard._get_person_refusals(plan)
            refusals = refusals or plan._get_transfer_refusals(
                wizard.date, wizard.department_id.sudo()
            )
            wizard.summary = refusals.get(plan) or self.env._(
                "%(plan)s ends the day before %(date)s; a new plan in %(unit)s begins on"
                " that day. Both stay readable.",
                plan=plan.name,
                date=format_date(self.env, wizard.date),
                unit=wizard.department_id.name,
            )

    def _get_plan(self):
        """Return the plan to transfer, in superuser mode: the given one, else the
        employee's latest plan of his own post in the days around the transfer.
        """
        self.ensure_one()
        if self.skp_id or not self.employee_id or not self.date:
            return self.skp_id.sudo()
        return (
            self.env["hr.skp"]
            .sudo()
            .search(
                [
                    ("employee_id", "=", self.employee_id.id),
                    ("position_kind", "=", "definitive"),
                    ("state", "!=", "cancelled"),
                    ("cycle_id.date_from", "<=", self.date),
                    ("cycle_id.date_to", ">=", self.date),
                    ("date_from", "<", self.date),
                ],
                order="date_from desc",
                limit=1,
            )
        )

    def _get_person_refusals(self, plan):
        """Return {plan: why this user cannot transfer its employee}."""
        run = self.env["hr.department"]._get_skp_run_ids()
        is_receiving = (
            self.department_id.id in run and plan.employee_user_id != self.env.user
        )
        if is_receiving or plan.sudo(self.env.su)._has_skp_role("officer"):
            return {}
        return {
            plan: self.env._(
                "a transfer is for the performance team of the unit that the employee"
                " leaves or joins, and never one's own."
            )
        }

    def _get_employee(self):
        """Return whom the plan is about, whatever else the caller typed."""
        return self._get_plan().employee_id or self.employee_id.sudo()

    def _may_update_card(self):
        """Whether the user may write the employee's card: HR, administrator, or the
        performance team of both units; never his own."""
        user, run = self.env.user, self.env["hr.department"]._get_skp_run_ids()
        employee = self._get_employee()
        if employee.user_id == user and not self.env.su:
            return False
        return (
            self.env.su
            or user.has_group("hr.group_hr_user")
            or user.has_group("hr_skp.group_hr_skp_manager")
            or {employee.department_id.id, self.department_id.id} <= run
        )

    def _search_led(self):
        """Return the open plans that the employee appraises, as the user sees them."""
        employee = self._get_employee()
        if not employee:
            return self.env["hr.skp"]
        return self.env["hr.skp"].search(
            [
                ("appraiser_id", "=", employee.id),
                ("state", "in", OPEN_STATES),
            ]
        )

    def action_transfer(self):
        """Move the plan; everything or nothing.

        :return: an action that opens the next plan, where the user may read it
        :raises AccessError: for people outside the performance teams of both units
        :raises UserError: with the reason why the plan cannot end that day
        """
        self.ensure_one()
        plan = self._get_plan()
        if not plan:
            raise UserError(
                self.env._(
                    "%(employee)s has no plan in these days. Make one in the new unit.",
                    employee=self.employee_id.sudo().name or self.env._("The employee"),
                )
            )
        plan._raise_refusals(self._get_person_refusals(plan), AccessError)
        # Two of the team at once: the later one finds the first one's plan.
        plan.lock_for_update()
        plan.invalidate_recordset(["state", "date_to"])
        unit, appraiser = self.department_id.sudo(), self.appraiser_id.sudo()
        plan._raise_refusals(plan._get_transfer_refusals(self.date, unit))
        self._check_appraiser(plan, appraiser)
        if self.is_card_updated:
            self._update_card(plan.employee_id, unit, appraiser)
        active = plan.result_ids.filtered(lambda result: result.state == "active")
        chosen = active if self.is_all_copied else active & self.result_ids.sudo()
        led = self._search_led()
        following = plan._transfer(
            self.date, unit, appraiser, chosen, self.reason, self.post_name
        )
        if self.successor_id:
            led.action_handover(self.successor_id.id, self.reason, self.date)
        return self._open(following, plan)

    def _check_appraiser(self, plan, appraiser):
        """Refuse oneself, and a member of the team who gives himself the task."""
        if appraiser and appraiser == plan.employee_id:
            plan._raise_refusals(
                {plan: self.env._("Nobody appraises himself. Name someone else.")}
            )
        derived = self.env["hr.department"]._get_skp_post_appraiser(
            [(plan.employee_id, self.department_id.sudo(), False)], self.date
        )
        if appraiser not in derived.values():
            plan.sudo(self.env.su)._check_not_own(appraiser)

    def _update_card(self, employee, unit, appraiser):
        """Write unit, position and manager on the card from the first day on."""
        if not self._may_update_card():
            raise AccessError(
                self.env._(
                    "%(employee)s: the card is changed by human resources, or by whoever"
                    " runs both units. Leave it for them.",
                    employee=employee.name,
                )
            )
        vals = {"department_id": unit.id}
        if self.post_name:
            vals["job_title"] = self.post_name
        # Not sudo: Odoo leaves that mode within the call.
        card = employee.with_user(SUPERUSER_ID)
        version = card.create_version({"date_version": self.date, **vals})
        if version.department_id != unit:
            version.write(vals)
        if not appraiser:
            return
        if self.date > fields.Date.context_today(self):
            # Odoo keeps no manager for a day to come.
            self.env["hr.skp.appraiser"]._appoint(
                employee, appraiser, self.date, self.reason
            )
        elif employee.parent_id != appraiser:
            employee.write({"parent_id": appraiser.id})

    def _open(self, following, plan):
        """Open the next plan where the user may read it, else say its number.

        Whoever moved somebody out of his units goes on with the plan that ended, which
        lies below the dialogue.
        """
        if following.sudo(self.env.su).has_access("read"):
            return following._get_form_action()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "%(plan)s continues in %(unit)s as %(next)s. Its performance team"
                    " goes on with that one.",
                    plan=plan.name,
                    unit=following.department_id.name,
                    next=following.name,
                ),
                "next": {"type": "ir.actions.act_window_close"}
                if self.skp_id or not plan.sudo(self.env.su).has_access("read")
                else plan._get_form_action(),
            },
        }
