import asyncio
async def job(n, others, kill=None, fail=False):
    try:
        await asyncio.sleep(n)
        if kill is not None:
            print(n, 'kills', kill, others[kill].cancel(f'by {n}'))
        if fail: raise ValueError(n)
        return n
    except asyncio.CancelledError as e:
        print(n, 'cancelled', e.args)
        await asyncio.sleep(0.05)
        raise
async def main():
    loop = asyncio.get_running_loop()
    ts = []
    spec = [(0.3, 2, False), (0.1, 3, True), (0.5, None, False), (0.4, 0, True), (0.2, 4, False), (0.9, None, False)]
    ts += [asyncio.create_task(job(n, ts, k, f), name=f'j{i}') for i, (n, k, f) in enumerate(spec)]
    try:
        for c in asyncio.as_completed(ts, timeout=0.6):
            try:
                print(loop.time(), 'plain', await c)
            except (ValueError, asyncio.CancelledError) as e:
                print(loop.time(), 'plain', repr(e))
    except TimeoutError as e:
        print('timeout', loop.time(), repr(e), [t.done() for t in ts])
    for t in ts: t.cancel()
    await asyncio.wait(ts)
    ts.clear()
    ts += [asyncio.create_task(job(n, ts, k, f), name=f'k{i}') for i, (n, k, f) in enumerate(spec)]
    try:
        async for t in asyncio.as_completed(ts, timeout=0.35):
            print(round(loop.time(), 3), 'async', t.get_name(), t.cancelled() or t.exception())
            if t.get_name() == 'k4':
                asyncio.current_task().cancel('self')
                try: await asyncio.sleep(0)
                except asyncio.CancelledError as e: print('self', e)
                asyncio.current_task().uncancel()
    except TimeoutError as e:
        print('timeout', round(loop.time(), 3), repr(e))
    for t in ts: t.cancel()
    await asyncio.wait(ts)
    it = asyncio.as_completed([job(0.1, []), job(0.1, []), job(0.05, [])])
    first = next(it)
    second = next(it)
    print(type(first).__name__, first.__name__)
    print(await second, await first)
    last = next(it)
    try: next(it)
    except StopIteration: print('stop')
    await last
    try: await last
    except RuntimeError as e: print(e)
    it = asyncio.as_completed({loop.create_future()}, timeout=0)
    try: await next(it)
    except TimeoutError as e: print('zero', repr(e))
    it = asyncio.as_completed([])
    print(list(it), [x async for x in asyncio.as_completed([])])
    for bad in (None, 5, asyncio.sleep(0)):
        try: asyncio.as_completed(bad)
        except TypeError as e: print(e)
        if bad: getattr(bad, 'close', int)()
    t = asyncio.create_task(asyncio.sleep(0.1, 'same'))
    it = asyncio.as_completed([t, t, t])
    print([await c for c in it])
    async def consumer():
        async for x in asyncio.as_completed([asyncio.create_task(job(1, []), name='deep')]):
            print('never', x)
    c = asyncio.create_task(consumer())
    await asyncio.sleep(0.01)
    c.cancel('consumer')
    print(await asyncio.wait([c]) and c.cancelled(), [t.get_name() for t in asyncio.all_tasks() if t.get_name() == 'deep'])
    e, d = asyncio.as_completed([asyncio.sleep(0.2, 'e'), asyncio.sleep(0.1, 'd')])
    print(await asyncio.gather(e, d))
asyncio.run(main())
