from odoo import api, fields, models

from .hr_version import ASN_STATUS


class HrEmployeePublic(models.Model):
    """What colleagues see of a civil servant: his NIP and rank only with a reason.

    The reason is being himself, his appraiser or the deputy, the performance team
    of his unit, its administrator, an auditor or a human resources officer.
    """

    _inherit = "hr.employee.public"

    nip = fields.Char("NIP", compute="_compute_skp_private")
    asn_status = fields.Selection(
        ASN_STATUS, "Civil service status", compute="_compute_skp_private"
    )
    rank_id = fields.Many2one("hr.skp.rank", "Rank", compute="_compute_skp_private")
    skp_count = fields.Integer(compute="_compute_skp_card")
    skp_text = fields.Char("Present plan", compute="_compute_skp_card")
    skp_appraiser_id = fields.Many2one(
        "hr.employee.public",
        "Appraiser today",
        compute="_compute_skp_appraiser_id",
    )

    @api.depends_context("uid")
    def _compute_skp_appraiser_id(self):
        """Tell everybody his own appraiser; of others, those who may see their number."""
        visible = self._get_skp_visible_ids()
        employees = self.env["hr.employee"].sudo().browse(self._origin.ids)
        found = employees._get_skp_appraiser()
        by_id = {
            employee.id: appraiser.id
            for employee, appraiser in found.items()
            if employee.id in visible
        }
        for public in self:
            public.skp_appraiser_id = by_id.get(public._origin.id, False)

    @api.depends_context("uid")
    def _compute_skp_private(self):
        visible = self._get_skp_visible_ids()
        employees = self.env["hr.employee"].sudo().browse(self._origin.ids)
        by_id = {
            employee.id: employee for employee in employees if employee.id in visible
        }
        for public in self:
            employee = by_id.get(public._origin.id, self.env["hr.employee"].sudo())
            public.nip = employee.nip
            public.asn_status = employee.asn_status
            public.rank_id = employee.rank_id.sudo(False)

    @api.depends_context("uid", "lang")
    def _compute_skp_card(self):
        cards = self.env["hr.skp"]._get_employee_cards(self._origin.ids)
        for public in self:
            public.skp_count, public.skp_text = cards[public._origin.id]

    def action_open_skp(self):
        """Open those plans of one employee that the user may read."""
        self.ensure_one()
        return self.env["hr.skp"]._get_action_of_employee(self.id)

    def _get_skp_visible_ids(self):
        """Return the ids among these people whose NIP and rank the user may see."""
        user = self.env.user
        if self.env.su or any(
            user.has_group(group)
            for group in (
                "hr.group_hr_user",
                "hr_skp.group_hr_skp_manager",
                "hr_skp.group_hr_skp_auditor",
            )
        ):
            return set(self._origin.ids)
        run = self.env["hr.department"]._get_skp_run_ids()
        me = user.sudo().employee_ids
        employees = self.env["hr.employee"].sudo().browse(self._origin.ids)
        appraisers = employees._get_skp_appraiser()
        deputies = employees._get_skp_plan_deputy()
        return {
            employee.id
            for employee in employees
            if employee in me
            or employee.department_id.id in run
            or appraisers[employee] in me
            or deputies.get(employee, (None, None))[0] == user
        }
