from odoo import api, models


class IrUiMenu(models.Model):
    _inherit = "ir.ui.menu"

    @api.model
    def _load_menus_blacklist(self):
        """Show the app to people with an employee record or a role in it, and to nobody else."""
        blacklist = super()._load_menus_blacklist()
        user = self.env.user
        roles = ("hr_skp.group_hr_skp_officer", "hr_skp.group_hr_skp_auditor")
        if not user.sudo().employee_ids and not any(
            user.has_group(role) for role in roles
        ):
            blacklist.append(self.env.ref("hr_skp.hr_skp_menu_root").id)
        return blacklist
