import asyncio


async def job(name, delay, fail=False):
    await asyncio.sleep(delay)
    if fail:
        raise ValueError(name)
    return name


def names(tasks):
    return sorted(t.get_name() for t in tasks)


def start(*specs):
    return [asyncio.create_task(job(*spec), name=spec[0]) for spec in specs]


async def main():
    tasks = start(("a", 0.1), ("b", 0.2), ("c", 0.3, True))
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print(names(done), names(pending))
    done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_EXCEPTION)
    print(names(done), names(pending), [t.exception() for t in done if t.exception()])
    tasks = start(("d", 0.1), ("e", 5))
    done, pending = await asyncio.wait(tasks, timeout=1)
    print(names(done), names(pending))
    for t in pending:
        t.cancel()
    done, pending = await asyncio.wait(pending)
    print(names(done), [t.cancelled() for t in done])
    for bad in (lambda: asyncio.wait([]), lambda: asyncio.wait([job("x", 0)]), lambda: asyncio.wait(tasks[0]), lambda: asyncio.wait(tasks, return_when="SOMETIMES")):
        try:
            await bad()
        except (ValueError, TypeError) as error:
            print(type(error).__name__, error)
    for earliest in asyncio.as_completed([job("slow", 0.3), job("fast", 0.1), job("mid", 0.2)]):
        print(await earliest)
    for earliest in asyncio.as_completed([job("ok", 0.1), job("bad", 0.2, True)]):
        try:
            print(await earliest)
        except ValueError as error:
            print("error", error)
    try:
        for earliest in asyncio.as_completed([job("in time", 0.1), job("too late", 5)], timeout=1):
            print(await earliest)
    except TimeoutError as error:
        print("timeout", repr(error))
    tasks = start(("x", 0.2), ("y", 0.1))
    async for task in asyncio.as_completed(tasks):
        print(task in tasks, await task, task.get_name())
    try:
        async with asyncio.timeout(0.5):
            async for task in asyncio.as_completed(start(("p", 0.1), ("q", 5))):
                print(task.result() if task.done() else "not done")
    except TimeoutError:
        print("outer timeout")

    async def waiter(t):
        try:
            await asyncio.wait([t])
        except asyncio.CancelledError:
            print("waiter cancelled, task", t.cancelled(), t.done())

    (t,) = start(("kept", 1))
    w = asyncio.create_task(waiter(t))
    await asyncio.sleep(0.1)
    w.cancel()
    await w
    print(await t)
    done, pending = await asyncio.wait({t}, timeout=0)
    print(len(done), len(pending))
    done, pending = await asyncio.wait(start(("n", 1)), timeout=0)
    print(len(done), len(pending), asyncio.FIRST_COMPLETED, asyncio.ALL_COMPLETED)


asyncio.run(main())
