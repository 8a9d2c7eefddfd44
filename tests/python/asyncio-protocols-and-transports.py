import asyncio
from asyncio import Protocol, Transport


class Pipe(asyncio.Transport):
    """Hands what is written to the other side, a turn of the loop later."""

    def __init__(self, loop, extra=None):
        super().__init__(extra)
        self.loop = loop
        self.peer = None
        self.protocol = None
        self.closing = False

    def write(self, data):
        self.loop.call_soon(self.peer.protocol.data_received, data)

    def close(self):
        self.closing = True
        self.loop.call_soon(self.protocol.connection_lost, None)
        self.loop.call_soon(self.peer.protocol.connection_lost, None)

    def is_closing(self):
        return self.closing


class Echo(Protocol):
    def connection_made(self, transport):
        self.transport = transport
        print("server: connection from", transport.get_extra_info("peername"), transport.get_extra_info("none", "?"))

    def data_received(self, data):
        print("server got", data)
        self.transport.writelines([b"echo ", data])


class Client(Protocol):
    def __init__(self, loop):
        self.answers = asyncio.Queue()
        self.lost = loop.create_future()

    def data_received(self, data):
        self.answers.put_nowait(data)

    def connection_lost(self, exc):
        self.lost.set_result(exc)


async def main():
    loop = asyncio.get_running_loop()
    one, two = Pipe(loop, {"peername": "one"}), Pipe(loop, {"peername": "two"})
    one.peer, two.peer = two, one
    one.protocol, two.protocol = Client(loop), Echo()
    one.protocol.connection_made(one)
    two.protocol.connection_made(two)
    one.write(b"hello")
    print(await one.protocol.answers.get())
    one.close()
    print(await one.protocol.lost, one.is_closing(), two.is_closing())
    for method in ["abort", "pause_reading", "get_write_buffer_size"]:
        try:
            getattr(one, method)()
        except NotImplementedError as error:
            print(method, repr(error), Transport.__dict__.get(method), method in dir(one))
    print(Transport.__mro__)
    print(Protocol.__module__, Transport.__module__, Protocol.__slots__, Protocol().eof_received())
    print(issubclass(asyncio.DatagramProtocol, asyncio.BaseProtocol), asyncio.WriteTransport.abort.__qualname__)


asyncio.run(main())
