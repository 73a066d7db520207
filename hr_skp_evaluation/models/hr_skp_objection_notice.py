from odoo import models
from odoo.tools import format_date


class HrSkpObjection(models.Model):
    """Who is told at once, in Odoo's inbox or by e-mail, as he chose.

    Whose turn it is, and both sides of a decision. Nothing is told of ratings: a mail
    is read over shoulders, and the link leads to them.
    """

    _name = "hr.skp.objection"
    _inherit = ["hr.skp.objection", "hr.skp.notifier"]

    _skp_path = "skp-objections"

    def _get_link_text(self):
        return self.env._("Open the objection")

    def _tell_filed(self):
        for objection in self.sudo():
            plan = objection.skp_id
            deputy = plan.deputy_user_id
            users = plan.appraiser_user_id
            if plan._is_deputy(deputy):
                users |= deputy
            objection._tell(
                users,
                lambda local: local.env._(
                    "%(employee)s objects to his evaluation",
                    employee=local.employee_id.name,
                ),
                lambda local: local.env._(
                    "Explain yourself until %(day)s; afterwards it is decided without.",
                    day=format_date(local.env, local.deadline),
                ),
            )

        self._tell_nobody()

    def _tell_explained(self):
        self._tell_decider()

    def _tell_nobody(self):
        """Tell the administrators of objections that nobody can decide."""
        source = self.env["hr.skp.reminder.source"]
        lost = self.sudo().filtered(lambda objection: not objection.decider_user_id)
        for company, objections in lost.grouped("company_id").items():
            managers = (
                self.env["res.users"].sudo().browse(source._get_manager_ids(company))
            )
            for objection in objections:
                objection._tell(
                    managers - objection.employee_user_id,
                    lambda local: local.env._(
                        "Nobody can decide the objection of %(employee)s",
                        employee=local.employee_id.name,
                    ),
                    lambda local: local.env._(
                        "Name an authorised official in the settings, who has no part in"
                        " the case."
                    ),
                )

    def _tell_decider(self):
        """Tell who decides that it is his turn."""
        for objection in self.sudo():
            objection._tell(
                objection.decider_user_id,
                lambda local: local.env._(
                    "The objection of %(employee)s waits for your decision",
                    employee=local.employee_id.name,
                ),
                lambda local: local.env._(
                    "Reasons, explanation, results and evidence stand on one page."
                ),
            )

    def _tell_decided(self):
        for objection in self.sudo():
            objection._tell(
                objection.employee_user_id
                | objection.appraiser_user_id
                | objection.explained_by_id
                # Who tells an employee without a login.
                | objection.recorded_by_id,
                lambda local: local.env._(
                    "The objection of %(employee)s is decided",
                    employee=local.employee_id.name,
                ),
                lambda local: local.env._("Read the decision and its grounds."),
            )

    def _tell_withdrawn(self, deciders):
        """Tell the appraiser and who was to decide.

        :param dict deciders: {objection: user}
        """
        for objection in self.sudo():
            objection._tell(
                objection.appraiser_user_id,
                lambda local: local.env._(
                    "%(employee)s withdrew the objection",
                    employee=local.employee_id.name,
                ),
                lambda local: local.env._(
                    "The evaluation is final as it was delivered."
                ),
            )
            # Who was to decide has nothing to open any more.
            objection._tell(
                deciders[objection] - objection.appraiser_user_id,
                lambda local: local.env._(
                    "%(employee)s withdrew the objection",
                    employee=local.employee_id.name,
                ),
                lambda local: local.env._("You need not decide it any more."),
                is_linked=False,
            )
