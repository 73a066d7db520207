from . import hr_skp_reason
