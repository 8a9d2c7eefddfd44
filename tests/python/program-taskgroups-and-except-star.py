import asyncio

async def worker(name, delay, fail=None):
    try:
        await asyncio.sleep(delay)
        if fail:
            raise fail
        print(name, "finished")
        return name
    except asyncio.CancelledError:
        print(name, "cancelled; cleaning", asyncio.current_task().cancelling())
        await asyncio.sleep(0.1)
        print(name, "clean")
        raise
    finally:
        print(name, "finally")

async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            a = tg.create_task(worker("A", 1), name="a")
            b = tg.create_task(worker("B", 0.5, ValueError("b broke")), name="b")
            c = tg.create_task(worker("C", 0.5, KeyError("c")), name="c")
            d = tg.create_task(worker("D", 3), name="d")
            print(tg)
    except* ValueError as eg:
        print("values", eg.exceptions, repr(eg))
    except* KeyError as eg:
        print("keys", eg.exceptions, eg.message)
    print([t.cancelled() for t in (a, d)], b.exception(), repr(c.exception()))
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(worker("E", 1))
            raise RuntimeError("body")
    except* RuntimeError as eg:
        print(eg)
    try:
        try:
            async with asyncio.TaskGroup() as tg:
                tg.create_task(worker("F", 0, SystemError("f")))
                async with asyncio.TaskGroup() as inner:
                    inner.create_task(worker("G", 0.0, TypeError("g")))
                    inner.create_task(worker("H", 2))
        except* TypeError as e:
            print("type", repr(e), e.exceptions)
    except BaseExceptionGroup as e:
        print("rest", repr(e))
        m, r = e.split(SystemError)
        print(m, r)
    tg = asyncio.TaskGroup()
    try:
        tg.create_task(asyncio.sleep(1))
    except RuntimeError as e:
        print(str(e)[:9], str(e)[-22:])
    async with asyncio.TaskGroup() as tg:
        tg.create_task(worker("Z", 0.1, OSError("last")))
asyncio.run(main())
