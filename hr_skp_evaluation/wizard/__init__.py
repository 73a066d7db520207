from . import hr_skp_batch_open_evaluations
from . import hr_skp_organization_predicate_many
from . import hr_skp_feedback_give
from . import hr_skp_reason
from . import hr_skp_objection_decision
from . import hr_skp_objection_paper
