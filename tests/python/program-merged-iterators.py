import asyncio
async def fib(n):
    if n < 2: return n
    a, b = await asyncio.gather(fib(n - 1), fib(n - 2))
    return a + b
async def rec(n): return 0 if n == 0 else 1 + await rec(n - 1)
class Tree:
    def __init__(s, v, *kids): s.v, s.kids = v, kids
    async def __aiter__(s):
        yield s.v
        for k in s.kids:
            async for x in k: await asyncio.sleep(0.01); yield x
    def walk(s):
        yield s.v
        for k in s.kids: yield from k.walk()
async def merge(*its):
    q = asyncio.Queue(); done = object()
    async def pump(it):
        try:
            async for x in it: await q.put(x)
        finally: q.put_nowait(done)
    ts = [asyncio.create_task(pump(i), name=f"pump{n}") for n, i in enumerate(its)]
    left = len(ts)
    try:
        while left:
            if (x := await q.get()) is done: left -= 1
            else: yield x
    finally:
        for t in ts: t.cancel()
        print("merge over", await asyncio.gather(*ts, return_exceptions=True))
async def every(n, what):
    for i in range(3): await asyncio.sleep(n); yield f"{what}{i}"
async def main():
    print(await fib(7), await rec(50), await asyncio.create_task(rec(100)))
    t = Tree(1, Tree(2, Tree(3)), Tree(4))
    print([x async for x in t], list(t.walk()))
    async for x in merge(every(0.2, "a"), every(0.3, "b"), t): print(x, end=" ")
    print()
    async for x in merge(every(0.1, "c"), every(0.25, "d")):
        if x == "d0": break
        print(x)
    print("left"); await asyncio.sleep(1)
    try: await rec(3000)
    except RecursionError as e: print(e)
asyncio.run(main())
