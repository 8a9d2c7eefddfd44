import asyncio
async def f(n, e=None):
    try:
        await asyncio.sleep(n)
        if e: raise e
        return n
    except asyncio.CancelledError as c:
        print('f', n, c.args)
        raise
async def main():
    loop = asyncio.get_running_loop()
    g = asyncio.gather(f(1), f(2), f(0.5, ValueError('x')), return_exceptions=True)
    print(g)
    loop.call_later(0.7, g.cancel, 'gather msg')
    try: print(await g)
    except asyncio.CancelledError as e: print('cancelled', e.args, g.cancelled(), g.done())
    g = asyncio.gather(f(1), f(0.5, ValueError('x')))
    loop.call_later(0.5, lambda: print('cancel at failure', g.cancel('late')))
    try: print(await g)
    except BaseException as e: print(repr(e))
    await asyncio.sleep(1)
    ts = [asyncio.create_task(f(i / 10), name=f't{i}') for i in range(1, 4)]
    g = asyncio.gather(*ts)
    loop.call_later(0.15, ts[1].cancel, 'child msg')
    try: await g
    except asyncio.CancelledError as e: print('child cancelled', e.args, ts[2].done(), asyncio.current_task().cancelling())
    g = asyncio.gather(ts[2], asyncio.gather(f(0.1), f(0.2, KeyError('k'))), ts[0], ts[2])
    try: print(await g)
    except KeyError as e: print('k', e)
    g = asyncio.gather(); print(g, await g)
    outer = asyncio.gather(asyncio.gather(f(1), f(2)), f(3), return_exceptions=True)
    async def waits(): 
        try: return await outer
        except asyncio.CancelledError as e: print('waits', e.args, e.__context__); raise
    w = asyncio.create_task(waits(), name='waits')
    await asyncio.sleep(0.1)
    w.cancel('through')
    print(await asyncio.gather(w, return_exceptions=True), outer.cancelled())
    class F(asyncio.Future):
        def cancel(self, msg=None):
            print('F.cancel', msg); return super().cancel(msg)
    fs = [F() for _ in range(3)]
    g = asyncio.gather(*fs)
    fs[0].set_result(0)
    print(g.cancel('mm'), g.done())
    await asyncio.sleep(0)
    print(g.done(), g.cancelled())
    await asyncio.sleep(0)
    print(g.done(), g.cancelled(), [x.cancelled() for x in fs])
    g = asyncio.gather(*(s := [loop.create_future() for _ in range(2)]))
    s[0].set_exception(OSError(1)); s[1].set_exception(OSError(2))
    try: await g
    except OSError as e: print(e)
    print(s)
    # wait
    ts = [asyncio.create_task(f(i / 10, ValueError(i) if i == 2 else None), name=f'w{i}') for i in range(1, 5)]
    d, p = await asyncio.wait(ts, timeout=0.05); print(len(d), len(p))
    d, p = await asyncio.wait(ts, return_when='FIRST_EXCEPTION'); print(sorted(t.get_name() for t in d))
    ts[2].cancel()
    d, p = await asyncio.wait(p, return_when=asyncio.FIRST_EXCEPTION); print(sorted(t.get_name() for t in d), len(p))
    try: await asyncio.wait(ts, return_when='NO')
    except ValueError as e: print(e)
    try: await asyncio.wait([])
    except ValueError as e: print(e)
    try: await asyncio.wait([f(1)])
    except TypeError as e: print(e)
    d, p = await asyncio.wait(ts, timeout=0, return_when='FIRST_COMPLETED'); print(len(d))
    try:
        async with asyncio.timeout(0.05): await asyncio.wait(ts[3:] + [asyncio.create_task(f(9), name='nine')])
    except TimeoutError: print('not cancelled', [t.get_name() for t in asyncio.all_tasks()].count('nine'))
    s = asyncio.shield(ts[3]); print(s is ts[3], ts[0] is asyncio.shield(ts[0]))
    t = asyncio.create_task(f(0.1, ValueError('shielded')))
    s = asyncio.shield(t); s.cancel('sh')
    try: await s
    except asyncio.CancelledError as e: print(e.args)
    await asyncio.sleep(0.2)
    t = asyncio.create_task(f(0.1)); s = asyncio.shield(t); t.cancel('inner')
    try: await s
    except asyncio.CancelledError as e: print('inner cancelled', e.args)
    w = asyncio.wait_for(f(1), None); t = asyncio.create_task(w); await asyncio.sleep(0); t.cancel('wf')
    try: await t
    except asyncio.CancelledError as e: print(e.args)
    async def slow_cancel():
        try: await asyncio.sleep(1)
        except asyncio.CancelledError: await asyncio.sleep(1); return 'swallowed'
    try: print(await asyncio.wait_for(slow_cancel(), 0.1), loop.time())
    except TimeoutError as e: print(repr(e), repr(e.__cause__), loop.time())
    for n in (0, -1):
        try: print(await asyncio.wait_for(f(0), n))
        except TimeoutError as e: print('TO', repr(e.__cause__))
        fut = loop.create_future(); fut.set_result('ready')
        print(await asyncio.wait_for(fut, n))
asyncio.run(main())
