# title: aclosing() cleans an async generator up in time
# about: An async generator yields pages and closes its connection in a finally. The
#   reader breaks out of the loop after the second page, but has wrapped the generator in
#   async with aclosing().
# ask: order of lines
# why: line "connection closed"
# compare: generator-cleanup-late
import asyncio
from contextlib import aclosing


async def pages():
    try:
        for number in range(1, 10):
            await asyncio.sleep(1)
            yield number
    finally:
        print("connection closed")


async def main():
    async with aclosing(pages()) as reader:
        async for page in reader:
            print("page", page)
            if page == 2:
                break
    print("main: that will do")
    print("main: is the connection closed?")
    await asyncio.sleep(1)
    print("main: good night")


asyncio.run(main())
