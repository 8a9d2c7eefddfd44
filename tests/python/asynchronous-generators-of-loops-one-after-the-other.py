# A loop closes the generators that were begun on it and that nobody refers to, whatever loops before it have left.
import asyncio
import gc


def run(name, leaves):
    ended = []

    async def counts():
        try:
            while True:
                yield name
        finally:
            await asyncio.sleep(0)
            ended.append(name)

    async def fails():
        try:
            yield name
        finally:
            1 / 0

    def told(loop, context):
        print(name, context["message"].partition(" <")[0], type(context["exception"]).__name__)

    async def main():
        asyncio.get_running_loop().set_exception_handler(told)
        generator = counts()
        print(await anext(generator))
        del generator
        gc.collect()
        async for _ in fails():
            break
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        if leaves:
            kept.append(counts())
            await anext(kept[-1])

    loop = asyncio.new_event_loop()
    loop.run_until_complete(main())
    print(name, ended)
    if not leaves:
        loop.run_until_complete(loop.shutdown_asyncgens())
    loop.close()


kept = []
run("first", True)
run("second", True)
kept.clear()
run("third", False)
run("fourth", True)
