//! `hashlib`: the digests that programs ask for, and the one that `random` makes seeds of.

use std::sync::OnceLock;

use num_bigint::BigUint;

use crate::vm::native::{Native, NativeModule};
use crate::vm::value::Value;

use super::{arguments, digests};

/// The module.
pub static MODULE: NativeModule =
    NativeModule::new("hashlib").functions(FUNCTIONS).python(include_str!("python/hashlib.py"));

static FUNCTIONS: &[Native] = &[
    Native::new("_digest", "name, data, length, key", |vm, args| {
        let data = arguments::bytes(&args[1])?;
        let length = usize::try_from(arguments::small(vm, &args[2])?).unwrap_or(0);
        vm.charge(data.len() * 8 + length * 8)?;
        let name = args[0].as_str().unwrap_or_default();
        Ok(Value::bytes(digest(name, data, length, arguments::bytes(&args[3])?)))
    }),
    Native::new("_hmac", "name, block, key, data", |vm, args| {
        let (key, data) = (arguments::bytes(&args[2])?, arguments::bytes(&args[3])?);
        vm.charge((key.len() + data.len()) * 8)?;
        let (name, block) = (args[0].as_str().unwrap_or_default(), arguments::small(vm, &args[1])?);
        Ok(Value::bytes(digests::hmac(key, data, (&|data| plain(name, data), block as usize))))
    }),
    Native::new("_pbkdf2", "name, block, password, salt, iterations, length", |vm, args| {
        let (password, salt) = (arguments::bytes(&args[2])?, arguments::bytes(&args[3])?);
        let (rounds, length) =
            (arguments::small(vm, &args[4])? as u64, arguments::small(vm, &args[5])? as usize);
        // What the digests cost, that is; they are computed in one go.
        vm.charge((rounds as usize).saturating_mul(length / 16 + 1).saturating_mul(16))?;
        let (name, block) = (args[0].as_str().unwrap_or_default(), arguments::small(vm, &args[1])?);
        let digest: digests::Digest<'_> = (&|data| plain(name, data), block as usize);
        Ok(Value::bytes(digests::pbkdf2(password, salt, rounds, length, digest)))
    }),
];

/// A digest of its own length.
fn plain(name: &str, data: &[u8]) -> Vec<u8> {
    digest(name, data, if name == "blake2s" { 32 } else { 64 }, &[])
}

/// A digest by its name; of those that can be of any length, so many bytes.
fn digest(name: &str, data: &[u8], length: usize, key: &[u8]) -> Vec<u8> {
    let sha3 = |bytes: usize| digests::sha3(data, 200 - 2 * bytes, 6, bytes);
    match name {
        "md5" => md5(data),
        "sha1" => sha1(data),
        "sha256" => sha256(data),
        "sha224" => sha224(data),
        "sha384" => sha384(data),
        "sha3_224" => sha3(28),
        "sha3_256" => sha3(32),
        "sha3_384" => sha3(48),
        "sha3_512" => sha3(64),
        "shake_128" => digests::sha3(data, 168, 0x1f, length),
        "shake_256" => digests::sha3(data, 136, 0x1f, length),
        "blake2b" => digests::blake2(data, key, length, true, state(0, |root| root)),
        "blake2s" => digests::blake2(data, key, length, false, state(0, |root| root >> 32)),
        _ => sha512(data),
    }
}

/// The first 64 bits behind the point of a root (the second or third) of the first primes: the constants of SHA-2.
fn roots(root: u32) -> &'static [u64; 80] {
    static KNOWN: [OnceLock<[u64; 80]>; 2] = [OnceLock::new(), OnceLock::new()];
    KNOWN[root as usize - 2].get_or_init(|| {
        let mut prime = 1u128;
        std::array::from_fn(|_| {
            loop {
                prime += 1;
                if (2..prime).all(|factor| !prime.is_multiple_of(factor)) {
                    break;
                }
            }
            // By bisection, among integers that are the root times 2^64.
            let wanted = BigUint::from(prime) << (64 * root as usize);
            let (mut low, mut high) = (1u128 << 64, 1u128 << 69);
            while high - low > 1 {
                let middle = u128::midpoint(low, high);
                if BigUint::from(middle).pow(root) <= wanted { low = middle } else { high = middle }
            }
            low as u64
        })
    })
}

/// The data with their length behind them, in whole blocks.
fn padded(data: &[u8], block: usize, little: bool) -> Vec<u8> {
    let mut all = data.to_vec();
    all.push(0x80);
    let length = block / 8;
    while all.len() % block != block - length {
        all.push(0);
    }
    let bits = data.len() as u64 * 8;
    all.resize(all.len() + length - 8, 0);
    all.extend(if little { bits.to_le_bytes() } else { bits.to_be_bytes() });
    all
}

fn bytes_of(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_be_bytes()).collect()
}

fn md5(data: &[u8]) -> Vec<u8> {
    const SHIFTS: [[u32; 4]; 4] = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];
    let table: [u32; 64] = std::array::from_fn(|i| ((i as f64 + 1.0).sin().abs() * 4_294_967_296.0) as u32);
    let mut state = [0x6745_2301u32, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476];
    for block in padded(data, 64, true).chunks_exact(64) {
        let words: [u32; 16] =
            std::array::from_fn(|i| u32::from_le_bytes(std::array::from_fn(|k| block[4 * i + k])));
        let [mut a, mut b, mut c, mut d] = state;
        for i in 0..64 {
            let (mix, at) = match i / 16 {
                0 => ((b & c) | (!b & d), i),
                1 => ((d & b) | (!d & c), 5 * i + 1),
                2 => (b ^ c ^ d, 3 * i + 5),
                _ => (c ^ (b | !d), 7 * i),
            };
            let sum = a.wrapping_add(mix).wrapping_add(table[i]).wrapping_add(words[at % 16]);
            a = d;
            d = c;
            c = b;
            b = b.wrapping_add(sum.rotate_left(SHIFTS[i / 16][i % 4]));
        }
        for (total, value) in state.iter_mut().zip([a, b, c, d]) {
            *total = total.wrapping_add(value);
        }
    }
    state.iter().flat_map(|word| word.to_le_bytes()).collect()
}

fn sha1(data: &[u8]) -> Vec<u8> {
    let mut state = [0x6745_2301u32, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0];
    for block in padded(data, 64, false).chunks_exact(64) {
        let mut words = [0u32; 80];
        for i in 0..80 {
            words[i] = if i < 16 {
                u32::from_be_bytes(std::array::from_fn(|k| block[4 * i + k]))
            } else {
                (words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16]).rotate_left(1)
            };
        }
        let [mut a, mut b, mut c, mut d, mut e] = state;
        for (i, word) in words.iter().enumerate() {
            let (mix, constant) = match i / 20 {
                0 => ((b & c) | (!b & d), 0x5a82_7999u32),
                1 => (b ^ c ^ d, 0x6ed9_eba1),
                2 => ((b & c) | (b & d) | (c & d), 0x8f1b_bcdc),
                _ => (b ^ c ^ d, 0xca62_c1d6),
            };
            let sum = a.rotate_left(5).wrapping_add(mix).wrapping_add(e).wrapping_add(constant);
            e = d;
            d = c;
            c = b.rotate_left(30);
            b = a;
            a = sum.wrapping_add(*word);
        }
        for (total, value) in state.iter_mut().zip([a, b, c, d, e]) {
            *total = total.wrapping_add(value);
        }
    }
    bytes_of(&state)
}

/// The SHA-2 digests: their words are of 32 or 64 bits, and all else follows from that.
fn sha2(data: &[u8], mut state: [u64; 8], wide: bool) -> Vec<u8> {
    let size = if wide { 8 } else { 4 };
    let rounds = if wide { 80 } else { 64 };
    let constants = roots(3);
    let mask = if wide { u64::MAX } else { u64::from(u32::MAX) };
    let rotate = |value: u64, by: [u32; 3], shift: bool| {
        let turn = |by: u32| {
            if wide { value.rotate_right(by) } else { u64::from((value as u32).rotate_right(by)) }
        };
        turn(by[0]) ^ turn(by[1]) ^ if shift { value >> by[2] } else { turn(by[2]) }
    };
    let by: [[u32; 3]; 4] = if wide {
        [[1, 8, 7], [19, 61, 6], [14, 18, 41], [28, 34, 39]]
    } else {
        [[7, 18, 3], [17, 19, 10], [6, 11, 25], [2, 13, 22]]
    };
    for block in padded(data, size * 16, false).chunks_exact(size * 16) {
        let mut words = [0u64; 80];
        for i in 0..rounds {
            words[i] = if i < 16 {
                block[size * i..size * (i + 1)].iter().fold(0, |word, byte| word << 8 | u64::from(*byte))
            } else {
                rotate(words[i - 15], by[0], true)
                    .wrapping_add(rotate(words[i - 2], by[1], true))
                    .wrapping_add(words[i - 16])
                    .wrapping_add(words[i - 7])
                    & mask
            };
        }
        let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = state;
        for i in 0..rounds {
            let first = h
                .wrapping_add(rotate(e, by[2], false))
                .wrapping_add((e & f) ^ (!e & g))
                .wrapping_add(constants[i] >> (64 - 8 * size))
                .wrapping_add(words[i]);
            let second = rotate(a, by[3], false).wrapping_add((a & b) ^ (a & c) ^ (b & c));
            h = g;
            g = f;
            f = e;
            e = d.wrapping_add(first) & mask;
            d = c;
            c = b;
            b = a;
            a = first.wrapping_add(second) & mask;
        }
        for (total, value) in state.iter_mut().zip([a, b, c, d, e, f, g, h]) {
            *total = total.wrapping_add(value) & mask;
        }
    }
    state.iter().flat_map(|word| word.to_be_bytes().into_iter().skip(8 - size)).collect()
}

/// The digests' first states: what is taken of the roots of eight primes.
fn state(from: usize, take: fn(u64) -> u64) -> [u64; 8] {
    std::array::from_fn(|i| take(roots(2)[from + i]))
}

fn sha256(data: &[u8]) -> Vec<u8> {
    sha2(data, state(0, |root| root >> 32), false)
}

fn sha224(data: &[u8]) -> Vec<u8> {
    let mut digest = sha2(data, state(8, |root| root & 0xffff_ffff), false);
    digest.truncate(28);
    digest
}

fn sha384(data: &[u8]) -> Vec<u8> {
    let mut digest = sha2(data, state(8, |root| root), true);
    digest.truncate(48);
    digest
}

/// The SHA-512 digest.
pub fn sha512(data: &[u8]) -> Vec<u8> {
    sha2(data, state(0, |root| root), true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_made_of_passwords() {
        let made = digests::pbkdf2(b"password", b"salt", 2, 20, (&|data| plain("sha1", data), 64));
        let hex: String = made.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, "ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957");
    }

    #[test]
    fn digests_are_the_standard_ones() {
        let hex = |digest: Vec<u8>| digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let long = b"awaitscope ".repeat(30);
        assert_eq!(hex(md5(b"")), "d41d8cd98f00b204e9800998ecf8427e");
        assert_eq!(hex(md5(&long)), "e420bb333379652bb80cf829354370cc");
        assert_eq!(hex(sha1(&long)), "05649e9049448e2762d06ecf8a64866494c82a21");
        assert_eq!(hex(sha224(&long)), "8af1ecc3e9bb484d45e0319c7caeecc903d2d9374c3e45a70f56ad8e");
        assert_eq!(hex(sha256(&long)), "aab5d64371b7d384e8ffd09ee239c0dc65629c07dbe2fd7066fca71e40f64fc1");
        assert_eq!(
            hex(sha384(&long)),
            "544d21d31bf323e4ae9039761793f96756eff81569f166af19c78c993df2dbfb0ee64461fe45a5e622abd53af2ac5f79"
        );
        assert_eq!(
            hex(sha512(&long)),
            "fef9b37f0cd5fd0beffec777561a430a163a115cc737da353b8f7e831b2c8980159951765ed32e9823f2f938a3199fac2a65705198005f6d7b2d8aba20390a94"
        );
    }
}
