def uninstall_hook(env):
    """Remove the documents before the masters that they point to.

    At uninstallation Odoo unlinks what has an external id first; a core value or a
    period that a plan still names would stand in the way and fill the log with errors.
    """
    env.cr.execute("DELETE FROM hr_skp")
    env.cr.execute("DELETE FROM hr_skp_cycle")
