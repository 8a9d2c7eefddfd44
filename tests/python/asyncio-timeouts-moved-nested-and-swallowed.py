import asyncio, time
# timeouts nested, rescheduled, in groups, with shields; wait_for corner cases
async def slow(d, r="ok", stubborn=0):
    while True:
        try: return await asyncio.sleep(d, r)
        except asyncio.CancelledError as e:
            print("slow cancelled", e.args, stubborn)
            if not stubborn: raise
            stubborn -= 1
async def main():
    loop = asyncio.get_running_loop(); T = lambda: f"{loop.time():.2f}"
    try:
        async with asyncio.timeout(1) as o:
            async with asyncio.timeout(.5) as i:
                await slow(3)
    except TimeoutError as e: print(T(), o.expired(), i.expired(), repr(e), o, i)
    try:
        async with asyncio.timeout(.5) as o:
            try:
                async with asyncio.timeout(1) as i: await slow(3)
            except TimeoutError: print("inner?")
    except TimeoutError: print(T(), o.expired(), i.expired())
    async with asyncio.timeout(None) as t: print(t.when(), t); t.reschedule(loop.time() + .2); print(t.when() > 0, t); await asyncio.sleep(.1); t.reschedule(None); await asyncio.sleep(.3); print(t.expired())
    try: t.reschedule(1)
    except RuntimeError as e: print(e)
    try:
        async with asyncio.timeout(-1): print("body runs"); await asyncio.sleep(0); print("not here")
    except TimeoutError: print("past")
    try:
        async with asyncio.timeout_at(loop.time()): pass
        print("no await, no timeout")
    except TimeoutError: print("x")
    try:
        async with asyncio.timeout(.1):
            try: await slow(5)
            except asyncio.CancelledError: raise ValueError("replaced")
    except ValueError as e: print(e, repr(e.__context__), asyncio.current_task().cancelling())
    try:
        async with asyncio.timeout(.1):
            try: await slow(5)
            finally: await asyncio.sleep(.2); print("cleanup", T())
    except TimeoutError: print("after cleanup", T())
    print(await asyncio.wait_for(slow(.1, "in time"), 1), await asyncio.wait_for(slow(.1), None))
    for c, d in ((slow(1, stubborn=1), .1), (slow(1), 0), (slow(1), -1)):
        try: print(await asyncio.wait_for(c, d), T())
        except TimeoutError as e: print("to", T(), repr(e))
    f = loop.create_future(); f.set_result(9); print(await asyncio.wait_for(f, 0))
    inner = asyncio.create_task(slow(.5, "shielded"))
    try: await asyncio.wait_for(asyncio.shield(inner), .1)
    except TimeoutError: print("to", inner.cancelled(), await inner)
    async def outer():
        try: await asyncio.wait_for(slow(5), 2)
        except asyncio.CancelledError as e: print("outer c", e.args); raise
    t = asyncio.create_task(outer()); await asyncio.sleep(.1); t.cancel("stop"); await asyncio.wait([t]); print(t, t.cancelled())
    try:
        async with asyncio.timeout(.3), asyncio.TaskGroup() as tg: tg.create_task(slow(1, stubborn=0)); tg.create_task(slow(.1))
    except TimeoutError as e: print(T(), repr(e), repr(e.__cause__))
    try:
        async with asyncio.TaskGroup() as tg:
            async def lim():
                async with asyncio.timeout(.1): await slow(1)
            tg.create_task(lim()); tg.create_task(slow(9))
    except* TimeoutError as eg: print(eg.exceptions, T())
    async def self_cancel():
        asyncio.current_task().cancel("me"); print("still running"); 
        try: await asyncio.sleep(0)
        except asyncio.CancelledError as e: print(e.args, asyncio.current_task().cancelling(), asyncio.current_task().uncancel()); return "survived"
    print(await asyncio.create_task(self_cancel()))
    t = asyncio.create_task(slow(1)); t.cancel(); t.cancel(); print(t.cancelling()); print(await asyncio.gather(t, return_exceptions=True), t.cancel(), t.cancelling())
    cm = asyncio.timeout(1)
    try: cm.reschedule(3)
    except RuntimeError as e: print(e)
    try: cm.__enter__()
    except AttributeError as e: print(e)
    async with cm: pass
    try:
        async with cm: pass
    except RuntimeError as e: print(e)
    print(cm)
asyncio.run(main())
