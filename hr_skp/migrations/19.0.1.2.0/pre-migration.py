"""Rules between agencies are made anew: they let pass who has a task in another one."""

LIMITED = (
    "hr_skp",
    *(
        f"hr_skp_{name}"
        for name in (
            "result",
            "indicator",
            "target",
            "evidence",
            "behavior",
            "annex",
            "feedback",
            "event",
            "activity",
        )
    ),
)


def migrate(cr, version):
    cr.execute(
        """
        WITH gone AS (
            DELETE FROM ir_model_data
             WHERE module = 'hr_skp' AND model = 'ir.rule' AND name = ANY(%s)
            RETURNING res_id
        )
        DELETE FROM ir_rule WHERE id IN (SELECT res_id FROM gone)
        """,
        [[f"{name}_rule_company" for name in LIMITED]],
    )
