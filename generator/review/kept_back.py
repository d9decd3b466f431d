"""Fields that the law keeps back: comments on merge requests and annotations are public too."""

from collections.abc import Callable

from generator.form_tree.black_out import overlap
from generator.model.report import Form


def kept_back(*forms: Form) -> Callable[[str], bool]:
    """Return a test whether a field, by its name, is kept back in any of some states of a form."""
    fields = {one.field for form in forms for one in form.disclosure.redactions}
    return lambda name: any(overlap(name, field) for field in fields)
