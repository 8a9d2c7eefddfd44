//! `time`, on the virtual clock, which starts at the epoch; the time zone is UTC.

mod moment;

use crate::vm::exceptions::{type_error, value_error};
use crate::vm::machine::Vm;
use crate::vm::native::{Native, NativeModule, NativeType, Property};
use crate::vm::types::TUPLE;
use crate::vm::value::symbol::Symbol;
use crate::vm::value::{Result, Value};

use super::asyncio::waited_or;
use moment::{Moment, strftime};

/// `time`
pub static MODULE: NativeModule = NativeModule::new("time")
    .types(&[&STRUCT_TIME])
    .functions(&[
        Native::new("time", "", now),
        Native::new("monotonic", "", now),
        Native::new("perf_counter", "", now),
        Native::new("process_time", "", |_, _| Ok(0.0.into())),
        Native::new("thread_time", "", |_, _| Ok(0.0.into())),
        Native::new("time_ns", "", now_ns),
        Native::new("monotonic_ns", "", now_ns),
        Native::new("perf_counter_ns", "", now_ns),
        Native::new("process_time_ns", "", |_, _| Ok(Value::Int(0))),
        Native::new("strptime", "data_string, format=\"%a %b %d %H:%M:%S %Y\", /", |vm, args| {
            let class = vm.attr(&Value::Module(vm.import("datetime")?), "datetime")?;
            let read = vm.call_method(&class, "strptime", args)?;
            vm.call_method(&read, "timetuple", &[])
        }),
        Native::driving("sleep", "seconds, /", sleep),
        Native::new("gmtime", "seconds=None, /", |vm, args| broken_down(vm, &args[0])),
        Native::new("localtime", "seconds=None, /", |vm, args| broken_down(vm, &args[0])),
        Native::new("mktime", "time_tuple, /", |vm, args| {
            let moment = moment_argument(vm, &args[0])?;
            Ok((moment.seconds() as f64).into())
        }),
        Native::new("strftime", "format, time_tuple=?, /", |vm, args| {
            let Some(format) = args[0].as_str() else {
                let what = args[0].type_name();
                return Err(type_error(format!("strftime() argument 1 must be str, not {what}")));
            };
            let moment = moment_argument(vm, &args[1])?;
            vm.charge(format.len() * 32)?;
            Ok(strftime(format, &moment).into())
        }),
        Native::new("asctime", "time_tuple=?, /", |vm, args| {
            Ok(strftime("%a %b %e %H:%M:%S %Y", &moment_argument(vm, &args[0])?).into())
        }),
        Native::new("ctime", "seconds=None, /", |vm, args| {
            Ok(strftime("%a %b %e %H:%M:%S %Y", &Moment::at(whole_seconds(vm, &args[0])?)).into())
        }),
    ])
    .fill(|_, module| {
        let set = |name: &str, value: Value| module.globals.set(Symbol::new(name), value);
        set("timezone", Value::Int(0));
        set("altzone", Value::Int(0));
        set("daylight", Value::Int(0));
        set("tzname", Value::tuple(["UTC".into(), "UTC".into()]));
        Ok(())
    });

/// `struct_time`
static STRUCT_TIME: NativeType = NativeType::new(
    "struct_time",
    "time",
    &[
        Native::of_nothing("__new__", "cls, iterable, /", |vm, args| {
            let items = vm.collect(&args[1])?;
            if items.len() != 9 {
                let text = format!("time.struct_time() takes a 9-sequence ({}-sequence given)", items.len());
                return Err(type_error(text));
            }
            Ok(structured(items))
        }),
        Native::new("__repr__", "self, /", |vm, args| {
            let Value::Tuple(items) = args[0].plain() else { return Ok(Value::None) };
            let mut text = "time.struct_time(".to_owned();
            for (at, (field, item)) in FIELDS.iter().zip(items.iter()).enumerate() {
                if at > 0 {
                    text += ", ";
                }
                text += &format!("{field}={}", vm.repr(item)?);
            }
            Ok((text + ")").into())
        }),
    ],
)
.base(&TUPLE)
.properties(&[
    Property { name: "tm_year", get: |_, this| field(this, 0), set: None },
    Property { name: "tm_mon", get: |_, this| field(this, 1), set: None },
    Property { name: "tm_mday", get: |_, this| field(this, 2), set: None },
    Property { name: "tm_hour", get: |_, this| field(this, 3), set: None },
    Property { name: "tm_min", get: |_, this| field(this, 4), set: None },
    Property { name: "tm_sec", get: |_, this| field(this, 5), set: None },
    Property { name: "tm_wday", get: |_, this| field(this, 6), set: None },
    Property { name: "tm_yday", get: |_, this| field(this, 7), set: None },
    Property { name: "tm_isdst", get: |_, this| field(this, 8), set: None },
    Property { name: "tm_gmtoff", get: |_, _| Ok(Value::Int(0)), set: None },
    Property { name: "tm_zone", get: |_, _| Ok("UTC".into()), set: None },
]);

const FIELDS: [&str; 9] =
    ["tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst"];

fn field(this: &Value, at: usize) -> Result {
    match this.plain() {
        Value::Tuple(items) => Ok(items.get(at).cloned().unwrap_or(Value::None)),
        _ => Ok(Value::None),
    }
}

fn structured(items: Vec<Value>) -> Value {
    use crate::vm::value::{Data, Instance};
    Value::Instance(std::rc::Rc::new(Instance {
        class: std::cell::RefCell::new(STRUCT_TIME.class()),
        attributes: Default::default(),
        data: Data::Value(Value::tuple(items)),
    }))
}

fn now(vm: &Vm, _: &[Value]) -> Result {
    Ok(vm.event_loop.now().into())
}

fn now_ns(vm: &Vm, _: &[Value]) -> Result {
    Ok(Value::Int((vm.event_loop.now() * 1e9).round() as i64))
}

fn sleep(vm: &Vm, args: &[Value]) -> Result {
    let secs = match args[0].plain() {
        Value::Int(secs) => *secs as f64,
        Value::Float(secs) => *secs,
        Value::Bool(secs) => f64::from(*secs),
        other => return Err(vm.cannot(other, "cannot be interpreted as an integer")),
    };
    if secs.is_nan() {
        return Err(value_error("Invalid value NaN (not a number)"));
    }
    if secs < 0.0 {
        return Err(value_error("sleep length must be non-negative"));
    }
    block(vm, args, secs)
}

/// Whoever runs blocks for so many seconds.
pub(super) fn block(vm: &Vm, args: &[Value], secs: f64) -> Result {
    vm.drive(args, || {
        let event_loop = vm.event_loop.clone();
        Ok(async move {
            waited_or(&Vm::current(), event_loop.drive_block(secs).await)?;
            Ok(Value::None)
        })
    })
}

fn whole_seconds(vm: &Vm, value: &Value) -> Result<i64> {
    match value.given().map(Value::plain) {
        None => Ok(vm.event_loop.now().floor() as i64),
        Some(Value::Int(secs)) => Ok(*secs),
        Some(Value::Float(secs)) => Ok(secs.floor() as i64),
        Some(Value::Bool(secs)) => Ok(i64::from(*secs)),
        Some(other) => Err(vm.cannot(other, "cannot be interpreted as an integer")),
    }
}

fn broken_down(vm: &Vm, seconds: &Value) -> Result {
    let moment = Moment::at(whole_seconds(vm, seconds)?.clamp(-(1 << 50), 1 << 50));
    let fields = [
        moment.year,
        moment.month.into(),
        moment.day.into(),
        moment.hour.into(),
        moment.minute.into(),
        moment.second.into(),
        moment.weekday() as i64,
        moment.day_of_year(),
        0,
    ];
    Ok(structured(fields.into_iter().map(Value::Int).collect()))
}

/// A `struct_time` or a tuple; now if it was not given.
fn moment_argument(vm: &Vm, value: &Value) -> Result<Moment> {
    let Some(given) = value.given() else { return Ok(Moment::at(vm.event_loop.now().floor() as i64)) };
    let Value::Tuple(items) = given.plain() else {
        return Err(type_error("Tuple or struct_time argument required"));
    };
    let number = |at: usize| match items.get(at).map(Value::plain) {
        Some(Value::Int(number)) => Ok(*number),
        Some(other) => Err(vm.cannot(other, "cannot be interpreted as an integer")),
        None => Err(type_error("strftime(): illegal time tuple argument")),
    };
    let part = |at: usize, least: i64, most: i64| -> Result<u32> {
        let number = number(at)?;
        match number.clamp(least, most) == number {
            true => Ok(number as u32),
            false => Err(value_error(format!(
                "{} out of range",
                ["year", "month", "day of month", "hour", "minute", "seconds"][at]
            ))),
        }
    };
    Ok(Moment {
        year: number(0)?.clamp(-(1 << 31), 1 << 31),
        month: part(1, 1, 12)?,
        day: part(2, 1, 31)?,
        hour: part(3, 0, 23)?,
        minute: part(4, 0, 59)?,
        second: part(5, 0, 61)?,
    })
}
