# An object that owns a thread with a loop: it is given coroutines, and stopped.
import asyncio, threading
class Background:
    def __init__(self):
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self._run, name="background")
    def _run(self):
        asyncio.set_event_loop(self.loop)
        print("runs in", threading.current_thread().name)
        try:
            self.loop.run_forever()
        finally:
            pending = asyncio.all_tasks(self.loop)
            for task in pending:
                task.cancel()
            self.loop.run_until_complete(asyncio.gather(*pending, return_exceptions=True))
            self.loop.run_until_complete(self.loop.shutdown_asyncgens())
            self.loop.close()
            print("closed")
    def start(self):
        self.thread.start()
    def submit(self, coro):
        return asyncio.run_coroutine_threadsafe(coro, self.loop)
    def stop(self):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()

async def work(n):
    print("in", threading.current_thread().name)
    await asyncio.sleep(n)
    return n * 2

async def forever():
    try:
        await asyncio.sleep(3600)
    except asyncio.CancelledError:
        print("forever is cancelled")
        raise

b = Background()
b.start()
print(b.submit(work(0.1)).result())
f = b.submit(forever())
try:
    f.result(timeout=0.2)
except TimeoutError as e:
    print("timeout", repr(e), f.done())
b.stop()
print(f.cancelled(), b.loop.is_closed(), b.thread.is_alive())
