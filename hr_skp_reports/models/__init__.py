from . import hr_skp
from . import ir_actions_report
from . import res_company
