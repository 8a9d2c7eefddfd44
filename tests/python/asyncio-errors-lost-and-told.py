import asyncio, sys
# exceptions lost and found: never retrieved, callbacks failing, handler contexts, task destroyed
errors = []
def handler(loop, ctx): errors.append((ctx["message"].split(" at ")[0], type(ctx.get("exception")).__name__, sorted(set(ctx) - {"source_traceback"})))
async def fail(n, e=ValueError): await asyncio.sleep(n); raise e(f"after {n}")
class Proto:
    def __del__(self): raise RuntimeError("in del")
async def main():
    loop = asyncio.get_running_loop(); loop.set_exception_handler(handler)
    asyncio.create_task(fail(.1)); asyncio.create_task(fail(.2), name="two"); keep = asyncio.create_task(fail(.1), name="kept")
    await asyncio.sleep(.3); print(errors); errors.clear()
    loop.call_soon(lambda: {}["x"]); loop.call_later(.01, int, "y"); await asyncio.sleep(.05); print(errors); errors.clear()
    t = asyncio.create_task(asyncio.sleep(0)); t.add_done_callback(lambda t: 1 / 0); t.add_done_callback(lambda t: print("second runs")); await t; await asyncio.sleep(0); print(errors); errors.clear()
    f = loop.create_future(); f.set_exception(OSError("f")); del f; print(errors); errors.clear()
    f = loop.create_future(); f.set_exception(OSError("g")); f.exception(); del f; print(errors)
    r = await asyncio.gather(fail(.1), fail(.2, KeyError), return_exceptions=True); print(r)
    try: await asyncio.gather(fail(.1), fail(.2, KeyError))
    except ValueError as e: print("first", e)
    await asyncio.sleep(.2); print("gather hides", errors)
    done, pending = await asyncio.wait([asyncio.create_task(fail(.1)), asyncio.create_task(fail(.1))]); print(len(done)); del done; print(errors); errors.clear()
    s = asyncio.shield(fail(.1)); s.cancel(); await asyncio.sleep(.2); print(errors); errors.clear(); del s
    w = asyncio.create_task(fail(.1), name="w"); 
    try: await asyncio.wait_for(asyncio.shield(w), .05)
    except TimeoutError: pass
    await asyncio.sleep(.1); print(errors); del w; print(errors); errors.clear()
    loop.call_exception_handler({"message": "custom", "exception": ValueError(1), "future": None, "extra": 1}); print(errors); errors.clear()
    async def agen():
        try: yield 1
        finally: raise LookupError("agen cleanup")
    g = agen(); await anext(g); del g; await asyncio.sleep(.01); print(errors); errors.clear()
    x = asyncio.create_task(fail(5), name="x"); x.cancel(); await asyncio.sleep(0); print(x.cancelled(), errors)
    try: x.exception()
    except asyncio.CancelledError as e: print(repr(e))
    keep2 = asyncio.create_task(fail(.1, SystemError), name="kept2"); await asyncio.sleep(.2)
    keep3 = asyncio.create_task(fail(9)); asyncio.create_task(fail(.05)).add_done_callback(lambda t: print("cb saw", repr(t.exception())))
    await asyncio.sleep(.1); print(errors)
    p = Proto(); del p; print("del survived")
    loop.set_exception_handler(None); loop.call_soon(int, "default"); f = loop.create_future(); f.set_exception(KeyError("unseen")); await asyncio.sleep(0)
    return "end"
print(asyncio.run(main()))
