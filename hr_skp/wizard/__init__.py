from . import hr_skp_reason
from . import hr_skp_batch_issue_plans
from . import hr_skp_reason_seal
from . import hr_skp_result_link
from . import hr_skp_reason_annex
