from odoo import api, models
from odoo.fields import Domain


class HrSkpOrganizationPredicate(models.Model):
    """Who may set no predicate, is offered no button to set one."""

    _inherit = "hr.skp.organization.predicate"

    @api.model
    def _may_set_units(self):
        """Return (whether the user may set units below another, whether any unit)."""
        units = self.env["hr.department"].sudo()
        own = self._get_own_unit_ids()
        run = Domain("id", "in", list(units._get_skp_run_ids()))
        if self.env.user.has_group("hr_skp.group_hr_skp_manager"):
            run |= Domain("company_id", "in", self.env.companies.ids)
        above = list(self._get_ids_above(own))
        led = Domain("parent_id", "in", list(units._get_skp_led_ids()))
        settable = led | (run & Domain("id", "not in", above))
        below = Domain("parent_id", "!=", False) & Domain("id", "not in", list(own))
        several = bool(units.search_count(settable & below, limit=1))
        top = units.search_count(settable & Domain("id", "not in", list(own)), limit=1)
        return several, several or bool(top or self._get_official_units())

    @api.model
    def _get_view_cache_key(self, view_id=None, view_type="form", **options):
        key = super()._get_view_cache_key(view_id, view_type, **options)
        return (*key, self._may_set_units())

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        arch, view = super()._get_view(view_id, view_type, **options)
        several, any_unit = self._may_set_units()
        if not several:
            for header in arch.xpath("//list/header | //kanban/header"):
                header.getparent().remove(header)
        if not any_unit and view_type in ("list", "kanban", "form"):
            arch.set("create", "0")
        return arch, view
