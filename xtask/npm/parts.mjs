// Which of a module's functions are fetched together, given what programs run of them.

/** What asking for a part costs, in bytes. */
const REQUEST = 10_000;
/** Less than so many bytes in all are not worth a move. */
const WORTH = 1;

/**
 * The parts of functions, the first of which every program needs; functions that no program runs are in none. `programs` are
 * sets of functions, each with a weight. Begins with a part for each set of programs, and joins those two by which the programs
 * in all fetch least more, until `most` are left. Then moves what turns out to be better off in another part.
 */
export function partsOf(programs, sizeOf, most) {
  const groups = groupsOf(programs, sizeOf);
  const parts = joined(groups, programs, most);
  settle(parts, programs);
  parts.sort((one, other) => other.fetching - one.fetching);
  return parts.filter(({ groups }) => groups.size > 0).map(({ groups }) => [...groups].flatMap(({ names }) => names));
}

/** Functions that are run by the same programs: their names, what they take, and the programs by their numbers. */
function groupsOf(programs, sizeOf) {
  const users = new Map();
  for (const [index, { functions }] of programs.entries()) {
    for (const name of functions) {
      if (!users.has(name)) users.set(name, new Uint8Array(programs.length));
      users.get(name)[index] = 1;
    }
  }
  const groups = new Map();
  for (const [name, its] of users) {
    const key = its.join("");
    if (!groups.has(key)) groups.set(key, { users: its, names: [], size: 0 });
    groups.get(key).names.push(name);
    groups.get(key).size += sizeOf(name);
  }
  return [...groups.values()];
}

/** So many parts, or fewer: sets of groups. */
function joined(groups, programs, most) {
  const parts = groups.map((group) => ({ groups: [group], size: group.size + REQUEST, users: wordsOf(group.users, programs) }));
  const left = new Set(parts);
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
    const groups = [...one.groups, ...other.groups];
    const users = one.users.map(({ weight, words }, index) => {
      return { weight, words: words.map((word, at) => word | other.users[index].words[at]) };
    });
    const both = { users, groups, size: one.size + other.size - REQUEST };
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
  return [...left].map(({ groups }) => ({ groups: new Set(groups) }));
}

/**
 * Moves groups to other parts as long as the programs in all fetch less for it. Says of each part which weight those programs
 * have that fetch it.
 */
function settle(parts, programs) {
  for (const part of parts) {
    Object.assign(part, { size: REQUEST, needs: new Int32Array(programs.length), fetching: 0 });
    for (const group of part.groups) change(part, group, 1);
  }
  // What the programs fetch more of a part for a group that comes, or less for one that goes.
  const more = ({ size, needs, fetching }, { size: its, users }, by) => {
    let weight = fetching;
    for (const [index, { weight: own }] of programs.entries()) {
      if (users[index] && needs[index] === (by > 0 ? 0 : 1)) weight += by * own;
    }
    return weight * (size + by * its) - fetching * size;
  };
  for (let isBetter = true; isBetter; ) {
    isBetter = false;
    for (const from of parts) {
      for (const group of [...from.groups]) {
        const less = -more(from, group, -1);
        const [gain, to] = parts.reduce(
          (best, part) => {
            const gain = part === from ? 0 : less - more(part, group, 1);
            return gain > best[0] ? [gain, part] : best;
          },
          [WORTH, undefined],
        );
        if (!to) continue;
        isBetter = true;
        from.groups.delete(group);
        change(from, group, -1);
        to.groups.add(group);
        change(to, group, 1);
      }
    }
  }

  function change(part, group, by) {
    part.size += by * group.size;
    for (const [index, { weight }] of programs.entries()) {
      if (!group.users[index]) continue;
      const before = part.needs[index];
      part.needs[index] += by;
      if (before === 0 || part.needs[index] === 0) part.fetching += by * weight;
    }
  }
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
