"""Every way a content file can be unusable, as problems with an example of each.

E1: the file itself. E2: the way the YAML is written. E3: what a field holds. E4: how files agree.
E6: the approved list of projects. E7: files that reports name as attachments.
"""

from generator.loading.errors import approved, attachments, fields, files, folder, writing
from generator.model.problem import Problem

PROBLEMS: tuple[Problem, ...] = (
    *files.PROBLEMS,
    *writing.PROBLEMS,
    *fields.PROBLEMS,
    *folder.PROBLEMS,
    *approved.PROBLEMS,
    *attachments.PROBLEMS,
)
