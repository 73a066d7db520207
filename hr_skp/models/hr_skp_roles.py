from odoo import models
from odoo.exceptions import AccessError

from .hr_skp import EDITABLE_STATES


class HrSkp(models.Model):
    """Who is who for one plan: the roles that its steps and lines ask for.

    ===========  ===============================================================
    role         held by
    ===========  ===============================================================
    employee     whose plan it is
    appraiser    the appraiser, or his deputy within dates; never the employee
    superior     the appraiser's superior; never the employee
    officer      performance team of the unit, administrator; never the employee
    reviser      who opened the present revision
    ===========  ===============================================================
    """

    _inherit = "hr.skp"

    def _has_skp_role(self, role):
        """Whether the user holds ``role`` for this plan; nobody acts as his own appraiser."""
        self.ensure_one()
        if self.env.su:
            return True
        plan, user = self.sudo(), self.env.user
        if role == "employee":
            return plan.employee_user_id == user
        if role == "reviser":
            return plan.revised_by_id == user
        if plan.employee_user_id == user:
            # Nobody appraises himself, and nobody of the team runs his own plan.
            return False
        if role == "officer":
            return (
                user.has_group("hr_skp.group_hr_skp_manager")
                and plan.company_id in self.env.companies
            ) or plan.has_skp_officer_access
        if role == "appraiser":
            return plan.appraiser_user_id == user or plan._is_deputy(user)
        return plan[f"{role}_user_id"] == user

    def _get_on_behalf(self, role):
        """Return {plan: user in whose place the current user acts as ``role``}."""
        if self.env.su:
            return {}
        on_behalf = {}
        for plan in self.sudo():
            principal = plan[f"{role}_user_id"]
            if principal != self.env.user:
                on_behalf[plan] = principal
        return on_behalf

    def _check_can_edit(self):
        """Raise unless the user may edit these plans and their lines now.

        An edit beside an approval does not pass it by: the seal holds what the plan
        holds.
        """
        self.sudo(False).check_access("read")
        self._touch()
        wrong_person = {
            plan: self.env._(
                "only the employee, or the performance team for him, edits the plan."
            )
            for plan in self.sudo(False)
            if not (plan._has_skp_role("employee") or plan._has_skp_role("officer"))
        }
        self.sudo()._raise_refusals(wrong_person, AccessError)
        self.sudo()._raise_refusals(
            {
                plan: self.env._(
                    "it is %(state)s. Open a revision to change it.", state=state
                )
                for plan in self.sudo()
                if plan.state not in EDITABLE_STATES
                for state in [plan._get_state_label()]
            }
        )
