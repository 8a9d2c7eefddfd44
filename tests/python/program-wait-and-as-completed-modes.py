import asyncio

async def work(n, exc=None):
    await asyncio.sleep(n)
    if exc: raise exc
    return n

async def main():
    ts = [asyncio.create_task(work(i / 10), name=f"w{i}") for i in (3, 1, 2)]
    done, pending = await asyncio.wait(ts, return_when=asyncio.FIRST_COMPLETED)
    print(sorted(t.get_name() for t in done), sorted(t.get_name() for t in pending))
    done, pending = await asyncio.wait(pending, timeout=0.15)
    print(sorted(t.get_name() for t in done), sorted(t.get_name() for t in pending))
    done, pending = await asyncio.wait(pending, return_when="ALL_COMPLETED")
    print(len(done), pending)
    ts = [asyncio.create_task(work(0.1, ValueError("v")), name="v"), asyncio.create_task(work(5), name="five")]
    done, pending = await asyncio.wait(ts, return_when=asyncio.FIRST_EXCEPTION)
    print([t.exception() for t in done], [t.get_name() for t in pending])
    for p in pending: p.cancel()
    for bad in ([], "x", [work(1)], work(2)):
        try:
            await asyncio.wait(bad)
        except (TypeError, ValueError) as e:
            print(type(e).__name__, e)
        if not isinstance(bad, (list, str)): bad.close()
        elif bad and bad != "x": bad[0].close()
    try:
        await asyncio.wait(ts, return_when="SOMETIMES")
    except ValueError as e:
        print(e)
    for c in asyncio.as_completed([work(0.2), work(0.1), work(0.3, KeyError("k"))], timeout=1):
        try:
            print("got", await c)
        except KeyError as e:
            print("err", e)
    try:
        async for t in asyncio.as_completed([asyncio.create_task(work(i), name=f"n{i}") for i in (1, 2)], timeout=1.5):
            print(t.get_name(), t.result(), t.done())
    except TimeoutError as e:
        print("timeout", repr(e), e.args)
    it = asyncio.as_completed([work(1), work(5)], timeout=2)
    print(await next(it))
    try:
        print(await next(it))
    except TimeoutError as e:
        print("t", repr(e))
    try:
        next(it)
    except StopIteration:
        print("stop")
    print(sorted(t.get_name() for t in asyncio.all_tasks()))
asyncio.run(main())
