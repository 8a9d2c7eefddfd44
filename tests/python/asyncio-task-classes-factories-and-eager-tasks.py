# Eager tasks, custom task classes, factories and loop factories.
import asyncio, contextvars, functools, sys
var = contextvars.ContextVar("var", default=0)
class Timed(asyncio.Task):
    made = []
    def __init__(self, coro, **kw):
        super().__init__(coro, **kw); self.began = self.get_loop().time(); Timed.made.append(self)
    @property
    def age(self): return round(self.get_loop().time() - self.began, 3)
    def cancel(self, msg=None): print("cancel asked", self.get_name(), msg); return super().cancel(msg)
def factory(loop, coro, **kw):
    print("factory", coro.__qualname__, sorted(kw))
    return Timed(coro, loop=loop, **kw)
async def work(n, d=0):
    var.set(n)
    if d: await asyncio.sleep(d)
    return n, var.get()
async def fails(): raise LookupError("eager")
async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(factory)
    t = asyncio.create_task(work(1, .1), name="one"); print(type(t).__name__, t.age, await t, t.age, var.get())
    u = loop.create_task(work(2, 5)); await asyncio.sleep(.1); u.cancel("enough")
    try: await u
    except asyncio.CancelledError as e: print("args", e.args, u.cancelled(), u.cancelling())
    print(await asyncio.gather(work(3), work(4)), len(Timed.made), loop.get_task_factory() is factory)
    async with asyncio.TaskGroup() as tg: a = tg.create_task(work(5), name="five"); print(isinstance(a, Timed))
    loop.set_task_factory(asyncio.eager_task_factory)
    e = asyncio.create_task(work(6)); print("eager done", e.done(), e, var.get())
    e = asyncio.create_task(work(7, .1)); print("eager suspended", e.done(), e.get_coro().__name__)
    f = asyncio.create_task(fails()); print(f.done(), repr(f.exception()))
    print(await e)
    async def nested():
        print("in", asyncio.current_task().get_name()); t = asyncio.create_task(work(8)); print("back in", asyncio.current_task().get_name(), t.done()); return t.result()
    print(await asyncio.create_task(nested(), name="outer"))
    loop.set_task_factory(None)
    g = asyncio.Task(work(9), loop=loop, eager_start=True, name="direct"); print(g.done(), g.get_name())
    h = asyncio.create_task(work(10), eager_start=True); print(h.done())
    h = asyncio.create_task(work(10), context=contextvars.copy_context(), eager_start=False); print(h.done(), await h)
    custom = asyncio.create_eager_task_factory(functools.partial(Timed))
    loop.set_task_factory(custom)
    k = asyncio.create_task(work(11, .2)); print(type(k), k.done())
    async with asyncio.timeout(.1) as cm:
        try: await asyncio.shield(k)
        except asyncio.CancelledError: print("shield cut", k.done()); raise
asyncio_run = asyncio.run
try: asyncio.run(main())
except TimeoutError as e: print("out", repr(e), repr(e.__cause__))
class MyLoop(asyncio.SelectorEventLoop if False else object): pass
with asyncio.Runner(debug=False) as runner:
    runner.get_loop().set_task_factory(asyncio.eager_task_factory)
    print(runner.run(work(1)), runner.run(work(2, .1), context=(c := contextvars.copy_context())), c[var])
    try: runner.run(fails())
    except LookupError as e: print(e)
    try: runner.run(3)
    except (ValueError, TypeError) as e: print(type(e).__name__, e)
try: runner.run(work(1))
except RuntimeError as e: print(e)
