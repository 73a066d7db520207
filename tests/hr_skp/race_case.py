import threading
from functools import partial
from unittest.mock import patch

from odoo import api, fields
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.tests import BaseCase, get_db_name
from odoo.tools import mute_logger


class RaceCase(BaseCase):
    """One plan, with real commits, and two who step at the same moment."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        self.addCleanup(self.remove)
        with self.registry.cursor() as cr:
            self.build(self.get_env(cr))

    def get_env(self, cr):
        return api.Environment(cr, api.SUPERUSER_ID, {"tracking_disable": True})

    def build(self, env):
        people = env["hr.employee"].create(
            [{"name": "Uji Adu"}, {"name": "Penilai Adu"}]
        )
        year = fields.Date.today().year + 6
        cycle = env["hr.skp.cycle"].create(
            {
                "name": "Adu",
                "date_from": f"{year}-01-01",
                "date_to": f"{year}-12-31",
            }
        )
        indicator = {"name": "Jumlah laporan", "target": "12 laporan"}
        result = {"name": "Tersusunnya laporan", "indicator_ids": [(0, 0, indicator)]}
        plan = env["hr.skp"].create(
            {
                "employee_id": people[0].id,
                "appraiser_id": people[1].id,
                "cycle_id": cycle.id,
                "result_ids": [(0, 0, result)],
            }
        )
        self.people, self.cycle, self.plan = people.ids, cycle.id, plan.id

    def remove(self):
        with self.registry.cursor() as cr:
            env = self.get_env(cr)
            people = env["hr.employee"].browse(self.people)
            partners, resources = people.work_contact_id.ids, people.resource_id.ids
            for table, column, ids in (
                ("hr_skp_seal", "res_id", [self.plan]),
                ("hr_skp", "id", [self.plan]),
                ("hr_skp_cycle", "id", [self.cycle]),
                ("hr_version", "employee_id", self.people),
                ("hr_employee", "id", self.people),
                ("resource_resource", "id", resources),
                ("res_partner", "id", partners),
            ):
                cr.execute(f"DELETE FROM {table} WHERE {column} = ANY(%s)", [ids])
            for model, ids in (
                ("hr.skp", [self.plan]),
                ("hr.skp.cycle", [self.cycle]),
                ("hr.employee", self.people),
                ("res.partner", partners),
            ):
                cr.execute(
                    "DELETE FROM mail_message WHERE model = %s AND res_id = ANY(%s)",
                    [model, ids],
                )

    def race(self, first, second):
        """Let ``second`` begin while ``first`` is not done; return what it is told.

        :param first: called with an environment, and committed
        :param second: the same; waits until the first is committed, then tries again
        """
        told = []

        def run():
            with self.registry.cursor() as cr:
                env = self.get_env(cr)
                cr.execute("SET LOCAL statement_timeout = '20s'")
                # Its transaction has begun: it sees the plan as it was.
                cr.execute("SELECT state FROM hr_skp WHERE id = %s", [self.plan])
                begun.set()
                try:
                    retrying(partial(second, env), env)
                except UserError as error:
                    told.append(str(error))

        begun = threading.Event()
        thread = threading.Thread(target=run)
        with (
            self.registry.cursor() as cr,
            mute_logger("odoo.sql_db"),
            patch("odoo.service.model.random.uniform", return_value=0.01),
        ):
            env = self.get_env(cr)
            first(env)
            env.flush_all()
            thread.start()
            begun.wait(10)
            thread.join(0.5)
            self.assertTrue(thread.is_alive(), "the second waits for the first")
            cr.commit()
            thread.join(20)
        self.assertFalse(thread.is_alive())
        return told
