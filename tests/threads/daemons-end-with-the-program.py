# A daemon ends with the program, and its tasks with it, without a word.
import asyncio, threading, time
async def ticker():
    try:
        for i in range(30):
            await asyncio.sleep(0.1)
            print("tick", i)
    finally:
        print("never")
threading.Thread(target=lambda: asyncio.run(ticker()), daemon=True).start()
time.sleep(0.25)
print("main ends")
