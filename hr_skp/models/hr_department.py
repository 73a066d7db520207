from odoo import api, fields, models
from odoo.tools import SQL


class HrDepartment(models.Model):
    _inherit = "hr.department"

    is_skp_independent = fields.Boolean(
        "Independent work unit",
        help="Its head answers directly to the agency's leader and uses the leader's form.",
    )

    def write(self, vals):
        if "manager_id" not in vals:
            return super().write(vals)
        heads = self.sudo().manager_id
        changes = {
            unit.id: (unit.manager_id.id, vals["manager_id"]) for unit in self.sudo()
        }
        result = super().write(vals)
        self.env["hr.skp.appraiser"].sudo()._record_history("department_id", changes)
        (heads | self.sudo().manager_id)._update_skp_offers()
        return result

    @api.model
    def _get_skp_post_appraiser(self, posts, date=None):
        """Return who appraises the holders of posts that their cards do not tell of.

        The head of a unit answers to a definitive row naming it, then to whoever holds
        the units above; anybody else to the unit's own holder first. Never oneself.

        :param posts: an iterable of (employee, unit, whether the post is the unit's head)
        :param date date: the day; today where empty
        :return: {post: appraiser}, an empty employee where nobody is found
        """
        employees = self.env["hr.employee"].sudo()
        paths = {
            unit: [int(part) for part in unit.parent_path.split("/")[-2::-1]]
            for _employee, unit, _is_head in posts
        }
        if not paths:
            return {}
        employees._flush_skp_appraiser()
        query = SQL(
            "%s SELECT id, definitive_id, head_id, stand_in_id FROM unit WHERE id = ANY(%s)",
            employees._get_skp_unit_sql(date),
            list({unit_id for path in paths.values() for unit_id in path}),
        )
        holders = {row[0]: row[1:] for row in self.env.execute_query(query)}
        found = {}
        for employee, unit, is_head in posts:
            candidates = []
            for unit_id in paths[unit]:
                definitive, head, stand_in = holders[unit_id]
                candidates.append(definitive)
                if unit_id != unit.id or not is_head:
                    candidates += [head, not (definitive or head) and stand_in]
            appraiser_id = next(
                (key for key in candidates if key and key != employee.id), False
            )
            found[employee, unit, is_head] = employees.browse(appraiser_id or [])
        return found

    @api.model
    def _get_skp_led_ids(self):
        """Return the ids of the units that the user leads, with the units below, as a set."""
        # The caller's context must not bring back a head who has left.
        heads = self.env.user.sudo().with_context(active_test=True).employee_ids
        return self._get_skp_subtree_ids(
            self.sudo().search([("manager_id", "in", heads.ids)])
        )

    @api.model
    def _get_skp_own_ids(self):
        """Return the ids of the user's own units and of those below, as a set."""
        employees = self.env.user.sudo().employee_ids
        return self._get_skp_led_ids() | self._get_skp_subtree_ids(
            employees.department_id
        )

    @api.model
    def _get_skp_run_ids(self):
        """Return the ids of the units whose performance the user runs, with the units below.

        Empty for a user outside the performance team, whatever stands on his form.
        """
        if not self.env.user.has_group("hr_skp.group_hr_skp_officer"):
            return set()
        return self._get_skp_subtree_ids(self.env.user.sudo().skp_department_ids)

    @api.model
    def _get_skp_subtree_ids(self, departments):
        if not departments:
            return set()
        tree = self.sudo().with_context(active_test=False)
        return set(tree._search([("id", "child_of", departments.ids)]))
