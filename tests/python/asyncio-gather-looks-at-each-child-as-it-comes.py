# gather() adds each callback, and looks whether its child is done, as it goes through its arguments.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)

    async def resolve(future, what):
        print("resolve", future.done(), str(future).count("_done_callback"))
        future.set_result(what)
        future_2.set_result("2")
        return "resolved"

    async def later(x):
        await asyncio.sleep(0)
        return x

    async def fail():
        raise ValueError("eager")

    future, future_2 = loop.create_future(), loop.create_future()
    outer = asyncio.gather(future, resolve(future, "1"), future_2)
    print(outer.done(), outer)
    print(await outer)
    future = loop.create_future()
    future_2 = loop.create_future()

    async def fails_first():
        future.set_exception(KeyError("early"))
        raise ValueError("late")

    outer = asyncio.gather(future, fails_first())
    print(outer)
    try:
        await outer
    except Exception as e:
        print(repr(e))
    future = loop.create_future()

    async def cancels():
        future.cancel("by eager")
        return "cancels"

    outer = asyncio.gather(future, cancels(), later(1), return_exceptions=True)
    print(outer)
    print(await outer)
    future = loop.create_future()

    async def adds():
        future.add_done_callback(lambda f: print("added by child"))
        future.set_result("x")

    outer = asyncio.gather(future, adds())
    outer.add_done_callback(lambda f: print("outer done"))
    await outer
    future = loop.create_future()

    async def both():
        future.set_result("b")
        return await later(2)

    print(await asyncio.gather(future, future, both(), future, later(3)))
    future = loop.create_future()

    async def nothing():
        future.set_result(1)

    def bad(loop, coro, **k):
        if coro.__name__ == "fail":
            raise RuntimeError("no")
        return asyncio.Task(coro, loop=loop, eager_start=True, **k)

    loop.set_task_factory(bad)
    coro = fail()
    try:
        asyncio.gather(future, nothing(), coro)
    except RuntimeError as e:
        print(repr(e), future)
    pending = loop.create_future()
    try:
        asyncio.gather(pending, fail())
    except RuntimeError as e:
        print(repr(e), str(pending).count("_done_callback"))
    await asyncio.sleep(0)


asyncio.run(main())
