"""The workloads of `cargo xtask bench` on CPython's asyncio: runs one of them and prints the seconds it took.

    python3 benches/workloads.py NAME

benches/engine.rs has the same ones for the engine.
"""

import asyncio
import selectors
import sys
import time

TASKS = 100_000
HAND_OFFS = 1_000_000
TREE_DEPTH = 5
TREE_FANOUT = 10


class VirtualSelector(selectors.DefaultSelector):
    """Asks the system for events as always, but lets the clock jump instead of waiting for a timer."""

    def __init__(self):
        super().__init__()
        self.clock = 0.0

    def select(self, timeout=None):
        if timeout:
            self.clock += timeout
        return super().select(0)


async def sleeps():
    async def worker():
        for _ in range(10):
            await asyncio.sleep(0)

    await asyncio.gather(*(worker() for _ in range(TASKS)))


async def cancel_tree():
    async def node(depth):
        if depth == 0:
            await asyncio.sleep(3600)
        else:
            await asyncio.gather(*(node(depth - 1) for _ in range(TREE_FANOUT)))

    root = asyncio.create_task(node(TREE_DEPTH))
    # Every level starts one turn after the one above it.
    for _ in range(TREE_DEPTH + 2):
        await asyncio.sleep(0)
    root.cancel()
    try:
        await root
    except asyncio.CancelledError:
        pass
    assert len(asyncio.all_tasks()) == 1


async def timers():
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    left = TASKS

    def fire():
        nonlocal left
        left -= 1
        if left == 0:
            done.set_result(None)

    start = loop.time()
    state = 1
    for _ in range(TASKS):
        state = (state * 1103515245 + 12345) % 2**31
        loop.call_at(start + state / 2**31 * 1000, fire)
    await done


async def hand_offs():
    loop = asyncio.get_running_loop()
    turns = [loop.create_future(), loop.create_future()]

    async def player(me, other):
        for _ in range(HAND_OFFS // 2):
            await turns[me]
            turns[me] = loop.create_future()
            turns[other].set_result(None)

    players = [asyncio.create_task(player(0, 1)), asyncio.create_task(player(1, 0))]
    turns[0].set_result(None)
    await asyncio.gather(*players)


WORKLOADS = {"sleeps": sleeps, "cancel-tree": cancel_tree, "timers": timers, "hand-offs": hand_offs}


def main():
    workload = WORKLOADS[sys.argv[1]]
    selector = VirtualSelector()
    loop = asyncio.SelectorEventLoop(selector)
    loop.time = lambda: selector.clock
    start = time.perf_counter()
    loop.run_until_complete(workload())
    print(time.perf_counter() - start)
    loop.close()


main()
