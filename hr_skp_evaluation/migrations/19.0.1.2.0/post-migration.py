"""What is not delivered says whether it goes on, and reads as its plan does now.

Rated ones whose plan changed since go back to be confirmed, unused drafts of cancelled
plans go.
"""

from odoo import SUPERUSER_ID, api

UNDELIVERED_STATES = ("draft", "submitted", "rated")
BATCH = 500


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    evaluations = env["hr.skp.evaluation"]
    ids = evaluations.search([("state", "in", UNDELIVERED_STATES)], order="id").ids
    for start in range(0, len(ids), BATCH):
        batch = evaluations.browse(ids[start : start + BATCH])
        batch._update_stopped()
        batch.exists()._follow_plan()
        env.flush_all()
        env.invalidate_all()
