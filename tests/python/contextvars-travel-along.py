import asyncio, contextvars
v = contextvars.ContextVar("v", default=0); w = contextvars.ContextVar("w")
def show(*a): print(*a, v.get(), w.get("none"))
async def child(n):
    show("child", n); v.set(n); await asyncio.sleep(0.1); show("child end", n)
async def main():
    tok = v.set(1); w.set("w")
    print(tok.var is v, tok.old_value is contextvars.Token.MISSING, repr(tok.old_value))
    await asyncio.gather(child(10), child(20)); show("main")
    v.reset(tok); show("reset")
    try: v.reset(tok)
    except RuntimeError as e: print(str(e)[:10], str(e).endswith("has already been used once"))
    try: w.reset(tok)
    except Exception as e: print(type(e).__name__)
    c = contextvars.copy_context(); print(len(c), v in c, w in c, c[w], c.get(v), c.get(v, 7), list(c.values()))
    try: c[v]
    except KeyError as e: print("KeyError")
    c.run(v.set, 99); print(c[v], v.get()); 
    def nested(): 
        v.set(100)
        try: c.run(print)
        except RuntimeError as e: print(str(e)[:21], str(e)[-18:])
    c.run(nested); print(c[v])
    loop = asyncio.get_running_loop()
    loop.call_soon(show, "soon"); loop.call_soon(show, "soon ctx", context=c); v.set(5)
    loop.call_later(0.1, show, "later")
    f = loop.create_future(); f.add_done_callback(lambda f: show("done cb")); f.add_done_callback(lambda f: show("done ctx"), context=c); v.set(6); f.set_result(1)
    await asyncio.sleep(0.2)
    t = asyncio.create_task(child(50), context=c); await t; print(c[v], v.get())
    await asyncio.to_thread(show, "thread"); 
    try: contextvars.ContextVar("zz").get()
    except LookupError as e: print("LookupError", "name='zz'" in str(e))
    async with asyncio.TaskGroup() as tg: tg.create_task(child(7)); 
    with asyncio.Runner() if False else v.set(77): print(v.get())
    print(v.get(), v.name)
asyncio.run(main()); show("module")
