# A token bucket with a fair queue of waiters and statistics.
import asyncio
import collections
import contextlib
import dataclasses
import enum
import itertools
import time
from typing import AsyncIterator, ClassVar, Generic, Protocol, Self, TypeVar, runtime_checkable

T = TypeVar("T")


class Tier(enum.StrEnum):
    FREE = enum.auto()
    PRO = enum.auto()

    @property
    def rate(self) -> float:
        return {"free": 1.0, "pro": 4.0}[self]


@dataclasses.dataclass(slots=True, kw_only=True)
class Stats:
    granted: int = 0
    refused: int = 0
    waits: list[float] = dataclasses.field(default_factory=list, repr=False)
    total: ClassVar[int] = 0

    def __post_init__(self):
        type(self).total += 1

    @property
    def mean(self):
        return sum(self.waits) / len(self.waits) if self.waits else float("nan")


@runtime_checkable
class Limiter(Protocol):
    async def acquire(self, n: int = 1) -> None: ...


class Bucket:
    def __init__(self, tier: Tier, burst: int):
        self.tier, self.burst = tier, burst
        self.tokens = float(burst)
        self.stamp = time.monotonic()
        self.stats = Stats()
        self._waiters: collections.deque[asyncio.Future] = collections.deque()

    def _refill(self):
        now = time.monotonic()
        self.tokens = min(self.burst, self.tokens + (now - self.stamp) * self.tier.rate)
        self.stamp = now

    async def acquire(self, n: int = 1) -> None:
        begun = time.monotonic()
        if n > self.burst:
            self.stats.refused += 1
            raise ValueError(f"{n} > burst {self.burst}")
        while True:
            self._refill()
            if self.tokens >= n:
                self.tokens -= n
                self.stats.granted += 1
                self.stats.waits.append(time.monotonic() - begun)
                return
            await asyncio.sleep((n - self.tokens) / self.tier.rate)

    async def __aenter__(self) -> Self:
        await self.acquire()
        return self

    async def __aexit__(self, *exc_info):
        if exc_info[0] is not None:
            print(f"leaving with {exc_info[0].__name__}: {exc_info[1]!s:.12}")
        return isinstance(exc_info[1], LookupError)

    def __repr__(self):
        return f"<{type(self).__qualname__} {self.tier!s} {self.tokens:.2f}/{self.burst}>"


async def client(name: str, bucket: Bucket, sizes):
    for i, n in enumerate(sizes, start=1):
        try:
            await bucket.acquire(n)
        except ValueError as e:
            e.add_note(f"asked by {name}")
            print(f"{name:>6}: {e} {e.__notes__}")
        else:
            print(f"{name:>6}: #{i} got {n} at {time.monotonic():05.2f} {bucket!r}")


async def main():
    free, pro = Bucket(Tier.FREE, 2), Bucket(Tier("pro"), burst=3)
    print(isinstance(free, Limiter), isinstance(3, Limiter), list(Tier), Tier.PRO == "pro")
    await asyncio.gather(client("ann", free, (1, 2, 1)), client("bob", pro, itertools.repeat(1, 5)), client("cy", free, [1, 5]))
    async with pro:
        raise KeyError("swallowed, since it is a lookup")
    with contextlib.suppress(ZeroDivisionError):
        async with pro as p:
            print(p is pro, p.stats, f"{p.stats.mean:.3f}")
            1 / 0
    print(free.stats, Stats.total, dataclasses.asdict(free.stats)["waits"])
    try:
        free.stats.nope = 1
    except AttributeError as e:
        print(type(e).__name__, e)


asyncio.run(main())
