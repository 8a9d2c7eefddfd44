import asyncio
def chain(e):
    out = []
    while e: out.append(f"{type(e).__name__}({e})"); e = e.__cause__ or e.__context__
    return out
async def main():
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(1) as t: await asyncio.sleep(5)
    except TimeoutError as e: print(chain(e), t.expired(), t, loop.time())
    try:
        async with asyncio.timeout(1):
            try: await asyncio.sleep(5)
            except asyncio.CancelledError: raise ValueError("instead")
    except ValueError as e: print(chain(e))
    try:
        async with asyncio.timeout(1):
            try: await asyncio.sleep(5)
            finally: raise KeyError("fin")
    except KeyError as e: print(chain(e), type(e.__context__).__name__)
    async with asyncio.timeout(1) as t:
        try: await asyncio.sleep(5)
        except asyncio.CancelledError: print("swallowed")
    print(t.expired(), asyncio.current_task().cancelling())
    try:
        async with asyncio.timeout(3):
            async with asyncio.timeout(1): await asyncio.sleep(5)
    except TimeoutError as e: print("inner", loop.time(), chain(e))
    try:
        async with asyncio.timeout(1):
            async with asyncio.timeout(3): await asyncio.sleep(5)
    except TimeoutError as e: print("outer", loop.time())
    try:
        async with asyncio.timeout(0): print("in"); await asyncio.sleep(0); print("never?")
    except TimeoutError: print("zero")
    async with asyncio.timeout(None) as t: t.reschedule(loop.time() + 1); print(t.when())
    async with asyncio.timeout_at(loop.time() + 1): pass
    try: await asyncio.wait_for(asyncio.sleep(5), 1)
    except TimeoutError as e: print(chain(e))
    try: await asyncio.wait_for(asyncio.sleep(5), 0)
    except TimeoutError as e: print(chain(e))
    print(await asyncio.wait_for(asyncio.sleep(1, "v"), None))
    async def stub():
        try: await asyncio.sleep(5)
        except asyncio.CancelledError: return "stub"
    print(await asyncio.wait_for(stub(), 1))
    t = asyncio.create_task(stub()); print(await asyncio.wait_for(t, 1))
    async def grp():
        async with asyncio.timeout(1):
            async with asyncio.TaskGroup() as tg: tg.create_task(asyncio.sleep(10)); await asyncio.sleep(10)
    try: await grp()
    except TimeoutError as e: print("grp", chain(e))
    async def outer():
        try: await asyncio.sleep(10)
        except asyncio.CancelledError as e: print("outer c", e.args); raise
    o = asyncio.create_task(outer()); await asyncio.sleep(0); o.cancel("why"); 
    try: await o
    except asyncio.CancelledError as e: print(e.args, o.cancelled())
    t = asyncio.create_task(asyncio.sleep(1)); t.cancel(); t.cancel("b"); print(t.cancelling(), t.uncancel(), t.uncancel(), t.uncancel()); await t; print("t fine")
    s = asyncio.shield(asyncio.sleep(1, "sh")); s.cancel("s")
    try: await s
    except asyncio.CancelledError as e: print("shield", e.args)
    done, pending = await asyncio.wait([asyncio.create_task(asyncio.sleep(i, i)) for i in (1, 2, 3)], timeout=2.5); print(len(done), len(pending), sorted(d.result() for d in done)); [p.cancel() for p in pending]
    async def err(): await asyncio.sleep(0.5); raise OSError("e")
    done, pending = await asyncio.wait({asyncio.create_task(asyncio.sleep(1)), asyncio.create_task(err())}, return_when=asyncio.FIRST_EXCEPTION); print(len(done), len(pending)); [d.exception() for d in done]
    for c in asyncio.as_completed([asyncio.sleep(2, "b"), asyncio.sleep(1, "a")]): print(await c)
    async for c in asyncio.as_completed([asyncio.sleep(2, "b"), asyncio.sleep(1, "a")]): print(c.done(), await c)
    try:
        for c in asyncio.as_completed([asyncio.sleep(2, "b"), asyncio.sleep(1, "a")], timeout=1.5): print(await c)
    except TimeoutError as e: print("ac", chain(e))
    try:
        async with asyncio.TaskGroup() as tg: tg.create_task(err()); tg.create_task(err()); await asyncio.sleep(5)
    except* OSError as eg: print(eg.exceptions, eg.message)
    g = asyncio.gather(err(), asyncio.sleep(1), return_exceptions=True); print(await g)
    g = asyncio.gather(asyncio.sleep(5), asyncio.sleep(6)); loop.call_later(1, g.cancel, "gc")
    try: await g
    except asyncio.CancelledError as e: print("g", e.args, g.cancelled(), g.done())
asyncio.run(main())
