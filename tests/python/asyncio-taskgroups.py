import asyncio


async def job(name, delay, fail=None):
    try:
        await asyncio.sleep(delay)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise
    if fail:
        raise fail
    print(name, "done")
    return name


def show(group, depth=0):
    for e in group.exceptions:
        print("  " * depth, repr(e))
        if isinstance(e, BaseExceptionGroup):
            show(e, depth + 1)


async def main():
    async with asyncio.TaskGroup() as tg:
        print(tg)
        a = tg.create_task(job("a", 0.2))
        b = tg.create_task(job("b", 0.1), name="named")
        print(b.get_name())
    print(a.result(), b.result())
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(job("ok", 5))
            tg.create_task(job("bad", 0.1, ValueError("v")))
            tg.create_task(job("also", 0.1, KeyError("k")))
    except* ValueError as eg:
        print(eg, eg.exceptions)
    except* KeyError as eg:
        print(eg, eg.exceptions)
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(job("child", 5))
            raise OSError("body")
    except ExceptionGroup as eg:
        show(eg)
    try:
        async with asyncio.TaskGroup() as outer:
            outer.create_task(job("outer child", 5))
            async with asyncio.TaskGroup() as inner:
                inner.create_task(job("inner child", 5))
                inner.create_task(job("inner bad", 0.1, TypeError("t")))
    except ExceptionGroup as eg:
        print(repr(eg))
        show(eg)
    for bad in (lambda: tg.create_task(job("late", 0)), lambda: asyncio.TaskGroup().create_task(job("early", 0))):
        try:
            bad()
        except RuntimeError as error:
            print(str(error).split(" at 0x")[0].replace("<TaskGroup", "<TG"))

    async def cancelled_child():
        raise asyncio.CancelledError("self")

    async with asyncio.TaskGroup() as tg:
        t = tg.create_task(cancelled_child())
        tg.create_task(job("unbothered", 0.1))
    print(t.cancelled())

    async def spawner(tg, n):
        print("spawner", n)
        if n:
            tg.create_task(spawner(tg, n - 1))
            await asyncio.sleep(0.1)

    async with asyncio.TaskGroup() as tg:
        tg.create_task(spawner(tg, 3))

    async def whole():
        async with asyncio.TaskGroup() as tg:
            tg.create_task(job("w1", 5))
            try:
                await asyncio.sleep(5)
            except asyncio.CancelledError as error:
                print("body cancelled", asyncio.current_task().cancelling())
                raise

    w = asyncio.create_task(whole())
    await asyncio.sleep(0.1)
    w.cancel("stop")
    try:
        await w
    except asyncio.CancelledError as error:
        print("whole", repr(error), w.cancelling())

    async def fails_then_swallows():
        try:
            async with asyncio.TaskGroup() as tg:
                tg.create_task(job("f", 0.1, RuntimeError("r")))
                try:
                    await asyncio.sleep(5)
                except asyncio.CancelledError:
                    print("swallowed")
                await asyncio.sleep(0.5)
                print("body ended")
        except* RuntimeError as eg:
            print(eg.exceptions, asyncio.current_task().cancelling())

    await fails_then_swallows()

    async def exits():
        raise SystemExit(3)

    try:
        async with asyncio.timeout(1):
            async with asyncio.TaskGroup() as tg:
                tg.create_task(job("t", 5))
    except TimeoutError:
        print("timeout around a group")
    async with asyncio.TaskGroup() as tg:
        results = [tg.create_task(job(f"r{i}", 0.1 * (3 - i))) for i in range(3)]
    print([r.result() for r in results])
    try:
        async with asyncio.TaskGroup() as tg:
            async with asyncio.TaskGroup():
                pass
            raise asyncio.CancelledError("raised by hand")
    except asyncio.CancelledError as error:
        print(repr(error))


asyncio.run(main())
