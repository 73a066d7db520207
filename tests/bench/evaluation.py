# Run by script/bench in a shell of Odoo (``env`` is given) on a database of its own.
# What evaluating a large team costs: opening, rating and delivering, and the guide's
# screen, per person and against a team of a tenth.
from datetime import date
from time import perf_counter

from odoo.tools import SQL

from tests.bench._common import best, make_agency, make_staff, tell

env = globals()["env"]
STAFF, FEW, RESULTS = 200, 20, 4
YEAR = date.today().year - 1

env, unit, user = make_agency(env)
staff = make_staff(unit, user, STAFF + FEW)
cycle = env["hr.skp.cycle"].create(
    {
        "name": str(YEAR),
        "company_id": unit.company_id.id,
        "date_from": date(YEAR, 1, 1),
        "date_to": date(YEAR, 12, 31),
        "evaluation_interval": "quarterly",
    }
)
cycle.action_open()
periods = cycle.period_ids.filtered(lambda period: period.kind == "periodic")
plans = env["hr.skp"].create(
    [
        {
            "employee_id": person.id,
            "cycle_id": cycle.id,
            "result_ids": [
                (
                    0,
                    0,
                    {
                        "name": f"Hasil {number}",
                        "indicator_ids": [
                            (0, 0, {"name": "Jumlah", "target": "100 berkas"})
                        ],
                    },
                )
                for number in range(RESULTS)
            ],
        }
        for person in staff
    ]
)
plans.action_submit()
plans.with_user(user).action_approve()
env["hr.skp.organization.predicate"].create(
    [
        {"department_id": unit.id, "period_id": period.id, "predicate": "good"}
        for period in periods
    ]
)
evaluations = env["hr.skp.evaluation"].with_user(user)


def measure(method):
    """Return the seconds that a method takes with nothing in memory, and what it returns."""
    env.flush_all()
    env.invalidate_all()
    start = perf_counter()
    found = method()
    env.flush_all()
    return perf_counter() - start, found


def evaluate(people, period):
    """Open, rate and deliver; return what one of them took to open, and to rate."""
    opened, team = measure(
        lambda: evaluations.create(
            [{"skp_id": plan.id, "period_id": period.id} for plan in people]
        )
    )

    def rate():
        team.write({"work_rating": "meets", "behavior_rating": "above"})
        team.action_rate_and_deliver()

    rated, _none = measure(rate)
    return opened / len(people), rated / len(people)


few_plans, many_plans = plans[:FEW], plans[FEW:]
evaluate(few_plans, periods[0])  # fills what the registry remembers
few = evaluate(few_plans, periods[1])
many = evaluate(many_plans, periods[0])
env.cr.execute(SQL("ANALYZE"))
tell(
    f"one evaluation of {STAFF} that are opened, against one of {FEW}", many[0] / few[0]
)
tell(
    f"one evaluation of {STAFF} rated and delivered at once, against one of {FEW}",
    many[1] / few[1],
)


def read_guide(count):
    chosen = evaluations.search([("period_id", "=", periods[0].id)], limit=count)
    return evaluations.get_distribution([("id", "in", chosen.ids)])


tell(
    f"the guide's screen per person of {STAFF}, against {FEW}",
    best(env, lambda: read_guide(STAFF))
    / best(env, lambda: read_guide(FEW))
    * FEW
    / STAFF,
)
