import asyncio


async def main():
    lock = asyncio.Lock()

    async def use(name, delay):
        async with lock:
            print(name, "has it", lock.locked())
            await asyncio.sleep(delay)
        print(name, "released")

    await asyncio.gather(use("a", 0.2), use("b", 0.1), use("c", 0))
    print(lock.locked(), await lock.acquire())
    lock.release()
    try:
        lock.release()
    except RuntimeError as error:
        print(error)
    try:
        with lock:
            pass
    except TypeError as error:
        print(error)
    await lock.acquire()
    try:
        await asyncio.wait_for(lock.acquire(), 0.1)
    except TimeoutError:
        print("no lock in time")
    waiters = [asyncio.create_task(use(n, 0)) for n in "xyz"]
    await asyncio.sleep(0)
    waiters[0].cancel()
    lock.release()
    await asyncio.wait(waiters)
    event = asyncio.Event()

    async def waits(name):
        print(name, await event.wait(), event.is_set())

    tasks = [asyncio.create_task(waits(n)) for n in "pq"]
    await asyncio.sleep(0.1)
    event.set()
    event.clear()
    await asyncio.gather(*tasks)
    event.set()
    print(await event.wait())
    condition = asyncio.Condition()
    items = []

    async def consumer(name):
        async with condition:
            await condition.wait_for(lambda: items)
            print(name, "takes", items.pop())

    async def producer():
        for i in range(3):
            await asyncio.sleep(0.1)
            async with condition:
                items.append(i)
                condition.notify()

    await asyncio.gather(consumer("c1"), consumer("c2"), consumer("c3"), producer())
    for bad in (lambda: condition.notify(), lambda: condition.notify_all(), lambda: condition.release()):
        try:
            bad()
        except RuntimeError as error:
            print(error)
    try:
        await condition.wait()
    except RuntimeError as error:
        print(error)

    async def parked(name):
        async with condition:
            await condition.wait()
            print(name, "woken")

    tasks = [asyncio.create_task(parked(n)) for n in "uvw"]
    await asyncio.sleep(0)
    async with condition:
        condition.notify(2)
    await asyncio.sleep(0.1)
    tasks[2].cancel()
    async with condition:
        condition.notify_all()
    print(await asyncio.gather(*tasks, return_exceptions=True), condition.locked())
    sem = asyncio.Semaphore(2)
    running = 0

    async def limited(i):
        nonlocal running
        async with sem:
            running += 1
            print(i, "running", running, sem.locked())
            await asyncio.sleep(0.1)
            running -= 1

    await asyncio.gather(*(limited(i) for i in range(5)))
    sem.release()
    print(sem.locked(), sem._value)
    bounded = asyncio.BoundedSemaphore(1)
    for bad in (lambda: bounded.release(), lambda: asyncio.Semaphore(-1)):
        try:
            bad()
        except ValueError as error:
            print(error)
    barrier = asyncio.Barrier(3)

    async def party(i):
        await asyncio.sleep(i * 0.1)
        position = await barrier.wait()
        print("passed", i, position, barrier.n_waiting, barrier.parties)

    await asyncio.gather(*(party(i) for i in range(3)))

    async def breaks(i):
        try:
            async with barrier as position:
                print("in", position)
        except asyncio.BrokenBarrierError as error:
            print("broken", i, error)

    tasks = [asyncio.create_task(breaks(i)) for i in range(2)]
    await asyncio.sleep(0.1)
    print(barrier.n_waiting)
    await barrier.abort()
    await asyncio.gather(*tasks)
    print(barrier.broken)
    await barrier.reset()
    print(barrier.broken)
    tasks = [asyncio.create_task(breaks(i)) for i in range(2)]
    await asyncio.sleep(0.1)
    await barrier.reset()
    await asyncio.gather(*tasks)
    try:
        asyncio.Barrier(0)
    except ValueError as error:
        print(error)


asyncio.run(main())
