//! What the text of a scene's file may contain, as serde reads it. Used by the loader alone.

use serde::Deserialize;
use serde::de::{self, Deserializer, Visitor};

use crate::program::Constant;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SceneDto {
    /// The format, which has been looked at before.
    #[serde(rename = "awaitscope")]
    pub(super) _format: u32,
    #[serde(rename = "$schema")]
    pub(super) _schema: Option<String>,
    #[serde(default)]
    pub(super) title: String,
    #[serde(default)]
    pub(super) about: String,
    pub(super) blocks: Vec<BlockDto>,
    #[serde(default)]
    pub(super) interventions: Vec<InterventionDto>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BlockDto {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) at: Option<[f64; 2]>,
    pub(super) task: Option<Vec<StepDto>>,
    pub(super) gather: Option<Vec<String>>,
    pub(super) return_exceptions: Option<bool>,
    #[serde(default, deserialize_with = "present")]
    pub(super) shield: Option<Option<String>>,
    #[serde(default, deserialize_with = "present")]
    pub(super) timeout: Option<Option<String>>,
    pub(super) delay: Option<f64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StepDto {
    pub(super) sleep: Option<f64>,
    pub(super) work: Option<f64>,
    pub(super) print: Option<String>,
    pub(super) r#await: Option<String>,
    pub(super) print_await: Option<String>,
    pub(super) start: Option<String>,
    pub(super) cancel: Option<String>,
    pub(super) look: Option<String>,
    #[serde(default, deserialize_with = "some")]
    pub(super) r#return: Option<ConstantDto>,
    #[serde(default, deserialize_with = "present")]
    pub(super) raise: Option<Option<String>>,
    pub(super) r#try: Option<Vec<StepDto>>,
    pub(super) except: Option<Vec<HandlerDto>>,
    pub(super) finally: Option<Vec<StepDto>>,
    pub(super) repeat: Option<u32>,
    pub(super) r#do: Option<Vec<StepDto>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HandlerDto {
    pub(super) catch: String,
    #[serde(default)]
    pub(super) r#do: Vec<StepDto>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct InterventionDto {
    pub(super) at: f64,
    #[serde(default)]
    pub(super) turns: u32,
    pub(super) cancel: String,
}

/// A field that may be null, told apart from one that is missing.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<String>>, D::Error> {
    Deserialize::deserialize(deserializer).map(Some)
}

fn some<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<ConstantDto>, D::Error> {
    Deserialize::deserialize(deserializer).map(Some)
}

/// A result: null, a truth value, a number or a text.
#[derive(Debug)]
pub(super) struct ConstantDto(pub(super) Constant);

impl<'de> Deserialize<'de> for ConstantDto {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ConstantVisitor).map(ConstantDto)
    }
}

struct ConstantVisitor;

impl Visitor<'_> for ConstantVisitor {
    type Value = Constant;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("null, true, false, a number or a text")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Constant, E> {
        Ok(Constant::None)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Constant, E> {
        Ok(Constant::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Constant, E> {
        Ok(Constant::Int(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Constant, E> {
        i64::try_from(value)
            .map(Constant::Int)
            .map_err(|_| E::custom("a whole number that large is not supported"))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Constant, E> {
        Ok(Constant::Float(value))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Constant, E> {
        Ok(Constant::Str(value.to_owned()))
    }
}
