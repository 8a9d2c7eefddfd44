# Tasks that await each other in a circle: cancel() goes round until Python's recursion ends, also from a callback, from a
# gathering, and at the end of asyncio.run().
import asyncio

tasks = {}


async def wait_for(*names):
    try:
        await (tasks[names[0]] if len(names) == 1 else asyncio.gather(*(tasks[name] for name in names)))
    except BaseException as e:
        print("ended", type(e).__name__, str(e)[:40])
        raise


def cancel(name):
    try:
        print(name, tasks[name].cancel())
    except RecursionError as e:
        print(name, "RecursionError", str(e)[:32])
    print(tasks[name].done(), tasks[name].cancelling() > 10)


async def circle():
    for name, other in ("a", "b"), ("b", "c"), ("c", "a"), ("first", "a"):
        tasks[name] = asyncio.create_task(wait_for(other), name=name)
    await asyncio.sleep(0)
    cancel("b")
    cancel("first")
    asyncio.get_running_loop().call_soon(tasks["c"].cancel)
    asyncio.get_running_loop().call_soon(cancel, "c")
    await asyncio.sleep(0)
    tasks["a"].set_name("renamed")
    print(tasks["b"].done(), tasks["b"].get_name())
    tasks["free"] = asyncio.create_task(asyncio.sleep(1))
    tasks["many"] = asyncio.create_task(wait_for("free", "a"))
    await asyncio.sleep(0)
    cancel("many")
    await asyncio.sleep(0)
    print(tasks["free"].cancelled(), tasks["many"].done())


async def itself():
    async def me():
        await asyncio.sleep(0)
        try:
            await asyncio.current_task()
        except RuntimeError as e:
            print(e)

    await asyncio.create_task(me(), name="me")


asyncio.run(itself())
try:
    asyncio.run(circle())
except RecursionError as e:
    print("run", str(e)[:32])
print([task.done() for task in tasks.values()])
