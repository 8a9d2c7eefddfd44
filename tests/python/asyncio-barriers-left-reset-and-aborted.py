import asyncio, re
def show(x):
    return re.sub(r' at 0x[0-9a-f]+', '', repr(x))
async def party(b, n, log, hold=0):
    await asyncio.sleep(hold)
    try:
        async with b as pos:
            log.append((n, 'at', pos, b.n_waiting, b.broken))
            await asyncio.sleep(0)
    except asyncio.BrokenBarrierError as e:
        log.append((n, 'broken', e.args))
    except asyncio.CancelledError as e:
        log.append((n, 'cancelled', e.args, show(b)))
        raise
    return n
async def main():
    log = []
    def dump(what):
        print(what, log); log.clear()
    b = asyncio.Barrier(3)
    print(show(b), b.parties, b.n_waiting)
    ts = [asyncio.create_task(party(b, i, log), name=f'p{i}') for i in range(7)]
    await asyncio.sleep(0)
    print(show(b))
    await asyncio.sleep(0)
    print(show(b))
    await asyncio.sleep(0.1)
    dump('two rounds')
    print(show(b), [t.done() for t in ts])
    ts[6].cancel('leave')
    await asyncio.sleep(0)
    print(show(b), b.broken); dump('left')
    ts = [asyncio.create_task(party(b, i, log)) for i in range(3)]
    await asyncio.sleep(0)
    ts[2].cancel('last arrives')
    ts[0].cancel('draining')
    await asyncio.sleep(0)
    dump('draining')
    print(await asyncio.gather(*ts, return_exceptions=True)); dump('after')
    ts = [asyncio.create_task(party(b, i, log)) for i in range(2)]
    await asyncio.sleep(0)
    r = asyncio.create_task(b.reset())
    late = asyncio.create_task(party(b, 'late', log))
    await asyncio.sleep(0)
    print(show(b), r.done(), late.done())
    print(await asyncio.gather(*ts)); dump('reset')
    await asyncio.sleep(0)
    print(show(b))
    await b.abort()
    print(show(b), b.broken)
    print(await late); dump('abort')
    print(await asyncio.gather(*(party(b, i, log) for i in range(2)))); dump('still broken')
    await b.reset()
    print(show(b), b.broken)
    try:
        async with asyncio.timeout(0.2):
            await b.wait()
    except TimeoutError:
        print('timed out alone', b.n_waiting, b.broken)
    a = [asyncio.create_task(party(b, i, log, i * 0.1)) for i in range(3)]
    async with asyncio.TaskGroup() as tg:
        tg.create_task(asyncio.wait_for(asyncio.shield(a[1]), 0.15)).add_done_callback(lambda t: print('wf', t.cancelled()))
        tg.create_task(b.wait()).add_done_callback(lambda t: print('bw', show(t)))
    dump('mixed')
    a[2].cancel(); a[1].cancel()
    print(await asyncio.gather(*a, return_exceptions=True)); dump('mixed end')
    for n in (0, -1):
        try: asyncio.Barrier(n)
        except ValueError as e: print(e)
    one = asyncio.Barrier(1)
    print(await one.wait(), await one.wait(), show(one))
asyncio.run(main())
