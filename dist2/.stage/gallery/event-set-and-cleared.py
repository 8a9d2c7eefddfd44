# title: An event set and cleared at once still wakes its waiter
# about: Two hikers stand before a gate. At 1 s the watchman opens it and shuts it in
#   the same breath, with no await in between; a third hiker comes at 2 s.
# ask: printed "ann goes through, the gate is open: False" -- Does Ann pass the shut gate?
# ask: end
# why: line "ann goes through, the gate is open: False"
# why: wait of cleo
import asyncio


async def hiker(name, gate, arrival):
    await asyncio.sleep(arrival)
    await gate.wait()
    print(name, "goes through, the gate is open:", gate.is_set())


async def main():
    gate = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(hiker("ann", gate, 0), name="ann")
        group.create_task(hiker("bob", gate, 0), name="bob")
        group.create_task(hiker("cleo", gate, 2), name="cleo")
        await asyncio.sleep(1)
        gate.set()
        gate.clear()
        print("open and shut, who came through?")


asyncio.run(main())
