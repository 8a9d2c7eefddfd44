# title: Calling a coroutine function runs nothing: no await, only a warning
# about: Two cats are to be fed. Tom's feeding is called without await, Luna's with it.
#   No exception is raised anywhere.
# ask: printed "Tom eats"
# ask: end
# why: no line "Tom eats"
# why: line "Luna eats"
import asyncio


async def feed(cat):
    print(cat, "eats")


async def main():
    print("good morning, cats")
    feed("Tom")  # only makes a coroutine
    await feed("Luna")
    print("all cats are fed")


asyncio.run(main())
