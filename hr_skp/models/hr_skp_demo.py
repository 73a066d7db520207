import json

from odoo import api, fields, models
from odoo.fields import Command
from odoo.tools import file_open

# Keys of demo/plans.json that name something else than a field of the result.
RESULT_KEYS = frozenset({"code", "perspective", "parent", "indicators", "is_proposed"})
# Of an indicator, and what ``demo/last_year.json`` tells of its realisation.
INDICATOR_KEYS = frozenset({"manual", "told", "realized"})


class HrSkp(models.Model):
    """The demo agency at work: what its people do in a year, by the real actions.

    Each step is taken by the user whose step it is, so that states, seals, events and
    refusals are those of real use; people without a login are served by their
    performance team. The texts stand in ``demo/plans.json``.

    ``script/server`` calls it once after the installation. It stays out of the demo
    files: an installation with demo data is quick, and other addons play on from here.
    """

    _inherit = "hr.skp"

    @api.model
    def _demo_get_days(self):
        """Open the year and agree on the plans in January, from the top down.

        A leader's results are offered before others link. Who is not done yet writes in
        the last days.
        """
        content = self._demo_read("hr_skp/demo/plans.json")
        names = {
            result["code"]: result["name"]
            for plan in content["plans"]
            for result in plan["results"]
        }
        agreed = [plan for plan in content["plans"] if plan["step"] == "approve"]
        others = [plan for plan in content["plans"] if plan["step"] != "approve"]
        return [
            *super()._demo_get_days(),
            (self._demo_at("01-02"), self._demo_open),
            *(
                (
                    self._demo_at(f"01-{5 + number}"),
                    self._demo_agree,
                    plan,
                    content,
                    names,
                )
                for number, plan in enumerate(agreed)
            ),
            *(
                (self._demo_at("01-20"), self._demo_exempt, entry)
                for entry in content["exemptions"]
            ),
            *(
                (
                    self._demo_at(f"-{3 + len(others) - number}"),
                    self._demo_agree,
                    plan,
                    content,
                    names,
                )
                for number, plan in enumerate(others)
            ),
        ]

    @api.model
    def _demo_open(self):
        self._demo_write_references(self._demo_open_year())

    @api.model
    def _demo_agree(self, entry, content, names):
        """Write one plan and take it as far as its entry says."""
        plan = self._demo_write_plan(self._demo_open_year(), entry, names)
        self._demo_write_expectations(
            plan, content["behaviors"].get(entry.get("behavior_set"))
        )
        self._demo_take_steps(plan, entry)

    @api.model
    def _demo_exempt(self, entry):
        employee = self._demo_record(entry["employee"])
        self.env["hr.skp.exemption"].with_env(self._demo_env(employee)).create(
            {
                "employee_id": employee.id,
                "cycle_id": self._demo_open_year().id,
                "reason": entry["reason"],
                "note": entry["note"],
            }
        )

    @api.model
    def _demo_logins(self):
        """Return (login, name, role) of everybody who can log in to the demo agency.

        The password is the login.
        """
        people = self.env["hr.employee"].search(
            [("company_id", "=", self._demo_company().id), ("user_id", "!=", False)],
            order="id",
        )
        appraisers = people._get_skp_appraiser()
        return [
            (
                person.user_id.login,
                person.name,
                self._demo_role(person, appraisers[person]),
            )
            for person in people
        ]

    @api.model
    def _demo_role(self, person, appraiser):
        groups = {
            "hr_skp.group_hr_skp_manager": "administrator",
            "hr_skp.group_hr_skp_officer": "performance team",
            "hr_skp.group_hr_skp_auditor": "auditor",
        }
        roles = [
            role for group, role in groups.items() if person.user_id.has_group(group)
        ]
        role = (roles or ["appraiser" if person.child_ids else "employee"])[0]
        above = f", appraised by {appraiser.user_id.login}" if appraiser.user_id else ""
        return f"{role}{above}: {person.job_title}"

    # Helpers, also of the addons that play on

    @api.model
    def _demo_company(self):
        """Return the demo agency, empty where the demo data are not installed."""
        return (
            self.env.ref("hr_skp.company_arunika", raise_if_not_found=False)
            or self.env["res.company"]
        )

    @api.model
    def _demo_record(self, name):
        return self.env.ref(f"hr_skp.{name}")

    @api.model
    def _demo_read(self, path):
        with file_open(path, "r") as file:
            return json.load(file)

    @api.model
    def _demo_user(self, employee):
        """Return who acts for an employee: himself, else the performance team of his unit."""
        if employee.user_id:
            return employee.user_id
        officer = self._demo_record("user_p12")
        run = self.env["hr.department"].with_user(officer)._get_skp_run_ids()
        return (
            officer
            if employee.department_id.id in run
            else self._demo_record("user_p26")
        )

    @api.model
    def _demo_env(self, employee):
        """Return the environment in which an employee's steps are taken, never superuser."""
        user = self._demo_user(employee)
        return self.env(
            user=user.id,
            su=False,
            context={
                "lang": user.lang,
                "tz": user.tz,
                "allowed_company_ids": self._demo_company().ids,
            },
        )

    @api.model
    def _demo_open_year(self):
        """Return the agency's year, opened by its administrator where it is missing."""
        year, company = self._demo_get_year(), self._demo_company()
        start = fields.Date.to_date(f"{year}-01-01")
        cycles = self.env["hr.skp.cycle"]
        if cycle := cycles.search(
            [("company_id", "=", company.id), ("date_from", "=", start)], limit=1
        ):
            return cycle
        cycle = cycles.with_env(
            self._demo_env(self._demo_record("employee_p26"))
        ).create(
            {
                "name": f"Tahun Kinerja {year}",
                "company_id": company.id,
                "date_from": start,
                "date_to": f"{year}-12-31",
                "evaluation_interval": "quarterly",
            }
        )
        cycle.action_open()
        return cycle.with_env(self.env)

    # Steps

    @api.model
    def _demo_write_plan(self, cycle, entry, names):
        """Return the draft plan of one entry, with what was agreed on beside it."""
        return self._demo_create_plan(cycle, entry, names)

    @api.model
    def _demo_create_plan(self, cycle, entry, names):
        """Return the draft plan of one entry, written by the employee or on behalf.

        :param dict names: {code: name} of all results of the file, to find what is supported
        """
        employee = self._demo_record(entry["employee"])
        plans = self.with_env(self._demo_env(employee))
        return plans.create(
            {
                "employee_id": employee.id,
                "cycle_id": cycle.id,
                "position_kind": entry.get("position_kind", "definitive"),
                "result_ids": [
                    Command.create(
                        plans._demo_prepare_result(cycle, result, number, names)
                    )
                    for number, result in enumerate(entry["results"], 1)
                ],
                "annex_ids": [
                    Command.create({**line, "sequence": number})
                    for number, line in enumerate(entry.get("annex", []), 1)
                ],
            }
        )

    @api.model
    def _demo_prepare_result(self, cycle, result, number, names):
        vals = {key: value for key, value in result.items() if key not in RESULT_KEYS}
        vals["sequence"] = number
        if "perspective" in result:
            vals["perspective_id"] = self._demo_record(
                f"hr_skp_perspective_{result['perspective']}"
            ).id
        if "parent" in result:
            vals.update(self._demo_link(cycle, names[result["parent"]]))
        vals["indicator_ids"] = [
            Command.create(
                {
                    key: value
                    for key, value in indicator.items()
                    if key not in INDICATOR_KEYS
                }
                | indicator.get("manual", {})
                | {"sequence": place}
            )
            for place, indicator in enumerate(result["indicators"], 1)
        ]
        return vals

    @api.model
    def _demo_link(self, cycle, name):
        """Return the link to a leader's result, picked among those offered to the user.

        What is not offered is told in words, as on paper.
        """
        offered = self.env["hr.skp.result"].search(
            [
                ("name", "=", name),
                ("is_offered", "=", True),
                ("cycle_id", "=", cycle.id),
            ],
            limit=1,
        )
        return {"parent_id": offered.id} if offered else {"parent_name": name}

    @api.model
    def _demo_write_expectations(self, plan, expectations):
        """Write what the leader expects in particular of each core value."""
        for behavior in plan.behavior_ids if expectations else ():
            behavior.expectation = expectations[behavior.value_id.code]

    @api.model
    def _demo_take_steps(self, plan, entry):
        """Take a draft plan as far as its entry says: submit, return or approve it."""
        if entry["step"] == "draft":
            return
        plan.action_submit()
        appraised = plan.with_env(self._demo_env(plan.sudo().appraiser_id))
        if entry["step"] == "return":
            appraised.action_return(entry["reason"])
        elif entry["step"] == "approve":
            appraised.action_approve()
