//! SHA-256 and Base64, so that the page's policy can be checked against its script.

/// The digest of some bytes in Base64.
pub fn base64_digest(bytes: &[u8]) -> String {
    base64(&sha256(bytes))
}

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().enumerate().fold(0_u32, |word, (at, byte)| word | u32::from(*byte) << (16 - 8 * at));
        for at in 0..4 {
            let sign = SIGNS[(word >> (18 - 6 * at) & 63) as usize] as char;
            out.push(if at <= chunk.len() { sign } else { '=' });
        }
    }
    out
}

/// The first 32 bits of the fraction of a root of the nth prime, exactly.
fn constants(count: usize, root: u32) -> Vec<u32> {
    let primes = (2_u128..).filter(|n| (2..*n).all(|d| n % d != 0)).take(count);
    let fraction = |prime: u128| {
        let scaled = prime << (32 * root);
        let (mut low, mut high) = (0_u128, 1_u128 << 40);
        while high - low > 1 {
            let middle = (low + high) / 2;
            if middle.pow(root) <= scaled { low = middle } else { high = middle }
        }
        low as u32
    };
    primes.map(fraction).collect()
}

fn sha256(bytes: &[u8]) -> Vec<u8> {
    let k = constants(64, 3);
    let mut state = constants(8, 2);
    let mut padded = bytes.to_vec();
    padded.push(0x80);
    while padded.len() % 64 != 56 {
        padded.push(0);
    }
    padded.extend((bytes.len() as u64 * 8).to_be_bytes());
    for block in padded.chunks(64) {
        let mut w: Vec<u32> = block.chunks(4).map(|b| u32::from_be_bytes([b[0], b[1], b[2], b[3]])).collect();
        for t in 16..64 {
            let (a, b) = (w[t - 15], w[t - 2]);
            let low = a.rotate_right(7) ^ a.rotate_right(18) ^ a >> 3;
            let high = b.rotate_right(17) ^ b.rotate_right(19) ^ b >> 10;
            w.push(w[t - 16].wrapping_add(low).wrapping_add(w[t - 7]).wrapping_add(high));
        }
        let mut v = state.clone();
        for t in 0..64 {
            let e = v[4].rotate_right(6) ^ v[4].rotate_right(11) ^ v[4].rotate_right(25);
            let choice = (v[4] & v[5]) ^ (!v[4] & v[6]);
            let one = v[7].wrapping_add(e).wrapping_add(choice).wrapping_add(k[t]).wrapping_add(w[t]);
            let a = v[0].rotate_right(2) ^ v[0].rotate_right(13) ^ v[0].rotate_right(22);
            let two = a.wrapping_add((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
            v.rotate_right(1);
            v[4] = v[4].wrapping_add(one);
            v[0] = one.wrapping_add(two);
        }
        state.iter_mut().zip(v).for_each(|(word, more)| *word = word.wrapping_add(more));
    }
    state.into_iter().flat_map(u32::to_be_bytes).collect()
}

#[test]
fn the_digest_is_the_known_one() {
    assert_eq!(base64_digest(b"abc"), "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    assert_eq!(base64_digest(b""), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
}
