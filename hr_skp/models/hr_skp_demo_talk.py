from datetime import timedelta

from odoo import api, fields, models

# Days until an employee answers, and until a talk that was recorded is confirmed.
ANSWERED_AFTER = 1


class HrSkp(models.Model):
    """The demo agency talks: feedback, what follows from it, coaching and counselling.

    Each line of ``demo/talk.json`` names its ``act``, a method of this file.
    """

    _inherit = "hr.skp"

    @api.model
    def _demo_get_days(self):
        days = super()._demo_get_days()
        for number, told in enumerate(self._demo_read("hr_skp/demo/talk.json")["year"]):
            # Not all of a day's talks take place at one hour.
            hour = 9 + number % 7
            act = getattr(self, f"_demo_{told['act']}")
            days.append((self._demo_at(told["day"], hour), act, told))
            if "close" in told:
                days.append(
                    (self._demo_at(told["close"], 14), self._demo_close_session, told)
                )
        return days

    @api.model
    def _demo_result_of(self, told):
        return self._demo_find_result(told["result"]) if "result" in told else None

    # Feedback

    @api.model
    def _demo_feedback(self, told):
        """Give feedback; the employee answers and confirms it, and something follows."""
        plan, result = self._demo_find_plan(told["on"]), self._demo_result_of(told)
        leader = self._demo_env(self._demo_record(told["by"]))
        feedback = (
            self.env["hr.skp.feedback"]
            .with_env(leader)
            .create(
                {
                    "skp_id": plan.id,
                    "period_id": plan._get_current_period().id,
                    "result_id": result.id if result else False,
                    "mode": told.get("mode", "indirect"),
                    "occasion": told.get("occasion", "periodic"),
                    "rating": told["rating"],
                    "content": told["content"],
                }
            )
        )
        own = feedback.with_env(plan.env)
        has_login = plan.sudo().employee_user_id
        if has_login and "answer" in told:
            own.action_answer(told["answer"])
        if has_login and told.get("confirm"):
            own.action_confirm()
        if "follow_up" in told:
            self._demo_follow_up(feedback, told["follow_up"], plan)

    @api.model
    def _demo_follow_up(self, feedback, told, plan):
        """Let something follow from feedback, through to the plan agreed on anew."""
        step = getattr(feedback, f"action_{told['step']}")
        details = {"proposal": told["proposal"]} if "proposal" in told else {}
        if "of_result" in told:
            result = self._demo_find_result(told["of_result"])
            details["indicator_id"] = result.indicator_ids[0].id
        step(told["note"], **details)
        if details:
            form = feedback.with_env(plan.env).action_take_in()
            if "line" in told:
                line = plan.env[form["res_model"]].browse(form["res_id"])
                line.write(told["line"])
            plan.action_submit()
            plan.with_env(feedback.env).action_approve()

    @api.model
    def _demo_ask(self, told):
        """Ask colleagues for feedback, and let those answer who do."""
        plan, result = self._demo_find_plan(told["on"]), self._demo_result_of(told)
        asking = plan.with_env(self._demo_env(self._demo_record(told["by"])))
        people = [self._demo_record(name).id for name in told["whom"]]
        asking.action_request_feedback(
            people,
            due_date=self._demo_due(told),
            subject=told["subject"],
            result_id=result.id if result else None,
        )
        for answer in told["answers"]:
            giver = self._demo_record(answer["by"])
            requests = self.env["hr.skp.feedback"].with_env(self._demo_env(giver))
            requests.search(
                [
                    ("skp_id", "=", plan.id),
                    ("author_user_id", "=", giver.user_id.id),
                    ("state", "=", "requested"),
                ]
            ).action_give(answer["content"], answer["rating"])

    @api.model
    def _demo_outside(self, told):
        """Ask somebody outside the agency, who answers through his link, or not yet."""
        plan, result = self._demo_find_plan(told["on"]), self._demo_result_of(told)
        asking = plan.with_env(self._demo_env(self._demo_record(told["by"])))
        asking.action_request_feedback_outside(
            told["name"],
            told["email"],
            due_date=self._demo_due(told),
            subject=told["subject"],
            result_id=result.id if result else None,
        )
        if answer := told.get("answer"):
            self.env["hr.skp.feedback.link"].search(
                [("feedback_id.author_email", "=", told["email"])]
            )._answer(answer["content"], answer["rating"])

    @api.model
    def _demo_due(self, told):
        return fields.Date.context_today(self) + timedelta(days=told.get("due", 14))

    # Coaching and counselling

    @api.model
    def _demo_session(self, told):
        """Hold guidance that was planned, and look back on it as coach and employee."""
        plan = self._demo_find_plan(told["on"])
        coach = self._demo_env(self._demo_record(told["by"]))
        sessions = self.env["hr.skp.coaching"].with_env(coach)
        session = sessions.search(
            [("skp_id", "=", plan.id), ("state", "=", "planned")], limit=1
        ) or sessions.create({"skp_id": plan.id})
        self._demo_hold(session, told, method=told["method"])
        self.env["hr.skp.coaching.competency"].with_env(coach).create(
            [
                {
                    "coaching_id": session.id,
                    "name": name,
                    "score": score,
                    "reason": reason,
                }
                for name, score, reason in told.get("competencies", ())
            ]
        )
        own = session.with_env(plan.env)
        if told.get("confirm"):
            own.action_confirm()
        if "questionnaire" in told:
            sheet = plan.env["hr.skp.coaching.questionnaire"].browse(
                own.action_open_questionnaire()["res_id"]
            )
            sheet.note = told["questionnaire_note"]
            for line, score in zip(sheet.line_ids, told["questionnaire"], strict=True):
                line.score = score
            sheet.action_submit()

    @api.model
    def _demo_counsel(self, told):
        """Let the employee ask for counselling, and his counsellor hold it."""
        plan = self._demo_find_plan(told["on"])
        counsellor = self._demo_record(told["by"])
        asked = plan.env["hr.skp.coaching"].create(
            {
                "skp_id": plan.id,
                "kind": "counselling",
                "method": "other",
                "coach_user_id": counsellor.user_id.id,
            }
        )
        self._demo_hold(asked.with_env(self._demo_env(counsellor)), told)

    @api.model
    def _demo_hold(self, session, told, **vals):
        """Write down what was said, as the coach, and that it was held."""
        today = fields.Date.context_today(self)
        session.write(
            {
                "date": today,
                "topic": told["topic"],
                "content": told["content"],
                "agreement": told["agreement"],
                "follow_up": told.get("follow_up", False),
                "follow_up_date": "follow_up" in told
                and today + timedelta(days=told["follow_up_days"]),
                **vals,
            }
        )
        session.action_hold()

    @api.model
    def _demo_close_session(self, told):
        """Close the session once its follow-up was done."""
        coach = self._demo_record(told["by"])
        sessions = self.env["hr.skp.coaching"].with_env(self._demo_env(coach))
        sessions.search(
            [
                ("skp_id", "=", self._demo_find_plan(told["on"]).id),
                ("coach_user_id", "=", coach.user_id.id),
                ("state", "=", "held"),
            ],
            order="date, id",
            limit=1,
        ).action_close()

    @api.model
    def _demo_plan_session(self, told):
        """Plan guidance for a day to come."""
        plan = self._demo_find_plan(told["on"])
        coach = self._demo_env(self._demo_record(told["by"]))
        today = fields.Date.context_today(self)
        self.env["hr.skp.coaching"].with_env(coach).create(
            {
                "skp_id": plan.id,
                "topic": told["topic"],
                "date": today + timedelta(days=told["in_days"]),
            }
        )
