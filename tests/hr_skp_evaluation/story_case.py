"""Thirteen people of one agency and their second quarter, which the stories tell on."""

from odoo.tests import freeze_time

from ..common import SkpCase

# code: (name, unit, leader, group beside employee, work, behaviour, predicate)
PEOPLE = {
    "p01": ("Bagus", "agency", "mayor", None, "meets", "meets", "good"),
    "p02": ("Endah", "office", "p01", None, "meets", "above", "good"),
    "p03": ("Yohanes", "licensing", "p01", None, "meets", "meets", "good"),
    "p04": ("Siti", "investment", "p01", None, "above", "above", "very_good"),
    "p05": ("Agus", "office", "p02", None, "meets", "meets", "good"),
    "p06": ("Dewi", "office", "p02", None, "meets", "below", "poor"),
    "p07": ("Rahmat", "licensing", "p03", None, "above", "above", "very_good"),
    "p08": ("Gede", "licensing", "p03", None, "below", "meets", "needs_improvement"),
    "p09": ("Maria", "investment", "p04", None, "meets", "meets", "good"),
    "p10": ("Fitri", "office", "p06", None, "above", "meets", "good"),
    "p11": ("Slamet", "office", "p05", None, "below", "below", "very_poor"),
    "p12": ("Nur Aini", "office", "p05", "officer", "meets", "meets", "good"),
    "p13": ("Yusuf", "licensing", "p03", None, "above", "above", "very_good"),
}
NOON = "05:00:00"  # in Jakarta, where a day begins at 17:00 UTC of the day before


class StoryCase(SkpCase):
    @classmethod
    def setUpClass(cls):
        # The year of the story is the last one, whenever the tests run.
        with freeze_time("2027-01-15"):
            super().setUpClass()
            cls.keep_from_committing()
        cls.company.resource_calendar_id.tz = "Asia/Jakarta"
        cls.company.skp_authorized_official_id = cls.mayor
        cls.quarters = cls.cycle.period_ids.filtered(
            lambda period: period.kind == "periodic"
        ).sorted("date_from")
        cls.second, cls.third, cls.fourth = cls.quarters[1:]
        with freeze_time("2026-01-05"):
            cls.make_people()
        with freeze_time(f"2026-01-28 {NOON}"):
            cls.plans = {
                code: cls.make_approved_plan(person)
                for code, person in cls.people.items()
            }
        with freeze_time(f"2026-07-08 {NOON}"):
            cls.evaluations = cls.deliver_quarter()

    @classmethod
    def make_people(cls):
        cls.office = cls.other_unit
        cls.licensing, cls.investment = cls.env["hr.department"].create(
            [
                {
                    "name": name,
                    "parent_id": cls.agency.id,
                    "company_id": cls.company.id,
                }
                for name in ("Bidang Perizinan", "Bidang Penanaman Modal")
            ]
        )
        cls.people = {}
        for code, (name, unit, leader, group, *_rating) in PEOPLE.items():
            cls.people[code] = cls.make_person(
                code,
                name,
                getattr(cls, unit),
                cls.people.get(leader, cls.mayor),
                f"hr_skp.group_hr_skp_{group}" if group else "base.group_user",
            )
        for unit, head in (
            (cls.agency, "p01"),
            (cls.office, "p02"),
            (cls.licensing, "p03"),
            (cls.investment, "p04"),
        ):
            unit.manager_id = cls.people[head]
        cls.people["p12"].user_id.skp_department_ids = cls.agency

    @classmethod
    def as_person(cls, record, code):
        return cls.as_user(record, cls.people[code])

    @classmethod
    def as_appraiser(cls, record):
        return cls.as_user(record, record.sudo().appraiser_id)

    @classmethod
    def deliver_quarter(cls):
        """Open, submit, rate and deliver the second quarter; return {code: evaluation}."""
        cls.as_user(cls.env["hr.skp.organization.predicate"], cls.mayor).create(
            [
                {
                    "department_id": cls.agency.id,
                    "period_id": period.id,
                    "predicate": "good",
                }
                for period in cls.second | cls.third
            ]
        )
        batch = cls.as_person(cls.env["hr.skp.batch"], "p12").create(
            {"kind": "open_evaluations", "params": {"period_id": cls.second.id}}
        )
        batch.action_start()
        batch.sudo()._run_next()
        found = cls.env["hr.skp.evaluation"].search([("period_id", "=", cls.second.id)])
        by_plan = found.grouped("skp_id")
        evaluations = {code: by_plan[plan.sudo()] for code, plan in cls.plans.items()}
        for code, evaluation in evaluations.items():
            if code != "p11":
                own = cls.as_person(cls.env["hr.skp.target"], code)
                told = own._get_or_create(cls.plans[code], cls.second)
                told.write({"realization": "6 laporan"})
                cls.as_person(evaluation, code).action_submit()
            work, behavior = PEOPLE[code][4:6]
            cls.rate(evaluation, work, behavior)
        return evaluations

    @classmethod
    def rate(cls, evaluation, work, behavior):
        own = cls.as_appraiser(evaluation)
        own.write({"work_rating": work, "behavior_rating": behavior})
        own.action_rate()
        own.action_deliver()

    @classmethod
    def rate_anew(cls, evaluation, work, behavior):
        own = cls.as_appraiser(evaluation)
        own.action_take_back("Bukti baru")
        own.action_reset_rating("Bukti baru")
        cls.rate(evaluation, work, behavior)

    def events_of(self, record):
        return (
            self.env["hr.skp.event"]
            .sudo()
            .search([("model", "=", record._name), ("res_id", "=", record.id)])
        )
