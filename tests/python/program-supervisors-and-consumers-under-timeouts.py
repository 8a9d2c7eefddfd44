import asyncio
async def server(name, inbox, outbox, fail_on=None):
    handled = 0
    try:
        while True:
            try:
                async with asyncio.timeout(0.5) as t:
                    msg = await inbox.get()
                    t.reschedule(None)
                    if msg == fail_on: raise ConnectionError(f'{name} failed on {msg}')
                    await asyncio.sleep(0.1 * msg)
                    await outbox.put((name, msg))
                    handled += 1
            except TimeoutError:
                print(name, 'idle', asyncio.get_running_loop().time()); return handled
            finally: 
                await asyncio.sleep(0)
    except asyncio.CancelledError:
        print(name, 'cancelled', handled)
        await outbox.put((name, 'bye'))
        raise
async def supervisor(n):
    inbox, outbox = asyncio.Queue(2), asyncio.LifoQueue(1)
    restarts = 0
    async def feed():
        for m in (1, 3, 2, 1, 0, 2):
            try: await asyncio.wait_for(inbox.put(m), 0.15)
            except TimeoutError: print('dropped', m)
    async def drain(seen):
        while True: seen.append(await outbox.get()); outbox.task_done(); await asyncio.sleep(0.07)
    seen = []
    d = asyncio.create_task(drain(seen), name='drain')
    while restarts < n:
        try:
            async with asyncio.TaskGroup() as tg:
                for i in range(2): tg.create_task(server(f's{restarts}{i}', inbox, outbox, 3 if restarts == 0 else None), name=f'server-{restarts}-{i}')
                tg.create_task(feed())
            print('all ended'); break
        except* ConnectionError as g:
            restarts += 1; print('restart', [str(e) for e in g.exceptions], inbox.qsize(), outbox.full())
    await outbox.join()
    d.cancel()
    return seen, d.cancelling()
async def main():
    try:
        async with asyncio.timeout(3): print(await supervisor(3))
    finally: print(asyncio.get_running_loop().time(), len(asyncio.all_tasks()))
    sem = asyncio.BoundedSemaphore(2)
    async def limited(i):
        async with sem, asyncio.timeout(0.25):
            await asyncio.sleep(0.1 * i); return i
    rs = await asyncio.gather(*map(limited, range(6)), return_exceptions=True)
    print([repr(r) for r in rs])
    cond, items = asyncio.Condition(), []
    async def consumer(n):
        async with cond:
            try:
                await asyncio.wait_for(cond.wait_for(lambda: len(items) >= n), 0.35 * n)
                got, items[:n] = items[:n], []; return n, got
            except TimeoutError: return n, 'timeout', cond.locked()
    async def producer():
        for i in range(5):
            await asyncio.sleep(0.1)
            async with cond: items.append(i); cond.notify(2)
    print(await asyncio.gather(consumer(3), consumer(1), consumer(2), producer(), consumer(1)), items)
    results = []
    async def racer(i, ev):
        try: await ev.wait(); results.append(i)
        except asyncio.CancelledError: results.append(-i); raise
    ev = asyncio.Event(); rs = [asyncio.create_task(racer(i, ev)) for i in range(1, 5)]
    await asyncio.sleep(0); rs[1].cancel(); ev.set(); rs[2].cancel(); ev.clear(); rs.append(asyncio.create_task(racer(9, ev)))
    done, pending = await asyncio.wait(rs, timeout=0.1)
    print(results, len(done), len(pending), [t.cancelled() for t in rs[:4]])
    for p in pending: p.cancel()
asyncio.run(main())
