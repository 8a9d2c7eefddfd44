# run_coroutine_threadsafe() asks the loop's task factory, in the loop; what that raises is the future's.
import asyncio


async def work(x):
    await asyncio.sleep(1)
    return x


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print(context["message"].split(" at ")[0], repr(context["exception"]), sorted(context)))

    def from_thread():
        future = asyncio.run_coroutine_threadsafe(work(1), loop)
        try:
            return future.result()
        except Exception as e:
            return repr(e)

    def named(loop, coro, **keywords):
        print("made", coro.__name__, asyncio.current_task(), keywords)
        return asyncio.Task(coro, loop=loop, name="named", **keywords)

    loop.set_task_factory(named)
    print(await asyncio.to_thread(from_thread))

    def failing(loop, coro, **keywords):
        raise ValueError("no tasks today")

    loop.set_task_factory(failing)
    print(await asyncio.to_thread(from_thread))
    loop.set_task_factory(asyncio.eager_task_factory)
    print(await asyncio.to_thread(from_thread))

    async def quick():
        print("quick", asyncio.current_task().get_name() != "")
        raise KeyError("quick")

    future = asyncio.run_coroutine_threadsafe(quick(), loop)
    await asyncio.sleep(0)
    print(future.done())
    await asyncio.sleep(0)
    print(future.done(), future.exception())
    future = asyncio.run_coroutine_threadsafe(work(2), loop)
    print(future.cancel(), future.done())
    await asyncio.sleep(0)
    loop.set_task_factory(failing)
    coro = work(3)
    future = asyncio.run_coroutine_threadsafe(coro, loop)
    future.cancel()
    await asyncio.sleep(0)
    print(future.cancelled())
    loop.set_task_factory(None)

    class Own:
        def __await__(self):
            return (yield)

    try:
        asyncio.run_coroutine_threadsafe(Own(), loop)
    except TypeError as e:
        print(e)
    before = asyncio.all_tasks()
    future = asyncio.run_coroutine_threadsafe(work(4), loop)
    await asyncio.sleep(0)
    print(len(asyncio.all_tasks()) - len(before))
    print(await asyncio.wrap_future(future))


asyncio.run(main())
