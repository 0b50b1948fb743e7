// The program under test and what it wrote.

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = path.resolve(fileURLToPath(import.meta.url), '../../../..');
export const OUT = path.join(ROOT, 'target/browser');
// A folder of this run alone, with what an office may have in a path.
export const TEMP = path.join(tmpdir(), `kijun 点検 ${process.pid}`);
const PROGRAM = path.resolve(process.env.KIJUN ?? path.join(ROOT, 'target/release/kijun'));

export function prepare() {
  for (const folder of [OUT, TEMP]) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }
}

export const cleanUp = () => rmSync(TEMP, { recursive: true, force: true });

// A program that is on PATH, or nothing.
export function found(...names) {
  for (const name of names) {
    const done = spawnSync('sh', ['-c', 'command -v "$0"', name], { encoding: 'utf8' });
    if (done.status === 0) return done.stdout.trim();
  }
  return undefined;
}

// Runs a program; what it prints on a failure is part of the error.
export function run(program, ...words) {
  return execFileSync(program, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 30 });
}

// Runs the program under test. It ends with 1 where it found something.
export function kijun(cwd, ...words) {
  const done = spawnSync(PROGRAM, words, { cwd, encoding: 'utf8', maxBuffer: 1 << 30 });
  if (done.error) throw done.error;
  return done;
}

function ended(done, wanted) {
  if (!wanted.includes(done.status)) throw new Error(`kijun ended with ${done.status}:\n${done.stdout}${done.stderr}`);
  return done;
}

const checked = (cwd, ...words) => ended(kijun(cwd, 'check', ...words, '--lang', 'ja', '--no-progress'), [0, 1]).stdout;

// The page and the workbook of a folder by `check`.
export function reported(folder, name) {
  const [page, book] = ['html', 'xlsx'].map((kind) => path.join(TEMP, `${name}.${kind}`));
  checked(path.dirname(folder), path.basename(folder), '--format', `html=${page}`, '--format', `xlsx=${book}`);
  return { page, book };
}

// Every duty of a folder, whatever its verdict, as NDJSON tells it: what page and workbook are counted against.
export function duties(folder) {
  const lines = checked(path.dirname(folder), path.basename(folder), '--format', 'ndjson', '--show', 'all').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line)).filter((entry) => entry.type === 'verdict');
}

// From nothing to a page and a workbook, the way an office does it: a sample, then the folder.
export function office(name) {
  const cwd = path.join(TEMP, name);
  mkdirSync(cwd);
  ended(kijun(cwd, 'init', 'sample', '記録', '--lang', 'ja'), [0]);
  const { stdout: said } = ended(kijun(cwd, '記録', '--lang', 'ja'), [0, 1]);
  const folder = readdirSync(cwd).find((entry) => entry.startsWith('点検結果_')) ?? '';
  const [page, book] = ['html', 'xlsx'].map((kind) => path.join(cwd, folder, `点検結果.${kind}`));
  if (!existsSync(page) || !existsSync(book)) throw new Error(`no page or no workbook in ${cwd}: ${said}`);
  return { records: path.join(cwd, '記録'), page, book, said };
}

// Every JSON document of a folder.
export function documents(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.flatMap(({ name, parentPath, path: older }) => {
    const text = () => readFileSync(path.join(parentPath ?? older, name), 'utf8');
    if (name.endsWith('.json')) return [JSON.parse(text())].flat();
    if (name.endsWith('.ndjson')) return text().split('\n').filter((line) => line.trim() !== '').map((line) => JSON.parse(line));
    return [];
  });
}
