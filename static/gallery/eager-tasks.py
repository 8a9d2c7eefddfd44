# title: An eager task runs before create_task() returns
# about: Two pages are loaded by eager tasks: one from a cache, which takes no time, and
#   one from far away. The line after create_task() asks whether they are done.
#   create_task() takes eager_start since Python 3.14.
# ask: order of lines
# why: line "cached page: done"
import asyncio


async def load(page, seconds):
    print(page, "page: begin")
    if seconds > 0:
        await asyncio.sleep(seconds)
    print(page, "page: done")


async def main():
    print("main: two eager tasks")
    near = asyncio.create_task(load("cached", 0), name="near", eager_start=True)
    far = asyncio.create_task(load("remote", 1), name="far", eager_start=True)
    print("main: near is done?", near.done())
    print("main: far is done?", far.done())
    await far


asyncio.run(main())
