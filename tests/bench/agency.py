# Run by script/bench in a shell of Odoo (``env`` is given) on a database of its own.
# What a whole agency costs: its maturity, counted at night, the board of its units, and who
# of its people needs attention, per plan and against a tenth of them.
# SKP_BENCH_PLANS=100000 makes a large one.
import os
from datetime import date

from odoo.tools import SQL

from tests.bench._common import best, make_agency, multiply, tell

env = globals()["env"]
MANY = int(os.environ.get("SKP_BENCH_PLANS", 2_000))
UNITS, RESULTS, PERIODS, DAYS = 200, 4, 4, 20
YEAR = date.today().year - 1

env, head, user = make_agency(env, "hr_skp.group_hr_skp_manager")
company = head.company_id
units = head.create(
    [
        {"name": f"Bidang {number}", "parent_id": head.id, "company_id": company.id}
        for number in range(UNITS)
    ]
)
cycle = env["hr.skp.cycle"].create(
    {
        "name": str(YEAR),
        "company_id": company.id,
        "date_from": date(YEAR, 1, 1),
        "date_to": date(YEAR + 1, 12, 31),
        "evaluation_interval": "quarterly",
    }
)
cycle.action_open()
periods = cycle.period_ids.filtered(lambda period: period.kind == "periodic")
person = env["hr.employee"].create(
    {"name": "Pegawai", "company_id": company.id, "department_id": units[0].id}
)
plan = env["hr.skp"].create({"employee_id": person.id, "cycle_id": cycle.id})
result = env["hr.skp.result"].create({"skp_id": plan.id, "name": "Hasil"})
indicator = env["hr.skp.indicator"].create(
    {"result_id": result.id, "name": "Jumlah", "target": "100 berkas"}
)
env.flush_all()
env.cr.execute(SQL("UPDATE hr_skp SET state = 'approved', revision = 1"))
env.cr.execute(SQL("UPDATE hr_skp_indicator SET sealed_revision = 1"))
env.invalidate_all()
target = env["hr.skp.target"].create(
    {
        "indicator_id": indicator.id,
        "period_id": periods[0].id,
        "target_value": 25,
        "realized_value": 20,
    }
)
entry = env["hr.skp.activity"].create(
    {
        "skp_id": plan.id,
        "date": date(YEAR, 1, 4),
        "name": "Memeriksa berkas",
        "result_id": result.id,
    }
)


def hire(count):
    """Make so many people more, with plan, results, targets and log."""
    unit = f"{units[0].id} + mod({{}}, {UNITS})"
    resources = multiply(env, person.resource_id, count, user_id="NULL")
    people = multiply(
        env,
        person,
        count,
        resource_id=f"n + {resources[0]}",
        current_version_id="NULL",
        name="'Pegawai ' || n",
    )
    versions = multiply(
        env,
        person.current_version_id,
        count,
        employee_id=f"n + {people[0]}",
        department_id=unit.format("n"),
    )
    env.cr.execute(
        SQL(
            "UPDATE hr_employee SET current_version_id = id - %s + %s WHERE id >= %s",
            people[0],
            versions[0],
            people[0],
        )
    )
    plans = multiply(
        env,
        plan,
        count,
        employee_id=f"n + {people[0]}",
        department_id=unit.format("n"),
        name="'SKP ' || n",
    )

    def add(template, each, **columns):
        return multiply(
            env,
            template,
            count * each,
            skp_id=f"n / {each} + {plans[0]}",
            department_id=unit.format(f"(n / {each})"),
            **columns,
        )

    results = add(result, RESULTS)
    indicators = add(indicator, RESULTS, result_id=f"n + {results[0]}")
    add(
        target,
        RESULTS * PERIODS,
        indicator_id=f"n / {PERIODS} + {indicators[0]}",
        result_id=f"n / {PERIODS} + {results[0]}",
        period_id=f"mod(n, {PERIODS}) + {periods[0].id}",
    )
    add(
        entry,
        DAYS,
        employee_id=f"n / {DAYS} + {people[0]}",
        date=f"DATE '{YEAR}-01-04' + 7 * mod(n, {DAYS})",
        result_id=f"CASE WHEN mod(n, 2) = 0 THEN n / {DAYS} * {RESULTS} + {results[0]} END",
    )
    env.cr.execute(SQL("ANALYZE"))


def count_year():
    env["hr.skp.maturity"]._count(cycle)


def read_board():
    names = ("name", "people_count", "attention_count", "unverified_count")
    board = env["hr.skp.board.unit"].with_user(user)
    return board.web_search_read([], {name: {} for name in names}, limit=40)


def count_attention():
    # The reason that costs most to ask for.
    plans = env["hr.skp"].with_user(user)
    plans.search_count([("attention_reason", "=", "untold")])


def read_people():
    names = ("employee_id", "attention_text", "unverified_count")
    plans = env["hr.skp"].with_user(user)
    return plans.web_search_read(
        [("needs_attention", "=", True)], {name: {} for name in names}, limit=40
    )


few = MANY // 10
hire(few)
counted, read = best(env, count_year, 2), best(env, read_board, 2)
asked, page = best(env, count_attention), best(env, read_people)
hire(MANY - few)
tell(
    f"the maturity of {MANY} plans, per plan, against {few}",
    best(env, count_year, 2) / counted / 10,
)
tell(
    f"the board of the units of {MANY} plans, per plan, against {few}",
    best(env, read_board, 2) / read / 10,
)
tell(
    f"who of {MANY} told of no realisation, per plan, against {few}",
    best(env, count_attention) / asked / 10,
)
tell(
    f"the first page of who needs attention, of {MANY} plans against {few}",
    best(env, read_people) / page,
)
