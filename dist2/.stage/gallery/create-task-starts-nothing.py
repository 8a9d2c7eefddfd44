# title: create_task() starts nothing: the next line runs first
# about: The host makes a task of the soup, says two things, and then awaits the soup.
#   The soup says something when it begins and, a second later, when it is ready.
# ask: order of lines
# why: line "soup: on the stove"
import asyncio


async def soup():
    print("soup: on the stove")
    await asyncio.sleep(1)
    print("soup: ready")


async def main():
    task = asyncio.create_task(soup(), name="soup")
    print("host: the soup has started?")
    print("host: I lay the table")
    await task
    print("host: dinner!")


asyncio.run(main())
