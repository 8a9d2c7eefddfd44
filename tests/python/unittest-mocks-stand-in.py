"""Mocks of every kind: what they record, what they assert and in which words, and what they stand in for."""
import asyncio
import inspect
import os
import random
import re
import unittest
import unittest.mock
from unittest.mock import (ANY, DEFAULT, AsyncMock, MagicMock, Mock, NonCallableMock, PropertyMock, call, patch, seal,
                           sentinel)

def show(text, **names):
    hide = lambda shown: re.sub(r"id='\d+'", "id=..", shown)
    try: print(text, "->", hide(repr(eval(text, globals(), names))))
    except BaseException as e: print(text, "!!", type(e).__name__, hide(str(e)))

class Service:
    x = 1
    def get(self, a, b=2): return "real"
    async def fetch(self, url): return "fetched"
    @property
    def p(self): return 1
    @staticmethod
    async def lookup(): pass

m = Mock()
for text in ("m", "m.foo", "m.foo.bar(1).baz", "m.foo is m.foo", "m()", "m() is m()", "m(1, a=2)", "m.call_args", "m.call_args.kwargs",
             "m.call_args_list", "m.mock_calls", "m.method_calls", "(m.called, m.call_count)"): show(text, m=m)
m = Mock(return_value=5, name="nm", **{"a.b.return_value": 7})
show("m(1)"); show("m"); show("m.a.b()"); show("m.assert_called_once_with(1)"); show("m.assert_called_with(2)"); show("m.assert_not_called()")
m(2, x=[1])
for text in ("m.assert_called_once()", "m.assert_called_once_with(2)", "m.assert_any_call(1)", "m.assert_any_call(9)",
             "m.assert_has_calls([call(1), call(2, x=[1])])", "m.assert_has_calls([call(2, x=[1]), call(1)], any_order=True)",
             "m.assert_has_calls([call(7)], any_order=True)", "m.assert_called_with(2, x=ANY)", "m.mock_calls"): show(text)
m = Mock(side_effect=[1, 2, ValueError("v")])
for _ in range(4): show("m()")
m.side_effect = KeyError("k"); show("m()")
m.side_effect = lambda x: x * 2 if x else DEFAULT; m.return_value = "rv"; show("(m(4), m(0))")
m.reset_mock(); show("(m.call_count, m.mock_calls)")
for text in ("Mock(spec=['a', 'b']).c", "Mock(spec=['a']).a", "Mock().assert_foo", "Mock().called_once", "NonCallableMock()()",
             "callable(Mock()), callable(NonCallableMock())", "Mock(spec=m)", "len(Mock())", "iter(Mock())", "Mock().assert_called()"): show(text)
s = Mock(spec=Service)
for text in ("s", "isinstance(s, Service)", "s.__class__", "s.nope", "s.get(1)", "s.fetch", "s.lookup", "s()",
             "MagicMock(spec=Service)", "Mock(spec_set=Service)"): show(text)
f = Mock(spec=lambda a, b=1: 0); f(1, b=2)
for text in ("f.assert_called_with(1, 2)", "f.assert_called_with(a=1, b=2)", "f.assert_called_with(1)"): show(text)

mm = MagicMock()
for text in ("len(mm), list(mm), bool(mm), int(mm), 3 in mm", "mm[1]", "mm['a'].x", "mm + 1", "1 + mm", "mm < 1", "mm == mm, mm == 1",
             "str(mm)", "~mm", "mm.__missing__"): show(text)
mm.__len__.return_value = 4; mm.__getitem__.side_effect = lambda k: k * 2; mm.__iter__.return_value = [1, 2]; mm.__str__.return_value = "text"
mm.__contains__ = lambda self, x: x == 1; mm.__enter__.return_value = "entered"
with mm as e: show("e, len(mm), mm[3], list(mm), str(mm), f'{mm}', 1 in mm, 2 in mm", e=e)
show("mm.mock_calls"); show("mm.__exit__.call_args"); mm.reset_mock(); mm()[0].x(); show("mm.mock_calls")
m = Mock(); m.__len__ = Mock(return_value=3); m.__getitem__ = lambda self, i: i; show("len(m), m[9]"); del m.foo; show("m.foo")
m.child = Mock(name="named"); m.other = Mock(); m.other(1); show("m.child, m.other"); show("m.mock_calls, m.method_calls")
m.attach_mock(Mock(), "att"); m.att(5); show("m.mock_calls[-1]"); m.configure_mock(z=1, **{"q.return_value": 2}); show("m.z, m.q()")
for text in ("call", "call(1, a=2)", "call.foo(1)", "call.foo.bar", "call().x(2)", "call.a(1).b(2).call_list()", "call(1) == call(1)",
             "call(1) == ((1,), {})", "call(1) == call(2)", "call.count(1)", "sentinel.foo", "sentinel.foo is sentinel.foo", "ANY == 3, ANY"): show(text)
w = Mock(wraps=Service()); show("w.get(1)"); w.get.return_value = "other"; show("w.get(2), w.get.mock_calls")
chain = MagicMock(); chain.a.b().c(1).d(2); show("chain.mock_calls"); show("chain.mock_calls == call.a.b().c(1).d(2).call_list()")
big = Mock()
for i in range(9): big("argument number %d" % i)
show("big.mock_calls"); show("big.assert_not_called()")
sl = Mock(); sl.a.return_value = 1; seal(sl); show("sl.a()"); show("sl.b")
with patch.object(Service, "p", new_callable=PropertyMock) as p: p.return_value = 9; print(Service().p, p.mock_calls)
print(Service().p)

async def helper(): return "real"

async def main():
    a = AsyncMock(return_value=3); print(await a(1, k=2))
    for text in ("a", "a.await_args, a.await_count, a.await_args_list", "a.assert_awaited_once_with(1, k=2)", "a.assert_awaited_with(2)",
                 "a.assert_not_awaited()", "a.assert_awaited()", "a.assert_any_await(5)", "a.assert_has_awaits([call(5)])",
                 "a.assert_has_awaits([call(5)], any_order=True)", "a.assert_called_once()"): show(text, a=a)
    b = AsyncMock(); waiting = b(1)
    for text in ("b.assert_awaited()", "b.assert_awaited_once()", "b.assert_awaited_with(1)", "b.call_count, b.await_count", "b.foo"): show(text, b=b)
    await waiting
    async def slowly(x): await asyncio.sleep(1); return x * 2
    d = AsyncMock(side_effect=[1, ValueError("bad")])
    for _ in range(3):
        try: print(await d())
        except Exception as e: print(repr(e))
    for d.side_effect in (slowly, lambda x: x + 1): print(await d(4))
    d.side_effect = TimeoutError
    try: await d(1)
    except TimeoutError as e: print(repr(e))
    print(inspect.iscoroutinefunction(d), inspect.iscoroutinefunction(Mock()), inspect.isawaitable(Mock()))
    s = AsyncMock(spec=Service); show("s, s.get, s.fetch", s=s); print(await s.fetch("u") is s.fetch.return_value); s.fetch.assert_awaited_once_with("u")
    s = MagicMock(spec=Service); s.fetch.return_value = {"id": 1}; print(await s.fetch(1), s.mock_calls)
    mm = MagicMock(); mm.__aenter__.return_value = "entered"; mm.__aiter__.return_value = [1, 2, 3]
    async with mm as e: print(e, [x async for x in mm])
    print(mm.__aexit__.await_args, mm.mock_calls)
    with patch("asyncio.sleep", new=AsyncMock()) as sleep:
        await asyncio.sleep(100); print(sleep.await_args)
    with patch("random.random", return_value=.5): print(random.random())
    with patch("__main__.helper") as h: h.return_value = "patched"; print(await helper()); show("h", h=h)
    print(await helper())
    with patch.object(Service, "get", return_value=1) as g: print(Service().get(5), g.mock_calls)
    with patch.object(Service, "fetch", side_effect=OSError("net")):
        try: await Service().fetch(1)
        except OSError as e: print(e)
    print(Service().get(1), await Service().fetch(1))
    o = Service()
    with patch.object(o, "x", 42): print(o.x, o.__dict__)
    print(o.x, o.__dict__)
    for text in ("patch('nodots')", "patch.object('s', 'x')", "patch('nomodule.x').start()"): show(text)
    try: patch.object(Service, "nope").start()
    except AttributeError as e: print(e)
    conf = {"a": 1}
    with patch.dict(conf, {"b": 2}, c=3): print(conf)
    with patch.dict(conf, clear=True): print(conf)
    with patch.dict(os.environ, {"KEY": "v"}): print(os.getenv("KEY"))
    print(conf, os.getenv("KEY"))
    p = patch("random.randint", lambda a, b: 4); p.start(); print(random.randint(1, 9)); p.stop(); patch.stopall()
    with patch("__main__.Service") as K: K.return_value.get.return_value = "made"; print(Service().get(), K.mock_calls)
    with patch("__main__.Service", spec=True): show("Service()"); show("Service().nope")
    with patch("builtins.print") as printed: print("hidden")
    print(printed.mock_calls)
    print(await asyncio.gather(*(AsyncMock(return_value=i)() for i in range(3))))
    loop = asyncio.get_running_loop(); m = Mock(); loop.call_soon(m, 1); done = loop.create_future(); done.add_done_callback(m.done); done.set_result(1)
    await asyncio.sleep(0); print(m.mock_calls[0], m.done.call_count, asyncio.iscoroutinefunction(AsyncMock()), asyncio.iscoroutinefunction(m))

asyncio.run(main())

@patch("__main__.helper")
@patch.object(Service, "get")
async def decorated(a, get, helper_of_test): helper_of_test.return_value = "H"; get.return_value = "G"; return await helper(), Service().get(), a
@patch.dict("os.environ", {"Q": "1"})
def with_environment(): return os.environ["Q"]
print(asyncio.run(decorated(1)), with_environment(), decorated.__name__)

class Tests(unittest.IsolatedAsyncioTestCase):
    async def test_async(self):
        m = AsyncMock(return_value=1); self.assertEqual(await m(), 1); m.assert_awaited_once()
    @patch("random.random", return_value=.25)
    def test_patched(self, r): self.assertEqual(random.random(), .25); r.assert_called_once_with()
result = unittest.TestResult(); unittest.defaultTestLoader.loadTestsFromTestCase(Tests).run(result); print(result.testsRun, result.failures, result.errors)
