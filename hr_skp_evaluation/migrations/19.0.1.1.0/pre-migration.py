"""Paths of the digest's links moved to actions that find the period by themselves.

Rules between agencies are made anew by the update: they let pass who decides an objection.
"""


def migrate(cr, version):
    cr.execute(
        """
        UPDATE ir_act_window SET path = NULL
         WHERE path IN ('skp-evaluation-to-submit', 'skp-evaluation-to-rate',
                        'skp-evaluation-undelivered')
        """
    )
    names = [
        f"hr_skp_evaluation{part}_rule_company" for part in ("", "_result", "_behavior")
    ]
    cr.execute(
        """
        WITH gone AS (
            DELETE FROM ir_model_data
             WHERE module = 'hr_skp_evaluation' AND model = 'ir.rule' AND name = ANY(%s)
            RETURNING res_id
        )
        DELETE FROM ir_rule WHERE id IN (SELECT res_id FROM gone)
        """,
        [names],
    )
