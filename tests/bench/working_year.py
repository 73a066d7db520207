# Run by script/bench in a shell of Odoo (``env`` is given) on a database of its own.
# What the working year costs the leader of many: each line is a ratio of two times, so it
# holds on any machine. 1.00 means that one person, or one entry, costs the same in a crowd.
from datetime import date, timedelta
from time import perf_counter

from odoo.tools import SQL

from tests.bench._common import best, make_agency, make_staff, tell

env = globals()["env"]
STAFF, FEW, DAYS, RESULTS = 200, 20, 40, 4
YEAR = date.today().year
BOARD = {
    **dict.fromkeys(
        ("state", "needs_attention", "attention_text", "board_progress"), {}
    ),
    **dict.fromkeys(("board_period", "logged_days", "last_feedback_text"), {}),
    "employee_id": {"fields": {"display_name": {}}},
}
LOG = {
    **dict.fromkeys(("date", "name", "time_from", "time_to", "quantity", "state"), {}),
    "employee_id": {"fields": {"display_name": {}}},
    "result_id": {"fields": {"display_name": {}}},
}


# A leader, his staff, and forty days of work of each

env, unit, user = make_agency(env)
company = unit.company_id
staff = make_staff(unit, user, STAFF)
cycle = env["hr.skp.cycle"].create(
    {
        "name": str(YEAR),
        "company_id": company.id,
        "date_from": date(YEAR - 1, 1, 1),
        "date_to": date(YEAR, 12, 31),
        "evaluation_interval": "quarterly",
    }
)
cycle.action_open()
plans = env["hr.skp"].create(
    [{"employee_id": person.id, "cycle_id": cycle.id} for person in staff]
)
results = env["hr.skp.result"].create(
    [
        {
            "skp_id": plan.id,
            "name": f"Hasil {number}",
            "indicator_ids": [
                (0, 0, {"name": "Jumlah", "target": "100 berkas", "counts_log": True})
            ],
        }
        for plan in plans
        for number in range(RESULTS)
    ]
)
env.flush_all()
# In force without the way there: what is read and reviewed counts here.
env.cr.execute(
    SQL(
        "UPDATE hr_skp SET state = 'approved', revision = 1 WHERE id = ANY(%s)",
        plans.ids,
    )
)
env.cr.execute(SQL("UPDATE hr_skp_indicator SET sealed_revision = 1"))
env.invalidate_all()
entries = env["hr.skp.activity"].create(
    [
        {
            "skp_id": plan.id,
            "date": date.today() - timedelta(days=number + 1),
            "name": f"Kegiatan {number}",
            "time_from": 8,
            "time_to": 10,
            "quantity": 3,
            "result_id": plan.result_ids[number % RESULTS].id,
        }
        for plan in plans
        for number in range(DAYS)
    ]
)
entries.sudo()._move_to("submitted")
env.flush_all()
for table in ("hr_skp", "hr_skp_activity", "hr_skp_target"):
    env.cr.execute(SQL("ANALYZE %s", SQL.identifier(table)))

# The board

board = env["hr.skp"].with_user(user)


def read_board(count):
    return board.web_search_read([("id", "in", plans[:count].ids)], BOARD)


few = best(env, lambda: read_board(FEW)) / FEW
many = best(env, lambda: read_board(STAFF)) / STAFF
tell(f"one card of the board of {STAFF}, against one of {FEW}", many / few)

# The log of the team, and its verification

log = env["hr.skp.activity"].with_user(user)
open_log = [("state", "=", "submitted")]


def read_log(days):
    since = date.today() - timedelta(days=days)
    return log.web_search_read([*open_log, ("date", ">=", since)], LOG, limit=80)


tell(
    f"the first page of a log of {len(entries)} entries, against one of {STAFF}",
    best(env, lambda: read_log(DAYS)) / best(env, lambda: read_log(1)),
)


def verify(count):
    """Return what one entry takes of so many that are verified at once."""
    chosen = log.search(open_log, limit=count)
    env.flush_all()
    env.invalidate_all()
    start = perf_counter()
    chosen.action_verify()
    env.flush_all()
    return (perf_counter() - start) / count


verify(FEW)
few = min(verify(FEW) for _turn in range(3))
many = min(verify(200) for _turn in range(3))
tell("one entry of 200 that are verified, against one of 20", many / few)
