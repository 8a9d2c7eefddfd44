import asyncio


async def main():
    a, b = asyncio.Lock(), asyncio.Lock()

    async def grab(first, second, name):
        async with first:
            print(name, "has the first")
            await asyncio.sleep(0.1)
            async with second:
                print("never")

    try:
        await asyncio.gather(grab(a, b, "one"), grab(b, a, "two"))
    finally:
        print("not part of the transcript")


asyncio.run(main())
