"""What the measurements share. Imported from files that script/bench runs."""

from time import perf_counter

from odoo.tools import SQL


def best(env, method, times=5):
    """Return the shortest time that a method takes with nothing in memory, in seconds.

    A first run, which fills what the registry remembers, does not count.
    """
    found = []
    for _turn in range(times + 1):
        env.flush_all()
        env.invalidate_all()
        start = perf_counter()
        method()
        env.flush_all()
        found.append(perf_counter() - start)
    return min(found[1:])


def tell(what, ratio):
    print(f"{what}: × {ratio:.2f}")


def multiply(env, record, count, **columns):
    """Copy the row of a record in the database so many times; return the new ids.

    :param columns: SQL of what differs, where ``n`` counts from 0 and ``id`` is the new id
    """
    env.flush_all()
    table = SQL.identifier(record._table)
    [[first]] = env.execute_query(SQL("SELECT max(id) + 1 FROM %s", table))
    names = [
        name
        for [name] in env.execute_query(
            SQL(
                """SELECT column_name FROM information_schema.columns
                    WHERE table_name = %s AND table_schema = current_schema
                      AND column_name <> 'id'""",
                record._table,
            )
        )
    ]
    env.cr.execute(
        SQL(
            """INSERT INTO %(table)s (id, %(names)s)
               SELECT made.id, %(values)s
                 FROM %(table)s row, LATERAL (
                      SELECT n, n + %(first)s AS id
                        FROM generate_series(0, %(count)s - 1) AS n) AS made
                WHERE row.id = %(template)s""",
            table=table,
            names=SQL(", ").join(map(SQL.identifier, names)),
            values=SQL(", ").join(
                SQL(columns[name]) if name in columns else SQL.identifier("row", name)
                for name in names
            ),
            first=first,
            count=count,
            template=record.id,
        )
    )
    env.cr.execute(
        SQL("SELECT setval(%s, %s)", f"{record._table}_id_seq", first + count)
    )
    env.invalidate_all()
    return range(first, first + count)


def make_agency(env, group="base.group_user", login="ukur"):
    """Return an agency of its own: the environment in it, its unit and a user of a group."""
    company = env["res.company"].create({"name": "Pemerintah Kota Ukur"})
    env = env(context={**env.context, "allowed_company_ids": company.ids})
    unit = env["hr.department"].create({"name": "Dinas", "company_id": company.id})
    user = env["res.users"].create(
        {
            "name": "Pengukur",
            "login": login,
            "company_id": company.id,
            "company_ids": [(6, 0, company.ids)],
            "group_ids": [(4, env.ref(group).id)],
        }
    )
    return env, unit, user


def make_staff(unit, user, count):
    """Return so many employees of a unit whom a user leads."""
    common = {"company_id": unit.company_id.id, "department_id": unit.id}
    leader = unit.env["hr.employee"].create(
        {"name": "Penilai", "user_id": user.id, **common}
    )
    return leader.create(
        [
            {"name": f"Pegawai {number}", "parent_id": leader.id, **common}
            for number in range(count)
        ]
    )
