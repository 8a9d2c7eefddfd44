# More of what asyncio's objects keep for themselves: handles, groups, timeouts, limits, and who is the same as whom.
import asyncio


def callback(*args):
    print("called", args)


async def handles(loop):
    timer = loop.call_later(1, callback, 1, "one")
    print(timer._when, timer._callback is callback, timer._args, timer._scheduled, timer._cancelled)
    soon = loop.call_soon(callback, 2)
    print(soon._callback is callback, soon._args)
    taken_back = loop.call_at(5, callback, 3)
    taken_back.cancel()
    print(taken_back._callback, taken_back._args, taken_back._when, taken_back._cancelled)
    await asyncio.sleep(2)
    print(timer._scheduled, timer._args, soon._args)


async def messages(loop):
    future = loop.create_future()
    print(future._cancel_message)
    future.cancel("why")
    print(future._cancel_message, future._state)
    future = loop.create_future()
    future.cancel(("a", 1))
    print(future._cancel_message)
    task = asyncio.create_task(asyncio.sleep(1))
    task.cancel("early")
    print(task._cancel_message, task._must_cancel)
    await asyncio.wait([task])


async def groups(loop):
    async def fail():
        raise ValueError("child")

    async with asyncio.TaskGroup() as group:
        print(group._parent_task is asyncio.current_task(), group._entered, group._exiting, group._aborting)
        print(group._parent_cancel_requested)
    print(group._exiting, group._aborting, group._parent_task)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail())
            try:
                await asyncio.sleep(1)
            finally:
                print(group._aborting, group._parent_cancel_requested, group._exiting)
    except* ValueError:
        print(group._aborting, group._parent_cancel_requested, group._exiting)
    async with asyncio.timeout(5) as limit:
        print(limit._task is asyncio.current_task(), limit._when == loop.time() + 5)


async def same(loop):
    lock = asyncio.Lock()
    await lock.acquire()

    async def want():
        async with lock:
            print("got it")

    task = asyncio.create_task(want())
    await asyncio.sleep(0)
    print(lock._waiters[0] is task._fut_waiter, lock._waiters[0] == task._fut_waiter, task._fut_waiter in lock._waiters)
    kept = task._fut_waiter
    lock.release()
    print(kept is lock._waiters[0], kept.done(), kept.cancelled())
    await task
    condition = asyncio.Condition(lock)
    print(condition._lock is lock, asyncio.Condition()._lock is lock)
    condition = asyncio.Condition()
    print(condition._lock is condition._lock, condition._lock.locked())
    queue = asyncio.Queue()
    getting = asyncio.create_task(queue.get())
    await asyncio.sleep(0)
    print(queue._getters[0] is getting._fut_waiter)
    queue.put_nowait(1)
    await getting
    semaphore = asyncio.BoundedSemaphore(3)
    await semaphore.acquire()
    print(semaphore._value, semaphore._bound_value)


async def barriers(loop):
    barrier = asyncio.Barrier(2)

    async def pass_it():
        try:
            place = await barrier.wait()
        except asyncio.BrokenBarrierError as error:
            print(error)
            return
        print(place, barrier._count, barrier.n_waiting)
        if barrier._count:
            await barrier.reset()

    await asyncio.gather(pass_it(), pass_it())
    print(barrier._count, repr(barrier)[-24:])


async def main():
    loop = asyncio.get_running_loop()
    print(loop._debug, loop._task_factory, loop._exception_handler)
    loop.set_task_factory(asyncio.eager_task_factory)
    print(loop._task_factory is asyncio.eager_task_factory)
    loop.set_task_factory(None)
    for part in handles, messages, groups, same, barriers:
        print("--", part.__name__)
        await part(loop)


asyncio.run(main())
