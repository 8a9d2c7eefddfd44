import asyncio
import concurrent.futures
import contextvars
import time

name = contextvars.ContextVar("name", default="nobody")


def work(own):
    before = name.get()
    name.set(own)
    time.sleep(0.1)
    return before, name.get()


async def main():
    name.set("main")
    loop = asyncio.get_running_loop()
    with concurrent.futures.ThreadPoolExecutor(max_workers=1) as pool:
        print([await loop.run_in_executor(pool, work, f"call {i}") for i in range(3)])
        context = contextvars.copy_context()
        print(await loop.run_in_executor(pool, context.run, work, "in a context"))
        print(await loop.run_in_executor(pool, work, "after that"), context[name])
    loop.set_default_executor(concurrent.futures.ThreadPoolExecutor(max_workers=1))
    print(await asyncio.to_thread(work, "to_thread"))
    print(await loop.run_in_executor(None, work, "in the same worker"))
    print(await asyncio.to_thread(work, "to_thread again"), name.get())
    print(await loop.run_in_executor(None, name.get))


asyncio.run(main())
