from . import hr_skp
from . import hr_skp_evaluation
from . import ir_actions_report
from . import res_company
