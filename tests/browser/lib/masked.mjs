// What the office's records say of persons must not be on the page or in the workbook.

import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ROOT, documents } from './program.mjs';
import { entries } from './zip.mjs';

const ERAS = [['令和', 2019], ['平成', 1989], ['昭和', 1926], ['大正', 1912], ['明治', 1868]];

// Names of fields that are personal wherever the schema has them, in English and in Japanese.
function fields() {
  const shared = path.join(ROOT, 'rules/shared');
  const text = readdirSync(shared).filter((name) => name.endsWith('.kijun')).map((name) => readFileSync(path.join(shared, name), 'utf8')).join('\n');
  const all = [...text.matchAll(/^\s*field (\S+) (\S+) : (.*)$/gm)];
  const [hidden, open] = [new Set(), new Set()];
  for (const [, english, japanese, rest] of all) for (const name of [english, japanese]) (/\bpersonal\b/.test(rest) ? hidden : open).add(name);
  return new Set([...hidden].filter((name) => !open.has(name) || ['name', '氏名'].includes(name)));
}

// Texts under personal fields; whatever stands under `providers` is an institution and no person.
function values(node, hidden, found = new Set(), key = '') {
  if (Array.isArray(node)) for (const one of node) values(one, hidden, found, key);
  else if (node !== null && typeof node === 'object') {
    for (const [name, value] of Object.entries(node)) values(value, hidden, found, name);
  } else if (typeof node === 'string' && hidden.has(key) && [...node].length >= 4) found.add(node);
  return found;
}

// A value as it may be written: as it is, without spaces, a date with its era.
function written(value) {
  const day = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value);
  if (!day) return [value, value.replace(/\s/g, '')];
  const [year, month, date] = day.slice(1).map(Number);
  const [era, first] = ERAS.find(([, start]) => year >= start);
  return [value, `${era}${year - first + 1}年${month}月${date}日`];
}

export function masked(checks, office) {
  const found = [...values(documents(office.records), fields())];
  checks.that('the records hold personal values', found.length > 30, `${found.length}`);
  const texts = { page: readFileSync(office.page, 'utf8'), workbook: [...entries(office.book).values()].join('\n') };
  for (const [name, text] of Object.entries(texts)) {
    const shown = found.filter((value) => written(value).some((one) => text.includes(one)));
    checks.that(`none of them is in the ${name}`, shown.length === 0, shown.slice(0, 5).join(' / '));
  }
}
