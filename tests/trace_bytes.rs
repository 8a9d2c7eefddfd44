//! A log as bytes.

use awaitscope::engine::{EventLoop, Options, gather, sleep, spawn, timeout};
use awaitscope::trace::{EventKind, Log, LogBytes};

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
fn a_log_is_read_bit_by_bit() {
    let log = some_log();
    let bytes = log.to_bytes();
    let mut reading = LogBytes::of(&bytes).expect("it begins");
    let mut turns = 0;
    while reading.go_on(7).expect("it is not damaged") {
        turns += 1;
    }
    assert_eq!(turns, (log.len() - 1) / 7);
    assert_eq!(reading.finish(), Some(log));
    let mut cut_off = LogBytes::of(&bytes[..bytes.len() / 2]).expect("it begins");
    assert_eq!((cut_off.go_on(1), cut_off.go_on(usize::MAX)), (Some(true), None));
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

#[test]
fn of_a_text_that_nobody_reads_to_its_end_the_beginning_comes_back() {
    let event_loop = EventLoop::new(Options { trace: true, ..Options::default() });
    let ran = event_loop.run(async {
        EventLoop::current().print("x".repeat(1_000_000));
        Ok(())
    });
    assert!(ran.is_ok());
    let bytes = event_loop.take_trace().to_bytes();
    assert!(bytes.len() < 4000, "{} bytes", bytes.len());
    let log = Log::from_bytes(&bytes).expect("it comes back");
    let printed = log.iter().find_map(|(_, event)| match &event.kind {
        EventKind::Printed { text, .. } => Some(text.clone()),
        _ => None,
    });
    let printed = printed.expect("the line is there");
    assert!(printed.starts_with("xxxx") && printed.ends_with("x\u{2026} (1000000 bytes)"), "{printed}");
}
