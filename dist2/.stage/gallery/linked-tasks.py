# title: Linked tasks: the failure of one is the end of the other
# about: A camera and a recorder are linked: each has a done callback that cancels the
#   other one when it is cancelled or fails. After a second the camera breaks, while the
#   recorder waits for its next picture.
# ask: who is cancelled
# ask: time of end
# why: outcome of recorder
# why: line "camera is gone, cancel the other -> True"
import asyncio


def link(one, other):
    def pull_down(gone):
        partner = other if gone is one else one
        if gone.cancelled() or gone.exception():
            print(gone.get_name(), "is gone, cancel the other ->", partner.cancel())

    one.add_done_callback(pull_down)
    other.add_done_callback(pull_down)


async def film(pictures):
    await pictures.put("sunrise")
    await asyncio.sleep(1)
    raise OSError("lens broken")


async def record(pictures):
    while True:
        print("recorded:", await pictures.get())


async def main():
    pictures = asyncio.Queue()
    camera = asyncio.create_task(film(pictures), name="camera")
    recorder = asyncio.create_task(record(pictures), name="recorder")
    link(camera, recorder)
    await asyncio.wait([camera, recorder])


asyncio.run(main())
