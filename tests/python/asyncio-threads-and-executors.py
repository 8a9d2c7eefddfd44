import asyncio
import concurrent.futures
import threading
import time


def blocking(name, seconds):
    time.sleep(seconds)
    print(name, "worked")
    return name


def failing():
    raise ValueError("in a thread")


async def ticker():
    for i in range(4):
        print("tick", i)
        await asyncio.sleep(0.25)


async def main():
    loop = asyncio.get_running_loop()
    print(await asyncio.gather(asyncio.to_thread(blocking, "a", 0.5), asyncio.to_thread(blocking, "b", 0.3), ticker()))
    try:
        await asyncio.to_thread(failing)
    except ValueError as error:
        print(repr(error))
    with concurrent.futures.ThreadPoolExecutor(max_workers=1) as pool:
        print(await asyncio.gather(*(loop.run_in_executor(pool, blocking, n, 0.1) for n in "xyz")))
        future = pool.submit(blocking, "submitted", 0.1)
        print(await asyncio.wrap_future(future), future.done(), future.result())
    print(await loop.run_in_executor(None, lambda: 42))
    try:
        await asyncio.wait_for(asyncio.to_thread(blocking, "too slow", 1), 0.35)
    except TimeoutError:
        print("timed out")
    await asyncio.sleep(2)

    def from_thread():
        time.sleep(0.1)
        loop.call_soon_threadsafe(print, "called in the loop")
        f = asyncio.run_coroutine_threadsafe(asyncio.sleep(0.2, "from the loop"), loop)
        return f.result()

    print(await asyncio.to_thread(from_thread))
    try:
        with concurrent.futures.ThreadPoolExecutor() as pool:
            await loop.run_in_executor(pool, failing)
    except ValueError as error:
        print(repr(error))


asyncio.run(main())
with concurrent.futures.ThreadPoolExecutor(2) as pool:
    print(list(pool.map(lambda x: x * x, range(4))))
    f = pool.submit(pow, 2, 5)
    print(f.result(), f.exception(), f.done(), f.cancelled())
