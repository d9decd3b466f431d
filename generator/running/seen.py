"""What a look at the machine may say."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How one thing stands: `WRONG` keeps the software from working, `NOTE` does not."""

    FINE = "正常"
    NOTE = "提示"
    WRONG = "问题"


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing looked at: what is there in Chinese, and what to do where it is not fine."""

    state: State
    what: str
    told: str
    advice: str = ""

    def line(self) -> str:
        """Return it as one line, with what to do below."""
        todo = f"\n    怎么办：{self.advice}" if self.advice else ""
        return f"{self.state}  {self.what}：{self.told}{todo}"
