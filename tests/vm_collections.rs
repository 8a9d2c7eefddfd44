//! Dicts and sets by themselves, without a program.

use awaitscope::engine::{EventLoop, Options};
use awaitscope::vm::machine::Vm;
use awaitscope::vm::operators::sorting;
use awaitscope::vm::types::set;
use awaitscope::vm::value::dict::Dict;
use awaitscope::vm::value::set::Set;
use awaitscope::vm::value::{Result, Value};

fn with_vm(test: impl FnOnce(&Vm) -> Result<()>) {
    let vm = Vm::new(EventLoop::new(Options::default()), |_, _| Err("no library".into()));
    let result = vm.enter(|| test(&vm));
    assert!(result.is_ok(), "nothing raises");
}

fn ints(values: Vec<Value>) -> Vec<i64> {
    let int = |value| if let Value::Int(int) = value { int } else { panic!("{value:?} is no int") };
    values.into_iter().map(int).collect()
}

#[test]
fn a_dict_keeps_the_order_of_insertion_when_keys_come_and_go() {
    with_vm(|vm| {
        let dict = Dict::default();
        for key in 0..100 {
            dict.set(vm, Value::Int(key), Value::Int(key * 2))?;
        }
        for key in (0..100).filter(|key| key % 10 != 7) {
            assert!(dict.remove(vm, &Value::Int(key))?.is_some(), "{key} is there");
        }
        for key in [5, 27, 6] {
            dict.set(vm, Value::Int(key), Value::None)?;
        }
        assert_eq!(ints(dict.keys()), [7, 17, 27, 37, 47, 57, 67, 77, 87, 97, 5, 6]);
        assert_eq!(dict.len(), 12);
        assert!(dict.get(vm, &Value::Int(8))?.is_none());
        assert!(dict.pop_first().is_some_and(|(key, _)| key.is(&Value::Int(7))));
        assert!(dict.pop_last().is_some_and(|(key, _)| key.is(&Value::Int(6))));
        Ok(())
    });
}

#[test]
fn equal_numbers_of_different_types_are_one_key() {
    with_vm(|vm| {
        let dict = Dict::default();
        for key in [Value::Int(1), Value::Float(1.0), Value::Bool(true)] {
            dict.set(vm, key, Value::None)?;
        }
        assert_eq!(ints(dict.keys()), [1]);
        Ok(())
    });
}

#[test]
fn names_are_found_without_a_machine() {
    let dict = Dict::default();
    let name = |number: usize| format!("name {number}");
    for number in 0..50 {
        dict.set_str(&name(number), Value::from(number));
    }
    assert!((0..50).all(|number| dict.get_str(&name(number)).is_some_and(|value| value.is(&number.into()))));
    assert!(dict.remove_str("name 7").is_some() && dict.get_str("name 7").is_none());
}

#[test]
fn sets_of_ints_are_gone_through_in_cpythons_order() {
    with_vm(|vm| {
        let threes = Set::new(false);
        set::update(vm, &threes, &Value::list((1..=40).rev().step_by(3).map(Value::Int).collect()))?;
        assert_eq!(ints(threes.items()), [1, 34, 4, 37, 7, 40, 10, 13, 16, 19, 22, 25, 28, 31]);
        Ok(())
    });
}

#[test]
fn sorting_is_stable_whatever_the_length() {
    with_vm(|vm| {
        for len in [0, 1, 2, 3, 31, 63, 64, 65, 200, 1000] {
            // Pairs (rank, number), many of one rank; floats, so that values are compared one by one.
            let pair =
                |number: i64| Value::tuple([Value::Float((number * 7919 % 13) as f64), Value::Int(number)]);
            let mut items: Vec<Value> = (0..len).map(pair).collect();
            sorting::sort(vm, &mut items, &Value::None, false)?;
            let mut last = Value::tuple([Value::Float(-1.0), Value::Int(0)]);
            for item in items {
                assert!(vm.less(&last, &item)?, "{last:?} comes before {item:?}");
                last = item;
            }
        }
        Ok(())
    });
}

#[test]
fn what_is_nested_a_million_deep_can_be_dropped() {
    let mut list = Value::list(Vec::new());
    let mut tuple = Value::tuple([]);
    for _ in 0..1_000_000 {
        list = Value::list(vec![list]);
        tuple = Value::tuple([tuple]);
    }
    drop(list);
    drop(tuple);
}
