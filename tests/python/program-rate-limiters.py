import asyncio, time

class TokenBucket:
    def __init__(self, rate, capacity):
        self.rate, self.capacity, self.tokens = rate, capacity, capacity
        self.updated = time.monotonic()
        self.lock = asyncio.Lock()

    async def take(self, n=1):
        async with self.lock:
            while True:
                now = time.monotonic()
                self.tokens = min(self.capacity, self.tokens + (now - self.updated) * self.rate)
                self.updated = now
                if self.tokens >= n:
                    self.tokens -= n
                    return
                wait = (n - self.tokens) / self.rate
                await asyncio.sleep(wait)

class Window:
    def __init__(self, limit, per):
        self.limit, self.per, self.stamps = limit, per, []
    async def __aenter__(self):
        loop = asyncio.get_running_loop()
        while True:
            now = loop.time()
            self.stamps = [s for s in self.stamps if now - s < self.per]
            if len(self.stamps) < self.limit:
                break
            await asyncio.sleep(self.per - (now - self.stamps[0]))
        self.stamps.append(loop.time())
    async def __aexit__(self, *a):
        pass

async def main():
    b = TokenBucket(4, 3)
    t0 = time.monotonic()
    async def client(i):
        await b.take(1 + i % 2)
        print(f"client {i} at {time.monotonic() - t0:6.3f} tokens={b.tokens:.2f}")
    await asyncio.gather(*map(client, range(8)))
    print(b.lock.locked())
    w = Window(2, 0.5)
    async def hit(i):
        async with w:
            print(f"hit {i} {asyncio.get_running_loop().time() - t0:.2f}")
    async with asyncio.TaskGroup() as tg:
        for i in range(5):
            tg.create_task(hit(i))

asyncio.run(main())
