import asyncio
class Pipeline:
    def __init__(self): self.stages = []
    def stage(self, workers=1):
        def deco(fn): self.stages.append((fn, workers)); return fn
        return deco
    async def run(self, src):
        qs = [asyncio.Queue(2) for _ in range(len(self.stages) + 1)]
        async def work(fn, qi, qo):
            while True:
                try: item = await qi.get()
                except asyncio.QueueShutDown: break
                try:
                    r = await fn(item)
                    if r is not None: await qo.put(r)
                except Exception as e:
                    print(f"{fn.__name__}({item!r}) -> {type(e).__name__}: {e}")
                finally: qi.task_done()
        async with asyncio.TaskGroup() as tg:
            groups = [[tg.create_task(work(fn, qs[i], qs[i + 1]), name=f"{fn.__name__}-{k}") for k in range(n)] for i, (fn, n) in enumerate(self.stages)]
            async def feed():
                for x in src: await qs[0].put(x)
                for i, g in enumerate(groups):
                    qs[i].shutdown()
                    await asyncio.gather(*g)
                qs[-1].shutdown()
            tg.create_task(feed(), name="feed")
            out = []
            while True:
                try: out.append(await qs[-1].get())
                except asyncio.QueueShutDown: return out
p = Pipeline()
@p.stage(workers=2)
async def parse(s):
    await asyncio.sleep(0.1); return int(s)
@p.stage()
async def square(n):
    await asyncio.sleep(0.05)
    if n % 4 == 0: return None
    return n ** 2
@p.stage(workers=3)
async def fmt(n):
    await asyncio.sleep(0.2); return f"<{n:>6,}|{n:#x}|{n:e}|{n:08b}>"
async def main():
    for line in await p.run("1 2 three 4 55 6 777 8 9".split()): print(line)
    print(asyncio.get_running_loop().time())
asyncio.run(main())
