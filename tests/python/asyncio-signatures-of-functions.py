import asyncio
import inspect

functions = [
    asyncio.sleep, asyncio.gather, asyncio.wait_for, asyncio.create_task, asyncio.run, asyncio.shield, asyncio.to_thread, asyncio.wait,
    asyncio.ensure_future, asyncio.as_completed, asyncio.run_coroutine_threadsafe, asyncio.wrap_future, asyncio.set_event_loop,
    asyncio.iscoroutinefunction,
    asyncio.Queue.put, asyncio.Queue.get_nowait, asyncio.Queue.join, asyncio.Queue.shutdown, asyncio.Lock.acquire, asyncio.Lock.release,
    asyncio.Event.wait, asyncio.Event().set, asyncio.Condition.wait_for, asyncio.Condition.notify, asyncio.Semaphore.acquire,
    asyncio.TaskGroup.create_task, asyncio.Queue().put_nowait, asyncio.Runner.run, asyncio.Barrier.wait,
    asyncio.Runner, asyncio.Barrier, asyncio.Queue, asyncio.Semaphore, asyncio.Lock, asyncio.Condition,
    asyncio.Event, asyncio.TaskGroup,
]
for function in functions:
    print(function.__qualname__, inspect.signature(function))
parameter = inspect.signature(asyncio.gather).parameters["return_exceptions"]
print(parameter.kind, parameter.default)
print(inspect.signature(asyncio.sleep).bind(1, result=2).arguments)
