// Short, quiet tones for what tasks come to. Fetched when somebody turns them on.
//
// Deep tones are heard less well than high ones, so they are louder: all of them seem about as loud.
const TONES = {
  begin: { hertz: 523.25, shape: "sine", loudness: 0.06 },
  end: { hertz: 783.99, shape: "sine", loudness: 0.05 },
  cancel: { hertz: 311.13, shape: "triangle", loudness: 0.11 },
  fail: { hertz: 185, shape: "triangle", loudness: 0.18 },
};
const RISES = 0.01;
const SECONDS = 0.12;
const APART = 0.1;
// What would have begun already when it is heard begins with a click.
const AHEAD = 0.02;

let context;

/** Puts a tone into a context, from a moment on. */
export function tone(into, name, begins) {
  const { hertz, shape, loudness } = TONES[name];
  const source = new OscillatorNode(into, { frequency: hertz, type: shape });
  const gain = new GainNode(into, { gain: 0 });
  gain.gain.setValueAtTime(0, begins);
  gain.gain.linearRampToValueAtTime(loudness, begins + RISES);
  gain.gain.exponentialRampToValueAtTime(0.0001, begins + SECONDS);
  source.connect(gain).connect(into.destination);
  source.start(begins);
  source.stop(begins + SECONDS);
}

/** Plays tones one after the other: their names, with spaces between them. */
export function play(names) {
  context ??= new AudioContext();
  if (context.state === "suspended") context.resume();
  const soon = context.currentTime + AHEAD;
  names.split(" ").forEach((name, position) => tone(context, name, soon + position * APART));
}
