from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain

from ..rules import wording
from .hr_skp import EDITABLE_STATES

# In these states the employee or the appraiser can still act on a hint.
HINT_STATES = (*EDITABLE_STATES, "submitted")
# Last year's plan is one that was in force.
FORCE_STATES = ("approved", "revising", "closed")


class HrSkp(models.Model):
    """Hints at what would make a plan a better one. They never block.

    A hint is a dict:

    ==============  =================================================================
    code            what is odd, a key of ``_get_hint_texts``
    result_id       the result it is about; False for the plan as a whole
    indicator_id    the indicator it is about, or False
    line            the text of that line, or empty
    word            the word that gave it away, or empty
    text            the sentence to show
    ==============  =================================================================
    """

    _inherit = "hr.skp"

    hints = fields.Json(
        "Hints by line", compute="_compute_hints", export_string_translation=False
    )
    warning_text = fields.Char("Hints", compute="_compute_warning_text")

    @api.depends(
        "annex_ids",
        "approach",
        "form",
        "point_ids.state",
        "result_ids.indicator_ids.aspect",
        "result_ids.indicator_ids.name",
        "result_ids.indicator_ids.target",
        "result_ids.name",
        "result_ids.parent_id",
        "result_ids.parent_name",
        "result_ids.perspective_id",
        "result_ids.state",
        "state",
    )
    @api.depends_context("uid", "lang")
    def _compute_hints(self):
        # Later nobody can follow them any more.
        hints = self.filtered(lambda plan: plan.state in HINT_STATES)._get_hints()
        for plan in self:
            plan.hints = hints.get(plan, [])

    @api.depends("hints")
    @api.depends_context("uid", "lang")
    def _compute_warning_text(self):
        for plan in self:
            summary = self._get_hint_summary(plan.hints or [])
            plan.warning_text = (
                self.env._("To consider: %(hints)s", hints="; ".join(summary))
                if summary
                else False
            )

    def _get_hints(self):
        """Return {plan: list of hints}, in the order of the document.

        The number of queries does not depend on the number of plans. What equals a
        neighbour's plan is told to the appraiser only, who reads both.
        """
        hints = {plan: [] for plan in self}
        # One look for all: a filter in the loop would ask plan by plan.
        self.result_ids.mapped("parent_name")
        self.result_ids.indicator_ids.mapped("target")
        equal = self._get_equal_hints()
        for plan in self:
            active = plan.result_ids.filtered(lambda result: result.state == "active")
            hints[plan] += plan._get_plan_hints(active)
            for result in active:
                hints[plan] += plan._get_result_hints(result)
                hints[plan] += equal[result]
                for indicator in result.indicator_ids:
                    hints[plan] += plan._get_indicator_hints(indicator)
        return hints

    @api.model
    def _get_hint_texts(self):
        """Return {code: sentence}; ``%(word)s`` stands for what gave it away."""
        return {
            "few_indicators": self.env._(
                "No result has more than one indicator. Would quality or time tell more"
                " than one number?"
            ),
            "no_annex": self.env._(
                "The annex is empty: which resources, reports and consequences are agreed?"
            ),
            "open_points": self.env._("Open points of the dialogue: %(word)s"),
            "unlinked": self.env._("Supports no leader's result yet."),
            "no_indicator": self.env._("Has no indicator."),
            "no_perspective": self.env._(
                "The form of leaders prints a perspective: which?"
            ),
            "same_leader": self.env._(
                "Reads as the leader's result that it supports. What is this person's part?"
            ),
            "same_last_year": self.env._("Reads as in %(word)s of an earlier year."),
            "near_last_year": self.env._(
                "Reads nearly as in %(word)s of an earlier year."
            ),
            "same_neighbor": self.env._("Reads as a result of %(word)s."),
            "near_neighbor": self.env._("Reads nearly as a result of %(word)s."),
            "activity": self.env._(
                "“%(word)s” says what is done. What is there at the end?"
            ),
            "vague": self.env._("“%(word)s” leaves open what is expected."),
            "no_measure": self.env._(
                "Nothing tells what is measured, such as a number, a share or a duration:"
                " “%(word)s”."
            ),
            "no_number": self.env._("“%(word)s” does not say how much."),
            "no_time": self.env._("An indicator of time without a time: “%(word)s”."),
        }

    @api.model
    def _get_hint_summary(self, hints):
        """Return a few words for each kind of hint among ``hints``."""
        codes = [hint["code"] for hint in hints]
        count = codes.count
        points = "".join(
            hint["word"] for hint in hints if hint["code"] == "open_points"
        )
        equal = sum(code.startswith(("same_", "near_")) for code in codes)
        wording_count = count("activity") + count("vague")
        unmeasured = count("no_measure") + count("no_number") + count("no_time")
        texts = {
            self.env._(
                "main results that support no leader's result yet: %(count)s",
                count=count("unlinked"),
            ): count("unlinked"),
            self.env._(
                "results without indicator: %(count)s", count=count("no_indicator")
            ): count("no_indicator"),
            self.env._("few indicators"): count("few_indicators"),
            self.env._(
                "worded as an activity, or vaguely: %(count)s", count=wording_count
            ): wording_count,
            self.env._(
                "without measure, number or time: %(count)s", count=unmeasured
            ): unmeasured,
            self.env._("text found elsewhere: %(count)s", count=equal): equal,
            self.env._("the annex is empty"): count("no_annex"),
            self.env._("open points: %(count)s", count=points): count("open_points"),
        }
        return [text for text, number in texts.items() if number]

    def _prepare_hint(self, code, line=None, word=""):
        """Return one hint about a result, an indicator, or the plan as a whole."""
        result = line.result_id if line and "result_id" in line._fields else line
        indicator = line if line != result else None
        return {
            "code": code,
            "result_id": bool(result) and result._origin.id,
            "indicator_id": bool(indicator) and indicator._origin.id,
            "line": (line and line.name) or "",
            "word": word,
            "text": self._get_hint_texts()[code] % {"word": word},
        }

    def _get_plan_hints(self, active):
        codes = {
            "few_indicators": len(active) > 1
            and all(len(result.indicator_ids) == 1 for result in active),
            "no_annex": not self.annex_ids,
        }
        hints = [self._prepare_hint(code) for code, applies in codes.items() if applies]
        opened = self.point_ids.filtered(lambda point: point.state == "open")
        if opened:
            hints.append(self._prepare_hint("open_points", word=str(len(opened))))
        return hints

    def _get_result_hints(self, result):
        is_linked = result.parent_id or result.parent_name
        codes = {
            "unlinked": self.form == "staff"
            and result.kind == "main"
            and not is_linked,
            "no_indicator": not result.indicator_ids,
            "no_perspective": self.form == "leader" and not result.perspective_id,
            "same_leader": result.parent_name
            and wording.normalize(result.name) == wording.normalize(result.parent_name),
        }
        hints = [
            self._prepare_hint(code, result)
            for code, applies in codes.items()
            if applies
        ]
        return hints + [
            self._prepare_hint(hit.code, result, hit.word)
            for hit in wording.check_result(result.name)
        ]

    def _get_indicator_hints(self, indicator):
        hits = wording.check_indicator(
            indicator.name,
            indicator.target,
            indicator.aspect,
            is_qualitative=self.approach == "qualitative",
        )
        return [self._prepare_hint(hit.code, indicator, hit.word) for hit in hits]

    # Equal texts

    def _get_equal_hints(self):
        """Return {result: hints at the same text last year or in a neighbour's plan}."""
        hints = defaultdict(list)
        earlier = self._get_earlier_results()
        neighbors = self._get_neighbor_results()
        for plan in self:
            for result in plan.result_ids:
                text = wording.normalize(result.name)
                for kind, found in (("last_year", earlier), ("neighbor", neighbors)):
                    code, word = plan._find_equal(text, found.get(plan, {}))
                    if code:
                        hints[result].append(
                            plan._prepare_hint(f"{code}_{kind}", result, word)
                        )
        return hints

    @api.model
    def _find_equal(self, text, candidates):
        """Return (``same`` or ``near``, where it stands), or (None, None).

        :param dict candidates: {normalised text: where it stands}
        """
        if not text:
            return None, None
        if text in candidates:
            return "same", candidates[text]
        for other, where in candidates.items():
            if wording.is_near(text, other):
                return "near", where
        return None, None

    def _get_earlier_results(self):
        """Return {plan: {text: plan before it}} of the same people's last year."""
        results = self.env["hr.skp.result"].sudo()
        if not self.employee_id:
            return {}
        # In superuser mode: a new appraiser is told of the equality, and of no text.
        found = results.search_fetch(
            [
                ("skp_id.employee_id", "in", self.sudo().employee_id.ids),
                ("skp_id.state", "in", FORCE_STATES),
                ("state", "!=", "dropped"),
            ],
            ["name", "skp_id"],
        )
        by_employee = defaultdict(list)
        for result in found:
            by_employee[result.skp_id.employee_id].append(result)
        earlier = {}
        for plan in self.sudo():
            before = [
                result
                for result in by_employee[plan.employee_id]
                if plan.date_from and result.skp_id.cycle_id.date_to < plan.date_from
            ]
            last = max((result.skp_id.cycle_id.date_to for result in before), default=0)
            earlier[plan] = {
                wording.normalize(result.name): result.skp_id.name or ""
                for result in before
                if result.skp_id.cycle_id.date_to == last
            }
        return earlier

    def _get_neighbor_results(self):
        """Return {plan: {text: whose}} of the same year and appraiser or unit.

        Only where the user appraises the plan, and only what he reads himself.
        """
        appraised = self.filtered(
            lambda plan: plan._origin and plan._has_skp_role("appraiser")
        )
        if not appraised:
            return {}
        plans = appraised.sudo()
        found = (
            self.env["hr.skp.result"]
            .search_fetch(
                Domain("skp_id.cycle_id", "in", plans.cycle_id.ids)
                & Domain("state", "=", "active")
                & (
                    Domain("appraiser_user_id", "in", plans.appraiser_user_id.ids)
                    | Domain("department_id", "in", plans.department_id.ids)
                ),
                ["name", "owner_name", "skp_id", "department_id"],
            )
            .sudo()
        )
        neighbors = {}
        for plan in plans:
            neighbors[plan] = {
                wording.normalize(result.name): result.owner_name or ""
                for result in found
                if result.skp_id.cycle_id == plan.cycle_id
                and result.skp_id.employee_id
                not in (plan.employee_id, plan.appraiser_id)
                and (
                    result.appraiser_user_id == plan.appraiser_user_id
                    or result.department_id == plan.department_id
                )
            }
        return neighbors
