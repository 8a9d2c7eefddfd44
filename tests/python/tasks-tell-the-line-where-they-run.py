import asyncio
import re


def line(task):
    return int(re.search(r"running at [^:]*:(\d+)", repr(task))[1])


def log(text):
    # A plain function that the coroutine calls.
    print(text, line(asyncio.current_task()))


def deeper(text):
    log(text)


class Shown:
    def __str__(self):
        return f"shown at {line(asyncio.current_task())}"

    @property
    def here(self):
        return line(asyncio.current_task())

    def __add__(self, other):
        return self.here

    def __lt__(self, other):
        return self.here

    def __getitem__(self, key):
        return self.here

    def __enter__(self):
        log("enter")

    def __exit__(self, *error):
        log("exit")

    async def __aenter__(self):
        log("aenter")

    async def __aexit__(self, *error):
        await asyncio.sleep(0)
        log("aexit")


def numbers():
    for n in range(2):
        log(f"number {n}")
        yield n


async def letters():
    for letter in "ab":
        log(f"letter {letter}")
        yield letter
        await asyncio.sleep(0)


async def helper():
    log("in helper")
    await asyncio.sleep(0)
    deeper("after sleep")


async def eager(outer):
    print("outer from eager", line(outer), "own", line(asyncio.current_task()))
    await asyncio.sleep(0)
    print("outer later", line(outer))
    log("eager")


async def walk(n):
    if n:
        await asyncio.wait_for(walk(n - 1), 1)
    else:
        log("walked")


async def main():
    log("start")
    task = asyncio.create_task(helper(), name="H")
    await asyncio.sleep(0)
    log("mid")
    await task
    await helper()
    deeper(
        "end"
    )
    print(str(Shown()), Shown(), line(asyncio.current_task()))
    for n in numbers():
        log(f"got {n}")

    async for letter in letters():
        log(f"got {letter}")
    with Shown():
        log("within")
    async with Shown() as shown:
        log("within")
    print([sorted("ba", key=lambda c: log("key") or c) for _ in range(1)])
    loop = asyncio.get_running_loop()
    second = asyncio.Task(eager(asyncio.current_task()), loop=loop, eager_start=True)
    await second
    await walk(2)
    await asyncio.wait_for(
        helper(),
        1,
    )
    coroutine = helper()
    try:
        coroutine.send(None)
    finally:
        log("finally")
    coroutine.close()
    log(f"{Shown()}")
    shown = Shown()
    here = [
        shown.here,
        shown + 1,
        shown < 1,
        shown[0],
        f"{shown}",
        "%s" % shown,
    ]
    print(here)
    task = asyncio.current_task()
    print(
        f"in a text: {line(task)}"
        f" and {task!r}".partition("running at ")[2].partition(":")[2].partition(">")[0]
    )


asyncio.run(main())
