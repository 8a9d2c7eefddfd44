# What is destroyed at the very end goes to the loop's exception handler, if it has one.
import asyncio
def handler(loop, context):
    print("handler:", context["message"])
async def leaf():
    await asyncio.sleep(1)
T = {}
async def main():
    asyncio.get_running_loop().set_exception_handler(handler)
    T[1] = asyncio.create_task(leaf(), name="x")
    await asyncio.sleep(0)
loop = asyncio.new_event_loop()
loop.run_until_complete(main())
loop.close()
