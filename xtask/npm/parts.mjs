// Which of a module's functions are fetched together, given what programs run of them.

/** What asking for a part costs, in bytes. */
const REQUEST = 15_000;

/**
 * The parts of functions, the first of which every program needs; functions that no program runs are in none. `programs` are
 * sets of functions, each with a weight. Begins with a part for each set of programs, and joins those two by which the programs
 * in all fetch least more, until `most` are left.
 */
export function partsOf(programs, sizeOf, most) {
  const users = new Map();
  for (const [index, { functions }] of programs.entries()) {
    for (const name of functions) {
      if (!users.has(name)) users.set(name, new Uint8Array(programs.length));
      users.get(name)[index] = 1;
    }
  }
  const parts = new Map();
  for (const [name, its] of users) {
    const key = its.join("");
    if (!parts.has(key)) parts.set(key, { users: wordsOf(its, programs), names: [], size: REQUEST });
    parts.get(key).names.push(name);
    parts.get(key).size += sizeOf(name);
  }
  const left = new Set(parts.values());
  const costOf = (words, size) => weightOf(words) * size;
  const worse = (one, other) => {
    const joined = weightOfBoth(one.users, other.users) * (one.size + other.size - REQUEST);
    return joined - one.cost - other.cost;
  };
  const look = (part) => {
    part.least = Infinity;
    for (const other of left) {
      if (other === part) continue;
      const more = worse(part, other);
      if (more < part.least) [part.least, part.nearest] = [more, other];
    }
  };
  for (const part of left) part.cost = costOf(part.users, part.size);
  left.forEach(look);
  while (left.size > 1) {
    const one = [...left].reduce((best, part) => (part.least < best.least ? part : best));
    if (one.least >= 0 && left.size <= most) break;
    const other = one.nearest;
    const names = [...one.names, ...other.names];
    const users = one.users.map(({ weight, words }, index) => {
      return { weight, words: words.map((word, at) => word | other.users[index].words[at]) };
    });
    const both = { users, names, size: one.size + other.size - REQUEST };
    both.cost = costOf(both.users, both.size);
    left.delete(one);
    left.delete(other);
    for (const part of left) {
      if (part.nearest === one || part.nearest === other) look(part);
    }
    left.add(both);
    look(both);
    for (const part of left) {
      if (part === both) continue;
      const more = worse(part, both);
      if (more < part.least) [part.least, part.nearest] = [more, both];
    }
  }
  const all = [...left].sort((one, other) => weightOf(other.users) - weightOf(one.users));
  return all.map(({ names }) => names);
}

/** Programs as bits, those of each weight in words of their own. */
function wordsOf(isUser, programs) {
  const weights = [...new Set(programs.map(({ weight }) => weight))];
  return weights.map((weight) => {
    const its = [...isUser].filter((_, index) => programs[index].weight === weight);
    const words = new Int32Array(Math.ceil(its.length / 32));
    for (const [index, bit] of its.entries()) words[index >> 5] |= bit << (index & 31);
    return { weight, words };
  });
}

function weightOf(sets) {
  return weightOfBoth(sets, sets);
}

function weightOfBoth(sets, others) {
  let sum = 0;
  for (let index = 0; index < sets.length; index++) {
    const [{ weight, words }, other] = [sets[index], others[index].words];
    let count = 0;
    for (let at = 0; at < words.length; at++) count += bitsOf(words[at] | other[at]);
    sum += weight * count;
  }
  return sum;
}

function bitsOf(word) {
  let pairs = word - ((word >>> 1) & 0x55555555);
  pairs = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return (((pairs + (pairs >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
