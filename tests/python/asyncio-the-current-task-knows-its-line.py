# Where the task that runs stands: its stack, and its coroutine's frame.
import asyncio


async def awaited(task):
    await asyncio.sleep(0)
    print([(frame.f_code.co_name, frame.f_lineno) for frame in task.get_stack(limit=1)][0][0])


async def main():
    task = asyncio.current_task()
    await asyncio.sleep(0)
    nothing = None
    print([(frame.f_code.co_name, frame.f_lineno) for frame in task.get_stack(limit=1)])
    print(task.get_coro().cr_frame.f_lineno, nothing)
    print(task.get_coro().cr_frame.f_lineno)
    print(
        task.get_stack(limit=1)[0].f_lineno,
    )
    await awaited(task)
    other = asyncio.create_task(awaited(task))
    print([frame.f_lineno for frame in other.get_stack()])
    await asyncio.sleep(0)
    print([frame.f_lineno for frame in other.get_stack()])
    await other


asyncio.run(main())
