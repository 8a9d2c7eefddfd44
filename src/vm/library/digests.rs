//! The digests of `hashlib` that came after SHA-2, and what keys and passwords make of digests.

/// Keccak's permutation of 25 words.
fn keccak(state: &mut [u64; 25]) {
    // The constants of the rounds come from a register of eight bits, shifts and places from how the lanes are gone through.
    let mut register = 1u8;
    let mut bit = || {
        let out = register & 1 == 1;
        register = (register << 1) ^ if register & 0x80 == 0 { 0 } else { 0x71 };
        out
    };
    for _ in 0..24 {
        let column: [u64; 5] = std::array::from_fn(|x| (0..5).fold(0, |all, y| all ^ state[x + 5 * y]));
        for (at, lane) in state.iter_mut().enumerate() {
            *lane ^= column[(at + 4) % 5] ^ column[(at + 1) % 5].rotate_left(1);
        }
        let (mut x, mut y, mut moved) = (1, 0, state[1]);
        for step in 0..24u32 {
            (x, y) = (y, (2 * x + 3 * y) % 5);
            moved =
                std::mem::replace(&mut state[x + 5 * y], moved.rotate_left((step + 1) * (step + 2) / 2 % 64));
        }
        for row in state.chunks_exact_mut(5) {
            let old: [u64; 5] = std::array::from_fn(|x| row[x]);
            for x in 0..5 {
                row[x] = old[x] ^ (!old[(x + 1) % 5] & old[(x + 2) % 5]);
            }
        }
        for power in 0..7 {
            if bit() {
                state[0] ^= 1 << ((1 << power) - 1);
            }
        }
    }
}

/// SHA-3 and SHAKE: so many bytes, of blocks of so many.
pub fn sha3(data: &[u8], rate: usize, suffix: u8, length: usize) -> Vec<u8> {
    let mut all = data.to_vec();
    all.push(suffix);
    all.resize(all.len().next_multiple_of(rate), 0);
    if let Some(last) = all.last_mut() {
        *last |= 0x80;
    }
    let mut state = [0u64; 25];
    for block in all.chunks_exact(rate) {
        for (lane, word) in state.iter_mut().zip(block.chunks_exact(8)) {
            *lane ^= word.iter().rev().fold(0, |all, byte| all << 8 | u64::from(*byte));
        }
        keccak(&mut state);
    }
    let mut digest = Vec::new();
    while digest.len() < length {
        let block: Vec<u8> = state.iter().flat_map(|lane| lane.to_le_bytes()).take(rate).collect();
        digest.extend(block);
        keccak(&mut state);
    }
    digest.truncate(length);
    digest
}

/// In which order BLAKE2 takes the words of a block in each round.
const ORDER: [[u8; 16]; 10] = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
    [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
    [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
    [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
    [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
    [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
    [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
    [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
    [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
];

/// BLAKE2b with words of 64 bits, and BLAKE2s with such of 32; `first` are the words that it begins with.
pub fn blake2(data: &[u8], key: &[u8], length: usize, wide: bool, first: [u64; 8]) -> Vec<u8> {
    let size = if wide { 8 } else { 4 };
    let mask = if wide { u64::MAX } else { u64::from(u32::MAX) };
    let turns: [u32; 4] = if wide { [32, 24, 16, 63] } else { [16, 12, 8, 7] };
    let turn = |value: u64, by: u32| {
        if wide { value.rotate_right(by) } else { u64::from((value as u32).rotate_right(by)) }
    };
    let block = size * 16;
    let mut all = Vec::new();
    if !key.is_empty() {
        all.extend_from_slice(key);
        all.resize(block, 0);
    }
    all.extend_from_slice(data);
    let total = all.len();
    all.resize(total.next_multiple_of(block).max(block), 0);
    let mut state = first;
    state[0] ^= 0x0101_0000 ^ (key.len() as u64) << 8 ^ length as u64;
    let blocks = all.len() / block;
    for (at, bytes) in all.chunks_exact(block).enumerate() {
        let words: [u64; 16] = std::array::from_fn(|i| {
            bytes[size * i..size * (i + 1)].iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte))
        });
        let last = at + 1 == blocks;
        let mut v: [u64; 16] = std::array::from_fn(|i| if i < 8 { state[i] } else { first[i - 8] });
        v[12] ^= if last { total as u64 } else { ((at + 1) * block) as u64 };
        if last {
            v[14] ^= mask;
        }
        for round in 0..if wide { 12 } else { 10 } {
            let order = ORDER[round % 10];
            for i in 0..8 {
                let shift = |row: usize| 4 * row + if i < 4 { i } else { (i + row) % 4 };
                let [a, b, c, d] = [shift(0), shift(1), shift(2), shift(3)];
                for half in 0..2 {
                    let word = words[usize::from(order[2 * i + half])];
                    v[a] = v[a].wrapping_add(v[b]).wrapping_add(word) & mask;
                    v[d] = turn(v[d] ^ v[a], turns[2 * half]);
                    v[c] = v[c].wrapping_add(v[d]) & mask;
                    v[b] = turn(v[b] ^ v[c], turns[2 * half + 1]);
                }
            }
        }
        for i in 0..8 {
            state[i] ^= v[i] ^ v[i + 8];
        }
    }
    let mut digest: Vec<u8> =
        state.iter().flat_map(|word| word.to_le_bytes().into_iter().take(size)).collect();
    digest.truncate(length);
    digest
}

/// A digest, and the size of its blocks.
pub type Digest<'a> = (&'a dyn Fn(&[u8]) -> Vec<u8>, usize);

/// `hmac.digest()`
pub fn hmac(key: &[u8], data: &[u8], (digest, block): Digest<'_>) -> Vec<u8> {
    let mut key = if key.len() > block { digest(key) } else { key.to_vec() };
    key.resize(block, 0);
    let with = |pad: u8, data: &[u8]| {
        let padded = key.iter().map(|byte| byte ^ pad);
        digest(&padded.chain(data.iter().copied()).collect::<Vec<u8>>())
    };
    with(0x5c, &with(0x36, data))
}

/// `hashlib.pbkdf2_hmac()`
pub fn pbkdf2(password: &[u8], salt: &[u8], rounds: u64, length: usize, digest: Digest<'_>) -> Vec<u8> {
    let mut made = Vec::new();
    for number in 1u32.. {
        let mut last = hmac(password, &[salt, &number.to_be_bytes()].concat(), digest);
        let mut block = last.clone();
        for _ in 1..rounds {
            last = hmac(password, &last, digest);
            block.iter_mut().zip(&last).for_each(|(all, byte)| *all ^= byte);
        }
        made.extend(block);
        if made.len() >= length {
            break;
        }
    }
    made.truncate(length);
    made
}
