import asyncio, sys
# bugs people report
async def bug1():  # task exception swallowed by wait
    async def bad(): raise ValueError("swallowed?")
    t = asyncio.create_task(bad(), name="bug1"); await asyncio.wait([t]); print("bug1", t.exception() if 0 else "not looked at")
async def bug2():  # except Exception does not catch cancel
    async def w():
        try: await asyncio.sleep(5)
        except Exception: print("no")
        except BaseException as e: print("bug2", type(e).__name__); raise
    t = asyncio.create_task(w()); await asyncio.sleep(0); t.cancel(); await asyncio.wait([t])
async def bug3():  # mutable default, late binding
    async def log(x, acc=[]): acc.append(x); return acc
    print("bug3", await log(1), await log(2)); cbs = []
    for i in range(3): asyncio.get_running_loop().call_soon(lambda: cbs.append(i))
    await asyncio.sleep(0); print(cbs)
async def bug4():  # blocking the loop
    import time
    async def tick(): 
        for _ in range(3): await asyncio.sleep(.1); print("bug4 tick", round(asyncio.get_running_loop().time() % 100, 2) > 0)
    t = asyncio.create_task(tick()); await asyncio.sleep(.05); time.sleep(.35); await t
async def bug5():  # gather does not cancel siblings
    async def ok(): await asyncio.sleep(.2); print("bug5 sibling finished")
    async def bad(): raise RuntimeError("b5")
    try: await asyncio.gather(ok(), bad())
    except RuntimeError: print("bug5 caught")
    await asyncio.sleep(.3)
async def bug6():  # timeouts and finally awaits
    async def w():
        try: await asyncio.sleep(5)
        finally: await asyncio.sleep(.2); print("bug6 finally")
    try: await asyncio.wait_for(w(), .1)
    except TimeoutError: print("bug6 timeout")
async def bug7():  # create_task without reference + fire and forget set
    bg = set()
    async def job(i): await asyncio.sleep(.1); return i
    for i in range(3): t = asyncio.create_task(job(i)); bg.add(t); t.add_done_callback(bg.discard)
    while bg: await asyncio.sleep(.05)
    print("bug7", bg)
async def bug8():  # double await / reuse
    async def c(): return 1
    x = c(); await x
    try: await x
    except RuntimeError as e: print("bug8", e)
    t = asyncio.create_task(c()); print(await t, await t)
    async def slow(): await asyncio.sleep(.1)
    y = slow(); t = asyncio.create_task(y)
    await asyncio.sleep(0)
    try: await y
    except RuntimeError as e: print(e)
    await t
async def bug9():  # async with lock deadlock -> timeout
    l = asyncio.Lock()
    async def inner():
        async with l: return "never"
    async with l:
        try:
            async with asyncio.timeout(.1): print(await inner())
        except TimeoutError: print("bug9 deadlock", l.locked())
async def bug10():  # cancel in finally + shield
    async def save(): await asyncio.sleep(.1); print("bug10 saved")
    async def w():
        try: await asyncio.sleep(5)
        finally: await asyncio.shield(save())
    t = asyncio.create_task(w()); await asyncio.sleep(0); t.cancel(); await asyncio.sleep(.05); t.cancel()
    try: await t
    except asyncio.CancelledError: print("bug10 cancelled"); await asyncio.sleep(.1)
async def bug11():  # iterating while mutating, dict changed size
    d = {i: i for i in range(3)}
    try:
        for k in d: await asyncio.sleep(0); d[k + 10] = 1
    except RuntimeError as e: print("bug11", e)
    try:
        for x in (s := {1, 2}): s.add(x + 5)
    except RuntimeError as e: print(e)
    l = [1, 2, 3, 4]; [l.remove(x) for x in l]; print(l)
async def bug12():  # unawaited in conditional, await precedence
    async def val(): return 2
    print("bug12", await val() + await val() * 3, -await val(), not await val(), (await val(), await val()), [await val()] * 2, f"{await val():>3}", {await val(): await val()}, await val() if await val() else 0)
async def bug13():  # recursion in tasks, StopIteration leaking
    async def f(): raise StopIteration(3)
    try: await f()
    except RuntimeError as e: print("bug13", e, repr(e.__cause__))
    def gen(): yield from [1]; return 5
    async def g(): return next(iter([]))
    try: await g()
    except RuntimeError as e: print(e)
    try: await asyncio.create_task(g())
    except RuntimeError as e: print(e)
    try: await asyncio.to_thread(next, iter([]))
    except BaseException as e: print(type(e).__name__, e)
async def bug14():  # event set before wait; condition notify lost
    e = asyncio.Event(); e.set(); await e.wait(); e.clear(); c = asyncio.Condition()
    async with c: c.notify_all()
    async def w():
        async with c: await c.wait()
    try: await asyncio.wait_for(w(), .1)
    except TimeoutError: print("bug14 lost notify")
async def main():
    for f in [v for k, v in sorted(globals().items(), key=lambda kv: len(kv[0]) * 100 + ord(kv[0][-1])) if k.startswith("bug")]:
        try: await f()
        except Exception as e: print(f.__name__, "raised", repr(e))
asyncio.run(main())
