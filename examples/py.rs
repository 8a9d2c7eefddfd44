use awaitscope::engine::*;
use awaitscope::vm::machine::Vm;
use awaitscope::python;
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    std::thread::Builder::new().stack_size(1<<30).spawn(move || {
        let program = match python::compile_program(&text) { Ok(p) => p, Err(d) => { for d in d { println!("{d:?}"); } return } };
        let event_loop = EventLoop::new(Options { trace: true, limits: Limits::NONE });
        let vm = Vm::new(event_loop, |text, name| { let _ = name; python::compile(text, python::Options{library:true}).map_err(|d| format!("{d:?}")) });
        vm.clone().enter(|| {
            vm.load_builtins();
            let main = vm.main.clone();
            main.set(awaitscope::vm::symbol::Symbol::new("__name__"), awaitscope::vm::value::Value::str("__main__"));
            let r = vm.run_module(&program.code, &main);
            let log = vm.event_loop.take_trace();
            print!("{}", awaitscope::trace::transcript(&log, awaitscope::trace::Detail::Output));
            if let Err(e) = r { vm.settle(&e); println!("exit {e}"); println!("{:?}", vm.stopped()); }
        });
    }).unwrap().join().unwrap();
}
