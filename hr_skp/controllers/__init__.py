from . import hr_skp_feedback
