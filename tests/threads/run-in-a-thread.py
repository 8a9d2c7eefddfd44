# asyncio.run() in a thread, with which the main thread talks over an event and a queue.
import asyncio
import queue
import threading

items = queue.Queue()
ready = threading.Event()


def runner():
    async def main():
        global loop, stop
        loop, stop = asyncio.get_running_loop(), asyncio.Event()
        ready.set()
        n = 0
        while not stop.is_set():
            try:
                await asyncio.wait_for(stop.wait(), 0.1)
            except TimeoutError:
                n += 1
                items.put(n)
        return n

    print("result", asyncio.run(main()))


thread = threading.Thread(target=runner)
thread.start()
ready.wait()
print("ready")
print(items.get(), items.get(), items.get())
try:
    items.get(timeout=0.05)
except queue.Empty:
    print("empty")
thread.join(timeout=0.02)
print(thread.is_alive())
loop.call_soon_threadsafe(stop.set)
thread.join()
print(thread.is_alive())
