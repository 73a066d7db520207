def uninstall_hook(env):
    """Remove the documents before the periods and values that they point to."""
    env.cr.execute("DELETE FROM hr_skp_evaluation")
    env.cr.execute("DELETE FROM hr_skp_deviation")
    env.cr.execute("DELETE FROM hr_skp_rating_pattern")
    env.cr.execute("DELETE FROM hr_skp_organization_predicate")
