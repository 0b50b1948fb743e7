// What a run of these tests says: one line a check, and the exit code of all of them.

export class Checks {
  #failed = [];

  section(name) {
    console.log(`\n${name}`);
  }

  // A check that goes on after it failed, so that one run tells everything.
  that(what, holds, seen = '') {
    console.log(`  ${holds ? 'ok  ' : 'FAIL'} ${what}${seen === '' ? '' : ` (${seen})`}`);
    if (!holds) this.#failed.push(what);
    return holds;
  }

  // Two lists hold the same, in any order.
  same(what, found, wanted) {
    const all = differences(found, wanted);
    return this.that(what, all.length === 0, all.length === 0 ? `${wanted.length}` : `${all.length} differ: ${all.slice(0, 5).join(', ')}`);
  }

  note(text) {
    console.log(`       ${text}`);
  }

  end() {
    console.log(this.#failed.length === 0 ? '\nas it should be' : `\n${this.#failed.length} failed`);
    for (const what of this.#failed) console.log(`  ${what}`);
    return this.#failed.length === 0 ? 0 : 1;
  }
}

// What one list has more or less often than it should.
export function differences(found, wanted) {
  const [a, b] = [counted(found), counted(wanted)];
  const more = [...a].filter(([key, count]) => count > (b.get(key) ?? 0)).map(([key]) => `+${key}`);
  const less = [...b].filter(([key, count]) => count > (a.get(key) ?? 0)).map(([key]) => `-${key}`);
  return [...more, ...less];
}

function counted(list) {
  const counts = new Map();
  for (const key of list) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
