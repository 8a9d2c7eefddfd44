from typing import List,Optional,Dict,Any,Callable,Tuple,TypeVar,Generic,runtime_checkable,Protocol,NamedTuple,TypedDict,NewType,cast,get_origin,get_args,assert_never,overload,Literal,ClassVar,Final,Annotated,SupportsInt,Sequence,final,Iterator



from typing import TYPE_CHECKING
print(List[int], Optional[int] is not None, Dict[str, Any], Callable[[int], str], Callable[..., Any], Any, Tuple[int, ...])
T = TypeVar("T"); print(T)
class Stack(Generic[T]):
    def __init__(self): self.items = []
    def push(self, x: T) -> None: self.items.append(x)
s = Stack[int](); s.push(1); print(s.items, Stack.__mro__[-2:], isinstance(s, Stack))
@runtime_checkable
class P(Protocol):
    def quack(self) -> str: ...
class D:
    def quack(self): return "q"
print(isinstance(D(), P), isinstance(3, P))
class PT(Protocol[T]):
    def get(self) -> T: ...
class Impl(PT[int]):
    def get(self): return 1
print(Impl().get())
try: PT()
except TypeError as e: print(e)
try: isinstance(3, PT)
except TypeError as e: print(e)
class NT(NamedTuple):
    x: int
    y: str = "d"
    def both(self): return f"{self.x}{self.y}"
n = NT(1); print(n, n.both(), n._fields, n == (1, "d"), n._replace(y="z"), NT._field_defaults, NT.__name__)
N2 = NamedTuple("N2", [("a", int), ("b", int)]); print(N2(1, 2))
class TD(TypedDict, total=False):
    name: str
print(TD(name="x"), TD.__total__, TD.__annotations__.keys())
UserId = NewType("UserId", int); print(UserId(5), UserId.__name__)
print(cast(int, "x"), get_origin(List[int]), get_args(Dict[str, int]))
try: assert_never(3)
except AssertionError as e: print(e)
@overload
def f(x: int) -> int: ...
@overload
def f(x: str) -> str: ...
def f(x): return x
print(f(3), Literal["a", "b"], ClassVar[int], Final[int])
class M(Generic[T], D): pass
print([c.__name__ for c in M.__mro__], Annotated[int, 3].__metadata__)
try:
    class Bad(NamedTuple):
        x: int = 1
        y: int
except TypeError as e: print(e)
print(isinstance(3, SupportsInt), isinstance([], Sequence), isinstance(print, Callable))
@final
class F: pass
class It(Iterator[int]):
    def __next__(self): raise StopIteration
print(list(It()))
