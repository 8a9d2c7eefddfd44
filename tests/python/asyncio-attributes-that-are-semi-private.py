# What asyncio's objects keep for themselves, and teaching programs print: who waits where, counters, flags.
import asyncio


async def holder(lock):
    async with lock:
        await asyncio.sleep(10)


async def tasks_and_futures():
    fut = asyncio.get_running_loop().create_future()

    async def wait():
        return await fut

    task = asyncio.create_task(wait(), name="task")
    print(task._fut_waiter, fut._state, task._state, task._coro is task.get_coro())
    await asyncio.sleep(0)
    print(task._fut_waiter is fut, type(task._fut_waiter).__name__, fut._result, fut._exception)
    print(task._must_cancel, task._num_cancels_requested)
    other = asyncio.create_task(wait(), name="other")
    outer = asyncio.create_task(asyncio.wait_for(task, 5))
    other.cancel()
    print(other._must_cancel, other._num_cancels_requested, other._fut_waiter)
    await asyncio.sleep(0)
    print(outer._fut_waiter is task, other._state)
    fut.set_result(3)
    print(fut._state, task._state, task._fut_waiter is fut)
    print(await outer, task._state, task._fut_waiter)
    sleeper = asyncio.create_task(asyncio.sleep(1))
    await asyncio.sleep(0)
    print(sleeper._fut_waiter, sleeper._fut_waiter.done())
    handle = asyncio.get_running_loop().call_later(1, print)
    print(handle._cancelled, asyncio.get_running_loop()._closed)
    handle.cancel()
    print(handle._cancelled)


async def locks():
    lock = asyncio.Lock()
    print(lock._locked, lock._waiters)
    holders = [asyncio.create_task(holder(lock)) for _ in range(3)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(lock._locked, len(lock._waiters), type(lock._waiters).__name__, lock._waiters)
    for task in holders:
        task.cancel()
    await asyncio.wait(holders)
    print(lock._locked, lock._waiters)
    sem = asyncio.Semaphore(2)
    async with sem:
        print(sem._value, sem._waiters)
        await sem.acquire()
        third = asyncio.create_task(sem.acquire())
        await asyncio.sleep(0)
        print(sem._value, len(sem._waiters), [waiter.done() for waiter in sem._waiters])
    await third
    print(sem._value, sem._waiters)
    event = asyncio.Event()
    print(event._value, event._waiters)
    waiting = asyncio.create_task(event.wait())
    await asyncio.sleep(0)
    print(event._value, len(event._waiters))
    event.set()
    await waiting
    print(event._value, event._waiters)
    condition = asyncio.Condition()
    print(type(condition._lock).__name__, condition._waiters)

    async def notified():
        async with condition:
            await condition.wait()

    waiting = asyncio.create_task(notified())
    await asyncio.sleep(0)
    print(condition._lock.locked(), len(condition._waiters))
    async with condition:
        condition.notify()
        print(condition._lock.locked())
    await waiting
    print(condition._lock.locked(), condition._waiters)
    barrier = asyncio.Barrier(2)
    first = asyncio.create_task(barrier.wait())
    await asyncio.sleep(0)
    print(barrier._count, barrier._parties)
    await barrier.wait()
    await first


async def queues_and_groups():
    queue = asyncio.Queue(1)
    queue.put_nowait(1)
    print(queue._queue, queue._getters, queue._putters, queue._unfinished_tasks, queue._maxsize)
    putting = asyncio.create_task(queue.put(2))
    await asyncio.sleep(0)
    print(len(queue._putters), list(queue._queue), queue._is_shutdown)
    print(await queue.get(), await queue.get(), await putting, queue._queue)
    getting = asyncio.create_task(queue.get())
    await asyncio.sleep(0)
    print(len(queue._getters), queue._getters)
    queue.put_nowait(3)
    print(await getting, queue._getters)
    for kind in asyncio.PriorityQueue, asyncio.LifoQueue:
        queue = kind()
        queue.put_nowait(3)
        queue.put_nowait(1)
        print(queue._queue)

    async def fail():
        raise ValueError("failed")

    try:
        async with asyncio.TaskGroup() as group:
            print(len(group._tasks), group._errors)
            failing = group.create_task(fail())
            print(len(group._tasks), failing in group._tasks)
            try:
                await asyncio.sleep(1)
            finally:
                print(len(group._tasks), group._errors)
    except* ValueError as errors:
        print(errors.exceptions)
    async with asyncio.timeout_at(100) as timeout:
        print(timeout._when)


async def main():
    await tasks_and_futures()
    await locks()
    await queues_and_groups()


asyncio.run(main())
