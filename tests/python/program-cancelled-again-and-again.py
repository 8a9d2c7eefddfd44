import asyncio
def names(l): return [x.get_name() for x in l]
async def noop(): pass
async def cleaner(n, steps, log):
    try: await asyncio.sleep(100)
    except asyncio.CancelledError as e:
        for i in range(steps):
            try: await asyncio.sleep(0.1)
            except asyncio.CancelledError as e2: log.append((n, i, e2.args, asyncio.current_task().cancelling(), e2.__context__ is e))
        raise
async def main():
    log = []; t = asyncio.create_task(cleaner('a', 3, log)); await asyncio.sleep(0)
    for i in range(5): t.cancel(f'm{i}'); await asyncio.sleep(0.05)
    try: await t
    except asyncio.CancelledError as e: print('a', e.args, t.cancelling())
    print(log); log.clear()
    async def scope():
        me = asyncio.current_task()
        asyncio.get_running_loop().call_later(0.1, me.cancel, 'scope')
        try: await asyncio.sleep(1)
        except asyncio.CancelledError as e:
            print('caught', e.args, me.cancelling(), me.uncancel(), me.cancelling(), me.uncancel())
        await asyncio.sleep(0.1); me.cancel(); me.cancel(); print(me.uncancel(), me.cancelling())
        try: await asyncio.sleep(0); print('not cancelled')
        except asyncio.CancelledError: print('still thrown', me.uncancel())
        me.cancel(); me.uncancel()
        try: await asyncio.sleep(0); print('undone')
        except asyncio.CancelledError: print('thrown although undone')
        async with asyncio.timeout(0.1):
            try: await asyncio.sleep(1)
            except asyncio.CancelledError: me.cancel('user'); 
            try: await asyncio.sleep(1)
            except asyncio.CancelledError as e: print('second', e.args, me.cancelling())
    t = asyncio.create_task(scope())
    try: await t
    except BaseException as e: print('scope ended', repr(e), t.cancelling())
    # cancelling one that awaits another
    inner = asyncio.create_task(asyncio.sleep(1), name='inner')
    async def mid(): await inner
    async def swallow():
        try: await inner
        except asyncio.CancelledError as e: print('swallowed', inner.cancelled(), asyncio.current_task().cancelling(), e.args); return 'ok'
    m, s = asyncio.create_task(mid(), name='mid'), asyncio.create_task(swallow(), name='sw')
    await asyncio.sleep(0); print(m.cancel('via mid'), inner.cancelling())
    await asyncio.sleep(0); print(inner.done(), m.done(), s.done()); await asyncio.sleep(0); print(m.cancelled(), s.done() and s.result())
    t = asyncio.create_task(noop()); print(t.cancel('early')); 
    try: await t
    except asyncio.CancelledError as e: print('never began', e.args)
    t = asyncio.create_task(noop()); await t; print(t.cancel(), t.cancelling(), t.uncancel())
    f = asyncio.get_running_loop().create_future()
    async def on(): 
        try: return await f
        except asyncio.CancelledError as e: print('on', e.args); raise
    t = asyncio.create_task(on()); await asyncio.sleep(0); f.set_result(1); print(t.cancel('too late?'))
    try: print(await t)
    except asyncio.CancelledError as e: print('cancelled', e.args)
    f = asyncio.get_running_loop().create_future(); t = asyncio.create_task(on()); await asyncio.sleep(0); f.cancel('fm')
    try: print(await t)
    except asyncio.CancelledError as e: print('by future', e.args, t.cancelling())
    async def canceller(victim): victim.cancel('mutual'); await asyncio.sleep(0.1); return 'survived'
    x = asyncio.create_task(asyncio.sleep(1)); a = asyncio.create_task(canceller(x)); b = asyncio.create_task(canceller(a))
    print(await asyncio.gather(x, a, b, return_exceptions=True))
    async def self_cancel(): asyncio.current_task().cancel('me'); return 'returned'
    t = asyncio.create_task(self_cancel())
    try: print(await t)
    except asyncio.CancelledError as e: print('self', e.args)
    async def raise_cancel(): asyncio.current_task().cancel('me'); raise ValueError('v')
    t = asyncio.create_task(raise_cancel())
    try: print(await t)
    except BaseException as e: print('raise', repr(e))
    print(names(asyncio.all_tasks()))
asyncio.run(main())
