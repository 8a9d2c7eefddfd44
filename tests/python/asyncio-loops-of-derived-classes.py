# Classes derived from an event loop's, which add to it.
import asyncio


class Counting(type(asyncio.new_event_loop())):
    def __init__(self, name="loop"):
        super().__init__()
        self.name, self.made = name, 0

    def make(self, coro, **kw):
        self.made += 1
        return self.create_task(coro, name=f"{self.name}-{self.made}", **kw)

    @property
    def now(self):
        return round(self.time(), 3)


async def work(x):
    await asyncio.sleep(x)
    return asyncio.current_task().get_name()


async def main():
    loop = asyncio.get_running_loop()
    print(type(loop), isinstance(loop, asyncio.AbstractEventLoop), loop.name)
    print(await asyncio.gather(loop.make(work(0.2)), loop.make(work(0.1))), loop.made, loop.now)
    loop.note = "kept"
    return loop


with asyncio.Runner(loop_factory=Counting) as runner:
    print(runner.run(main()) is runner.get_loop(), runner.get_loop().note, runner.get_loop())
print(asyncio.run(main(), loop_factory=lambda: Counting("other")).is_closed())
