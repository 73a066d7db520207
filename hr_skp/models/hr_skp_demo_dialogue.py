from odoo import api, models


class HrSkp(models.Model):
    """What the demo agency's people agree on beside the plans themselves.

    Targets by quarter, what became of the promised resources, remarks in the dialogue
    and a superior who is reported as wrong. The texts stand in ``demo/dialogue.json``.
    """

    _inherit = "hr.skp"

    @api.model
    def _demo_write_plan(self, cycle, entry, names):
        """Divide the targets of the draft, too; the form prints the year, work needs quarters."""
        plan = super()._demo_write_plan(cycle, entry, names)
        results = {
            told["code"]: result
            for told, result in zip(entry["results"], plan.result_ids, strict=True)
        }
        for told in self._demo_read("hr_skp/demo/dialogue.json")["divisions"]:
            if told["result"] in results:
                indicators = results[told["result"]].indicator_ids
                indicator = indicators[told["indicator"] - 1]
                indicator.action_divide(told["division"])
                self._demo_write_parts(indicator, told.get("parts"))
        return plan

    @api.model
    def _demo_write_parts(self, indicator, parts):
        lines = indicator.period_target_ids.sorted("period_id")
        for line, part in zip(lines, parts or (), strict=False):
            line.target_value = part

    @api.model
    def _demo_take_steps(self, plan, entry):
        """Talk before the approval, and tell afterwards what became of it."""
        content = self._demo_read("hr_skp/demo/dialogue.json")
        mine = {
            name: [
                told for told in told_all if told.get("employee") == entry["employee"]
            ]
            for name, told_all in content.items()
        }
        is_main = entry.get("position_kind", "definitive") == "definitive"
        refused = [told for told in mine["resources"] if told["step"] == "not_agreed"]
        for told in refused if is_main else ():
            self._demo_find_annex(plan, told).action_not_agreed(told["note"])
        done = super()._demo_take_steps(plan, entry)
        if not is_main:
            return done
        for told in mine["resources"]:
            line = self._demo_find_annex(plan, told)
            if told["step"] == "provide":
                line.action_provide()
            elif told["step"] == "not_provided":
                line.action_not_provided(told["note"])
        for told in mine["points"]:
            self._demo_write_point(plan, entry, told)
        for told in mine["claims"]:
            plan.env["hr.skp.appraiser.claim"].create(
                {
                    "skp_id": plan.id,
                    "proposed_id": self._demo_record(told["proposed"]).id,
                    "reason": told["reason"],
                }
            )
        return done

    @api.model
    def _demo_find_annex(self, plan, told):
        return plan.annex_ids.filtered(lambda line: line.name == told["name"])

    @api.model
    def _demo_write_point(self, plan, entry, told):
        """Write a remark as its author; the other side resolves it where it is settled."""
        codes = [result["code"] for result in entry["results"]]
        result = plan.result_ids[codes.index(told["result"])]
        author = self._demo_env(self._demo_record(told["author"]))
        point = (
            self.env["hr.skp.point"]
            .with_env(author)
            .create({"skp_id": plan.id, "result_id": result.id, "text": told["text"]})
        )
        if told.get("is_resolved"):
            point.with_env(plan.env).action_resolve()
