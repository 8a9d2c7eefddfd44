//! A log as bytes.

use awaitscope::engine::{EventLoop, Options, gather, sleep, spawn, timeout};
use awaitscope::trace::Log;

fn some_log() -> Log {
    let event_loop = EventLoop::new(Options { trace: true, ..Options::default() });
    let ran = event_loop.run(async {
        let both = gather([spawn(sleep(1.0)), spawn(sleep(200.0))]);
        let late = timeout(Some(2.5), async { both.await.map(drop) }).await;
        EventLoop::current().print("späte Zeile");
        late
    });
    assert!(ran.is_ok());
    event_loop.take_trace()
}

#[test]
fn a_log_comes_back_from_its_bytes() {
    let log = some_log();
    assert!(log.len() > 20);
    assert_eq!(Log::from_bytes(&log.to_bytes()), Some(log));
}

#[test]
fn damaged_bytes_are_no_log() {
    let bytes = some_log().to_bytes();
    for len in 0..bytes.len() {
        assert_eq!(Log::from_bytes(&bytes[..len]), None, "cut off after {len} bytes");
    }
    // No panic, whatever they say.
    for at in 0..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x55;
        drop(Log::from_bytes(&damaged));
    }
}
