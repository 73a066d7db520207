from odoo.tools import SQL

# What the demo data make beside the addon's own records.
DEMO_MODELS = (
    "hr.department",
    "hr.employee",
    "hr.version",
    "res.company",
    "res.partner",
    "res.users",
    "resource.calendar",
    "resource.resource",
)


# Tables without a model, which Odoo does not know of.
TABLES = (
    "hr_skp_feedback_voice",
    "hr_skp_feedback_hidden",
    "hr_skp_maturity_log",
    "hr_skp_maturity_result",
)


def uninstall_hook(env):
    """Remove the documents before the masters that they point to.

    At uninstallation Odoo unlinks what has an external id first; a core value or a
    period that a plan still names would stand in the way and fill the log with errors.
    The people of the demo agency stay, as those of any agency do: Odoo keeps a company
    that has users, so they lose their external ids only.
    """
    env.cr.execute("DELETE FROM hr_skp")
    env.cr.execute("DELETE FROM hr_skp_cycle")
    for table in TABLES:
        env.cr.execute(SQL("DROP TABLE IF EXISTS %s", SQL.identifier(table)))
    env.cr.execute("UPDATE hr_version SET rank_id = NULL WHERE rank_id IS NOT NULL")
    env["ir.model.data"].search(
        [("module", "=", "hr_skp"), ("model", "in", DEMO_MODELS)]
    ).unlink()
