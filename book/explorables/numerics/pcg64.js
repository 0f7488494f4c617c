// The random numbers of NumPy's default generator, PCG64, for the seeds that the figures use.

const MULTIPLIER = 0x2360ed051fc65da44385df649fccf645n;
const [WORD, LONG] = [(1n << 64n) - 1n, (1n << 128n) - 1n];

/** State and increment of np.random.default_rng(seed). */
const STARTS = {
  8: [0xef2a56f3d7d6ee4bcb774663521e4fdbn, 0x2dbe862f9cfbbb0f307b8deb1f8c182dn],
  9: [0x5c825305a71610470134c9550ad417cfn, 0x23d92c8736db43580eebf9808748d9dbn],
};

const generators = {}; // one for each seed: where it is, and what it has drawn

/** The first numbers of np.random.default_rng(seed).random(count): between 0 and 1, the same at every call. */
export function uniforms(seed, count) {
  const generator = (generators[seed] ??= { state: STARTS[seed][0], drawn: [] });
  while (generator.drawn.length < count) {
    generator.state = (generator.state * MULTIPLIER + STARTS[seed][1]) & LONG;
    generator.drawn.push(Number(permuted(generator.state) >> 11n) / 2 ** 53);
  }
  return generator.drawn.slice(0, count);
}

/** The two halves of the state, one upon the other, rotated by its first six bits. */
function permuted(state) {
  const [folded, by] = [(state >> 64n) ^ (state & WORD), state >> 122n];
  return ((folded >> by) | (folded << (64n - by))) & WORD;
}
