"""The head of a unit changes: at once the former one finds nothing, in every process."""

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

from odoo import SUPERUSER_ID, Command, api, fields
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, get_db_name, tagged
from odoo.tools import config

from ..common.common import PASSWORD

TABLES = (
    "hr_skp",
    "hr_skp_appraiser",
    "hr_skp_cycle",
    "hr_skp_event",
    "hr_skp_period",
    "hr_department",
    "hr_employee",
    "hr_version",
    "mail_message",
    "res_partner",
    "res_users",
)


class Server:
    """One Odoo server on the database of the tests, with a process of its own."""

    def __init__(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.url = f"http://127.0.0.1:{probe.getsockname()[1]}"
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "odoo"),
                *("-c", config.rcfile, "-d", get_db_name()),
                f"--addons-path={','.join(map(str, config['addons_path']))}",
                f"--http-port={self.url.rpartition(':')[2]}",
                "--max-cron-threads=0",
                "--log-level=critical",
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def wait(self):
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.url}/web/health", timeout=10):
                    return self
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.2)
        raise AssertionError("The other server did not start")

    def call(self, user_id, model, method, *args):
        """Call a method as the user, with his password, as any program could."""
        params = [get_db_name(), user_id, PASSWORD, model, method, args]
        body = {
            "jsonrpc": "2.0",
            "method": "call",
            "params": {"service": "object", "method": "execute_kw", "args": params},
        }
        request = urllib.request.Request(
            f"{self.url}/jsonrpc",
            json.dumps(body).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=60) as response:
            answer = json.load(response)
        if "error" in answer:
            raise AssertionError(answer["error"]["data"]["debug"])
        return answer["result"]

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(20)


@tagged("standard", "post_install", "-at_install")
class TestTwoServers(BaseCase):
    """With real commits; what they leave is removed at the end."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        with self.registry.cursor() as cr:
            self.counts = self.count(cr)
        self.made = []
        self.addCleanup(self.remove)
        with self.registry.cursor() as cr:
            self.build(api.Environment(cr, SUPERUSER_ID, {"no_reset_password": True}))

    def count(self, cr):
        counts = {}
        for table in TABLES:
            cr.execute(f"SELECT count(*) FROM {table}")
            [counts[table]] = cr.fetchone()
        return counts

    def build(self, env):
        self.unit = self.make(env, "hr.department", name="Bidang Uji Dua").id
        admin = env.ref("hr.group_hr_manager") | env.ref("base.group_erp_manager")
        officer = env.ref("hr_skp.group_hr_skp_officer")
        self.users = {}
        employees = {}
        for name, groups in (
            ("old", []),
            ("new", []),
            ("employee", []),
            ("officer", officer.ids),
            ("admin", admin.ids),
        ):
            user = self.make(
                env,
                "res.users",
                name=f"Uji {name}",
                login=f"uji_dua_{name}",
                password=PASSWORD,
                group_ids=[Command.set([env.ref("base.group_user").id, *groups])],
            )
            self.made.append(("res.partner", user.partner_id.id))
            self.users[name] = user.id
            unit = self.unit if name == "employee" else False
            employees[name] = self.make(
                env,
                "hr.employee",
                name=f"Uji {name}",
                user_id=user.id,
                department_id=unit,
            ).id
        env["hr.department"].browse(self.unit).manager_id = employees["old"]
        officer = env["res.users"].browse(self.users["officer"])
        officer.skp_department_ids = [Command.set([self.unit])]
        year = fields.Date.today().year + 5
        cycle = self.make(
            env,
            "hr.skp.cycle",
            name=str(year),
            date_from=f"{year}-01-01",
            date_to=f"{year}-12-31",
        )
        self.plan = self.make(
            env, "hr.skp", employee_id=employees["employee"], cycle_id=cycle.id
        ).id
        # Nobody's appraiser is looked at here, only the head.
        people = dict.fromkeys(("appraiser_user_id", "superior_user_id"), False)
        env["hr.skp"].browse(self.plan)._write_people(people)
        self.employees = employees

    def make(self, env, model, **vals):
        record = env[model].create(vals)
        self.made.append((model, record.id))
        return record

    def remove(self):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {"active_test": False})
            rows = env["hr.skp.appraiser"]
            rows.search([("department_id", "=", self.unit)]).unlink()
            order = ("hr.skp", "hr.skp.cycle", "hr.employee", "hr.department")
            for wanted in (*order, "res.users", "res.partner"):
                ids = [res_id for model, res_id in self.made if model == wanted]
                records = env[wanted].browse(ids).exists()
                if wanted == "hr.employee":
                    versions = records.version_ids
                    versions.message_ids.unlink()
                if "message_ids" in records._fields:
                    records.message_ids.unlink()
                records.unlink()
            # Odoo keeps the versions of an employee who is deleted.
            env.flush_all()
            cr.execute("DELETE FROM hr_version WHERE id = ANY(%s)", [versions.ids])
        with self.registry.cursor() as cr:
            self.assertEqual(self.count(cr), self.counts, "rows left behind")

    def start(self):
        servers = [Server(), Server()]
        for server in servers:
            self.addCleanup(server.stop)
        return [server.wait() for server in servers]

    def find(self, server, name):
        domain = [("id", "=", self.plan)]
        found = server.call(self.users[name], "hr.skp", "search", domain)
        count = server.call(self.users[name], "hr.skp", "search_count", domain)
        lines = server.call(
            self.users[name], "hr.skp.behavior", "search", [("skp_id", "=", self.plan)]
        )
        return bool(found), bool(count), bool(lines)

    def test_the_former_head_finds_nothing_in_any_process(self):
        here, there = self.start()
        yes, no = (True,) * 3, (False,) * 3
        for server in (here, there):
            self.assertEqual(self.find(server, "old"), yes)
            self.assertEqual(self.find(server, "new"), no)
            self.assertEqual(self.find(server, "officer"), yes)
        vals = {"manager_id": self.employees["new"]}
        here.call(self.users["admin"], "hr.department", "write", [self.unit], vals)
        for server in (there, here):
            self.assertEqual(self.find(server, "old"), no)
            self.assertEqual(self.find(server, "new"), yes)
        # Units taken from the performance team close at once, too.
        vals = {"skp_department_ids": [(5, 0, 0)]}
        officer = [self.users["officer"]]
        there.call(self.users["admin"], "res.users", "write", officer, vals)
        for server in (here, there):
            self.assertEqual(self.find(server, "officer"), no)
