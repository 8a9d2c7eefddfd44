"""The Python programs of `cargo xtask bench`: prints one of them, or runs it and prints the seconds it took.

    python3 benches/programs.py NAME [--uvloop]
    python3 benches/programs.py NAME --print

awaitscope and Pyodide run what is printed.
"""

import sys
import time

PROGRAMS = {
    "ping-pong": '''\
import asyncio

async def player(turns):
    for _ in range(turns):
        await asyncio.sleep(0)

async def main():
    await asyncio.gather(*(player(20_000) for _ in range(10)))

asyncio.run(main())
''',
    "queue": '''\
import asyncio

async def producer(queue, n):
    for i in range(n):
        await queue.put(i)

async def consumer(queue, n):
    for _ in range(n):
        await queue.get()

async def main():
    queue = asyncio.Queue(maxsize=1)
    await asyncio.gather(producer(queue, 50_000), consumer(queue, 50_000))

asyncio.run(main())
''',
    "gather-storm": '''\
import asyncio

async def leaf(i):
    await asyncio.sleep(0)
    return i

async def main():
    for _ in range(50):
        await asyncio.gather(*(leaf(i) for i in range(500)))

asyncio.run(main())
''',
    "cancel-storm": '''\
import asyncio

async def leaf():
    try:
        await asyncio.sleep(3600)
    except asyncio.CancelledError:
        raise

async def main():
    for _ in range(50):
        tasks = [asyncio.create_task(leaf()) for _ in range(500)]
        await asyncio.sleep(0)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

asyncio.run(main())
''',
    "arithmetic": '''\
def count(n):
    total = 0
    for i in range(n):
        total = (total + i * 3) % 1000003
        if total & 1:
            total += 7
    return total

count(2_000_000)
''',
    "methods": '''\
class Point:
    def __init__(self, x):
        self.x = x

    def move(self, by):
        self.x += by
        return self

def walk(n):
    point = Point(0)
    for i in range(n):
        point.move(i).move(-1)
    return point.x

walk(500_000)
''',
}


def main():
    name, *options = sys.argv[1:]
    program = PROGRAMS[name]
    if "--print" in options:
        print(program, end="")
        return
    if "--uvloop" in options:
        program = program.replace("import asyncio", "import asyncio, uvloop").replace("asyncio.run(", "uvloop.run(")
        import uvloop  # what loading it takes does not count
    import asyncio
    code = compile(program, name, "exec")
    start = time.perf_counter()
    exec(code, {"__name__": "__main__"})
    print(time.perf_counter() - start)


main()
