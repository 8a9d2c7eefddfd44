# Executor.map() with what never ends, failures and buffers; executors and submit() of the program's own.
import asyncio
import contextvars
import itertools
import time
from concurrent.futures import Executor, Future, ThreadPoolExecutor

seen = []


def work(n):
    time.sleep(0.1)
    if n == 1:
        raise ValueError(n)
    seen.append(n)
    return n


def numbers():
    for n in range(5):
        print("takes", n)
        yield n


with ThreadPoolExecutor(1) as pool:
    print(list(pool.map(pow, range(5), itertools.repeat(2))))
    results = pool.map(work, range(6))
    try:
        for result in results:
            print(result)
    except ValueError as error:
        print("failed", error)
    print(next(results, "over"))
print(seen)

with ThreadPoolExecutor(1) as pool:
    results = pool.map(lambda n: n * n, numbers(), buffersize=2)
    print("begun")
    print(*results)
    endless = pool.map(str, itertools.count(), buffersize=3)
    print(next(endless), next(endless), pool._max_workers)
    for size in (0, -1, "2", 2.0):
        try:
            pool.map(str, [1], buffersize=size)
        except (TypeError, ValueError) as error:
            print(type(error).__name__, error)
    print(list(pool.map(str, [], buffersize=2)), list(pool.map(str)))
    # What is not taken any more is not done.
    seen.clear()
    results = pool.map(work, range(2, 9))
    print(next(results))
    del results
print(seen)

place = contextvars.ContextVar("place", default="nowhere")


class WithContext(ThreadPoolExecutor):
    def submit(self, fn, /, *args, **kwargs):
        return super().submit(contextvars.copy_context().run, fn, *args, **kwargs)


class AtOnce(Executor):
    def submit(self, fn, /, *args, **kwargs):
        future = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future

    def shutdown(self, wait=True, *, cancel_futures=False):
        print("shut down", wait)


async def main():
    place.set("main")
    loop = asyncio.get_running_loop()
    for kind in (WithContext, AtOnce):
        with kind() as executor:
            print(await loop.run_in_executor(executor, place.get))
            print(list(executor.map(lambda n: (n, place.get()), [1, 2])))


asyncio.run(main())

future = Future()
future.add_done_callback(lambda future: print("after", future.result()))
future.set_result("all")
