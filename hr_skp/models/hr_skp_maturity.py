from odoo import api, fields, models

from ..rules import maturity

# measure: the words of what is counted, in the order of the levels.
LEVELS = [
    ("0", "0. Not begun"),
    ("1", "1. Work is logged daily"),
    ("2", "2. The log is linked to the plan"),
    ("3", "3. Targets are broken down by period"),
    ("4", "4. Goals are aligned"),
    ("5", "5. Organisation and plans are drawn from their sources"),
    ("6", "6. Assessments are used for decisions"),
]


class HrSkpMaturity(models.Model):
    """How far a unit has come with performance management in a year: six levels.

    One row per unit and year, its subunits included. Figures are counted every night in
    the database, whatever the size of the agency (``hr_skp_maturity_count.py``); the
    level follows from them and from what is declared (``rules/maturity.py``). The
    screens that show what lacks stand in ``hr_skp_maturity_lack.py``.
    """

    _name = "hr.skp.maturity"
    _inherit = ["hr.skp.access"]
    _description = "SKP: maturity of a unit"
    _order = "cycle_id desc, path, id"
    _rec_name = "department_id"
    _log_access = False

    cycle_id = fields.Many2one(
        "hr.skp.cycle",
        "Year",
        required=True,
        index=True,
        readonly=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one("res.company", "Agency", index=True, readonly=True)
    department_id = fields.Many2one(
        string="Unit", required=True, readonly=True, ondelete="cascade"
    )
    path = fields.Char(readonly=True, export_string_translation=False)
    unit_label = fields.Char("Unit and subunits", compute="_compute_unit_label")
    counted_on = fields.Datetime("Counted on", readonly=True)
    people = fields.Integer("Plans", readonly=True, aggregator=None)
    level = fields.Selection(
        LEVELS, readonly=True, required=True, default="0", index=True
    )

    logged_good = fields.Integer("People who keep their log", readonly=True)
    logged_total = fields.Integer("People counted", readonly=True)
    linked_good = fields.Integer("Linked entries", readonly=True)
    linked_total = fields.Integer("Entries", readonly=True)
    divided_good = fields.Integer("Results broken down", readonly=True)
    divided_total = fields.Integer("Results", readonly=True)
    aligned_good = fields.Integer("Results that support a leader's", readonly=True)
    aligned_total = fields.Integer("Main results of staff", readonly=True)
    cited_good = fields.Integer("Leaders' plans with a strategic plan", readonly=True)
    cited_total = fields.Integer("Leaders' plans", readonly=True)
    heard_good = fields.Integer("Plans with feedback as agreed", readonly=True)
    heard_total = fields.Integer("Plans with agreed feedback", readonly=True)

    logged_share = fields.Float("Log kept", compute="_compute_shares")
    linked_share = fields.Float("Entries linked", compute="_compute_shares")
    divided_share = fields.Float("Broken down", compute="_compute_shares")
    aligned_share = fields.Float("Aligned", compute="_compute_shares")

    level_1_text = fields.Char("Level 1", compute="_compute_texts")
    level_2_text = fields.Char("Level 2", compute="_compute_texts")
    level_3_text = fields.Char("Level 3", compute="_compute_texts")
    level_4_text = fields.Char("Level 4", compute="_compute_texts")
    level_5_text = fields.Char("Level 5", compute="_compute_texts")
    level_6_text = fields.Char("Level 6", compute="_compute_texts")
    missing_levels = fields.Json(
        compute="_compute_texts", export_string_translation=False
    )
    next_text = fields.Char("Lacks for the next level", compute="_compute_texts")

    _unit_year_uniq = models.UniqueIndex("(cycle_id, department_id)")

    @api.depends("department_id", "path")
    def _compute_unit_label(self):
        for row in self:
            depth = (row.path or "").count("/") - 1
            name = row.department_id.sudo().name
            row.unit_label = f"{'— ' * max(depth, 0)}{name}"

    @api.depends(lambda self: [f"{key}_total" for key in self._get_measures()])
    def _compute_shares(self):
        for row in self:
            for key in ("logged", "linked", "divided", "aligned"):
                good, total = row[f"{key}_good"], row[f"{key}_total"]
                row[f"{key}_share"] = good / total if total else 0

    @api.model
    def _get_measures(self):
        """Return {key of a share: the level it belongs to}; other addons add theirs."""
        return maturity.MEASURES

    # Levels

    def _get_missing(self):
        """Return {row: {level: what is missing}}, with one query for each year."""
        declarations = self.env["hr.skp.maturity.declaration"]
        found = {}
        for cycle, rows in self.sudo().grouped("cycle_id").items():
            day = min(cycle.company_id._get_skp_today(), cycle.date_to)
            declared = declarations._get_declared(cycle.company_id, day)
            percents = cycle.company_id._get_skp_maturity_percents()
            for row in rows:
                kinds = set()
                for unit in (False, *(row.path or "").split("/")):
                    kinds |= declared.get((cycle.company_id.id, int(unit or 0)), set())
                counts = {
                    key: (row[f"{key}_good"], row[f"{key}_total"])
                    for key in self._get_measures()
                }
                found[row.id] = maturity.get_missing(
                    counts, percents, kinds, self._get_measures()
                )
        return found

    def _update_levels(self):
        """Write the level that follows from figures and declarations."""
        missing = self._get_missing()
        levels = {}
        for row in self.sudo():
            level = str(maturity.get_level(missing[row.id]))
            if row.level != level:
                levels.setdefault(level, []).append(row.id)
        for level, ids in levels.items():
            self.sudo().browse(ids).level = level

    # Words

    @api.depends("level")
    @api.depends_context("lang")
    def _compute_texts(self):
        missing = self._get_missing()
        words = self._get_measure_words()
        documents = self._get_declaration_words()
        for row in self:
            lacks = missing[row.id] if row.id in missing else {}
            percents = row.company_id._get_skp_maturity_percents()
            row.missing_levels = [level for level, what in lacks.items() if what]
            for level in maturity.LEVELS:
                parts = [
                    row._get_share_text(words[key], key, percents[level])
                    for key, of_level in self._get_measures().items()
                    if of_level == level
                ]
                parts += [
                    documents[kind][kind in lacks.get(level, ())]
                    for kind, of_level in maturity.DECLARATIONS.items()
                    if of_level == level
                ]
                text = " · ".join(parts)
                row[f"level_{level}_text"] = text[:1].upper() + text[1:]
            row.next_text = row._get_next_text(lacks, words, percents, documents)

    def _get_share_text(self, words, key, percent):
        good, total = self.sudo()[f"{key}_good"], self.sudo()[f"{key}_total"]
        if not total:
            return self.env._("%(words)s: nothing to count", words=words)
        return self.env._(
            "%(words)s: %(share)s %% (%(good)s of %(total)s), needed %(percent)s %%",
            words=words,
            share=maturity.get_share(good, total),
            good=good,
            total=total,
            percent=percent,
        )

    def _get_next_text(self, lacks, words, percents, documents):
        """Return one sentence: what lacks for the next level."""
        level = next((number for number in sorted(lacks) if lacks[number]), None)
        if level is None:
            return self.env._("Nothing: this is the highest level.")
        parts = [
            documents[what][True]
            if what in documents
            else self._get_share_text(words[what], what, percents[level])
            for what in lacks[level]
        ]
        return self.env._(
            "Level %(level)s: %(parts)s.", level=level, parts="; ".join(parts)
        )

    @api.model
    def _get_measure_words(self):
        """Return {key: what is counted}; other addons add theirs."""
        return {
            "logged": self.env._("people who keep their log"),
            "linked": self.env._("entries linked to a result or step"),
            "divided": self.env._("results with steps or targets in every period"),
            "aligned": self.env._("results that support a leader's"),
            "cited": self.env._("leaders' plans with a strategic plan to draw from"),
            "heard": self.env._("plans with feedback as agreed"),
        }

    @api.model
    def _get_declaration_words(self):
        """Return {kind: (words where it is declared, words where it is not)}."""
        return {
            "job_analysis": (
                self.env._("organisation from job analysis is declared"),
                self.env._("the organisation from job analysis is not declared"),
            ),
            "strategy": (
                self.env._("plans from the strategic plan are declared"),
                self.env._("plans from the strategic plan are not declared"),
            ),
            "decision": (
                self.env._("assessments used for decisions are declared"),
                self.env._("the use of assessments for decisions is not declared"),
            ),
        }
