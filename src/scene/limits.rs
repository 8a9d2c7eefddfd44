//! How large a scene may be. Everything else may rely on a scene that is within these limits: no walk over it runs out
//! of stack, and no run of it is out of reach for a budget of its own.

use std::ops::RangeInclusive;

/// Blocks in a scene.
pub const MAX_BLOCKS: usize = 2_000;

/// The number in a block's id.
pub const MAX_BLOCK_NUMBER: u32 = 1_000_000_000;

/// From a root to the lowest block below it: blocks on the way, both ends counted.
pub const MAX_HEIGHT: usize = 100;

/// Steps of one task, nested ones counted.
pub const MAX_STEPS_PER_TASK: usize = 500;

/// Steps of all tasks together.
pub const MAX_STEPS: usize = 20_000;

/// How deep steps may be nested in `try` and repetitions; 1 for a step that is in neither. CPython refuses to compile
/// functions with more than 20 nested blocks, and a `try` can take three.
pub const MAX_STEP_DEPTH: usize = 6;

/// Handlers of one `try`.
pub const MAX_HANDLERS: usize = 20;

/// Interventions in a scene.
pub const MAX_INTERVENTIONS: usize = 1_000;

/// Questions of a scene, and explanations.
pub const MAX_LESSON_LINES: usize = 100;

/// Characters of a block's label.
pub const MAX_LABEL_CHARS: usize = 60;

/// Characters of any other text: a printed one, a result, a message, the title.
pub const MAX_TEXT_CHARS: usize = 2_000;

/// Characters of all texts of a scene together.
pub const MAX_TEXT_TOTAL_CHARS: usize = 1_000_000;

/// Bytes of a scene's file.
pub const MAX_FILE_BYTES: usize = 16 << 20;

/// A duration, a delay or a moment, in virtual seconds.
pub const SECONDS: RangeInclusive<f64> = 0.0..=1e6;

/// A coordinate of a block on the canvas.
pub const COORDINATES: RangeInclusive<f64> = -1e6..=1e6;

/// How often a repetition repeats.
pub const REPEAT_TIMES: RangeInclusive<u32> = 1..=10_000;

/// Turns of the loop that an intervention lets pass.
pub const INTERVENTION_TURNS: RangeInclusive<u32> = 0..=10_000;
