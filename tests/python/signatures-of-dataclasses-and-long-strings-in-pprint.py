"""Signatures of classes, long strings as pprint() breaks them, places of groups, and errors of datetime and decimal."""
import inspect
import pprint
import re
from dataclasses import KW_ONLY, dataclass, field
from datetime import timedelta
from decimal import Decimal


@dataclass
class Item:
    name: str
    price: float = 0.0
    tags: list[str] = field(default_factory=list)
    _: KW_ONLY
    sku: str | None = None


class Plain:
    size: int = 3

    def __init__(self, a: int, *rest: str, key: "bool" = True) -> None:
        self.a = a

    @property
    def double(self):
        return self.a * 2


@dataclass
class Own:
    x: int

    def __init__(self, y: str, z=1):
        self.x = y


class Bare:
    pass


print(inspect.signature(Item), inspect.signature(Plain), inspect.signature(Own), inspect.signature(Bare))
print(inspect.signature(Item).return_annotation, inspect.signature(Item).parameters["price"].annotation)
print(inspect.isdatadescriptor(Plain.double), inspect.isdatadescriptor(Plain.__init__), inspect.isdatadescriptor(5))

words = "the quick brown fox jumps over the lazy dog " * 4
print(pprint.pformat(words))
print(pprint.pformat({"short": "a b", "long": words, "list": [words, "x" * 90, "line one\nline two\n" * 5]}, width=60))
print(pprint.pformat([words[:70], words[:90]]))
print(pprint.pformat(("one " * 30, 1)))
print(pprint.pformat("x" * 100))
print(pprint.pformat("first line\nsecond line\n" + "third " * 20, width=40))

found = re.search(r"(\d+)-(\d+)?(x)?", "no 12-34")
print(found.regs, found.span(3), re.match("a", "abc").regs)
for bad in (
    lambda: timedelta(days=10**10),
    lambda: timedelta(days=10**9),
    lambda: timedelta(days=-(10**9)),
    lambda: timedelta.max + timedelta(1),
    lambda: Decimal(1) + 1.5,
    lambda: Decimal(1) < "a",
    lambda: Decimal(1).nothing,
    lambda: [1][Decimal(0)],
):
    try:
        print(bad())
    except (TypeError, OverflowError, AttributeError) as error:
        print(type(error).__name__, error)
