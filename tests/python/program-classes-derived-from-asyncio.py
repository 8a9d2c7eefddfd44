import asyncio

class LoggingTask(asyncio.Task):
    def __init__(self, coro, *, log, **kw):
        self.log = log
        super().__init__(coro, **kw)
        log.append(f"created {self.get_name()}")
    def cancel(self, msg=None):
        self.log.append(f"cancel {self.get_name()} {msg}")
        return super().cancel(msg)

class MyEvent(asyncio.Event):
    def set(self):
        print("setting")
        super().set()

class CountingQueue(asyncio.Queue):
    def __init__(self, *a, **k):
        super().__init__(*a, **k)
        self.total = 0
    async def put(self, item):
        self.total += 1
        await super().put(item)
    def _put(self, item):
        super()._put((self.total, item))

class UniqueQueue(asyncio.Queue):
    def _init(self, maxsize):
        self._queue = set()
    def _put(self, item):
        self._queue.add(item)
    def _get(self):
        return self._queue.pop()

class LazyFuture(asyncio.Future):
    def set_result(self, r):
        print("set_result", r)
        super().set_result(r * 2)

log = []

async def job(n):
    await asyncio.sleep(n)
    return n

async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(lambda loop, coro, **kw: LoggingTask(coro, log=log, loop=loop, **kw))
    print(loop.get_task_factory() is not None)
    a = asyncio.create_task(job(0.1), name="alpha")
    b = asyncio.create_task(job(5), name="beta")
    print(isinstance(a, LoggingTask), type(a).__mro__[1].__name__)
    await a
    b.cancel("enough")
    await asyncio.wait([b])
    print(log)
    loop.set_task_factory(None)
    ev = MyEvent()
    loop.call_later(0.2, ev.set)
    print(await ev.wait(), ev.is_set())
    q = CountingQueue(3)
    for c in "xyz":
        await q.put(c)
    print(q.total, q.full(), q.get_nowait(), q.qsize())
    u = UniqueQueue()
    for i in (1, 1, 2, 2, 2):
        u.put_nowait(i)
    print(u.qsize(), await u.get(), u.empty())
    f = LazyFuture()
    loop.call_soon(f.set_result, 21)
    print(await f)
asyncio.run(main())
