from typing import Generic, TypeVar, Protocol, get_args, get_origin
import asyncio
T = TypeVar("T"); U = TypeVar("U")
class Stack(Generic[T]):
    def __init__(self): self.items: list[T] = []
    def push(self, x: T) -> None: self.items.append(x)
class Pair(Generic[T, U]): pass
class Repo[K, V = int]:
    def get(self, k: K) -> V | None: ...
type Handler[E] = list[E]
type JSON = dict[str, JSON] | list[JSON] | str | None
s = Stack[int](); s.push(1); print(s.items, s.__orig_class__, Stack[str], Pair[int, str], Repo[str], Repo[str, bytes], Repo.__type_params__, Handler[int], Handler.__value__, JSON.__value__, JSON)
for f in (lambda: Pair[int], lambda: Stack[int, str], lambda: Stack[int][str], lambda: JSON[int], lambda: isinstance(s, Stack[int])):
    try: print(f())
    except TypeError as e: print(e)
class Sub(Stack[int]): pass
print(Sub.__orig_bases__, Sub.__mro__[1].__name__, get_args(Stack[int]), get_origin(Stack[int]) is Stack, issubclass(Sub, Stack))
class Q[T](asyncio.Queue[T]): pass
async def main(): q = Q[int](); await q.put(1); print(await q.get(), isinstance(q, Q), Q[str])
asyncio.run(main())
def first[A: (int, str)](x: A, *r) -> A: return x
async def co[B: int = bool](x: B) -> B: return x
print(first.__type_params__, first.__type_params__[0].__constraints__, co.__type_params__[0].__bound__, co.__type_params__[0].__default__, first(1), asyncio.run(co(2)))
