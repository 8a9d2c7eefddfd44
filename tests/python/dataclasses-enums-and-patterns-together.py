import asyncio, enum, dataclasses as dc, typing as t, abc, collections
from dataclasses import dataclass, field, replace, astuple, asdict, fields, KW_ONLY, InitVar
class State(enum.Enum):
    IDLE = "idle"; RUN = "run"; DONE = "done"
    STOPPED = "done"
    def can(self, to): return to in _MOVES[self]
    @classmethod
    def _missing_(cls, v): return cls.IDLE if v is None else None
_MOVES = {State.IDLE: {State.RUN}, State.RUN: {State.DONE, State.IDLE}, State.DONE: set()}
class Perm(enum.Flag): R = enum.auto(); W = enum.auto(); X = enum.auto(); RW = R | W
class Prio(enum.IntEnum): LOW = 1; HIGH = 10
@dataclass(frozen=True, order=True)
class Point(t.Generic[t.TypeVar("T")]):
    x: float
    y: float = 0.0
    def __matmul__(self, o): return self.x * o.x + self.y * o.y
    def __iter__(self): return iter(astuple(self))
@dataclass
class Job:
    name: str
    _: KW_ONLY
    prio: Prio = Prio.LOW
    tags: set[str] = field(default_factory=set)
    raw: InitVar[str | None] = None
    state: State = field(default=State.IDLE, compare=False, metadata={"doc": "state"})
    def __post_init__(self, raw):
        if raw: self.tags |= set(raw.split(","))
    async def move(self, to):
        await asyncio.sleep(0.1)
        if not self.state.can(to): raise ValueError(f"{self.state.name} -> {to!s}")
        self.state = to
        return self
class Base(abc.ABC):
    registry: t.ClassVar[dict] = {}
    def __init_subclass__(cls, /, kind=None, **kw): super().__init_subclass__(**kw); Base.registry[kind or cls.__name__] = cls
    @abc.abstractmethod
    async def handle(self, x): ...
    @property
    @abc.abstractmethod
    def name(self): ...
class Echo(Base, kind="echo"):
    name = "Echo"
    async def handle(self, x): return x
class Half(Base): 
    async def handle(self, x): return x / 2
class Named(t.NamedTuple):
    a: int
    b: str = "b"
    def both(self): return f"{self.a}{self.b}"
class TD(t.TypedDict, total=False): k: int; v: t.Required[str]
def area(s):
    match s:
        case Point(x=0, y=0): return "origin"
        case Point(x, y) if x == y: return f"diag {x}"
        case Point(x=float() as x): return f"float {x}"
        case Named(a, "b"): return f"named {a}"
        case {"kind": State.RUN | State.DONE as k, **rest}: return f"{k.name} {rest}"
        case [Point(), *_, Perm.R]: return "list of"
        case str() | bytes() if len(s) > 2: return s[:2]
        case (1 | 2) as n: return n
        case -1.5 | 2j: return "num"
        case None | True: return "const"
        case [[a, b], {"x": [c, *_]}]: return a, b, c
        case _: return "?"
async def main():
    print(list(State), State("done") is State.STOPPED, State(None), State["RUN"], State.__members__.keys(), State.STOPPED.name)
    for bad in (lambda: State("zzz"), lambda: State["nope"], lambda: setattr(State, "IDLE", 3), lambda: Prio.LOW.__setattr__("x", 1) or Prio.LOW.x):
        try: print(bad())
        except Exception as e: print(type(e).__name__, e)
    print(Perm.RW, Perm.R | Perm.X, Perm(7), ~Perm.R, Perm.R in Perm.RW, list(Perm.RW), repr(Perm(0)), Perm.RW & Perm.X, len(Perm.RW), bool(Perm(0)), Perm["W"].value)
    print(Prio.HIGH > 3, f"{Prio.HIGH}", f"{Prio.HIGH!r:>20}", Prio.HIGH + 1, sorted([Prio.HIGH, Prio.LOW]), max(Prio))
    p, q = Point(1, 2), Point(1.0, 3)
    print(p, p < q, p @ q, [*p], {p: 1}[Point(1, 2)], replace(p, y=9), hash(p) == hash(Point(1, 2)))
    try: p.x = 3
    except dc.FrozenInstanceError as e: print(repr(e))
    j = Job("a", raw="x", prio=Prio.HIGH); print(j.name, sorted(j.tags), j.prio, j.state, j == Job("a", tags={"x"}, prio=Prio.HIGH), [f.name for f in fields(j)], fields(j)[-1].metadata["doc"])
    print(await (await j.move(State.RUN)).move(State.STOPPED), asdict(j)["state"])
    try: await j.move(State.IDLE)
    except ValueError as e: print(e)
    for bad in (lambda: Job(), lambda: Job("a", 1), lambda: Job("a", zz=1), Half, Base, lambda: Point()):
        try: bad()
        except TypeError as e: print(e)
    print(Base.registry, await Echo().handle(3), Echo.__abstractmethods__, Half.__abstractmethods__, isinstance(Echo(), Base))
    n = Named(1); print(n, n.both(), n._replace(b="c"), n._asdict(), Named._fields, Named._field_defaults, n == (1, "b"), Named._make([3, "z"]))
    print(TD(v="x"), TD.__required_keys__, TD.__optional_keys__, TD.__total__)
    for s in [Point(0, 0), Point(2, 2), Point(1.5, 2), Point(1, 2), n, {"kind": State.RUN, "z": 1}, [p, 3, Perm.R], "abc", b"ab", 2, -1.5, 2j, None, True, [[1, 2], {"x": [3, 4], "y": 0}], 7]: print(area(s), end="; " if s != 7 else "\n")
    def f[T: (int, str)](x: T, *, y: "list[T]" = None) -> t.Optional[T]: return x
    print(f.__type_params__, f.__type_params__[0].__constraints__, t.get_type_hints(Named), f.__annotations__)
    type L[T] = list[T] | None; print(L, L[int], L.__value__, t.Union[int, None], t.Callable[[int], str], t.Literal["a", 1], t.Annotated[int, 3], t.get_args(dict[str, int]), t.get_origin(list[int]))
    @dc.dataclass(slots=True, match_args=False, repr=False, eq=False)
    class S: a: int; b: int = dc.field(default=2, init=False)
    s = S(1); print(S.__slots__, s.b, hasattr(s, "__dict__"), S.__hash__ is object.__hash__)
    X = dc.make_dataclass("X", [("u", int), ("v", str, dc.field(default="d"))], namespace={"w": lambda self: self.u * 2}); print(X(3), X(3).w())
    E = enum.Enum("E", "A B C", start=5); print(list(E), E.B.value, enum.unique(E) is E)
    try:
        @enum.unique
        class U(enum.Enum): A = 1; B = 1
    except ValueError as e: print(e)
asyncio.run(main())
