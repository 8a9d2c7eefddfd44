# bytes, bytearray, memory, encodings, ints
b = bytearray(b"hello"); b[0] = 72; b += b"!"; b[1:3] = b"EL"; print(b, bytes(b).decode(), b.hex(" "), bytes.fromhex("48 69"), b"a,b".split(b","), b"%d-%s" % (5, b"x"), list(b[:2]), b.find(b"l"), b"abc"[1], b"abc"[::-1], bytes(3), bytes([1, 2]), b"x" in b"xyz", b"\xff".hex(), "é€".encode(), "é".encode("latin-1"), "é".encode("ascii", "replace"), b"\xe9".decode("latin-1"), b"\xff".decode("utf-8", "replace"), "é".encode("ascii", "xmlcharrefreplace"), "é".encode("ascii", "backslashreplace"))
for f in (lambda: b"\xff".decode(), lambda: "é".encode("ascii"), lambda: bytes([256]), lambda: b"a" + "b", lambda: bytes("x"), lambda: b[10], lambda: "x".encode("nope")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
m = memoryview(b"abcdef"); print(m[1:3].tobytes(), m[0], len(m), bytes(m), m.readonly, m.tolist()[:2]); w = bytearray(b"abc"); v = memoryview(w); v[0] = 122; v[1:] = b"yx"; print(w, v == b"zyx")
print((255).to_bytes(2, "big"), int.from_bytes(b"\x01\x00", "little"), (-5).to_bytes(2, "big", signed=True), (10).bit_length(), (255).bit_count(), bin(10), oct(8), hex(-255), int("ff", 16), int("0b11", 0), int(" 42 "), int("1_000"), 7 // -2, -7 % 3, divmod(-7, 2), 2 ** 100, 10 ** 20 // 3, -2 ** 2, 1e308 * 10, 0.1 + 0.2, round(2.5), round(-3.5), round(2.675, 2), round(1234, -2), float("1e-7"), 1e16, 123456789.123456789, 1 / 3, float("-inf"), (0.5).as_integer_ratio(), (3.7).is_integer(), float.fromhex("0x1.8p1"), (1.5).hex(), 5 & 3 | 8 ^ 1, ~5, 1 << 70 >> 68, True + True, int(3.99), int(-3.99), complex(1, 2).imag, abs(-7), pow(3, 200, 13), pow(3, -1, 7))
# inspect signatures and functions' attributes
import inspect
import functools
from typing import Optional
def f(a, b: int = 2, /, c="x", *args: str, d, e: float = 1.5, **kw) -> "bool":
    """Doc of f.

    More.
    """
sig = inspect.signature(f)
print(sig, list(sig.parameters), sig.return_annotation, sig.parameters["b"].kind, sig.parameters["b"].default, sig.parameters["d"].default is inspect.Parameter.empty, sig.parameters["e"].annotation)
for p in sig.parameters.values(): print(p.name, p.kind.name, p.kind.description, p)
ba = sig.bind(1, d=3); ba.apply_defaults(); print(ba, ba.args, ba.kwargs, ba.arguments)
try: sig.bind(1)
except TypeError as e: print(e)
print(inspect.getdoc(f), f.__name__, f.__qualname__, f.__defaults__, f.__kwdefaults__, f.__annotations__, f.__module__, f.__code__.co_varnames, f.__code__.co_argcount)
class K:
    def m(self, x: int): ...
    @classmethod
    def c(cls, y=1): ...
    @staticmethod
    def s(*, z): ...
    @property
    def p(self): return 1
print(inspect.signature(K.m), inspect.signature(K().m), inspect.signature(K.c), inspect.signature(K.s), inspect.signature(K), inspect.signature(functools.partial(f, 1, d=2)), inspect.signature(lambda x, *y: 0))
print(inspect.isfunction(K.m), inspect.ismethod(K().m), inspect.isclass(K), inspect.isbuiltin(len), inspect.isgeneratorfunction(f), inspect.ismodule(inspect), [n for n, v in inspect.getmembers(K, inspect.isfunction)], inspect.getmro(K))
print(K().m.__func__ is K.m, K().m.__self__.__class__.__name__, K.c.__self__, f.__doc__.splitlines()[0])
@functools.wraps(f)
def g(*a, **k): return f(*a, **k)
print(inspect.signature(g), inspect.unwrap(g) is f, inspect.signature(g, follow_wrapped=False))
f.attr = 1; print(f.__dict__, vars(f))
print(sig.replace(return_annotation=int), inspect.Signature([inspect.Parameter("q", inspect.Parameter.KEYWORD_ONLY, default=3)]), str(inspect.Parameter("r", inspect.Parameter.VAR_POSITIONAL)))
# typing: Protocol, TypedDict, NamedTuple, overload, Literal, get_type_hints, generics
from typing import *
print(Callable[[int], None], Generator[int, None, str], List[None], Optional[int], Awaitable[None], list[None])
from typing import *
import typing, collections.abc
@runtime_checkable
class Closer(Protocol):
    def close(self) -> None: ...
class F:
    def close(self): pass
print(isinstance(F(), Closer), isinstance(3, Closer), issubclass(F, Closer))
class TD(TypedDict, total=False):
    a: int
    b: Required[str]
print(TD(a=1, b="x"), TD.__required_keys__, TD.__optional_keys__, TD.__total__, TD.__annotations__)
class NT(NamedTuple):
    x: int
    y: str = "d"
    def both(self): return f"{self.x}{self.y}"
print(NT(1), NT(1, "z").both(), NT._fields, NT._field_defaults, NT(2)._replace(x=5), NT.__annotations__, NT(1) == (1, "d"), NT(**{"x": 3}))
print(Optional[int], Union[int, str, None], int | None, list[int], Dict[str, List[int]], Callable[[int, str], bool], Callable[..., int], Literal["a", 1], Tuple[int, ...], Annotated[int, "meta"], Type[int], ClassVar[int], Any, Final, Awaitable[int])
print(get_origin(list[int]), get_args(Dict[str, int]), get_args(Callable[[int], str]), get_origin(Optional[int]), get_args(Literal["a", "b"]), get_type_hints(NT), Union[int, int] is int, Optional[int] == Union[None, int], get_origin(Annotated[int, 1]), get_args(int | str))
T = TypeVar("T"); K = TypeVar("K", int, str); B = TypeVar("B", bound="NT")
class Stack(Generic[T]):
    def __init__(self) -> None: self.items: list[T] = []
    def push(self, x: T) -> Self: self.items.append(x); return self
print(Stack[int], Stack[int]().push(1).items, T, K.__constraints__, B.__bound__, Stack.__parameters__)
@overload
def f(x: int) -> int: ...
@overload
def f(x: str) -> str: ...
def f(x): return x
print(f(1), len(get_overloads(f)), cast(int, "x"), NewType("UserId", int)(5), NewType("UserId", int), TYPE_CHECKING)
try: isinstance([], list[int])
except TypeError as e: print(e)
try: Protocol()
except TypeError as e: print(e)
try: assert_never(3)
except AssertionError as e: print(e)
print(isinstance([], collections.abc.Sequence), isinstance({}, Mapping), issubclass(list, Iterable), isinstance(F(), Hashable), typing.get_protocol_members(Closer), is_typeddict(TD), Iterator[int], AsyncIterator[str], Generator[int, None, str])
# logging with formatters, handlers, extra, exc_info
import asyncio
import logging
import logging.config
import sys

class ListHandler(logging.Handler):
    def __init__(self): super().__init__(); self.lines = []
    def emit(self, record): self.lines.append(self.format(record)); print("LOG", self.lines[-1])

h = ListHandler()
h.setFormatter(logging.Formatter("{levelname:<8}|{name}|{message}|{user}", style="{", defaults={"user": "-"}))
log = logging.getLogger("app.db")
log.addHandler(h); log.setLevel(logging.INFO); log.propagate = False
log.debug("no"); log.info("hello %s %d", "x", 3); log.warning("dict %(a)s", {"a": 1}, extra={"user": "bob"})
print(log.isEnabledFor(10), log.getEffectiveLevel(), logging.getLogger("app.db.x").getEffectiveLevel(), log, logging.getLevelName(35), log.name, log.parent.name, log.hasHandlers())
class F(logging.Filter):
    def filter(self, r): return "secret" not in r.getMessage()
h.addFilter(F()); log.info("a secret"); log.info("plain")
async def main():
    await asyncio.sleep(61)
    log.error("later")
    ad = logging.LoggerAdapter(log, {"user": "ad"})
    ad.error("via adapter")
    print(logging.getLogger("asyncio").name)
asyncio.run(main())
logging.config.dictConfig({"version": 1, "formatters": {"s": {"format": "%(name)s:%(message)s"}}, "handlers": {"h": {"()": ListHandler, "formatter": "s"}}, "loggers": {"q": {"level": "INFO", "handlers": ["h"], "propagate": False}}})
logging.getLogger("q").debug("no")
logging.getLogger("q").info("configured")
print(logging.getLogger("app.db").disabled)
