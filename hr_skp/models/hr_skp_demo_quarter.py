import base64
import io
from datetime import timedelta

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen import canvas

from odoo import api, models
from odoo.fields import Command

MARGIN = 60
# The days on which steps are written, and on which one says what came of them.
ENDED = {1: "04-01", 2: "07-02", 3: "10-02"}
BEGUN = {1: "02-02", 2: "04-06", 3: "07-07", 4: "10-05"}


class HrSkp(models.Model):
    """The demo agency's quarters: steps of the action plan, realisation and evidence.

    The texts stand in ``demo/work.json`` and ``demo/quarters.json``.
    """

    _inherit = "hr.skp"

    @api.model
    def _demo_get_days(self):
        work = self._demo_read("hr_skp/demo/work.json")
        quarters = self._demo_read("hr_skp/demo/quarters.json")
        days = super()._demo_get_days()
        for quarter, begun in BEGUN.items():
            day = self._demo_at(begun, 10)
            days.append((day, self._demo_begin_quarter, work, quarter))
        for quarter, ended in ENDED.items():
            day = self._demo_at(ended, 10)
            days += [
                (day, self._demo_realize_result, code, quarter, indicators)
                for code, indicators in quarters.get(str(quarter), {}).items()
            ]
            days.append((day, self._demo_finish_steps, work, quarter))
        days.append((self._demo_at("-8", 10), self._demo_advance_steps, work))
        evening = self._demo_get_last_day() - timedelta(days=1)
        days.append((self._demo_at(evening, 23), self._demo_count_maturity))
        return days

    @api.model
    def _demo_count_maturity(self):
        """Count how far each unit has come, as every night."""
        self.env["hr.skp.maturity"].sudo()._count(self._demo_open_year())

    @api.model
    def _demo_get_period(self, quarter):
        periods = self._demo_open_year().period_ids
        return periods.filtered(lambda period: period.kind == "periodic").sorted(
            "date_from"
        )[quarter - 1]

    # The action plan

    @api.model
    def _demo_begin_quarter(self, work, quarter):
        """Write the steps of the first quarter; later ones are copied from before."""
        period = self._demo_get_period(quarter)
        for code, steps in work["steps"].items():
            result = self._demo_find_result(code)
            own = self._demo_env(result.skp_id.employee_id)
            if quarter > 1:
                result.skp_id.with_env(own).action_copy_actions(period.id)
                continue
            length = (period.date_to - period.date_from).days // len(steps)
            self.env["hr.skp.action"].with_env(own).create(
                [
                    {
                        "result_id": result.id,
                        "period_id": period.id,
                        "name": step["name"],
                        "target": step["target"],
                        "date_deadline": period.date_from
                        + timedelta(days=length * number),
                    }
                    for number, step in enumerate(steps, 1)
                ]
            )

    @api.model
    def _demo_find_steps(self, code, quarter):
        """Return the steps of a result in a quarter, as the employee."""
        result = self._demo_find_result(code)
        return (
            self.env["hr.skp.action"]
            .with_env(self._demo_env(result.skp_id.employee_id))
            .search(
                [
                    ("result_id", "=", result.id),
                    ("period_id", "=", self._demo_get_period(quarter).id),
                ],
                order="sequence, id",
            )
        )

    @api.model
    def _demo_finish_steps(self, work, quarter):
        """Say what came of the steps of a quarter; one is dropped with its reason."""
        dropped = work["dropped_step"]
        for code, told in work["steps"].items():
            steps = self._demo_find_steps(code, quarter)
            if (code, quarter) == (dropped["result"], dropped["quarter"]):
                steps[1].action_drop(dropped["reason"])
                steps -= steps[1]
            for step in steps:
                words = next(each for each in told if each["name"] == step.name)
                step.write(
                    {
                        "progress": 100,
                        "final_result": words.get(
                            "final_result", "Selesai sesuai rencana."
                        ),
                    }
                )

    @api.model
    def _demo_advance_steps(self, work):
        """In the present quarter the first steps are done, others are under way or late."""
        quarter = (self._demo_get_last_day() - timedelta(days=1)).month // 3 + 1
        for code, told in work["steps"].items():
            steps = self._demo_find_steps(code, min(quarter, 4))
            steps[:1].write(
                {
                    "progress": 100,
                    "final_result": told[0].get("final_result", "Selesai."),
                }
            )
            steps[1:2].write({"progress": 40 if code in work["late_steps"] else 100})

    # Realisation

    @api.model
    def _demo_realize_result(self, code, quarter, indicators):
        """Record what was realised of a result in a quarter, with its evidence.

        :param list indicators: for each [number or None, text, target of the quarter];
            ``"log"`` in place of the number where the log adds up to it
        """
        result = self._demo_find_result(code)
        if result.state != "active":
            return
        targets = self._demo_get_targets(result.skp_id, self._demo_get_period(quarter))
        supported = targets.browse()
        for indicator, told in zip(result.indicator_ids, indicators, strict=True):
            number, text, target = (*told, None)[:3]
            vals = {"realization": text}
            if isinstance(number, int | float):
                vals["realized_value"] = number
            if target is not None and not indicator.division:
                vals["target_value"] = target
            line = targets.filtered(
                lambda line, one=indicator: line.indicator_id == one
            )
            line.write(vals)
            supported |= line
        name = (result.expected_evidence or "Bukti").split(";")[0].strip().capitalize()
        entry = {"name": f"{name} triwulan {quarter}"}
        if quarter == 3:
            slug = code.lower().replace(" ", "-")
            entry["url"] = f"https://bukti.arunika.example/{slug}/triwulan-{quarter}"
        self._demo_add_evidence(supported, [entry])

    @api.model
    def _demo_get_targets(self, plan, period):
        """Return the lines of one period as the employee, or on his behalf."""
        env = self._demo_env(plan.employee_id)
        return (
            self.env["hr.skp.target"]
            .with_env(env)
            ._get_or_create(plan.with_env(env), period.with_env(env))
        )

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
