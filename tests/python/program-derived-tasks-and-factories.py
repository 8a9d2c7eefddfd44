import asyncio
class Traced(asyncio.Task):
    def __init__(self, coro, **kw):
        super().__init__(coro, **kw)
        self.marks = []
    def cancel(self, msg=None):
        self.marks.append(msg)
        return super().cancel(msg=msg)
    def who(self): return "traced " + self.get_name()
class Fut(asyncio.Future):
    def cancel(self, msg=None):
        print("fut cancel", msg)
        return super().cancel(msg)
async def work(n):
    me = asyncio.current_task()
    print(type(me).__name__, isinstance(me, Traced), me.who(), sorted(type(t).__name__ for t in asyncio.all_tasks()))
    await asyncio.sleep(n)
async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(lambda loop, coro, **kw: Traced(coro, loop=loop, **kw))
    t = asyncio.create_task(work(5), name="w1")
    await asyncio.sleep(1)
    async def waits():
        await t
    u = asyncio.create_task(waits(), name="u")
    await asyncio.sleep(1)
    u.cancel("down")
    r = await asyncio.gather(u, t, return_exceptions=True)
    print(r)
    f = Fut()
    async def wf(): await f
    v = asyncio.create_task(wf(), name="v")
    await asyncio.sleep(0)
    v.cancel()
    print(await asyncio.gather(v, return_exceptions=True))
    try:
        async with asyncio.TaskGroup() as tg:
            a = tg.create_task(work(9), name="a")
            await asyncio.sleep(1)
            raise KeyError("k")
    except* KeyError as e:
        print(repr(e))
    try:
        await asyncio.wait_for(asyncio.create_task(work(9), name="wf"), 1)
    except TimeoutError:
        print("timeout")
    g = asyncio.gather(asyncio.create_task(work(9), name="g1"), work(3))
    await asyncio.sleep(1)
    g.cancel()
    print(await asyncio.gather(g, return_exceptions=True))
    await asyncio.sleep(0)
asyncio.run(main())

# eager tasks and factories
import asyncio

async def quick(n):
    print("quick", n, asyncio.current_task().get_name())
    return n

async def slow(n):
    print("slow start", n)
    await asyncio.sleep(1)
    print("slow end", n)
    return n

class MyTask(asyncio.Task):
    def __init__(self, coro, **kw):
        super().__init__(coro, **kw)
        print("made", self.get_name())

async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_task_factory())
    loop.set_task_factory(asyncio.eager_task_factory)
    t = asyncio.create_task(quick(1), name="q1")
    print(t.done(), t.result(), t)
    s = asyncio.create_task(slow(2))
    print("after slow", s.done())
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(quick(3))
        b = tg.create_task(slow(4))
        print("in group", a.done(), b.done())
    print(await asyncio.gather(quick(5), slow(6), s))
    n = asyncio.create_task(quick(7), eager_start=False)
    print(n.done())
    await n
    loop.set_task_factory(None)
    e = asyncio.create_task(quick(8), eager_start=True)
    print(e.done())
    loop.set_task_factory(asyncio.create_eager_task_factory(MyTask))
    m = asyncio.create_task(quick(9), name="mine")
    print(type(m).__name__, m.result())
    def factory(loop, coro, **kwargs):
        print("factory", coro.__name__, sorted(kwargs))
        return asyncio.Task(coro, loop=loop, **kwargs)
    loop.set_task_factory(factory)
    await asyncio.create_task(quick(10), name="ten")
    await asyncio.gather(quick(11), quick(12))
    try:
        loop.set_task_factory(3)
    except TypeError as e:
        print(e)

asyncio.run(main())
import asyncio
async def fails(n):
    raise ValueError(n)
async def lost(n):
    await asyncio.sleep(n)
async def main():
    loop = asyncio.new_event_loop()
    p = loop.create_task(lost(9), name="pend")
    loop.close()
    del p
asyncio.run(main())
# shield in strange places
import asyncio

async def work(d, v):
    try:
        await asyncio.sleep(d)
    except asyncio.CancelledError:
        print("work", v, "cancelled")
        raise
    if isinstance(v, Exception):
        raise v
    return v

async def main():
    t = asyncio.create_task(work(1, "a"))
    t.cancel()
    s = asyncio.shield(t)
    try:
        await s
    except asyncio.CancelledError as e:
        print("inner cancelled", e.args, s.cancelled(), t.cancelled())
    t = asyncio.create_task(work(0, "b"))
    await t
    s = asyncio.shield(t)
    print(s is t, await s)
    s = asyncio.shield(asyncio.shield(work(1, "c")))
    s.cancel()
    try:
        await s
    except asyncio.CancelledError:
        print("c lives on")
    await asyncio.sleep(2)
    t = asyncio.create_task(work(1, KeyError("lost")), name="lost")
    s = asyncio.shield(t)
    await asyncio.sleep(0.5)
    s.cancel("bye")
    await asyncio.sleep(1)
    print(t.exception(), s)
    async def waiter(f):
        try:
            return await asyncio.shield(f)
        except asyncio.CancelledError:
            return "left", await f
    t = asyncio.create_task(work(3, "d"))
    w = asyncio.create_task(waiter(t))
    await asyncio.sleep(1)
    w.cancel()
    print(await w)
    try:
        await asyncio.wait_for(asyncio.shield(t2 := asyncio.create_task(work(2, "e"))), 1)
    except TimeoutError:
        print("timeout", t2)
    print(await t2)
    try:
        asyncio.shield(42)
    except TypeError as e:
        print(e)

asyncio.run(main(), debug=False)
