from datetime import date, timedelta

from odoo import api, models

from .hr_skp_demo_work import VERIFIED_AFTER

# On which days the quarters are told; the last one and the year in the new year.
TOLD_DAYS = {1: "04-02", 2: "07-02", 3: "10-02"}


class HrSkp(models.Model):
    """The demo agency's year before: complete, from the plans to the closed year.

    What is agreed on, revised, moved, taken over and realised, here; the evaluations
    come with their addon. The texts stand in ``demo/last_year.json``, which names of the
    results in ``demo/plans.json`` what was another target then.
    """

    _inherit = "hr.skp"

    @api.model
    def _demo_get_days(self):
        last, told = self._demo_last_year(), self._demo_read_last_year()
        moved, revised, taken = told["transfer"], told["revision"], told["take_over"]
        work = self._demo_read("hr_skp/demo/work.json")
        new_year = date(self._demo_get_year(), 1, 1)
        first_moved = date.fromisoformat(f"{last._demo_get_year()}-{moved['day']}")
        days = [
            *super()._demo_get_days(),
            (last._demo_at("01-02"), last._demo_open),
            # Who was on leave is told of this year alone.
            (last._demo_at("01-02", 8), last._demo_free_days, {**work, "leave": []}),
        ]
        for level in told["levels"]:
            days += [
                (last._demo_at(level["submitted"]), last._demo_submit_all, level, told),
                (
                    last._demo_at(level["approved"], 14),
                    last._demo_approve,
                    level["plans"],
                ),
            ]
        days += [
            # A transfer takes place on its day, a weekend or not.
            (last._demo_at(first_moved, 8), last._demo_transfer, moved),
            (last._demo_at(moved["submitted"]), last._demo_fill, moved["plan"], told),
            (last._demo_at(moved["approved"], 14), last._demo_approve, [moved]),
            (last._demo_at(revised["day"]), last._demo_revise, revised),
            (last._demo_at(revised["approved"], 14), last._demo_approve, [revised]),
            (last._demo_at(taken["day"]), last._demo_take_over, taken),
        ]
        days += [
            (last._demo_at(each["day"]), last._demo_feedback, each)
            for each in told["feedback"]
        ]
        for name in told["log"]:
            days += last._demo_get_log_days(name, work["people"][name], VERIFIED_AFTER)
            rest = self._demo_at(new_year + timedelta(days=1))
            days.append((rest, last._demo_submit_log, name))
        days += [
            (last._demo_at(day, 10), last._demo_tell_period, number, told)
            for number, day in TOLD_DAYS.items()
        ]
        # What is left of it, in January and February.
        return days + [
            (self._demo_at(new_year), last._demo_end),
            (self._demo_at("01-05", 8), last._demo_tell_period, 4, told),
            (self._demo_at("01-06", 8), last._demo_tell_period, 5, told),
            (self._demo_at("02-26"), last._demo_close_year),
            (self._demo_at("02-26", 15), last._demo_read_messages),
        ]

    @api.model
    def _demo_last_year(self):
        """Return this model as it plays the year before."""
        return self.with_context(demo_year=self._demo_get_year() - 1)

    @api.model
    def _demo_read_last_year(self):
        """Return what is told of the year before, its results filled from this year's."""
        told = self._demo_read("hr_skp/demo/last_year.json")
        now = self._demo_read("hr_skp/demo/plans.json")
        results = {
            result["code"]: result
            for result in (
                *(result for plan in now["plans"] for result in plan["results"]),
                *told["results"],
            )
        }
        annexes = {
            plan["employee"]: plan.get("annex", [])
            for plan in now["plans"]
            if plan.get("position_kind", "definitive") == "definitive"
        }
        told["names"] = {code: result["name"] for code, result in results.items()}
        told["behaviors"] = now["behaviors"]
        entries = [plan for level in told["levels"] for plan in level["plans"]]
        for plan in (*entries, told["transfer"]["plan"]):
            plan["annex"] = annexes[plan["employee"]]
            plan["results"] = [
                {
                    **results[code],
                    "indicators": [
                        {**indicator, **then}
                        for indicator, then in zip(
                            results[code]["indicators"], indicators, strict=True
                        )
                    ],
                }
                for code, indicators in plan["results"].items()
            ]
        return told
