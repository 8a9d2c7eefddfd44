import asyncio, sys
# Runner, KeyboardInterrupt, SystemExit, nested loops, loop api
async def m(v): await asyncio.sleep(.1); return v
with asyncio.Runner(debug=True) as r:
    print(r.run(m(1)), r.get_loop().get_debug(), r.run(m(2)))
try: r.run(m(3))
except RuntimeError as e: print(e)
r = asyncio.Runner(); r.close()
try: r.get_loop()
except RuntimeError as e: print(e)
def factory(): print("factory"); return asyncio.new_event_loop()
with asyncio.Runner(loop_factory=factory) as r: print(r.run(m(4)))
print(asyncio.run(m(5), loop_factory=factory))
async def cleanup():
    try: await asyncio.sleep(100)
    except asyncio.CancelledError: print("cleaned"); raise
    finally: await asyncio.sleep(.1); print("finally")
async def leave(): 
    asyncio.create_task(cleanup()); t = asyncio.create_task(swallow()); await asyncio.sleep(.1); return "left"
async def swallow():
    try: await asyncio.sleep(100)
    except asyncio.CancelledError: raise ValueError("in shutdown")
print(asyncio.run(leave()))
async def exiter():
    try: await asyncio.sleep(.1); sys.exit("bye")
    finally: print("exit finally")
try: asyncio.run(exiter())
except SystemExit as e: print("SE", e.code)
async def child_exits():
    t = asyncio.create_task(exiter(), name="ex")
    try: await asyncio.sleep(5)
    except BaseException as e: print("main saw", repr(e)); raise
try: asyncio.run(child_exits())
except SystemExit as e: print("SE2", e.code)
async def ki(): raise KeyboardInterrupt
async def ki_child():
    asyncio.create_task(ki())
    try: await asyncio.sleep(1)
    except BaseException as e: print("saw", repr(e)); raise
try: asyncio.run(ki_child())
except KeyboardInterrupt as e: print("KI", repr(e))
async def gen_left():
    async def g():
        try:
            while True: yield 1
        finally: print("agen closed"); await asyncio.sleep(0); print("agen really")
    global keep; keep = g(); print(await anext(keep))
asyncio.run(gen_left())
loop = asyncio.new_event_loop(); asyncio.set_event_loop(loop)
print(asyncio.get_event_loop() is loop)
t = loop.create_task(m("t"), name="lt"); print(loop.run_until_complete(t), t.get_name())
f = loop.create_future(); loop.call_later(.2, f.set_result, "late"); print(loop.run_until_complete(f), loop.time() > 0)
try: loop.run_until_complete(asyncio.wait_for(m(1), .01))
except TimeoutError as e: print(repr(e))
async def stopper(): loop.call_later(.1, loop.stop); await asyncio.sleep(5)
try: loop.run_until_complete(stopper())
except RuntimeError as e: print(e)
loop.call_soon(loop.stop); loop.call_soon(print, "runs before stop"); loop.run_forever(); print("stopped")
async def nested():
    try: asyncio.run(m(1))
    except RuntimeError as e: print(e)
    try: loop.run_forever()
    except RuntimeError as e: print(e)
    try: asyncio.new_event_loop().run_until_complete(m(1))
    except RuntimeError as e: print(e)
loop.run_until_complete(nested())
for t in asyncio.all_tasks(loop): t.cancel()
loop.run_until_complete(loop.shutdown_asyncgens()); loop.close(); print(loop.is_closed(), loop)if 0 else loop.close()
for fn in (lambda: loop.create_task(c), lambda: loop.call_later(1, print), lambda: loop.run_forever()):
    c = m(1)
    try: fn()
    except RuntimeError as e: print(e)
    c.close()
asyncio.set_event_loop(None)
async def two_errors():
    async def bad(n): await asyncio.sleep(n); raise ValueError(n)
    ts = [asyncio.create_task(bad(.1), name="b1"), asyncio.create_task(bad(.2), name="b2")]
    await ts[0]
try: asyncio.run(two_errors())
except ValueError as e: print("VE", e)
async def dbl():
    t = asyncio.current_task(); t.cancel(); t.cancel()
    try: await asyncio.sleep(0)
    except asyncio.CancelledError: print(t.cancelling(), t.uncancel(), t.uncancel())
    await asyncio.sleep(0); return "survived"
print(asyncio.run(dbl()))
async def main_cancelled(): asyncio.current_task().cancel("self"); await asyncio.sleep(0)
try: asyncio.run(main_cancelled())
except asyncio.CancelledError as e: print("CE", e.args)
print(asyncio.iscoroutinefunction(m), asyncio.isfuture(f), asyncio.iscoroutine(c))
