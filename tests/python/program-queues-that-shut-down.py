import asyncio

async def main():
    q = asyncio.Queue(maxsize=1)
    print(q, q.maxsize)
    async def getter(n):
        try:
            while True:
                print(n, "got", await q.get())
                q.task_done()
        except asyncio.QueueShutDown as e:
            print(n, "shut", repr(e))
    async def putter(x):
        try:
            await q.put(x)
            print("put", x)
        except asyncio.QueueShutDown:
            print("cannot put", x)
    gs = [asyncio.create_task(getter(i)) for i in "ab"]
    await asyncio.gather(*(putter(i) for i in range(4)))
    await asyncio.sleep(0)
    q.shutdown()
    await asyncio.gather(*gs)
    for f in (lambda: q.put_nowait(1), q.get_nowait):
        try:
            f()
        except Exception as e:
            print(type(e).__mro__[0:2])
    q = asyncio.Queue(2)
    q.put_nowait(1); q.put_nowait(2)
    ps = [asyncio.create_task(putter2(q, i)) for i in range(2)]
    await asyncio.sleep(0)
    print(str(q).split(" at ")[-1].partition(" ")[2], q.full())
    q.shutdown(immediate=True)
    print(await asyncio.gather(*ps, q.join(), return_exceptions=True))
    try:
        await q.get()
    except asyncio.QueueShutDown:
        print("empty and shut", q.empty(), q._is_shutdown)
    lq = asyncio.LifoQueue()
    for i in range(3): lq.put_nowait(i)
    print([lq.get_nowait() for _ in range(3)])
    try: lq.get_nowait()
    except asyncio.QueueEmpty as e: print(repr(e))
    pq = asyncio.PriorityQueue()
    await pq.put((2, "b")); await pq.put((1, "z")); await pq.put((1, "a"))
    print([await pq.get() for _ in range(3)])
    await pq.put((1, {}))
    try:
        await pq.put((1, {}))
    except TypeError as e:
        print(e)
    q = asyncio.Queue(1)
    q.put_nowait(0)
    try: q.put_nowait(1)
    except asyncio.QueueFull as e: print(repr(e))
    try: await asyncio.wait_for(q.put(2), 0.1)
    except TimeoutError: print("full", q.qsize())

async def putter2(q, i):
    await q.put(i)
    return i

asyncio.run(main())
