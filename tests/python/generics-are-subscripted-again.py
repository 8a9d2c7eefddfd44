"""Type parameters of generic classes and aliases are replaced by what these are subscripted with."""
import collections, collections.abc as abc, typing as t
from typing import *
T = TypeVar("T"); U = TypeVar("U"); K = TypeVar("K", bound=int); P = ParamSpec("P"); Ts = TypeVarTuple("Ts"); D = TypeVar("D", default=int)
def show(*texts):
    for text in texts:
        try: v = eval(text)
        except Exception as e: v = f"{type(e).__name__}: {e}"
        print(text, "->", v)
class Box(Generic[T]): pass
class Pair(Generic[T, U]): pass
class Fn(Generic[P]): pass
class FnR(Generic[P, T]): pass
class Arr(Generic[*Ts]): pass
class Mixed(Generic[T, *Ts]): pass
class Sub(Pair[int, T], Box[U]): pass
class New[A, *B, **C]: pass
class Def(Generic[T, D]): pass
class MyList(list[T]): pass
class MyMap(Mapping[str, T]): pass
class MyIt(abc.Iterator[T]): pass
type Al[X] = dict[str, X]
show("list[T][int]", "dict[str, T][int]", "dict[T, U][int, str]", "dict[T, U][int]", "list[int][str]",
    "list[T].__parameters__", "dict[T, list[U]].__parameters__", "dict[T, list[U]][int, str]", "list[T][U]",
    "list[T][int, str]",
"tuple[T, ...][int]", "tuple[T, T][int]", "type[T][int]", "list[T | None][int]", "list[Optional[T]].__parameters__",
    "(list[T] | None)[int]", "Optional[T][int]", "Union[T, U][int, str]", "Union[T, U][int, int]")
show("List[T][int]", "Dict[T, U][int, str]", "Dict[T, U].__parameters__", "List[int][str]",
    "Callable[[T], U][int, str]", "Callable[[T], U].__parameters__", "Callable[[T], U].__args__",
    "Callable[P, T][[int, str], float]", "Callable[P, T][..., float]", "Callable[P, T].__parameters__",
    "Callable[Concatenate[int, P], T][[str], float]", "Callable[P, int][[str, T]]", "Callable[..., T][int]",
    "Callable[[], T][int]")
show("abc.Callable[[T], U][int, str]", "abc.Callable[[T], U].__args__", "abc.Callable[P, T][[int, str], float]",
    "abc.Callable[..., T][int]", "abc.Callable[[int], str].__args__",
    "abc.Callable[[int], str] == abc.Callable[[int], str]", "abc.Callable[int]", "abc.Callable[int, str]",
    "Callable[int]", "Callable[int, str]", "abc.Callable[[], None]",
    "abc.Callable[Concatenate[int, P], T][[str], float]", "abc.Coroutine[Any, Any, T][int]",
    "abc.Callable[[T], abc.Awaitable[U]][int, str]")
show("Box[int]", "Box[T]", "Box[T][int]", "Box[list[T]][int]", "Box.__parameters__", "Box[int].__parameters__",
    "Box[int, str]", "Box[int][str]", "Pair[int]", "Pair[int, T][str]", "Pair[T, T][int]",
    "Pair[T, U].__parameters__", "Fn[int, str]", "Fn[[int, str]]", "Fn[...]", "Fn[[int]].__args__",
    "FnR[[int], str]", "FnR[P, int]", "FnR[P, T][[int, str], float]", "FnR[int, str]", "Arr[int, str]", "Arr[()]",
    "Arr.__parameters__", "Mixed[int]", "Mixed[int, str, float]", "Mixed[()]", "Sub.__parameters__",
    "Sub.__orig_bases__", "Sub[int, str]", "Sub.__mro__", "New.__parameters__", "New.__type_params__",
    "New[int, str, float, [bool]]", "Def[int]", "Def[int, str]", "Def[()]", "Def.__parameters__", "Box[None]",
    "Box['Box']", "Box[1]", "Box[Box[T]][int].__args__")
show("MyList.__parameters__", "MyList[int]", "MyList.__orig_bases__", "MyMap.__parameters__", "MyMap[int]",
    "MyIt.__parameters__", "MyIt[int]", "MyList.__mro__", "MyMap.__bases__", "Al[int]", "Al.__value__",
    "Al[int].__origin__", "Al[int].__args__", "Al[int].__value__", "Al.__parameters__", "Al[T][int]")
show("Annotated[T, 'x'][int]", "Annotated[list[T], 1].__parameters__", "ClassVar[T]", "Final[T]", "Type[T][int]",
    "Tuple[T, ...][int]", "Tuple[()]", "Tuple[*Ts][int, str]", "tuple[*Ts][int, str]", "tuple[*Ts]",
    "tuple[int, *Ts][str, float]", "tuple[*Ts].__parameters__", "Unpack[Ts]", "Literal[1, 2, 1]",
    "Literal[1, Literal[2, 3]]", "Awaitable[T][int]", "AsyncIterator[T]", "Generator[int, T, U][str, float]",
    "Generator[int]", "Coroutine[int]", "Dict[int]", "List[int, str]", "Dict[int, str, float]", "Union[int, None]",
    "Union[()]", "Union[int]", "Optional[None]", "Union['A', int]", "list['A']", "List['A']", "int | 'A'")
show("T", "K.__bound__", "P.args", "P.kwargs", "Ts", "D.__default__", "T.__default__", "TypeVar('A', int)",
    "TypeVar('A', int, bound=str)", "TypeVar('A', covariant=True, contravariant=True)",
    "TypeVar('A', int, str).__constraints__", "TypeVar(1)", "ParamSpec('Q', bound=int).__bound__",
    "NewType('N', int)", "NewType('N', int)(3)", "T | int", "type(T)", "T.__name__", "Generic[int]", "Generic[T, T]",
    "Generic[()]", "Generic", "Protocol[T]", "list[int]()", "list[int].append", "isinstance([], list[int])",
    "issubclass(list, list[int])", "isinstance([], List)", "isinstance([], List[int])", "list[int] | None",
    "hash(list[int]) == hash(list[int])", "list[int] == List[int]", "List[int] == List[int]",
    "get_args(Callable[[int], str])", "get_args(Callable[..., str])", "get_args(abc.Callable[[int], str])",
    "get_args(abc.Callable[P, str])", "get_args(Annotated[int, 3])", "get_origin(Box[int])",
    "get_origin(Annotated[int, 3])", "get_origin(Generic[T])", "get_origin(Generic)", "get_origin(P.args)",
    "get_origin(int | str)", "get_args(int | str)", "get_origin(Literal[1])", "get_args(Dict)", "get_origin(Dict)",
    "get_origin(List[int])", "get_args(list)", "list[int].__class__", "type(list[int])", "type(List[int])",
    "Box[int]().__orig_class__", "Box[int].__origin__", "Box[int].__name__", "list[int].__name__",
    "list[int].__origin__", "abc.Callable[[int], str]()")
def err(text):
    try: exec(text)
    except Exception as e: print(text, "->", f"{type(e).__name__}: {e}")
    else: print(text, "-> fine")
err("class A(Generic[int]): pass")
err("class A(Generic[T], Generic[U]): pass")
err("class A(List[T], Generic[U]): pass")
err("class A(Box): pass")
err("class A(Box[T], Generic[T, U]): pass\nprint(A.__parameters__)")
err("class A(T): pass")
err("class A(Union[int, str]): pass")
err("class A(Optional[int]): pass")
err("class A(Any): pass")
err("class A(Literal[1]): pass")
err("class A(Generic): pass")
err("class A(Protocol[T]): pass\nprint(A.__parameters__)")
err("class A(NewType('N', int)): pass")
err("class A(int | str): pass")
err("class A(Callable[[int], str]): pass\nprint(A.__mro__)")
err("class A(Box[int], Box[str]): pass")
err("class A(ClassVar[int]): pass")
