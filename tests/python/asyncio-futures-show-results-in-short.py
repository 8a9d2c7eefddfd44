# repr() of futures cuts long results as reprlib does, and tells where decorated functions begin.
import asyncio
import collections
import dataclasses


@dataclasses.dataclass
class Record:
    name: str
    value: int = 3
    other: str = "a long text that is longer than thirty"


class Broken:
    def __repr__(self):
        raise ValueError


def decorated(function):
    return function


@decorated
@decorated
def callback(*args):
    pass


async def main():
    loop = asyncio.get_running_loop()
    values = [1, 10**50, "x" * 28, "x" * 29, "x" * 40, "a\n" * 20, [1] * 9, (1,), (), {}, set(), {3, 1, 2}, frozenset([1])]
    values += [{i: str(i) * 40 for i in range(7)}, collections.deque(range(9), 3), collections.Counter("abracadabra"), Record("x")]
    values += [[[[[[[[1]]]]]]], b"x" * 50, 1.5, None, True, [Record("abc")] * 2, range(100000000), ["y" * 50], {"b": 1, "a": [1, 2]}]
    values += [{1: 2, "a": 3}, ValueError("a long text that is longer than thirty"), "é'\"" * 12, {"k": {"k": {"k": {"k": {"k": {"k": {}}}}}}}]
    for value in values:
        future = loop.create_future()
        future.set_result(value)
        print(future)
    future = loop.create_future()
    future.set_result(future)
    print(future)
    future = loop.create_future()
    future.set_result([Broken()])
    print(str(future)[:44])
    print(callback.__code__.co_firstlineno)


asyncio.run(main())
