from odoo import api, fields, models

# While its plan is in one of these, a missing link is still worth a hint.
OPEN_STATES = ("draft", "submitted", "approved", "revising")


class HrSkp(models.Model):
    """Hints on the links of a plan: what could be linked now, what has changed above.

    A leader who submits his plan sends nobody an activity. His people learn of it here,
    where they look anyway.
    """

    _inherit = "hr.skp"

    link_text = fields.Text("Hints on links", compute="_compute_link_text")

    @api.depends(
        "state",
        "appraiser_id",
        "cycle_id",
        "result_ids.state",
        "result_ids.parent_state",
        "result_ids.parent_is_changed",
    )
    @api.depends_context("uid", "lang")
    def _compute_link_text(self):
        hinted = self._origin.filtered(
            lambda plan: plan.state in OPEN_STATES and not plan._get_link_refusal()
        )
        offered = hinted._count_appraisers_offers()
        # One look for all: a filter in the loop would ask plan by plan.
        hinted.sudo().result_ids.mapped("parent_name")
        hints = {
            plan.id: "\n".join(plan._get_link_hints(offered)) for plan in hinted.sudo()
        }
        for plan in self:
            plan.link_text = hints.get(plan._origin.id)

    def _count_appraisers_offers(self):
        """Return {plan: how many results its appraiser offers in its year}."""
        plans = self.sudo()
        counts = plans.env["hr.skp.result"]._read_group(
            [
                ("is_offered", "=", True),
                ("state", "=", "active"),
                ("cycle_id", "in", plans.cycle_id.ids),
                ("skp_id.employee_id", "in", plans.appraiser_id.ids),
            ],
            ["skp_id"],
            ["__count"],
        )
        offered = {}
        for leader_plan, count in counts:
            key = leader_plan.employee_id, leader_plan.cycle_id
            offered[key] = offered.get(key, 0) + count
        return {
            plan.id: offered.get((plan.appraiser_id, plan.cycle_id), 0)
            for plan in plans
        }

    def _get_link_hints(self, offered):
        """Return the sentences for one plan.

        :param dict offered: what ``_count_appraisers_offers`` returned
        """
        active = self.result_ids.filtered(lambda result: result.state == "active")
        unlinked = active._filter_unlinked()
        ended = active.filtered(
            lambda result: result.parent_id and result.parent_state != "active"
        )
        changed = active.filtered("parent_is_changed")
        hints = []
        if unlinked and offered[self.id]:
            hints.append(
                self.env._(
                    "%(appraiser)s has submitted a plan and offers %(offered)s results:"
                    " %(count)s of the main results here support none yet.",
                    appraiser=self.appraiser_id.name,
                    offered=offered[self.id],
                    count=len(unlinked),
                )
            )
        if ended:
            hints.append(
                self.env._(
                    "Supported results that were dropped or taken over: %(count)s",
                    count=len(ended),
                )
            )
        if changed:
            hints.append(
                self.env._(
                    "Supported results whose text has changed: %(count)s",
                    count=len(changed),
                )
            )
        return hints

    def action_open_links(self):
        """Show what the plan's results support, to link them or take new texts."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_skp.hr_skp_result_action_links"
        )
        action["display_name"] = self.env._("%(plan)s: links", plan=self.display_name)
        action["domain"] = [("skp_id", "=", self.id)]
        return action


class HrSkpResult(models.Model):
    _inherit = "hr.skp.result"

    def _filter_unlinked(self):
        """Return main results in force that support nothing, not even on paper."""
        return self.filtered(
            lambda result: (
                result.kind == "main"
                and result.state == "active"
                and not result.parent_id
                and not result.parent_name
            )
        )
