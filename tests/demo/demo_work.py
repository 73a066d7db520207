"""The demo agency at work this year."""

from datetime import timedelta


class DemoWork:
    """Log, realisation, feedback, coaching; what is to come was not played yet."""

    def test_the_log_of_the_year(self):
        entries = self.env["hr.skp.activity"].search(
            [("company_id", "=", self.company.id)]
        )
        states = set(entries.mapped("state"))
        self.assertLessEqual({"draft", "verified", "rejected"}, states)
        last = self.plans._demo_get_last_day() - timedelta(days=1)
        # Today's month may be too short to hold a working day yet.
        self.assertLessEqual(
            set(range(1, last.month)),
            set(entries.mapped(lambda entry: entry.date.month)),
        )
        officer = self.person("p12").user_id
        for entry in entries:
            self.assertEqual(entry.create_uid, entry.employee_user_id or officer)
        own = entries.filtered(lambda entry: entry.employee_id == self.person("p07"))
        free = self.person("p07")._get_skp_free_days(own[-1].date, own[0].date)
        self.assertFalse(free.keys() & set(own.mapped("date")))
        counted = self.env["hr.skp.target"].search([("is_realized_logged", "=", True)])
        self.assertTrue(counted)
        for line in counted:
            period = line.period_id
            told = entries.filtered(
                lambda entry, line=line, period=period: (
                    entry.indicator_id == line.indicator_id
                    and entry.state in ("submitted", "verified")
                    and period.date_from <= entry.date <= period.date_to
                )
            )
            self.assertEqual(line.realized_value, sum(told.mapped("quantity")))

    def test_the_work_of_the_year(self):
        steps = self.env["hr.skp.action"].search([("company_id", "=", self.company.id)])
        self.assertLessEqual({"planned", "ongoing", "done"}, set(steps.mapped("state")))
        self.assertTrue(steps.filtered("previous_id"), "copied from the quarter before")
        lines = self.env["hr.skp.target"].search(
            [("skp_id", "in", self.approved().ids), ("realization", "!=", False)]
        )
        evidence = self.env["hr.skp.evidence"].search(
            [("company_id", "=", self.company.id)]
        )
        self.assertEqual(set(evidence.mapped("kind")), {"file", "link"})
        self.assertGreater(len(lines.filtered("evidence_ids")), len(lines) * 0.9)

    def test_what_was_said_in_the_year(self):
        """Some of it is of later months: what is to come was not played yet."""
        feedback = self.env["hr.skp.feedback"].search(
            [("company_id", "=", self.company.id)]
        )
        month = (self.plans._demo_get_last_day() - timedelta(days=1)).month
        # Of the first quarter; each of them is a real step, taken in where it is a change.
        roles, kinds = {"leader"}, set()
        follow_ups = {"appreciation", "adjust_resources"}
        if month > 6:
            roles |= {"peer", "other"}
            follow_ups |= {"adjust_expectation"}
        if month > 9:
            roles |= {"subordinate"}
            kinds |= {"guidance"}
            follow_ups |= {"coaching", "take_over", "assignment"}
        self.assertLessEqual(roles, set(feedback.mapped("giver_role")))
        self.assertLessEqual(follow_ups, set(feedback.mapped("follow_up")))
        self.assertTrue(all(feedback.filtered("follow_up").mapped("follow_up_note")))
        changes = feedback.filtered("proposal")
        self.assertEqual(changes.filtered("is_taken_in"), changes)
        sessions = self.env["hr.skp.coaching"].search(
            [("company_id", "=", self.company.id)]
        )
        self.assertLessEqual(kinds, set(sessions.mapped("kind")))
        for session in sessions.filtered(lambda session: session.kind == "counselling"):
            self.assertFalse(
                session.with_user(session.skp_id.appraiser_user_id).can_read_note
            )
        taken = self.approved().result_ids.filtered(
            lambda one: one.state == "taken_over"
        )
        self.assertEqual(bool(taken), month > 9)

    def test_how_far_the_units_have_come(self):
        rows = self.env["hr.skp.maturity"].search(
            [("company_id", "=", self.company.id), ("cycle_id", "=", self.year.id)]
        )
        unit = self.env.ref("hr_skp.department_dpmptsp")
        self.assertIn(unit, rows.department_id)

    def test_playing_again_changes_nothing(self):
        models = (
            "hr.skp",
            "hr.skp.result",
            "hr.skp.event",
            "hr.skp.seal",
            "hr.skp.evaluation",
        )
        before = [self.env[model].search_count([]) for model in models]
        self.plans._demo_play()
        self.assertEqual([self.env[model].search_count([]) for model in models], before)
