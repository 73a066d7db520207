from odoo import api, fields, models

ANNEX_SECTIONS = ("resource", "accountability", "consequence")


class HrSkp(models.Model):
    """The eight steps of drafting, with what is done of each (domain of the rule: step by
    step from the organisation's goals to the agreed annex).

    A guide, never a gate: no step waits for another.
    """

    _inherit = "hr.skp"

    reference_ids = fields.One2many(
        "hr.skp.reference", "skp_id", "References", copy=False
    )
    contract_ids = fields.One2many(
        "hr.skp.reference",
        "skp_id",
        "Work agreement",
        domain=[("kind", "=", "contract")],
        copy=False,
    )
    guide = fields.Json(compute="_compute_guide", export_string_translation=False)

    @api.depends("state", "revision")
    @api.depends_context("uid", "lang")
    def _compute_guide(self):
        """List the steps that concern the writer of the plan, until it is approved.

        Each: ``step`` (its number in the rule), ``title``, ``text``, ``done``, and where to
        go: ``page`` of the form or ``action`` of the plan.
        """
        for plan in self:
            is_drafted = plan.state in ("draft", "submitted") and not plan.revision
            plan.guide = plan._get_guide() if plan._origin and is_drafted else False

    def _get_guide(self):
        self.ensure_one()
        plan = self.sudo()
        active = plan.result_ids.filtered(lambda result: result.state == "active")
        steps = [
            self._get_guide_references(),
            self._get_guide_expectations(plan, active),
        ]
        if plan.form == "leader":
            steps += [
                self._get_guide_manual(active),
                self._get_guide_strategy(active),
                self._get_guide_division(active),
            ]
        else:
            steps.append(self._get_guide_links(active))
        steps += [
            self._get_guide_kinds(active),
            self._get_guide_measures(plan, active),
            self._get_guide_annex(plan),
        ]
        return steps

    def _get_guide_references(self):
        """Step 1: the whole picture. Counted as the reader sees them."""
        references = self.env["hr.skp.reference"]
        counts = dict(
            references._read_group(
                references._get_of_plan_domain(self), ["kind"], ["__count"]
            )
        )
        found = sum(count for kind, count in counts.items() if kind != "contract")
        text = (
            self.env._("Documents to read: %(count)s", count=found)
            if found
            else self.env._("No document is stored for this unit yet.")
        )
        is_missing_contract = (
            self.sudo().employee_id.asn_status == "pppk" and not counts.get("contract")
        )
        if is_missing_contract:
            text = self.env._("%(text)s Add the work agreement.", text=text)
        return {
            "step": 1,
            "title": self.env._("See the whole picture: strategic plan, agreement"),
            "text": text,
            "done": bool(found) and not is_missing_contract,
            "action": "action_open_references",
        }

    def _get_guide_expectations(self, plan, active):
        """Step 2: what the head of the unit is expected to reach."""
        if plan.form == "leader":
            return {
                "step": 2,
                "title": self.env._("Set the expectations of the head of the unit"),
                "text": self.env._(
                    "Results written so far: %(count)s", count=len(active)
                ),
                "done": bool(active),
                "page": "results",
            }
        offered = plan.result_ids.search_count(
            [
                ("is_offered", "=", True),
                ("skp_id.employee_id", "=", plan.appraiser_id.id),
                ("skp_id.cycle_id", "=", plan.cycle_id.id),
            ]
        )
        return {
            "step": 2,
            "title": self.env._("Know the leader's expectations"),
            "text": self.env._(
                "Results that your leader offers: %(count)s", count=offered
            )
            if offered
            else self.env._(
                "Your leader has not submitted a plan yet. Begin; link your results later."
            ),
            "done": bool(offered),
            "page": "results",
        }

    def _get_guide_manual(self, active):
        """Step 3, for leaders."""
        indicators = active.indicator_ids
        filled = indicators.filtered("definition")
        return {
            "step": 3,
            "title": self.env._("Fill the indicator manual"),
            "text": self._get_guide_progress(filled, indicators),
            "done": bool(indicators) and filled == indicators,
            "page": "results",
        }

    def _get_guide_strategy(self, active):
        """Step 4, for leaders."""
        filled = active.filtered("strategy")
        return {
            "step": 4,
            "title": self.env._("Write how each result will be reached"),
            "text": self._get_guide_progress(filled, active),
            "done": bool(active) and filled == active,
            "page": "results",
        }

    def _get_guide_division(self, active):
        """Step 5 of a leader: who in the team supports which result."""
        main = active.filtered(lambda result: result.kind == "main")
        supported = main.filtered("child_ids")
        return {
            "step": 5,
            "title": self.env._("Divide the roles in the team"),
            "text": self.env._(
                "Results that somebody supports: %(done)s of %(total)s",
                done=len(supported),
                total=len(main),
            ),
            "done": bool(main) and supported == main,
            "page": "results",
        }

    def _get_guide_links(self, active):
        """Step 5 of everyone else: which result of the leader is supported."""
        main = active.filtered(lambda result: result.kind == "main")
        linked = main.filtered(lambda result: result.parent_id or result.parent_name)
        return {
            "step": 5,
            "title": self.env._("Find your role: which leader's result you support"),
            "text": self._get_guide_progress(linked, main),
            "done": bool(main) and linked == main,
            "page": "results",
        }

    def _get_guide_kinds(self, active):
        """Step 6: main and additional results."""
        main = active.filtered(lambda result: result.kind == "main")
        return {
            "step": 6,
            "title": self.env._("Decide what is main and what is additional"),
            "text": self.env._(
                "Main: %(main)s, additional: %(additional)s",
                main=len(main),
                additional=len(active - main),
            ),
            "done": bool(main),
            "page": "results",
        }

    def _get_guide_measures(self, plan, active):
        """Step 7: an indicator with its target for each result."""
        measured = active.filtered(
            lambda result: any(each.target for each in result.indicator_ids)
        )
        return {
            "step": 7,
            "title": self.env._("Agree indicators and targets with the leader"),
            "text": self._get_guide_progress(measured, active),
            "done": bool(active) and measured == active,
            "page": "results",
        }

    def _get_guide_annex(self, plan):
        """Step 8: resources, accountability, consequences."""
        sections = set(plan.annex_ids.mapped("section"))
        return {
            "step": 8,
            "title": self.env._("Agree resources, accountability and consequences"),
            "text": self.env._(
                "Sections of the annex begun: %(done)s of %(total)s",
                done=len(sections),
                total=len(ANNEX_SECTIONS),
            ),
            "done": sections.issuperset(ANNEX_SECTIONS),
            "page": "annex",
        }

    def _get_guide_progress(self, done, total):
        return self.env._(
            "Done: %(done)s of %(total)s", done=len(done), total=len(total)
        )

    def action_open_references(self):
        """Open what this plan draws its expectations from."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_skp.hr_skp_reference_action"
        )
        action["domain"] = self.env["hr.skp.reference"]._get_of_plan_domain(self)
        action["context"] = {
            "default_skp_id": self.id if self.can_edit else False,
            "default_kind": "contract"
            if self.sudo().employee_id.asn_status == "pppk"
            else "priority",
            "create": self.can_edit,
        }
        return action
