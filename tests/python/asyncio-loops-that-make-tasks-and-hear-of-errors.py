# Classes derived from an event loop's, with a create_task(), handlers of errors and setters of their own.
import asyncio


class Instrumented(type(asyncio.new_event_loop())):
    def __init__(self):
        super().__init__()
        self.made, self.ended = [], []

    def create_task(self, coro, **kwargs):
        if "context" in kwargs:
            kwargs["context"] = kwargs["context"]
        print("make", coro.__name__, sorted(kwargs))
        kwargs.setdefault("name", f"{coro.__name__}-{len(self.made)}")
        task = super().create_task(coro, **kwargs)
        self.made.append(task.get_name())
        task.add_done_callback(lambda task: self.ended.append(task.get_name()))
        return task

    def set_task_factory(self, factory):
        print("factory", factory)
        super().set_task_factory(factory)

    def default_exception_handler(self, context):
        print("default:", context["message"].split(" at ")[0], repr(context.get("exception")))


class Hearing(type(asyncio.new_event_loop())):
    def call_exception_handler(self, context):
        print("called:", sorted(context), context["handle"]._args if "handle" in context else None)
        super().call_exception_handler(context)


def fails(*args):
    raise ValueError(*args)


async def work(seconds, result):
    await asyncio.sleep(seconds)
    return result


async def main():
    loop = asyncio.get_running_loop()
    print(asyncio.current_task().get_name())
    print(await asyncio.create_task(work(0.1, 1)), await asyncio.create_task(work(0.1, 2), name="named"))
    print(await asyncio.gather(work(0.1, 3), work(0.2, 4)), await loop.create_task(work(0, 5)))
    async with asyncio.TaskGroup() as group:
        group.create_task(work(0.1, 6), name="grouped")
    print(await asyncio.wait_for(work(0.1, 7), 1), await asyncio.shield(work(0.1, 8)))
    print([await future for future in asyncio.as_completed([work(0.2, 9), work(0.1, 10)])])
    loop.call_soon(fails, 1)
    future = loop.create_future()
    future.add_done_callback(fails)
    future.set_result(None)
    await asyncio.sleep(0.1)
    loop.call_exception_handler({"message": "by hand"})
    loop.set_exception_handler(lambda loop, context: print("own:", context["message"].split(" at ")[0]))
    loop.call_soon(fails, 2)
    await asyncio.sleep(0.1)
    loop.set_exception_handler(None)
    loop.call_soon(fails, 3)
    await asyncio.sleep(0.1)
    loop.set_task_factory(None)
    print(loop.made, loop.ended)


async def heard():
    loop = asyncio.get_running_loop()
    loop.call_soon(fails, "a", "b")
    await asyncio.sleep(0.1)
    loop.set_exception_handler(lambda loop, context: print("own:", context["message"].split(" at ")[0]))
    loop.call_later(0.1, fails)
    await asyncio.sleep(0.2)


with asyncio.Runner(loop_factory=Instrumented) as runner:
    runner.run(main())
asyncio.run(heard(), loop_factory=Hearing)
