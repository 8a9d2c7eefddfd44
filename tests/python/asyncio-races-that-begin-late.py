# asyncio.staggered: coroutines that begin one after the other, until the first has a result.
import asyncio
from asyncio.staggered import staggered_race


async def tries(name, secs, error=None):
    print(name, "begins")
    try:
        await asyncio.sleep(secs)
        if error:
            raise error
        print(name, "wins")
        return name
    except asyncio.CancelledError:
        print(name, "is cancelled")
        raise


async def race(*tries_of, delay):
    result, index, errors = await staggered_race(tries_of, delay)
    print(result, index, [type(error).__name__ for error in errors])


async def main():
    await race(lambda: tries("a", 3), lambda: tries("b", 1), lambda: tries("c", 5), delay=1)
    await race(lambda: tries("a", 1, OSError()), lambda: tries("b", 2), delay=None)
    await race(lambda: tries("a", 0.5, OSError()), lambda: tries("b", 0.5, KeyError()), delay=2)
    await race(delay=1)

    def broken():
        raise RuntimeError("no coroutine")

    await race(broken, lambda: tries("b", 1), delay=1)

    task = asyncio.create_task(race(lambda: tries("a", 5), lambda: tries("b", 5), delay=1))
    await asyncio.sleep(2)
    task.cancel("enough")
    try:
        await task
    except asyncio.CancelledError as error:
        print("cancelled", error.args)

    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    await race(lambda: tries("a", 3), lambda: tries("b", 1), delay=1)
    await race(lambda: tries("a", 0, OSError()), lambda: tries("b", 0), delay=None)

    queue = asyncio.Queue(2)
    queue.put_nowait("x")
    print(queue._format())


asyncio.run(main())
