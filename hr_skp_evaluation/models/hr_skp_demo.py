import base64
import io

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen import canvas

from odoo import api, models
from odoo.fields import Command

MARGIN = 60

# What the file tells of the quarter where the plan does not divide the year.
QUARTER = {"target", "target_value"}


class HrSkp(models.Model):
    """The demo agency's first quarter: work, feedback and evaluation of its full plans.

    The texts stand in ``demo/first_quarter.json``; who acts, see ``hr_skp``.
    """

    _inherit = "hr.skp"

    @api.model
    def _demo_play(self):
        super()._demo_play()
        if not self._demo_company():
            return
        cycle = self._demo_open_year()
        period = cycle.period_ids.filtered(
            lambda period: period.kind == "periodic"
        ).sorted("date_from")[0]
        if self.env["hr.skp.evaluation"].search_count(
            [("period_id", "=", period.id)], limit=1
        ):
            return
        content = self._demo_read("hr_skp_evaluation/demo/first_quarter.json")
        self._demo_set_organization_predicates(
            period, content["organization_predicates"]
        )
        entries = {
            self._demo_get_plan(cycle, entry["employee"]): entry
            for entry in content["evaluations"]
        }
        for plan, entry in entries.items():
            self._demo_realize(plan, period, entry)
            self._demo_give_feedback(plan, period, entry)
        evaluations = self._demo_open_evaluations(period, list(entries))
        for plan, entry in entries.items():
            self._demo_evaluate(evaluations[plan], entry)

    @api.model
    def _demo_get_plan(self, cycle, name):
        return self.search(
            [
                ("cycle_id", "=", cycle.id),
                ("employee_id", "=", self._demo_record(name).id),
                ("is_reported", "=", True),
            ]
        )

    @api.model
    def _demo_set_organization_predicates(self, period, entries):
        """Let the head of the unit above say what each unit achieved."""
        for entry in entries:
            unit = self._demo_record(entry["department"])
            env = self._demo_env(unit.parent_id.manager_id)
            self.env["hr.skp.organization.predicate"].with_env(env).create(
                {
                    "department_id": unit.id,
                    "period_id": period.id,
                    "predicate": entry["predicate"],
                    "basis": entry["basis"],
                }
            )

    @api.model
    def _demo_open_evaluations(self, period, plans):
        """Return {plan: its evaluation}, opened by the agency's performance team."""
        env = self._demo_env(self._demo_record("employee_p12"))
        opened = (
            self.env["hr.skp.evaluation"]
            .with_env(env)
            ._open(self.browse().union(*plans).with_env(env), period.with_env(env))
        )
        return {
            evaluation.skp_id: evaluation for evaluation in opened.with_env(self.env)
        }

    # The work of the quarter

    def _demo_realize(self, plan, period, entry):
        """Record realisation and evidence of each result, as the employee or on behalf."""
        env = self._demo_env(plan.employee_id)
        targets = (
            self.env["hr.skp.target"]
            .with_env(env)
            ._get_or_create(plan.with_env(env), period.with_env(env))
        )
        for result, told in self._demo_pair(plan, entry):
            of_result = self.env["hr.skp.target"].with_env(env)
            for indicator, vals in zip(
                result.indicator_ids, told["indicators"], strict=True
            ):
                target = targets.filtered(
                    lambda line, one=indicator: line.indicator_id == one
                )
                if indicator.division:
                    # What is due in the quarter was approved with the plan.
                    vals = {name: vals[name] for name in vals.keys() - QUARTER}
                target.write(vals)
                of_result |= target
            self._demo_add_evidence(of_result, told["evidence"])

    @api.model
    def _demo_pair(self, plan, entry):
        """Return pairs of a result of the plan and what the file tells of it."""
        results = {result.name: result for result in plan.result_ids}
        return [(results[told["name"]], told) for told in entry["results"]]

    @api.model
    def _demo_add_evidence(self, targets, entries):
        """Add the evidence that supports these lines: a link, or a file made here."""
        for entry in entries:
            vals = {
                "skp_id": targets.skp_id.id,
                "name": entry["name"],
                "target_ids": [Command.set(targets.ids)],
            }
            if url := entry.get("url"):
                vals.update(kind="link", url=url)
            else:
                file = self._demo_make_pdf(entry["name"], targets)
                vals.update(kind="file", file=file, file_name=f"{entry['name']}.pdf")
            targets.env["hr.skp.evidence"].create(vals)

    @api.model
    def _demo_make_pdf(self, title, targets):
        """Return a page, base64 encoded, that says what was realised."""
        plan = targets.skp_id.sudo()
        lines = [
            plan.employee_unit,
            targets.period_id.name,
            "",
            *(
                f"{target.indicator_id.name}: {target.realization}."
                for target in targets
            ),
            "",
            f"Disusun oleh {plan.employee_name}, {plan.employee_position}.",
        ]
        buffer = io.BytesIO()
        # Invariant: the same text gives the same file and checksum in each run.
        page = canvas.Canvas(buffer, pagesize=A4, invariant=1)
        page.setTitle(title)
        text = page.beginText(MARGIN, A4[1] - MARGIN)
        for font, size, line in [
            ("Helvetica-Bold", 14, title),
            *(("Helvetica", 11, line) for line in lines),
        ]:
            text.setFont(font, size, leading=size * 1.5)
            for part in simpleSplit(line, font, size, A4[0] - 2 * MARGIN) or [""]:
                text.textLine(part)
        page.drawText(text)
        page.save()
        return base64.b64encode(buffer.getvalue())

    def _demo_give_feedback(self, plan, period, entry):
        """Let the appraiser speak about each result and some of the core values."""
        told = [
            ({"result_id": result.id, "follow_up": told.get("follow_up", False)}, told)
            for result, told in self._demo_pair(plan, entry)
        ] + [
            ({"behavior_id": behavior.id}, entry["behaviors"][behavior.value_id.code])
            for behavior in plan.behavior_ids
        ]
        env = self._demo_env(plan.appraiser_id)
        self.env["hr.skp.feedback"].with_env(env).create(
            [
                {
                    "skp_id": plan.id,
                    "period_id": period.id,
                    "mode": "direct",
                    "rating": words["rating"],
                    "content": words["feedback"],
                    **vals,
                }
                for vals, words in told
                if "feedback" in words
            ]
        )

    # The evaluation

    def _demo_evaluate(self, evaluation, entry):
        """Take one evaluation to its employee, and to his answer where he gave one.

        Only the employee himself submits and accepts; whoever has no login is rated
        once the period is over.
        """
        plan = evaluation.skp_id
        employee_env = self._demo_env(plan.employee_id)
        if entry["is_submitted"]:
            evaluation.with_env(employee_env).action_submit()
        rated = evaluation.with_env(self._demo_env(plan.appraiser_id))
        results = {told["name"]: told["rating"] for told in entry["results"]}
        for line in rated.result_line_ids:
            line.rating = results[line.name]
        for line in rated.behavior_line_ids:
            line.rating = entry["behaviors"][line.value_id.code]["rating"]
        names = (
            "work_rating",
            "behavior_rating",
            "contribution_note",
            "note",
            "recommendation",
        )
        rated.write({name: entry[name] for name in names})
        rated.action_rate()
        rated.action_deliver()
        if entry["is_accepted"]:
            evaluation.with_env(employee_env).action_accept()
