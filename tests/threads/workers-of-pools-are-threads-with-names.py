import asyncio
import threading
import time
from concurrent.futures import BrokenExecutor, ThreadPoolExecutor

local = threading.local()


def name(seconds=0.0):
    time.sleep(seconds)
    return threading.current_thread().name


def begin(tag):
    local.tag, local.calls = tag, 0


def count(seconds):
    local.calls += 1
    time.sleep(seconds)
    return local.tag, local.calls, threading.current_thread().name


def fails():
    raise ValueError("no worker begins")


async def main():
    loop = asyncio.get_running_loop()
    # A worker that has nothing to do is taken again; another one begins when none has.
    print(await asyncio.to_thread(name), await asyncio.to_thread(name))
    print(sorted(await asyncio.gather(*(asyncio.to_thread(name, 0.1) for _ in range(3)))))

    with ThreadPoolExecutor(2, thread_name_prefix="pool", initializer=begin, initargs=("x",)) as pool:
        print(sorted(await asyncio.gather(*(loop.run_in_executor(pool, count, 0.1) for _ in range(4)))))
        print(sorted(pool.submit(count, 0.1).result()[0] for _ in range(2)))

    with ThreadPoolExecutor(1) as first, ThreadPoolExecutor(1, "named") as named, ThreadPoolExecutor(1) as second:
        print(first.submit(name).result(), named.submit(name).result(), second.submit(name).result())
        print(list(first.map(lambda _: name(), range(2))))
        idents = [first.submit(threading.get_ident).result() for _ in range(2)]
        print(idents[0] == idents[1], idents[0] == second.submit(threading.get_ident).result())
        worker = second.submit(threading.current_thread).result()
        print(type(worker).__name__, worker.daemon, worker.is_alive())

    with ThreadPoolExecutor(1, initializer=fails) as broken:
        future = broken.submit(name)
        try:
            future.result()
        except BrokenExecutor as e:
            print(type(e).__name__, e)
        try:
            broken.submit(name)
        except RuntimeError as e:
            print(type(e).__name__, e)

    for wrong in [{"initializer": 3}, {"max_workers": 0}, {"max_workers": -1}]:
        try:
            ThreadPoolExecutor(**wrong)
        except (TypeError, ValueError) as e:
            print(type(e).__name__, e)


asyncio.run(main())
