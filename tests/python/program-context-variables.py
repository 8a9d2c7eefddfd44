import asyncio, contextvars

request_id = contextvars.ContextVar("request_id", default="-")
user = contextvars.ContextVar("user")

def log(msg):
    print(f"[{request_id.get()}] {msg} user={user.get('anon')}")

async def sub():
    log("sub start")
    user.set("sub-user")
    await asyncio.sleep(0.1)
    log("sub end")

async def handle(i):
    tok = request_id.set(f"req-{i}")
    log("begin")
    await asyncio.create_task(sub())
    log("after task")
    await sub()
    log("after await")
    asyncio.get_running_loop().call_soon(log, "callback")
    await asyncio.sleep(0)
    request_id.reset(tok)
    log("end")
    try:
        request_id.reset(tok)
    except RuntimeError as e:
        print(str(e).split(" at ")[0][:40])

async def main():
    await asyncio.gather(*(handle(i) for i in range(2)))
    ctx = contextvars.copy_context()
    ctx.run(request_id.set, "in-ctx")
    log("outside")
    ctx.run(log, "inside")
    t = asyncio.create_task(sub(), context=ctx)
    await t
    ctx.run(log, "inside again")
    print(ctx[user], request_id in ctx, len(ctx) >= 2, ctx.get(user), sorted(v.name for v in ctx))
    try:
        user.get()
    except LookupError as e:
        print("LookupError", type(e.args[0]).__name__)
    fut = asyncio.get_running_loop().create_future()
    fut.add_done_callback(lambda f: log("done cb"), context=ctx)
    fut.set_result(None)
    await fut
    with_token = request_id.set("w")
    print(with_token.var is request_id, with_token.old_value)
    with request_id.set("managed"):
        log("in with")
    log("after with")
    def blocking():
        log("thread")
        return request_id.get()
    print(await asyncio.to_thread(blocking))
    try:
        ctx.run(ctx.run, print)
    except RuntimeError as e:
        print("cannot", str(e)[:20])
asyncio.run(main())
