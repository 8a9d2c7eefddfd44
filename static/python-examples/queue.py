import asyncio


async def worker(queue):
    while True:
        order = await queue.get()
        await asyncio.sleep(order / 10)
        print("order", order, "is ready")
        queue.task_done()


async def main():
    queue = asyncio.Queue(maxsize=2)
    workers = [asyncio.create_task(worker(queue), name=f"worker-{n}") for n in (1, 2)]
    for order in range(3, 9):
        await queue.put(order)
    await queue.join()
    for task in workers:
        task.cancel()
    await asyncio.gather(*workers, return_exceptions=True)


asyncio.run(main())
