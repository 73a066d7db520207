# The lines' mixin comes before what extends it.
from . import res_company
from . import res_config_settings
from . import hr_skp_organization_predicate
from . import hr_skp_evaluation
from . import hr_skp_evaluation_people
from . import hr_skp_evaluation_line
from . import hr_skp_evaluation_lines
from . import hr_skp_evaluation_states
from . import hr_skp_evaluation_payload
from . import hr_skp_evaluation_screen
from . import hr_skp_evaluation_result
from . import hr_skp_evaluation_behavior
from . import hr_skp
from . import hr_skp_target
from . import hr_skp_period
from . import hr_skp_batch
from . import hr_skp_demo
