from . import skp_form
from . import hr_skp_report
from . import hr_skp_annex_report
from . import hr_skp_evaluation_report
from . import hr_skp_evaluation_document_report
from . import skp_form_xlsx
from . import skp_forms_xlsx
from . import recap_xlsx
