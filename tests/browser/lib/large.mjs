// An office of 120 clients over 24 months, and, by hand, one of 10,000 cases.

import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { open } from './browser.mjs';
import { OUT, ROOT, TEMP, documents, kijun, reported, run } from './program.mjs';

const CLIENTS = 120;
const MOST_BYTES = 3 * 1024 * 1024;
const CASES = 10_000;

// The generator of the fixtures makes the office.
function generated(folder) {
  const script = `
import sys
from pathlib import Path
sys.path.insert(0, ${JSON.stringify(path.join(ROOT, 'fixtures'))})
import generate
from generator.schema import Schema
generate.office(Path(sys.argv[1]), 1, 1, generate.EVERY, False, Schema(Path(${JSON.stringify(path.join(ROOT, 'rules/shared'))})), ${CLIENTS})`;
  run('python3', '-B', '-c', script, folder);
}

export async function large(checks, browser) {
  const folder = path.join(TEMP, 'large');
  generated(folder);
  const { page: file } = reported(folder, 'large-page');
  const bytes = statSync(file).size;
  checks.that(`a page of ${CLIENTS} clients under 3 MB`, bytes < MOST_BYTES, `${(bytes / 1024 / 1024).toFixed(2)} MB`);
  await reacts(checks, browser, file, CLIENTS);
}

async function reacts(checks, browser, file, cases) {
  const begun = Date.now();
  const { page, seen, close } = await open(browser, file);
  const opened = Date.now();
  const shown = () => page.$$eval('#matrix tr[data-c]', (all) => all.filter((one) => !one.hidden).length);
  const all = await shown();
  checks.that('it opens with every client', all >= cases && seen.said.length === 0, `${all} rows`);
  await page.selectOption('#filter select[name=v]', 'j');
  const some = await shown();
  const filtered = Date.now();
  checks.that('its filter leaves some and not all', some > 0 && some < all, `${some} of ${all}`);
  checks.note(`opened in ${opened - begun} ms, filtered in ${filtered - opened} ms`);
  await close();
}

// The office of 120 under other ids until there are 10,000 cases. Run by hand: it takes minutes.
export async function huge(checks, browser) {
  const [one, many] = ['large', 'huge'].map((name) => path.join(TEMP, name));
  generated(one);
  mkdirSync(many);
  const program = path.join(TEMP, 'huge.html');
  multiplied(one, many);
  const begun = Date.now();
  const done = kijun(TEMP, 'check', 'huge', '--lang', 'ja', '--no-progress', '--format', `html=${program}`);
  checks.that('10,000 cases are checked', [0, 1].includes(done.status), done.stderr.slice(0, 300));
  checks.note(`checked in ${((Date.now() - begun) / 1000).toFixed(1)} s, ${(statSync(program).size / 1024 / 1024).toFixed(1)} MB`);
  await reacts(checks, browser, program, CASES);
  const { page, close } = await open(browser, program);
  await page.screenshot({ path: path.join(OUT, 'huge.png') });
  await close();
}

// Lines of cases under new ids; the office's register and the declarations stay as they are.
function multiplied(one, many) {
  for (const name of ['kijun.toml', 'register.json']) writeFileSync(path.join(many, name), readFileSync(path.join(one, name)));
  const cases = documents(one).filter((document) => document.case_id !== undefined);
  const lines = [];
  for (let at = 0; at < CASES; at += 1) {
    const copy = structuredClone(cases[at % cases.length]);
    copy.case_id = `U-${String(at + 1).padStart(5, '0')}`;
    if (copy.client) Object.assign(copy.client, { id: `KCL-${80_000 + at}`, insured_number: String(9_990_100_000 + at) });
    lines.push(JSON.stringify(copy));
  }
  writeFileSync(path.join(many, 'cases.ndjson'), `${lines.join('\n')}\n`);
}
