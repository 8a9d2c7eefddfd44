import re
from typing import *
T = TypeVar('T')
for X in (AsyncContextManager, ContextManager, AsyncIterator, Mapping, Deque, DefaultDict, OrderedDict, Counter, ChainMap, AsyncGenerator, Generator, Coroutine, Awaitable):
    for sub in (None, T, int):
        try:
            a = X if sub is None else X[sub]
            class C(a): pass
            print(X, sub, C.__mro__, C.__orig_bases__ if hasattr(C,'__orig_bases__') else None, getattr(C,'__parameters__',None))
            print(C[int] if sub is T else '')
        except TypeError as e: print(X, sub, e)
for a in (Union[int,str], Optional[int], Literal[1], ClassVar[int], Callable[[int], str], Type[int], Tuple[int, str], List[int], Any):
    try:
        class D(a): pass
        print(a, D.__mro__)
    except TypeError as e: print(a, e)
print(Pattern[str], Match, isinstance(re.compile("a"), Pattern), isinstance(re.match("a", "a"), Match), ContextManager[int])
