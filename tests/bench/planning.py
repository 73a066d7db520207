# Run by script/bench in a shell of Odoo (``env`` is given) on a database of its own.
# How the cost of planning grows: each line is a ratio of two times, so it holds on any
# machine. Rows beyond the first are copied in the database: what is read counts here.
from time import perf_counter

from odoo.tools import SQL

from tests.bench._common import best, make_agency, make_staff, tell

env = globals()["env"]
STAFF, YEARS, RESULTS = 200, 50, 5
LIST = {
    **dict.fromkeys(("name", "state", "waiting_text", "is_planning_late"), {}),
    "employee_id": {"fields": {"display_name": {}}},
    "appraiser_id": {"fields": {"display_name": {}}},
    "department_id": {"fields": {"display_name": {}}},
}
TREE = {
    **dict.fromkeys(("name", "owner_name", "state", "child_ids"), {}),
    "department_id": {"fields": {"display_name": {}}},
    "parent_id": {"fields": {"display_name": {}}},
}


def copy_rows(model, **changed):
    """Copy all rows of a table once, some columns changed; return nothing."""
    env.flush_all()
    fields = [
        field
        for field in env[model]._fields.values()
        if field.store and field.column_type and field.name != "id"
    ]
    names = SQL(", ").join(SQL.identifier(field.name) for field in fields)
    values = SQL(", ").join(
        changed.get(field.name, SQL.identifier(field.name)) for field in fields
    )
    table = SQL.identifier(env[model]._table)
    return SQL("INSERT INTO %s (%s) SELECT %s FROM %s", table, names, values, table)


def execute(query):
    env.cr.execute(query)
    env.invalidate_all()


# An agency of one leader and his staff, and fifty years

env, unit, user = make_agency(env, "hr_skp.group_hr_skp_manager")
company = unit.company_id
staff = make_staff(unit, user, 2 * STAFF)
cycles = env["hr.skp.cycle"].create(
    [
        {
            "name": str(year),
            "company_id": company.id,
            "date_from": f"{year}-01-01",
            "date_to": f"{year}-12-31",
        }
        for year in range(2001, 2001 + YEARS)
    ]
)


# Issue: what one plan costs among many


def issue(employees, cycle):
    """Return what one plan takes of a batch that issues plans."""
    batch = (
        env["hr.skp.batch"]
        .with_user(user)
        .create(
            {
                "kind": "issue_plans",
                "params": {"cycle_id": cycle.id, "employee_ids": employees.ids},
            }
        )
    )
    batch.action_start()
    start = perf_counter()
    while batch.sudo()._run_chunk():
        env.flush_all()
    return (perf_counter() - start) / len(employees)


issue(staff[-20:], cycles[1])
few = min(issue(staff[-20:], cycle) for cycle in cycles[2:5])
many = issue(staff[:STAFF], cycles[0])
tell("one plan of 200 that are issued, against one of 20", many / few)

# The list of plans

env["hr.skp"].search([("cycle_id", "!=", cycles[0].id)]).unlink()
plans = env["hr.skp"].with_user(user)
kept = env["hr.skp"].search([("cycle_id", "=", cycles[0].id)])
kept[STAFF // 2 :].unlink()


def read_list():
    return plans.web_search_read([], LIST, limit=80, count_limit=10001)


few = best(env, read_list)
plan_copies = [
    SQL(
        """%s WHERE cycle_id = %s AND (date_from, date_to) IS NOT NULL""",
        copy_rows(
            "hr.skp",
            cycle_id=SQL("%s", cycle.id),
            date_from=SQL("%s::date", cycle.date_from),
            date_to=SQL("%s::date", cycle.date_to),
        ),
        cycles[0].id,
    )
    for cycle in cycles[1:]
]
for query in plan_copies:
    execute(query)
# A hundred a year are half of what the list is to hold.
while env["hr.skp"].search_count([]) < 100 * STAFF // 2:
    execute(
        SQL(
            "%s WHERE position_kind = 'definitive'",
            copy_rows(
                "hr.skp",
                position_kind=SQL("'additional'"),
                is_reported=SQL("false"),
            ),
        )
    )
execute(SQL("ANALYZE hr_skp"))
count = env["hr.skp"].search_count([])
tell(f"the list of plans with {count}, against 100", best(env, read_list) / few)

# The first screen of the tree

first = env["hr.skp"].search([("cycle_id", "=", cycles[0].id)], order="id", limit=STAFF)
results = env["hr.skp.result"].create(
    [
        {"skp_id": plan.id, "name": f"Hasil {number}"}
        for plan in first
        for number in range(RESULTS)
    ]
)


def link_results():
    """Give every result ten below it, from the 50 at the top down."""
    execute(
        SQL(
            """
            WITH numbered AS (
                SELECT id, row_number() OVER (ORDER BY id) - 1 AS place
                  FROM hr_skp_result
            )
            UPDATE hr_skp_result r
               SET parent_id = above.id, is_offered = own.place < 50
              FROM numbered own
              LEFT JOIN numbered above
                   ON own.place >= 50 AND above.place = (own.place - 50) / 10
             WHERE r.id = own.id
            """
        )
    )
    execute(SQL("ANALYZE hr_skp_result"))


link_results()
seen = env["hr.skp.result"].with_user(user)


def read_tree():
    return seen.hierarchy_read(
        [("is_offered", "=", True)],
        dict(TREE),
        "parent_id",
        "child_ids",
        "owner_name, sequence, id",
    )


few = best(env, read_tree)
below = len(results)
query = copy_rows("hr.skp.result")
while env["hr.skp.result"].search_count([]) < 10 * below:
    execute(SQL("%s WHERE NOT is_offered LIMIT 1000", query))
link_results()
count = env["hr.skp.result"].search_count([])
tell(
    f"the tree's first screen with {count} results, against {below}",
    best(env, read_tree) / few,
)
