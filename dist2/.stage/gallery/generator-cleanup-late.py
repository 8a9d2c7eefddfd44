# title: An async generator's clean-up comes later than you think
# about: An async generator yields pages and closes its connection in a finally. The
#   reader breaks out of the loop after the second page, says two things, and sleeps.
# ask: order of lines
# ask: time of "connection closed"
# why: line "connection closed"
# compare: generator-cleanup-in-time
import asyncio


async def pages():
    try:
        for number in range(1, 10):
            await asyncio.sleep(1)
            yield number
    finally:
        print("connection closed")


async def main():
    async for page in pages():
        print("page", page)
        if page == 2:
            break
    print("main: that will do")
    print("main: is the connection closed?")
    await asyncio.sleep(1)
    print("main: good night")


asyncio.run(main())
