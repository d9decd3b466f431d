"""A tree to a part of the model, or the problems that stand against it."""

from itertools import islice
from typing import TypeVar

from pydantic import ValidationError

from generator.loading.messages import explain
from generator.loading.strict_yaml import Tree
from generator.model.finding import Finding
from generator.model.report import FormPath, Positions
from generator.model.types import Part

MAX_FINDINGS = 100
P = TypeVar("P", bound=Part)


def validated(
    tree: Tree, kind: type[P], positions: Positions, at: FormPath = ()
) -> tuple[P | None, list[Finding]]:
    """Give a tree its types, or say what stands against it; only Chinese labels are keys."""
    try:
        return kind.model_validate(tree, by_alias=True, by_name=False), []
    except ValidationError as error:
        return None, list(islice(explain(error, kind, positions, at), MAX_FINDINGS + 1))
