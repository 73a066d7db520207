# Run by script/bench in a shell of Odoo (``env`` is given) on a database of its own.
# What a month from Excel costs: 31 days of six entries, in seconds and per row against a
# tenth of them.
from datetime import date, timedelta
from time import perf_counter

from tests.bench._common import make_agency, tell

env = globals()["env"]
YEAR = date.today().year - 1
HOURS = ((8, 9), (9, 10), (10, 12), (13, 14), (14, 15), (15, 16))


def get_table(first, days):
    """Return pasted rows of some days, six entries each."""
    rows = []
    for offset in range(days):
        day = first + timedelta(days=offset)
        for number, (start, end) in enumerate(HOURS):
            rows.append(
                f"\t{day}\t{start:02d}.00\t{end:02d}.00\tKegiatan {number}\t{number + 1}"
                f"\tberkas\thttps://example.com/{day}"
            )
    return "\n".join(rows)


def take_over(text):
    """Read and take over a table; return the seconds."""
    env.flush_all()
    env.invalidate_all()
    start = perf_counter()
    table = env["hr.skp.activity.import"].create({"text": text})
    table.action_read()
    table.action_import()
    env.flush_all()
    seconds = perf_counter() - start
    assert table.activity_count == table.row_count, table.row_ids.mapped("message")
    return seconds


env, unit, user = make_agency(env)
company = unit.company_id
employee = env["hr.employee"].create(
    {"name": "Pegawai", "user_id": user.id, "company_id": company.id}
)
cycle = env["hr.skp.cycle"].create(
    {
        "name": str(YEAR),
        "company_id": company.id,
        "date_from": date(YEAR, 1, 1),
        "date_to": date(YEAR, 12, 31),
    }
)
cycle.action_open()
env = env(user=user)
env["hr.skp"].create({"employee_id": employee.id, "cycle_id": cycle.id})

take_over(get_table(date(YEAR, 1, 1), 1))  # fills what the registry remembers
few = take_over(get_table(date(YEAR, 2, 1), 3))
many = take_over(get_table(date(YEAR, 3, 1), 31))
print(f"a month from Excel, 31 days of six entries: {many:.1f} s (goal: under 10)")
tell("one row of 186, against one of 18", (many / 186) / (few / 18))
