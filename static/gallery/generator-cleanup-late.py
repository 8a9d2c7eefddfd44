# title: An async generator's clean-up comes later than you think
# about: The reader breaks out of the loop after the second page. The generator's
#   finally does not run then and there: the loop is asked to close the generator, and
#   gets round to it when main awaits something the next time.
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
