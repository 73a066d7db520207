from . import skp_form
from . import hr_skp_report
from . import hr_skp_annex_report
from . import hr_skp_evaluation_report
