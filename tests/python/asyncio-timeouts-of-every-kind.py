import asyncio


async def slow(delay=10):
    try:
        await asyncio.sleep(delay)
        return "slept"
    except asyncio.CancelledError as error:
        print("slow cancelled", error.args)
        raise


async def main():
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(1) as cm:
            print(cm, cm.when(), cm.expired())
            await slow()
    except TimeoutError as error:
        print(repr(error), repr(error.__cause__), cm.expired(), cm)
    async with asyncio.timeout(None) as cm:
        print(cm.when())
        cm.reschedule(loop.time() + 5)
        print(cm.when(), await slow(1))
    print(cm, cm.expired())
    async with asyncio.timeout(5) as cm:
        cm.reschedule(None)
        await asyncio.sleep(10)
    print("no deadline", loop.time())
    try:
        async with asyncio.timeout_at(loop.time() - 1):
            print("past, but runs until an await")
            await asyncio.sleep(0)
            print("one more turn")
            await asyncio.sleep(0)
            print("never")
    except TimeoutError:
        print("past")
    try:
        async with asyncio.timeout(0):
            await slow(0)
            print("zero passed")
    except TimeoutError:
        print("zero")
    try:
        async with asyncio.timeout(2):
            try:
                async with asyncio.timeout(1):
                    await slow()
            except TimeoutError:
                print("inner")
            await slow()
    except TimeoutError:
        print("outer", loop.time())
    try:
        async with asyncio.timeout(1):
            raise KeyError("own")
    except KeyError as error:
        print(repr(error))
    try:
        async with asyncio.timeout(1):
            try:
                await slow()
            except asyncio.CancelledError:
                print("swallowed")
            print("goes on", asyncio.current_task().cancelling())
        print("left quietly?")
    except TimeoutError:
        print("still a timeout")
    try:
        async with asyncio.timeout(1):
            try:
                await slow()
            finally:
                raise OSError("cleanup")
    except OSError as error:
        print(repr(error), repr(error.__context__))
    for call in (lambda: cm.reschedule(5), lambda: cm.__aenter__()):
        try:
            result = call()
            if result is not None:
                await result
        except RuntimeError as error:
            print(error)
    try:
        print(await asyncio.wait_for(slow(1), 2), await asyncio.wait_for(slow(1), None))
        await asyncio.wait_for(slow(), 1)
    except TimeoutError as error:
        print("wait_for", repr(error), repr(error.__cause__))
    t = asyncio.create_task(slow())
    try:
        await asyncio.wait_for(asyncio.shield(t), 0.5)
    except asyncio.TimeoutError:
        print("shielded", t.done(), asyncio.TimeoutError is TimeoutError)
    try:
        await asyncio.wait_for(t, 0)
    except TimeoutError:
        print("zero", t.cancelled())
    try:
        await asyncio.wait_for(slow(), -1)
    except TimeoutError:
        print("negative")
    done = asyncio.create_task(slow(0))
    await done
    print(await asyncio.wait_for(done, 0))

    async def outer():
        await asyncio.wait_for(slow(), 100)

    o = asyncio.create_task(outer())
    await asyncio.sleep(0.1)
    o.cancel("outside")
    try:
        await o
    except asyncio.CancelledError as error:
        print("outside", repr(error))

    async def both():
        async with asyncio.timeout(1):
            await slow()

    b = asyncio.create_task(both())
    loop.call_later(1, b.cancel)
    try:
        await b
    except (TimeoutError, asyncio.CancelledError) as error:
        print(type(error).__name__, b.cancelling())


asyncio.run(main())
