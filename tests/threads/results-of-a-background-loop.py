# What comes back from a loop in a thread: results, exceptions, timeouts, cancellations, callbacks.
import asyncio
import concurrent.futures
import threading
import time

loop = asyncio.new_event_loop()
thread = threading.Thread(target=loop.run_forever, daemon=True)
thread.start()


def submit(coroutine):
    return asyncio.run_coroutine_threadsafe(coroutine, loop)


async def fails():
    await asyncio.sleep(0.1)
    raise ValueError("boom")


failing = submit(fails())
try:
    failing.result()
except ValueError as error:
    print("caught", error)
print(repr(failing.exception()))


async def slow():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("slow is cancelled in", threading.current_thread().name)
        raise


slowly = submit(slow())
try:
    slowly.result(timeout=0.1)
except TimeoutError:
    print("too slow", slowly.done(), slowly.running())
slowly.cancel()
time.sleep(0.1)
try:
    slowly.result()
except concurrent.futures.CancelledError as error:
    print(type(error), slowly.cancelled())


def tell(future):
    print("callback", future.result(), threading.current_thread() is thread)


async def quick():
    await asyncio.sleep(0.05)
    return 7


future = submit(quick())
future.add_done_callback(tell)
time.sleep(0.2)
print(future.done(), loop.is_running(), thread.is_alive())

for future in concurrent.futures.as_completed([submit(asyncio.sleep(n, n)) for n in (0.3, 0.1, 0.2)]):
    print(future.result())
done, not_done = concurrent.futures.wait(
    [submit(asyncio.sleep(n, n)) for n in (0.3, 0.1)], return_when="FIRST_COMPLETED"
)
print(len(done), len(not_done))
done, not_done = concurrent.futures.wait(not_done, timeout=0.05)
print(len(done), len(not_done))
for call in (loop.run_forever, lambda: loop.run_until_complete(future), loop.close):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)
print(asyncio.run(asyncio.sleep(0.1, "another loop in the main thread")))
loop.call_soon_threadsafe(loop.stop)
thread.join()
loop.close()
try:
    asyncio.run_coroutine_threadsafe(None, loop)
except TypeError as error:
    print(error)
print(loop.is_closed(), thread.is_alive())
