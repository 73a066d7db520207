"""What the demo agency's people find of each other."""


class DemoAccess:
    """Who sees whose plans."""

    def test_an_employee_sees_his_own_plan_and_offers(self):
        me = self.person("p07")
        years = self.last_year | self.year
        mine = years.skp_ids.filtered(lambda plan: plan.employee_id == me)
        self.assertEqual(len(mine), 2)
        self.assertEqual(self.seen_by("p07", "hr.skp"), mine)
        self.assertEqual(self.seen_by("p07", "hr.skp.indicator").skp_id, mine)
        self.assertEqual(self.seen_by("p07", "hr.skp.target").skp_id, mine)
        feedback = self.seen_by("p07", "hr.skp.feedback")
        asked = feedback.filtered(lambda one: one.author_user_id == me.user_id)
        self.assertEqual((feedback - asked).skp_id, mine)
        self.assertEqual(asked.skp_id.employee_id, self.person("p03"))
        self.assertEqual(self.seen_by("p07", "hr.skp.evaluation").employee_id, me)
        results = self.seen_by("p07", "hr.skp.result")
        self.assertEqual(
            results.filtered(lambda result: not result.is_offered), mine.result_ids
        )

    def test_an_appraiser_sees_those_whom_he_leads(self):
        seen = self.seen_by("p03", "hr.skp").employee_id
        self.assertEqual(
            seen,
            self.env["hr.employee"].union(
                *map(self.person, ("p03", "p07", "p08", "p13"))
            ),
        )

    def test_the_performance_team_sees_its_agency_only(self):
        this_year = [("cycle_id", "=", self.year.id)]
        seen = self.seen_by("p12", "hr.skp", this_year)
        self.assertEqual(seen, self.approved())
        unit = self.env.ref("hr_skp.department_dpmptsp")
        seen = self.seen_by("p12", "hr.skp") - seen
        self.assertEqual(len(seen), 14)
        for plan in seen:
            self.assertIn(f"/{unit.id}/", plan.department_id.parent_path)
        plans = self.last_year.skp_ids | self.year.skp_ids
        self.assertEqual(self.seen_by("p26", "hr.skp"), plans)
        self.assertEqual(self.seen_by("p36", "hr.skp"), plans)
