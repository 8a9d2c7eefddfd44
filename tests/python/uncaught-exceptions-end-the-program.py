import asyncio


class ConfigError(Exception):
    pass


async def step(n):
    await asyncio.sleep(n)
    if n > 1:
        raise ConfigError(f"step {n}\nsecond line")


async def main():
    try:
        await step(1)
        await step(2)
    finally:
        print("cleanup")


print("before")
asyncio.run(main())
print("never")
