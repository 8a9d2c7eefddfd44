# a little ORM with async sessions, identity map, unit of work, events and a query builder
import asyncio, collections, contextlib, functools, operator, typing as t, weakref
class Field:
    def __init__(self, typ=str, *, pk=False, default=None, null=False): self.typ, self.pk, self.default, self.null = typ, pk, default, null
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, obj, owner=None):
        if obj is None: return self
        return obj.__dict__.get(self.name, self.default)
    def __set__(self, obj, v):
        if v is None and not self.null: raise ValueError(f"{type(obj).__name__}.{self.name} may not be null")
        if v is not None and not isinstance(v, self.typ): raise TypeError(f"{self.name}: expected {self.typ.__name__}, got {type(v).__name__} {v!r}")
        old = obj.__dict__.get(self.name); obj.__dict__[self.name] = v
        if old != v: obj._dirty[self.name] = old
    def _cmp(op): return lambda self, other: Cond(self, op, other)
    __eq__, __lt__, __gt__ = map(_cmp, (operator.eq, operator.lt, operator.gt))
    __hash__ = object.__hash__
    def __repr__(self): return f"<Field {self.name}:{self.typ.__name__}>"
class Cond:
    def __init__(self, f, op, v): self.f, self.op, self.v = f, op, v
    def __call__(self, o): return self.op(getattr(o, self.f.name), self.v)
    def __and__(self, o): return lambda x: self(x) and o(x)
    def __str__(self): return f"{self.f.name} {self.op.__name__} {self.v!r}"
class ModelMeta(type):
    def __new__(m, name, bases, ns):
        cls = super().__new__(m, name, bases, ns)
        cls._fields = {k: v for b in reversed(cls.__mro__) for k, v in vars(b).items() if isinstance(v, Field)}
        if pk := [f for f in cls._fields.values() if f.pk]: cls._pk, = pk
        return cls
class Model(metaclass=ModelMeta):
    def __init__(self, **kw):
        self._dirty = {}
        for k in kw.keys() - self._fields.keys(): raise AttributeError(f"{type(self).__name__} has no field {k!r}", name=k, obj=self)
        for k, f in self._fields.items(): setattr(self, k, kw.get(k, f.default() if callable(f.default) else f.default))
    def __repr__(self): return f"{type(self).__name__}({', '.join(f'{k}={getattr(self, k)!r}' for k in self._fields)})"
class User(Model):
    id = Field(int, pk=True); name = Field(); age = Field(int, default=18); tags = Field(list, default=list)
class Admin(User): level = Field(int, default=1)
class Session:
    store: t.ClassVar[dict] = collections.defaultdict(dict)
    hooks = collections.defaultdict(list)
    def __init__(self): self.new, self.map = [], weakref.WeakValueDictionary()
    @classmethod
    def on(cls, ev):
        def deco(f): cls.hooks[ev].append(f); return f
        return deco
    async def __aenter__(self): return self
    async def __aexit__(self, et, ev, tb):
        if et: print("rollback", [type(o).__name__ for o in self.new], et.__name__); self.new.clear()
        else: await self.commit()
    def add(self, o): self.new.append(o); return o
    async def commit(self):
        for o in self.new:
            await asyncio.sleep(.01)
            for h in self.hooks["save"]: await h(o) if asyncio.iscoroutinefunction(h) else h(o)
            self.store[type(o).__name__][getattr(o, o._pk.name)] = o; o._dirty.clear()
        print("commit", len(self.new)); self.new = []
    async def get(self, cls, pk):
        await asyncio.sleep(.01)
        for c in (cls, *cls.__subclasses__()):
            if o := self.store[c.__name__].get(pk): return self.map.setdefault((c, pk), o)
        raise LookupError(f"no {cls.__name__} {pk}")
    async def query(self, cls, *conds, order=None):
        rows = [o for c in [cls, *cls.__subclasses__()] for o in self.store[c.__name__].values()]
        for o in sorted((o for o in rows if all(c(o) for c in conds)), key=operator.attrgetter(order.name) if order else id):
            await asyncio.sleep(0); yield o
@Session.on("save")
def stamp(o): o.tags.append(f"saved@{asyncio.get_running_loop().time():.2f}")
@Session.on("save")
async def audit(o): await asyncio.sleep(.01); print("audit", o, dict(o._dirty))
async def main():
    async with Session() as s: s.add(User(id=1, name="ann", age=30)); s.add(Admin(id=2, name="bob", level=5))
    for bad in (lambda: User(id="x", name="y"), lambda: User(id=3), lambda: User(id=3, nmae="z"), lambda: setattr(User(id=1, name="q"), "age", 1.5)):
        try: bad()
        except (TypeError, ValueError, AttributeError) as e: print(type(e).__name__, e)
    with contextlib.suppress(RuntimeError):
        async with Session() as s: s.add(User(id=9, name="lost")); raise RuntimeError
    async with Session() as s:
        u = await s.get(User, 2); print(u, u is await s.get(User, 2), type(u).__mro__[1].__name__)
        print([o.name async for o in s.query(User, User.age > 20)], [o.name async for o in s.query(User, (User.age < 40) & (User.name == "bob"), order=User.name)], str(User.age > 3), User.age, list(Admin._fields))
        try: await s.get(Admin, 1)
        except LookupError as e: print(e)
    print(sorted(Session.store), {User.id: 1}[User.id], User.id in {User.id})
asyncio.run(main())
