# Read by "odoo shell" (``env`` is given): plays the demo agency's years.
if hasattr(env["hr.skp"], "_demo_play"):  # noqa: F821
    env["hr.skp"]._demo_play()  # noqa: F821
env.cr.commit()  # noqa: F821
