# Classes of tasks that do something before, around and after super().__init__(): the task begins there.
import asyncio


class Timed(asyncio.Task):
    def __init__(self, coro, *, loop=None, name=None, label="none", **kw):
        self.label, self.marks = label, []
        print("before", sorted(kw))
        super().__init__(self._wrap(coro), loop=loop, name=name and f"<{name}>", **kw)
        self.add_done_callback(lambda task: task.marks.append("done"))

    async def _wrap(self, coro):
        self.marks.append("start")
        try:
            return await coro
        finally:
            self.marks.append("end")

    def __await__(self):
        self.marks.append("await")
        return super().__await__()


class Positional(asyncio.Task):
    def __init__(self, priority, coro):
        super().__init__(coro=coro, name=f"priority {priority}")
        self.priority = priority

    def __lt__(self, other):
        return self.priority < other.priority


class Fut(asyncio.Future):
    def __init__(self, tag, **kw):
        super().__init__(**kw)
        self.tag = tag

    def __await__(self):
        print("awaiting", self.tag)
        value = yield from super().__await__()
        return value, self.tag


async def work(x):
    await asyncio.sleep(x)
    return x


async def main():
    loop = asyncio.get_running_loop()
    t = Timed(work(0.1), loop=loop, name="a", label="L")
    print(t.get_name(), t.label, t.marks, isinstance(t, asyncio.Future), t.get_coro().__name__)
    print(await t, t.result(), t.marks)
    loop.set_task_factory(lambda loop, coro, **kw: Timed(coro, loop=loop, **kw))
    t2 = asyncio.create_task(work(0.2), name="b")
    print(type(t2).__name__, t2.get_name(), t2.get_coro().__name__)
    await t2
    print(t2.marks, await asyncio.gather(work(0.1), work(0.2)))
    async with asyncio.TaskGroup() as tg:
        x = tg.create_task(work(0.1))
    print(x.result(), x.marks, x.get_name())
    loop.set_task_factory(asyncio.create_eager_task_factory(Timed))
    e = asyncio.create_task(work(0.1), name="eager")
    print(e.marks, await e, e.marks)
    loop.set_task_factory(None)
    tasks = sorted(Positional(n, work(n / 10)) for n in (3, 1, 2))
    print([task.get_name() for task in tasks], await asyncio.gather(*tasks))
    f = Fut("T")
    loop.call_later(0.1, f.set_result, 3)
    print(await f)
    for wrong in (lambda: asyncio.Task(3), lambda: Positional(1, 2)):
        try:
            wrong()
        except TypeError as error:
            print(error)


asyncio.run(main())
