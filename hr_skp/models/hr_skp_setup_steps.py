from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain


class HrSkpSetup(models.Model):
    """The steps of the page: each opens the records themselves; breadcrumbs lead back."""

    _inherit = "hr.skp.setup"

    @api.model
    def action_open_page(self):
        """Open the page of the user's agency."""
        self.browse().check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Set up a year"),
            "res_model": self._name,
            "res_id": self.env.company.id,
            "views": [[False, "form"]],
        }

    def action_import(self):
        """Open the import of the agency's list of employees."""
        self._check_step()
        if not self.can_import:
            raise AccessError(
                self.env._(
                    "An administrator brings the employees in. Ask him to do so."
                )
            )
        return self._open("hr_skp.hr_skp_employee_import_action_load")

    def action_open_units(self):
        """Open the units, those without a head first."""
        self._check_step()
        return self._open(
            "hr_skp.hr_department_action_heads",
            domain=list(
                self._get_unit_domain() & Domain("company_id", "=", self.company_id.id)
            ),
        )

    def action_make_year(self):
        """Ask for the dates, intervals and deadlines of the next year."""
        self._check_step()
        today = self.company_id._get_skp_today()
        latest = self.env["hr.skp.cycle"].search(
            [("company_id", "=", self.company_id.id)], order="date_to desc", limit=1
        )
        year = max(today.year, latest.date_to.year + 1) if latest else today.year
        return self._open_cycle(
            context={
                "default_name": str(year),
                "default_company_id": self.company_id.id,
                "default_date_from": f"{year}-01-01",
                "default_date_to": f"{year}-12-31",
            }
        )

    def action_change_year(self):
        """Open intervals and deadlines of the year again."""
        self._check_cycle()
        return self._open_cycle(res_id=self.cycle_id.id)

    def _open_cycle(self, **values):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Performance year"),
            "res_model": "hr.skp.cycle",
            "views": [[self.env.ref("hr_skp.hr_skp_cycle_view_form_setup").id, "form"]],
            "target": "new",
            **values,
        }

    def action_repair(self):
        """Open the employees whose appraiser is missing or wrong, to be repaired there."""
        self._check_step()
        context = {"search_default_superior": 1, "search_default_no_login": 1}
        return self._open("hr_skp.hr_skp_defect_action", context=context)

    def action_repair_other(self):
        """Open the employees with any defect."""
        self._check_step()
        return self._open("hr_skp.hr_skp_defect_action")

    def action_issue_plans(self):
        """Ask for whom plans are issued."""
        self._check_cycle()
        context = {"default_cycle_id": self.cycle_id.id}
        if self.is_manager:
            tops = self.env["hr.department"].search(
                [("company_id", "=", self.company_id.id), ("parent_id", "=", False)]
            )
            context["default_department_ids"] = tops.ids
        return self._open("hr_skp.hr_skp_batch_issue_plans_action", context=context)

    def action_open_batch(self):
        """Open the batch that issues plans now."""
        self._check_step()
        return {
            "type": "ir.actions.act_window",
            "res_model": "hr.skp.batch",
            "res_id": self.batch_id.id,
            "views": [[False, "form"]],
        }

    def action_open_year(self):
        """Open the year: its periods are made and people may submit."""
        self._check_cycle()
        self.cycle_id.action_open()
        return True

    def action_open_progress(self):
        """Open who has not, of this year."""
        self._check_cycle()
        return self.cycle_id.action_open_progress()

    def _open(self, xmlid, **values):
        return {**self.env["ir.actions.actions"]._for_xml_id(xmlid), **values}

    def _check_step(self):
        self.ensure_one()
        self.check_access("read")

    def _check_cycle(self):
        self._check_step()
        if not self.cycle_id:
            raise UserError(self.env._("Make the performance year first."))
