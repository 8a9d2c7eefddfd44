import asyncio


async def main():
    q = asyncio.Queue(maxsize=2)

    async def producer():
        for i in range(5):
            await q.put(i)
            print("put", i, q.qsize(), q.full())
        await q.put(None)

    async def consumer():
        while (item := await q.get()) is not None:
            print("got", item)
            await asyncio.sleep(0.1)
            q.task_done()
        q.task_done()

    await asyncio.gather(producer(), consumer())
    await q.join()
    print(q.empty(), q.maxsize, q.qsize())
    for bad in (lambda: q.get_nowait(), lambda: [q.put_nowait(i) for i in range(3)], lambda: [q.task_done() for _ in range(9)]):
        try:
            bad()
        except (asyncio.QueueEmpty, asyncio.QueueFull, ValueError) as error:
            print(type(error).__name__, error)
    p = asyncio.PriorityQueue()
    for item in [(3, "c"), (1, "a"), (2, "b")]:
        p.put_nowait(item)
    print([p.get_nowait() for _ in range(3)])
    s = asyncio.LifoQueue()
    for i in range(3):
        await s.put(i)
    print([await s.get() for _ in range(3)])
    q = asyncio.Queue()

    async def getter(name):
        try:
            print(name, "got", await q.get())
        except asyncio.CancelledError:
            print(name, "cancelled")
            raise
        except asyncio.QueueShutDown:
            print(name, "shut down")

    tasks = [asyncio.create_task(getter(n)) for n in "abc"]
    await asyncio.sleep(0)
    tasks[0].cancel()
    q.put_nowait("x")
    await asyncio.sleep(0.1)
    q.shutdown()
    await asyncio.wait(tasks)
    for bad in (lambda: q.put_nowait(1), lambda: q.get_nowait()):
        try:
            bad()
        except asyncio.QueueShutDown as error:
            print(type(error).__name__)
    q = asyncio.Queue()
    for i in range(3):
        q.put_nowait(i)
    q.shutdown()
    print(q.get_nowait(), await q.get())
    q.shutdown(immediate=True)
    try:
        await q.get()
    except asyncio.QueueShutDown:
        print("drained")
    try:
        print(await asyncio.wait_for(asyncio.Queue().get(), 0.5))
    except TimeoutError:
        print("nothing came")

    async def worker(name, queue):
        while True:
            n = await queue.get()
            await asyncio.sleep(n)
            print(name, "did", n)
            queue.task_done()

    queue = asyncio.Queue()
    for n in (0.3, 0.1, 0.2, 0.4):
        queue.put_nowait(n)
    workers = [asyncio.create_task(worker(f"w{i}", queue)) for i in range(2)]
    await queue.join()
    for w in workers:
        w.cancel()
    print(await asyncio.gather(*workers, return_exceptions=True))
    full = asyncio.Queue(1)
    full.put_nowait(0)
    putters = [asyncio.create_task(full.put(i)) for i in (1, 2)]
    await asyncio.sleep(0)
    putters[0].cancel()
    print(full.get_nowait())
    await asyncio.sleep(0)
    print(full.get_nowait(), [t.cancelled() for t in putters])


asyncio.run(main())
