from odoo import api, models
from odoo.fields import Command

from ..rules import measure

# What the file tells of each indicator: four quarters, then the year.
YEAR = 5


class HrSkp(models.Model):
    """What the demo agency's people do in the year before, many of them at a time."""

    _inherit = "hr.skp"

    # Plans

    @api.model
    def _demo_submit_all(self, level, told):
        """Write the plans of one level of the agency and submit them."""
        for entry in level["plans"]:
            plan = self._demo_create_plan(self._demo_open_year(), entry, told["names"])
            self._demo_hand_in(plan, entry, told)

    @api.model
    def _demo_hand_in(self, plan, entry, told):
        """Complete a draft, divide its targets by quarter, and submit it."""
        self._demo_write_expectations(plan, told["behaviors"][entry["behavior_set"]])
        plan.result_ids.indicator_ids.action_divide()
        plan.action_submit()

    @api.model
    def _demo_approve(self, entries):
        """Approve the plans of some employees, each appraiser all of his at once."""
        names = [entry["employee"] for entry in entries]
        plans = self.browse().union(*map(self._demo_find_plan, names)).sudo()
        for appraiser, submitted in plans.grouped("appraiser_id").items():
            submitted.with_env(self._demo_env(appraiser)).action_approve()

    @api.model
    def _demo_revise(self, told):
        """Let an employee open his plan, raise a target and submit it anew."""
        plan = self._demo_find_plan(told["employee"])
        plan.action_revise(told["reason"])
        result = self._demo_find_result(told["result"]).with_env(plan.env)
        indicator = result.indicator_ids
        indicator.write({name: told[name] for name in ("target", "target_value")})
        indicator.action_divide()
        plan.action_submit()

    @api.model
    def _demo_transfer(self, told):
        """Let the performance team move an employee to another unit, and his card."""
        team = self._demo_env(self._demo_record("employee_p12"))
        plan = self._demo_find_plan(told["employee"])
        team["hr.skp.transfer"].create(
            {
                "skp_id": plan.id,
                "department_id": self._demo_record(told["department"]).id,
                "reason": told["reason"],
                "is_all_copied": False,
                "result_ids": False,
                "is_card_updated": True,
            }
        ).action_transfer()

    @api.model
    def _demo_fill(self, entry, told):
        """Write the results of the plan that begins with a transfer, and submit it."""
        plan = self._demo_find_plan(entry["employee"])
        results = [
            plan._demo_prepare_result(plan.cycle_id, result, number, told["names"])
            for number, result in enumerate(entry["results"], 1)
        ]
        annex = [
            {**line, "sequence": number} for number, line in enumerate(entry["annex"])
        ]
        plan.write(
            {
                "result_ids": [Command.create(vals) for vals in results],
                "annex_ids": [Command.create(vals) for vals in annex],
            }
        )
        self._demo_hand_in(plan, entry, told)

    @api.model
    def _demo_take_over(self, told):
        """Let the appraiser take over a result that could not be finished."""
        result = self._demo_find_result(told["result"])
        appraiser = self._demo_env(result.skp_id.appraiser_id)
        result.with_env(appraiser).action_take_over(told["note"])

    # Realisation

    @api.model
    def _demo_tell_period(self, number, told):
        """Record what was realised in a quarter, or in the year, with its evidence."""
        cycle = self._demo_open_year()
        entries = [plan for level in told["levels"] for plan in level["plans"]]
        realized = {
            (result["name"], indicator["name"]): indicator
            for entry in (*entries, told["transfer"]["plan"])
            for result in entry["results"]
            for indicator in result["indicators"]
        }
        if number == YEAR:
            period = cycle.period_ids.filtered(lambda each: each.kind == "annual")
            domain = [("is_reported", "=", True)]
        else:
            period = self._demo_get_period(number)
            domain = [
                ("date_from", "<=", period.date_to),
                ("date_to", ">=", period.date_from),
            ]
        for plan in self.search([("cycle_id", "=", cycle.id), *domain]):
            lines = self._demo_get_targets(plan, period)
            for line in lines:
                result = line.result_id
                indicator = realized[result.name, line.indicator_id.name]
                if result.state == "active":
                    line.write(self._demo_prepare_realized(indicator, number))
            name = f"Rekap capaian {period.name}"
            slug = f"{plan.name}-{period.sequence}".lower().replace("/", "-")
            self._demo_add_evidence(
                lines.filtered("realization"),
                [{"name": name, "url": f"https://bukti.arunika.example/{slug}"}],
            )

    @api.model
    def _demo_prepare_realized(self, indicator, number):
        """Return the words and the number of one indicator in a quarter or the year."""
        if isinstance(indicator["told"], list):
            return {"realization": indicator["told"][number - 1]}
        value = indicator["realized"][number - 1]
        return {
            "realization": indicator["told"].format(measure.to_text(value)),
            "realized_value": value,
        }

    # The end of the year

    @api.model
    def _demo_submit_log(self, name):
        """Submit what somebody logged on the last days of the year."""
        plan = self._demo_find_plan(name)
        entries = plan.env["hr.skp.activity"].search(
            [("skp_id", "=", plan.id), ("state", "=", "draft")]
        )
        entries.action_submit()

    @api.model
    def _demo_end(self):
        """Close the plans whose last day is past, as every night."""
        self.sudo()._close_ended(limit=500)

    @api.model
    def _demo_close_year(self):
        """Let the administrator close the year, once everything of it is decided."""
        administrator = self._demo_env(self._demo_record("employee_p26"))
        self._demo_open_year().with_env(administrator).action_close()

    @api.model
    def _demo_read_messages(self):
        """Let everybody mark as read what he was told till now."""
        people = self.env["hr.employee"].search(
            [("company_id", "=", self._demo_company().id), ("user_id", "!=", False)]
        )
        for person in people:
            self._demo_env(person)["mail.message"].mark_all_as_read()
