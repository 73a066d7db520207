from collections import defaultdict

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .probes import Probes
from .roles import SAME_UNIT
from .table import NO_READS, OPERATIONS, READS, get_rights, read_cells, read_rows

# Questions that fetch something and change nothing.
LOOKS = ("see_", "get_", "print_", "sheet_")
ADDONS = ("hr_skp", "hr_skp_evaluation", "hr_skp_reports")
# Rules whose absence opens nothing and closes nothing to these roles.
UNNOTICED = {
    "hr_skp.hr_skp_defect_rule_auditor": "for an auditor who is in a performance team, too",
    "hr_skp_evaluation.hr_skp_organization_predicate_rule_read": "says that reading is open",
    "hr_skp_evaluation.hr_skp_organization_component_rule_read": "says that reading is open",
}
MUTED = (
    "odoo.http",
    "odoo.sql_db",
    "odoo.addons.base.models.ir_rule",
    "odoo.addons.base.models.ir_model",
)


@tagged("standard", "post_install", "-at_install")
class TestMatrix(Probes):
    """Walks the tables over JSON-RPC as the people themselves, cell by cell."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rows = read_rows()

    def setUp(self):
        super().setUp()
        self.wrong = []

    def compare(self, row, what, role, found, expected):
        if found != expected:
            self.wrong.append(
                f"{row.file}:{row.line} {row.model} {row.doc} {what} {role}:"
                f" expected {expected}, found {found}"
            )

    def report(self):
        text = "\n".join([f"{len(self.wrong)} cells differ", *self.wrong])
        self.assertFalse(self.wrong, text)

    def get_rows_by_model(self, *questions):
        by_model = defaultdict(list)
        for row in self.rows:
            if row.what in questions:
                by_model[row.model].append(row)
        return by_model

    # Over JSON-RPC

    @mute_logger(*MUTED)
    def test_reading(self):
        """Every way of reading finds exactly the documents that the tables open."""
        self.open_sessions()
        for model, rows in self.get_rows_by_model("rights", "reads").items():
            ids = [self.doc(model, row.doc).id for row in rows]
            for role in rows[0].codes:
                for way in READS:
                    if way in NO_READS.get(model, ()):
                        continue
                    found = self.find(role, model, way, ids)
                    for row, res_id in zip(rows, ids, strict=True):
                        expected = "r" in get_rights(row.codes[role])
                        self.compare(row, way, role, res_id in found, expected)
        self.report()

    @mute_logger(*MUTED)
    def test_writing(self):
        """Access rows and record rules open to writing what the tables say."""
        self.open_sessions()
        for row in self.rows:
            if row.what != "rights":
                continue
            ids = self.doc(row.model, row.doc).ids
            for role, code in row.codes.items():
                found, _error = self.rpc(role, row.model, "has_access", ids, "write")
                expected = "w" in get_rights(code)
                self.compare(row, "may_write", role, bool(found), expected)
        self.report()

    @mute_logger(*MUTED)
    def test_steps(self):
        """Every step is done by those whom the tables name; what is refused changes nothing."""
        self.open_sessions()
        self.unchanged = self.fingerprint()
        for row in self.rows:
            record = self.doc(row.model, row.doc)
            if row.what in ("rights", "reads"):
                continue
            if row.what.startswith(LOOKS):
                found = {role: self.look(role, record, row.what) for role in row.codes}
            else:
                found = self.take(record, row.what, row.codes)
            for role, code in row.codes.items():
                self.compare(row, row.what, role, found[role], code)
        self.report()

    # The tables themselves

    def test_the_tables_are_large_enough(self):
        cells = read_cells(self.rows)
        refused = [
            cell
            for cell in cells
            if cell.role in SAME_UNIT and cell.expected in (".", "!")
        ]
        self.assertGreaterEqual(len(cells), 200)
        self.assertGreaterEqual(len(refused), 80)

    def test_every_model_has_rows(self):
        known = {row.model for row in self.rows if row.what == "rights"}
        ours = {
            name
            for name, model in self.env.registry.items()
            if model._original_module in ADDONS and not model._abstract
        }
        self.assertEqual(ours - known, set())

    def test_every_rule_is_of_a_model_with_rows(self):
        known = {row.model for row in self.rows if row.what == "rights"}
        unknown = self.get_rules().filtered(
            lambda rule: rule.model_id.model not in known
        )
        self.assertFalse(unknown, unknown.mapped("name"))

    # Each record rule in turn

    def get_rules(self):
        data = self.env["ir.model.data"].search(
            [("model", "=", "ir.rule"), ("module", "in", ADDONS)]
        )
        return self.env["ir.rule"].browse(data.mapped("res_id")).exists()

    def get_allowed(self, role, model, operation, ids):
        """Return the ids that rules and access rows open, without HTTP: the same engine."""
        company = self.other_company if role == "Y" else self.company
        records = (
            self.env[model]
            .with_user(self.users[role])
            .with_context(allowed_company_ids=company.ids, active_test=False)
            .browse(ids)
        )
        if operation != "read":
            return set(records._filtered_access(operation).ids)
        try:
            return set(records.search([("id", "in", ids)]).ids)
        except AccessError:
            return set()

    def find_difference(self, rows, operations):
        """Return the first cell where the rules open something else than the table says."""
        ids = [self.doc(row.model, row.doc).id for row in rows]
        for role in rows[0].codes:
            for key, operation in operations.items():
                allowed = self.get_allowed(role, rows[0].model, operation, ids)
                for row, res_id in zip(rows, ids, strict=True):
                    if (res_id in allowed) != (key in get_rights(row.codes[role])):
                        return row.model, row.doc, operation, role
        return None

    def test_a_cell_turns_red_for_each_rule_taken_away_or_opened(self):
        by_model = self.get_rows_by_model("rights")
        for model, rows in by_model.items():
            self.assertIsNone(self.find_difference(rows, OPERATIONS), model)
        rules = self.get_rules()
        self.assertGreater(len(rules), 100)
        unnoticed = set()
        for rule in rules:
            changes = {"taken away": {"active": False}}
            if "(1, '=', 1)" not in rule.domain_force:
                changes["opened"] = {"domain_force": "[(1, '=', 1)]"}
            operations = {
                key: name for key, name in OPERATIONS.items() if rule[f"perm_{name}"]
            }
            for vals in changes.values():
                with self.taken_back():
                    rule.write(vals)
                    self.env.flush_all()
                    self.env.invalidate_all()
                    if not self.find_difference(
                        by_model[rule.model_id.model], operations
                    ):
                        unnoticed.add(rule.get_external_id()[rule.id])
                self.env.registry.clear_cache()
        self.assertEqual(unnoticed, set(UNNOTICED))
