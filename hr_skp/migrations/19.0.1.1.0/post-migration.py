"""Hours logged on a plan that was cancelled before this version are free again."""


def migrate(cr, version):
    cr.execute(
        """
        UPDATE hr_skp_activity entry
           SET is_void = TRUE
          FROM hr_skp plan
         WHERE plan.id = entry.skp_id AND plan.state = 'cancelled'
        """
    )
