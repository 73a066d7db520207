"""The people of the demo agency."""

from collections import Counter


class DemoPeople:
    """Who they are, who logs in, and what lacks."""

    def test_45_people_12_of_whom_log_in(self):
        self.assertEqual(len(self.people), 45)
        logins = self.plans._demo_logins()
        self.assertEqual(len(logins), 12)
        for login, name, role in logins:
            user = self.env["res.users"].search([("login", "=", login)])
            self.assertEqual(
                (user.name, user.lang, user.company_id), (name, "id_ID", self.company)
            )
            person = self.people.filtered(
                lambda person, user=user: person.user_id == user
            )
            self.assertIn(person.job_title, role)
            user.with_user(user)._check_credentials(
                {"type": "password", "password": login}, {"interactive": False}
            )

    def test_the_people_have_no_defects_but_missing_logins(self):
        rows = self.env["hr.skp.defect"].search([("id", "in", self.people.ids)])
        self.assertEqual(len(rows), 45)
        without_login = rows.filtered("has_defect")
        self.assertEqual(without_login, rows.filtered("no_login"))
        self.assertEqual(
            set(without_login.mapped("problems")), {"Appraises others but has no login"}
        )
        self.assertFalse(
            without_login.filtered(
                lambda row: (
                    self.env.ref("hr_skp.department_dpmptsp")
                    in row.employee_id.department_id | row.department_id.parent_id
                )
            ),
            "Nobody of the agency that is shown in full waits for a login",
        )

    def test_number_birth_and_sex_agree(self):
        for person in self.people - self.person("p00"):
            number = person.nip
            self.assertEqual(
                number[:8], person.birthday.strftime("%Y%m%d"), person.name
            )
            self.assertEqual(
                number[14], {"male": "1", "female": "2"}[person.sex], person.name
            )
            self.assertGreaterEqual(
                int(number[8:12]) - person.birthday.year, 18, person.name
            )

    def test_kinds_of_people(self):
        kinds = Counter(self.people.mapped("asn_status"))
        self.assertEqual(kinds["non_asn"], 1)
        self.assertGreaterEqual(kinds["pppk"], 1)
        self.assertEqual(
            set(self.people.mapped("position_type")),
            {
                "executive",
                "administrator",
                "supervisor",
                "functional",
                "operator",
                "other",
            },
        )
        acting = self.person("p18")._get_skp_appraiser()[self.person("p18")]
        self.assertEqual(
            acting, self.person("p16"), "A vacant post is held by its acting head"
        )
        moved = self.person("p29").version_ids
        self.assertEqual(len(moved.department_id), 2, "One was transferred at mid-year")
