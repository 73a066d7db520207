# Read by "odoo shell" (``env`` is given): prints who can log in to the demo agency.
plan = env["hr.skp"]  # noqa: F821
people = list(plan._demo_logins()) if hasattr(plan, "_demo_logins") else []
table = [("Login", "Name", "Role"), *people, ("admin", "Administrator", "Odoo")]
widths = [max(len(str(row[column])) for row in table) for column in range(3)]
print("Logins (the password is the login):")
for row in table:
    line = "  ".join(str(row[column]).ljust(widths[column]) for column in range(3))
    print("  " + line.rstrip())
