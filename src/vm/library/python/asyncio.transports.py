def _abstract(*names):
    def fill(cls):
        for name in names:
            def method(self, *args, **kwargs):
                raise NotImplementedError
            method.__name__ = name
            method.__qualname__ = f"{cls.__name__}.{name}"
            setattr(cls, name, method)
        return cls
    return fill


@_abstract("is_closing", "close", "set_protocol", "get_protocol")
class BaseTransport:
    __slots__ = ("_extra",)

    def __init__(self, extra=None):
        self._extra = {} if extra is None else extra

    def get_extra_info(self, name, default=None):
        return self._extra.get(name, default)


@_abstract("is_reading", "pause_reading", "resume_reading")
class ReadTransport(BaseTransport):
    __slots__ = ()


@_abstract("set_write_buffer_limits", "get_write_buffer_size", "get_write_buffer_limits", "write", "write_eof", "can_write_eof", "abort")
class WriteTransport(BaseTransport):
    __slots__ = ()

    def writelines(self, list_of_data):
        self.write(b"".join(list_of_data))


class Transport(ReadTransport, WriteTransport):
    __slots__ = ()


@_abstract("sendto", "abort")
class DatagramTransport(BaseTransport):
    __slots__ = ()


@_abstract("get_pid", "get_returncode", "get_pipe_transport", "send_signal", "terminate", "kill")
class SubprocessTransport(BaseTransport):
    __slots__ = ()
