# Runners close a loop by its methods, whether its class has them or they were set on it.
import asyncio


class Loop(type(asyncio.new_event_loop())):
    def close(self):
        print("closing", self.is_closed(), self.is_running())
        super().close()
        print("closed", self.is_closed())

    async def shutdown_asyncgens(self):
        print("generators in", asyncio.current_task().get_name())
        await super().shutdown_asyncgens()
        print("generators are closed")

    async def shutdown_default_executor(self, timeout=None):
        print("executor", timeout)
        await super().shutdown_default_executor(timeout)


async def counts():
    try:
        yield 1
    finally:
        print("counted")


async def main():
    async for number in kept:
        print(number)
        break
    left = asyncio.create_task(asyncio.sleep(5), name="left")
    await asyncio.sleep(1)
    return left


kept = counts()
print(asyncio.run(main(), loop_factory=Loop).cancelled())
with asyncio.Runner(loop_factory=Loop) as runner:
    print(runner.run(asyncio.sleep(1, "slept")))
    print(runner.get_loop().is_closed())


def patched():
    loop = asyncio.new_event_loop()
    close = loop.close

    def says_so():
        close()
        print("closed by hand", loop.is_closed())

    loop.close = says_so
    return loop


print(asyncio.run(asyncio.sleep(1, "patched"), loop_factory=patched))

loop = Loop()
try:
    print(loop.run_until_complete(asyncio.sleep(1, "alone")))
finally:
    loop.close()
