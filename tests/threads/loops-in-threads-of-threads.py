# Two loops in threads that talk with each other, a loop in a worker of a pool, and one in asyncio.to_thread().
import asyncio
import concurrent.futures
import threading
import time

loops = [asyncio.new_event_loop() for _ in range(2)]
threads = [threading.Thread(target=loop.run_forever) for loop in loops]
for thread in threads:
    thread.start()


async def ping(n):
    print("ping", n, threading.current_thread() is threads[n % 2])
    await asyncio.sleep(0.1)
    if n < 3:
        other = loops[(n + 1) % 2]
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(ping(n + 1), other)) + 1
    return 0


print(asyncio.run_coroutine_threadsafe(ping(0), loops[0]).result())
for loop in loops:
    loop.call_soon_threadsafe(loop.stop)
for thread in threads:
    thread.join()
for loop in loops:
    loop.close()


async def work(name):
    for i in range(2):
        await asyncio.sleep(0.1)
        print(name, i)
    return name


with concurrent.futures.ThreadPoolExecutor() as pool:
    future = pool.submit(asyncio.run, work("in a pool"))
    time.sleep(0.15)
    print("main")
print(future.result())


def runner():
    with asyncio.Runner() as runner:
        print(runner.run(work("runner")))
        time.sleep(0.1)
        print(runner.run(work("again")))
    print("closed")


async def main():
    blocking = asyncio.create_task(asyncio.to_thread(runner))
    for i in range(4):
        await asyncio.sleep(0.15)
        print("main", i)
    await blocking


asyncio.run(main())
