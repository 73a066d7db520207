"""Who asks: the columns of the tables."""

# letter: (login, who, belongs to E's unit without a task in E's plan)
ROLES = {
    "E": ("employee", "the employee himself", False),
    "C": ("colleague", "colleague of the same unit and the same appraiser", True),
    "A": ("appraiser", "appraiser", False),
    "D": ("deputy", "delegate of the appraiser, within his dates", False),
    "L": ("late_deputy", "delegate of the appraiser, after his dates", True),
    "F": ("former", "former appraiser, still in the unit", True),
    "S": ("superior", "the appraiser's superior", False),
    "H": ("head", "head of the unit, neither appraiser nor superior", False),
    "T": ("top", "head of the unit above", False),
    "N": ("other_head", "head of the unit beside", False),
    "O": ("officer", "performance team of the unit", False),
    "X": ("other_officer", "performance team of the unit beside", False),
    "M": ("manager", "administrator", False),
    "U": ("auditor", "auditor", False),
    "R": ("owner", "owner of the result that E's first result supports", False),
    "Y": ("foreigner", "administrator and auditor of another agency", False),
    "P": ("portal", "portal user", False),
}
SAME_UNIT = {letter for letter, (_login, _who, is_same) in ROLES.items() if is_same}
