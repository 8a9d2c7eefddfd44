//! Queues: no item and no slot is lost, whoever is cancelled when.

use awaitscope::engine::{Class, EventLoop, Queue, gather, sleep, spawn};
use awaitscope::trace::EventKind;

use crate::counting::{Counts, count, message, run, trace_of};

#[test]
fn a_getter_cancelled_after_an_item_came_passes_it_on() {
    run(async {
        let queue = Queue::new(0);
        let [first, second] = [(); 2].map(|()| {
            let queue = queue.clone();
            spawn(async move { queue.get().await })
        });
        sleep(0.0).await?;
        queue.put_nowait("item")?;
        first.cancel();
        assert_eq!(second.await?, "item");
        assert!(first.cancelled());
        Ok(())
    });
}

#[test]
fn a_putter_cancelled_after_a_slot_came_free_passes_it_on() {
    run(async {
        let queue = Queue::new(1);
        queue.put("A").await?;
        let [first, second] = ["B", "C"].map(|item| {
            let queue = queue.clone();
            spawn(async move { queue.put(item).await })
        });
        sleep(0.0).await?;
        assert_eq!(queue.get_nowait()?, "A");
        first.cancel();
        second.await?;
        assert!(first.cancelled());
        assert_eq!(queue.get_nowait()?, "C");
        Ok(())
    });
}

#[test]
fn an_item_taken_by_somebody_faster_leaves_the_getter_waiting() {
    run(async {
        let queue = Queue::new(0);
        let waiting = queue.clone();
        let getter = spawn(async move { waiting.get().await });
        sleep(0.0).await?;
        queue.put_nowait(1)?;
        assert_eq!(queue.get_nowait()?, 1, "the one woken has not run");
        sleep(1.0).await?;
        assert!(!getter.done());
        queue.put_nowait(2)?;
        assert_eq!(getter.await?, 2);
        Ok(())
    });
}

#[test]
fn a_cancelled_put_drops_its_item_and_puts_nothing() {
    let counts = Counts::default();
    let counted = counts.clone();
    run(async move {
        let queue = Queue::new(1);
        queue.put_nowait(Some(counted.token()))?;
        let (full, item) = (queue.clone(), counted.token());
        let putter = spawn(async move { full.put(Some(item)).await });
        sleep(0.0).await?;
        putter.cancel();
        sleep(0.0).await?;
        assert_eq!(counted.left(), 1, "the one in the queue");
        assert_eq!(queue.waiting(), (0, 0));
        Ok(())
    });
    assert_eq!(counts.left(), 0);
}

#[test]
fn equal_priorities_come_out_as_heapq_has_them() {
    run(async {
        /// Compares by its first field alone.
        #[derive(Debug)]
        struct Job(u32, char);
        impl PartialEq for Job {
            fn eq(&self, other: &Self) -> bool {
                self.0 == other.0
            }
        }
        impl Eq for Job {}
        impl PartialOrd for Job {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }
        impl Ord for Job {
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                self.0.cmp(&other.0)
            }
        }
        let queue = Queue::priority(0);
        for (at, letter) in "abcdefgh".chars().enumerate() {
            queue.put_nowait(Job(at as u32 % 2, letter))?;
        }
        let mut out = String::new();
        while let Ok(job) = queue.get_nowait() {
            out.push(job.1);
        }
        assert_eq!(out, "acgefhbd", "what CPython gives");
        Ok(())
    });
}

#[test]
fn join_returns_when_the_last_item_is_done() {
    run(async {
        let queue = Queue::new(0);
        queue.join().await?;
        assert_eq!(EventLoop::current().iteration(), 1, "there is nothing to wait for");
        queue.put_nowait(1)?;
        queue.put_nowait(2)?;
        let workers = [1.0, 2.0].map(|secs| {
            let queue = queue.clone();
            spawn(async move {
                queue.get().await?;
                sleep(secs).await?;
                queue.task_done()
            })
        });
        queue.join().await?;
        assert_eq!(EventLoop::current().time(), 2.0);
        gather(workers).await?;
        let error = queue.task_done().expect_err("all are done");
        assert_eq!(message(&error), "task_done() called too many times");
        Ok(())
    });
}

#[test]
fn shutdown_wakes_everybody_and_lets_what_is_left_be_got() {
    run(async {
        let (empty, full) = (Queue::<u32>::new(0), Queue::new(1));
        full.put_nowait(1)?;
        let (getting, putting) = (empty.clone(), full.clone());
        let getter = spawn(async move { getting.get().await.map(drop) });
        let putter = spawn(async move { putting.put(2).await });
        sleep(0.0).await?;
        empty.shutdown(false)?;
        full.shutdown(false)?;
        for task in [getter, putter] {
            assert_eq!(*task.await.expect_err("it hears of it").class(), Class::QueueShutDown);
        }
        assert_eq!(full.get().await?, 1);
        assert_eq!(*full.get().await.expect_err("there is nothing left").class(), Class::QueueShutDown);
        Ok(())
    });
}

#[test]
fn items_are_told_of_in_words_if_the_queue_knows_them() {
    let log = trace_of(async {
        let queue = Queue::new(0).described_by(|n: &u32| n.to_string().into());
        queue.put(7).await?;
        queue.get().await?;
        Ok(())
    });
    let put = |kind: &EventKind| matches!(kind, EventKind::ItemPut { item: Some(item), size: 1, .. } if &**item == "7");
    let got = |kind: &EventKind| matches!(kind, EventKind::ItemGot { item: Some(item), size: 0, .. } if &**item == "7");
    assert_eq!((count(&log, put), count(&log, got)), (1, 1));
}
