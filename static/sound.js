// Short, quiet tones for what tasks come to. Fetched when somebody turns them on.
const TONES = {
  begin: { hertz: 523.25, shape: "sine" },
  end: { hertz: 783.99, shape: "sine" },
  cancel: { hertz: 311.13, shape: "triangle" },
  fail: { hertz: 185, shape: "triangle" },
};
const LOUDNESS = 0.05;
const SECONDS = 0.12;
const APART = 0.1;

let context;

/** Plays tones one after the other: their names, with spaces between them. */
export function play(names) {
  context ??= new AudioContext();
  if (context.state === "suspended") context.resume();
  names.split(" ").forEach((name, position) => {
    const tone = TONES[name];
    if (!tone) return;
    const begins = context.currentTime + position * APART;
    const source = new OscillatorNode(context, { frequency: tone.hertz, type: tone.shape });
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.setValueAtTime(0, begins);
    gain.gain.linearRampToValueAtTime(LOUDNESS, begins + 0.01);
    gain.gain.exponentialRampToValueAtTime(0.0001, begins + SECONDS);
    source.connect(gain).connect(context.destination);
    source.start(begins);
    source.stop(begins + SECONDS);
  });
}
