import asyncio


async def give(value):
    return value


async def main():
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(delay=1) as scope:
        scope.reschedule(when=2)
        print(scope.when())
    async with asyncio.timeout_at(when=5):
        print(await asyncio.shield(arg=give(1)))
    async with asyncio.TaskGroup() as group:
        task = group.create_task(coro=give(2), name="named")
    print(task.result(), task.get_name())
    print(await loop.create_task(coro=give(3)))
    print(await loop.run_in_executor(executor=None, func=lambda: 4))
    loop.call_soon(callback=lambda: print("soon"))
    loop.call_later(delay=0.1, callback=lambda: print("later"))
    loop.call_at(when=0.2, callback=lambda: print("at"))
    loop.call_soon_threadsafe(callback=lambda: print("threadsafe"))
    await asyncio.sleep(delay=0.3, result=None)
    loop.set_debug(enabled=False)
    loop.set_task_factory(factory=None)
    loop.set_exception_handler(handler=lambda loop, context: print(context["message"]))
    loop.call_exception_handler(context={"message": "told"})
    print(asyncio.isfuture(obj=task), asyncio.iscoroutine(obj=3))
    for call in (lambda: asyncio.timeout(), lambda: group.create_task(), lambda: asyncio.timeout(1, 2), lambda: asyncio.shield(of=1)):
        try:
            call()
        except TypeError as error:
            print(error)


with asyncio.Runner() as runner:
    runner.run(coro=main())
