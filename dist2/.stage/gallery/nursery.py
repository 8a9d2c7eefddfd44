# title: Children that start in a task group cannot outlive it
# about: The nanny starts two children in a task group and has nothing more to do in the
#   block. Tim plays for two seconds; Zoe goes home after one, but not before she has
#   let Lea in, who stays for three.
# ask: first line
# ask: time of "everybody has gone home"
# why: line "everybody has gone home"
import asyncio


async def child(nursery, name, seconds, friend=None):
    print(name, "plays")
    await asyncio.sleep(seconds)
    if friend:
        nursery.create_task(child(nursery, friend, 3), name=friend)
    print(name, "goes home")


async def main():
    async with asyncio.TaskGroup() as nursery:
        nursery.create_task(child(nursery, "tim", 2), name="tim")
        nursery.create_task(child(nursery, "zoe", 1, "lea"), name="zoe")
        print("the nanny has nothing more to do")
    print("everybody has gone home")


asyncio.run(main())
