import asyncio
# cancellation-safe resources, critical sections, "uncancellable", cancel scopes by hand
async def uncancellable(aw):
    t = asyncio.ensure_future(aw); cancelled = None
    while not t.done():
        try: await asyncio.shield(t)
        except asyncio.CancelledError as e:
            if t.cancelled(): raise
            cancelled = e; print("deferred", e.args)
    if cancelled: raise cancelled
    return t.result()
class Scope:
    def __init__(self): self.task = None; self.called = False
    def cancel(self): self.called = True; self.task and self.task.cancel(msg=self)
    async def __aenter__(self): self.task = asyncio.current_task(); return self
    async def __aexit__(self, t, e, tb):
        if t is asyncio.CancelledError and self.called: print("scope swallows", e.args == (self,), self.task.uncancel()); return True
async def commit(log): log.append("begin"); await asyncio.sleep(.2); log.append("end"); return "committed"
async def tx(log):
    try:
        await asyncio.sleep(.1); r = await uncancellable(commit(log)); log.append(r)
        await asyncio.sleep(1); return "late"
    except asyncio.CancelledError: log.append("rolled back"); raise
    finally: log.append("fin")
async def main():
    log = []; t = asyncio.create_task(tx(log)); await asyncio.sleep(.15); t.cancel("one"); await asyncio.sleep(.01); t.cancel("two")
    print(await asyncio.gather(t, return_exceptions=True), log, t.cancelling())
    async with Scope() as s:
        asyncio.get_running_loop().call_later(.1, s.cancel); await asyncio.sleep(5)
    print("after scope", asyncio.current_task().cancelling())
    async with Scope() as outer:
        async with Scope() as inner:
            asyncio.get_running_loop().call_later(.1, outer.cancel); await asyncio.sleep(5)
        print("not here")
    print("after nested")
    async def stubborn():
        n = 0
        while n < 3:
            try: await asyncio.sleep(1)
            except asyncio.CancelledError as e: n += 1; print("refused", n, e)
        return "gave in"
    t = asyncio.create_task(stubborn(), name="stub")
    for _ in range(4): await asyncio.sleep(.1); print(t.cancel(), t.cancelling(), end=" ")
    print(await t)
    async def child(n):
        try: await asyncio.sleep(n)
        finally:
            try: await asyncio.sleep(.1)
            except asyncio.CancelledError: print("cleanup cut", n); raise
            print("cleanup", n)
    async def fam():
        async with asyncio.TaskGroup() as tg:
            for i in (1, 2): tg.create_task(child(i))
    t = asyncio.create_task(fam()); await asyncio.sleep(.1); t.cancel("a"); await asyncio.sleep(.05); t.cancel("b")
    try: await t
    except asyncio.CancelledError as e: print("fam", e.args, repr(e.__context__))
    async def cancels_parent(p): await asyncio.sleep(.1); p.cancel("from child"); await asyncio.sleep(.1); return 1
    try:
        async with asyncio.TaskGroup() as tg: c = tg.create_task(cancels_parent(asyncio.current_task()))
    except asyncio.CancelledError as e: print("parent", e.args, c.done(), c.cancelled(), asyncio.current_task().uncancel())
    async def fails_in_cleanup():
        try: await asyncio.sleep(1)
        finally: raise RuntimeError("cleanup failed")
    try:
        async with asyncio.TaskGroup() as tg: tg.create_task(fails_in_cleanup()); tg.create_task(fails_in_cleanup()); await asyncio.sleep(0); 1 / 0
    except* ZeroDivisionError as e: print("zde", e.exceptions)
    except* RuntimeError as e: print("rte", [repr(x.__context__) for x in e.exceptions])
    try:
        async with asyncio.TaskGroup() as tg: tg.create_task(child(1)); raise asyncio.CancelledError("by hand")
    except asyncio.CancelledError as e: print(repr(e), asyncio.current_task().cancelling())
    tg = asyncio.TaskGroup()
    try: tg.create_task(c0 := child(0))
    except RuntimeError as e: print(e); c0.close()
    async with tg: print(str(tg)[:23]); tg.create_task(child(0), name="late"); print(str(tg)[-10:])
    try: tg.create_task(c0 := child(0))
    except RuntimeError as e: print(e); c0.close()
    try:
        async with tg: pass
    except RuntimeError as e: print(e)
    async with asyncio.TaskGroup() as tg:
        async def grow(n): 
            await asyncio.sleep(.1)
            if n: tg.create_task(grow(n - 1), name=f"grow{n}")
            print("grown", n)
        tg.create_task(grow(2))
    loop = asyncio.get_running_loop(); f = loop.create_future(); w = asyncio.create_task(asyncio.wait_for(f, 1)); await asyncio.sleep(0); f.cancel("fut"); print(await asyncio.gather(w, return_exceptions=True))
    a = asyncio.create_task(asyncio.sleep(1), name="a"); b = asyncio.gather(a, asyncio.sleep(1)); await asyncio.sleep(0); a.cancel("only a")
    try: await b
    except asyncio.CancelledError as e: print("gather", e.args, b)
    await asyncio.sleep(2)
asyncio.run(main())
