import asyncio, gc
# __del__ that runs a loop: when the last reference goes, in a call of the library's, and at the program's end
class Client:
    def __init__(self, name): self.name = name
    def __del__(self):
        try: asyncio.get_running_loop()
        except RuntimeError: asyncio.run(self.aclose())
        else: print(self.name, "cannot be closed here")
    async def aclose(self): await asyncio.sleep(.1); print(self.name, "closed")
    def __lt__(self, other): return self.name < other.name
first = Client("first"); first = None
print(sorted([Client("b"), Client("a")], key=lambda c: (Client("key of " + c.name), c.name)[1])[0].name)
async def main(): client = Client("inner"); del client; await asyncio.sleep(.1)
asyncio.run(main())
last = Client("last"); circle = Client("circle"); circle.itself = circle; del circle
gc.collect(); print("end")
