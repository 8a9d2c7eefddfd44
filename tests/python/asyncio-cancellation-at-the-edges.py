import asyncio


async def sleeper(name, n=10):
    try:
        print(name, "starts")
        await asyncio.sleep(n)
    except asyncio.CancelledError as error:
        print(name, "cancelled", error.args)
        raise
    finally:
        print(name, "finally")


async def settle(task):
    try:
        return await task
    except asyncio.CancelledError as error:
        return repr(error), task.cancelled()
    except Exception as error:
        return repr(error)


async def main():
    t = asyncio.create_task(sleeper("unborn"))
    t.cancel()
    print(await settle(t))
    t = asyncio.create_task(sleeper("twice"))
    await asyncio.sleep(0)
    print(t.cancel("one"), t.cancel("two"), t.cancelling())
    print(await settle(t))

    async def swallows():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            print("swallowed", asyncio.current_task().cancelling(), asyncio.current_task().uncancel())
        await asyncio.sleep(1)
        return "lived on"

    t = asyncio.create_task(swallows())
    await asyncio.sleep(0)
    t.cancel()
    print(await settle(t), t.cancelling())

    async def replaces():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            raise ValueError("instead")

    t = asyncio.create_task(replaces())
    await asyncio.sleep(0)
    t.cancel()
    print(await settle(t), repr(t.exception().__context__))

    async def cancels_itself():
        asyncio.current_task().cancel()
        print("still running")
        try:
            await asyncio.sleep(0)
        except asyncio.CancelledError:
            print("at the next await")
            raise

    print(await settle(asyncio.create_task(cancels_itself())))

    async def cancels_itself_and_returns():
        asyncio.current_task().cancel()
        return "done"

    t = asyncio.create_task(cancels_itself_and_returns())
    print(await settle(t), t.cancelled())
    future = asyncio.get_running_loop().create_future()

    async def on_future():
        return await future

    t = asyncio.create_task(on_future())
    await asyncio.sleep(0)
    future.set_result("data")
    t.cancel()
    print(await settle(t), future)

    async def inner():
        await sleeper("innermost")

    async def middle():
        try:
            await inner()
        finally:
            print("middle finally")

    t = asyncio.create_task(middle())
    await asyncio.sleep(0)
    t.cancel("deep")
    print(await settle(t))
    child = asyncio.create_task(sleeper("child"))

    async def waits_for_child():
        await child

    t = asyncio.create_task(waits_for_child())
    await asyncio.sleep(0.1)
    t.cancel("to the child")
    print(await settle(t), child.cancelled())
    child = asyncio.create_task(sleeper("cancelled child"))
    t = asyncio.create_task(settle(child))
    await asyncio.sleep(0.1)
    child.cancel("only child")
    print(await t)

    async def raises_cancelled():
        raise asyncio.CancelledError("by hand")

    print(await settle(asyncio.create_task(raises_cancelled())))

    async def slow_cleanup():
        try:
            await asyncio.sleep(10)
        finally:
            print("cleaning")
            try:
                await asyncio.sleep(1)
            finally:
                print("cleaning broken off?")

    t = asyncio.create_task(slow_cleanup())
    await asyncio.sleep(0.1)
    t.cancel("first")
    await asyncio.sleep(0.1)
    t.cancel("second")
    print(await settle(t))
    t = asyncio.create_task(slow_cleanup())
    await asyncio.sleep(0.1)
    t.cancel()
    print(await asyncio.wait([t], timeout=0.5) and t.done())
    print(await settle(t), t.cancel())
    try:
        asyncio.current_task().cancel("main itself")
        await asyncio.sleep(0)
    except asyncio.CancelledError as error:
        print(repr(error), asyncio.current_task().uncancel(), asyncio.current_task().uncancel())
    print(issubclass(asyncio.CancelledError, Exception), asyncio.CancelledError.__mro__[1].__name__)
    asyncio.create_task(sleeper("left behind"), name="left")
    await asyncio.sleep(0)
    raise ValueError("main fails")


try:
    asyncio.run(main())
except ValueError as error:
    print(error)
