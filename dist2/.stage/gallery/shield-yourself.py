# title: Shield yourself: a task that refuses to be cancelled
# about: The surgeon waits for an operation through a shield. She is called away at 1 s
#   and again at 2 s; each time she takes the request back with uncancel() and waits on.
# ask: who is cancelled
# ask: time of end
# why: outcome of surgeon
# why: line "surgeon: done, now I listen"
# at 1: cancel surgeon
# at 2: cancel surgeon
import asyncio


async def operate():
    await asyncio.sleep(3)
    print("operation: over")


async def surgeon():
    operation = asyncio.create_task(operate(), name="operation")
    while not operation.done():
        try:
            await asyncio.shield(operation)
        except asyncio.CancelledError:
            asyncio.current_task().uncancel()
            print("surgeon: not now")
    print("surgeon: done, now I listen")


async def main():
    await asyncio.create_task(surgeon(), name="surgeon")
    print("the surgeon came to her own end")


asyncio.run(main())
