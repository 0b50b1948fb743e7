// The workbook in LibreOffice: it opens as it is, every sheet, and keeps what it says.

import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { OUT, TEMP, run } from './program.mjs';
import { sheets } from './zip.mjs';

const SHEETS = 9;
const CSV = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1';

function convert(office, to, file, folder) {
  const profile = `-env:UserInstallation=${pathToFileURL(path.join(TEMP, 'libreoffice')).href}`;
  run(office, profile, '--headless', '--norestore', '--convert-to', to, '--outdir', folder, file);
}

// Text of each sheet by its name. What LibreOffice puts between the numbers of a day depends on the file it read.
function texts(office, file, name) {
  const folder = path.join(TEMP, name);
  convert(office, CSV, file, folder);
  const stem = `${path.basename(file, '.xlsx')}-`;
  const files = readdirSync(folder).filter((one) => one.startsWith(stem));
  return new Map(files.map((one) => [one.slice(stem.length, -'.csv'.length), days(readFileSync(path.join(folder, one), 'utf8'))]));
}

const days = (text) => text.replace(/(\d{4})[-/](\d\d)[-/](\d\d)/g, '$1-$2-$3');

export function workbook(checks, office, file, counted, listed) {
  const names = sheets(file);
  checks.that('nine sheets', names.length === SHEETS, names.join(', '));
  const first = texts(office, file, 'csv');
  checks.same('LibreOffice reads every sheet', [...first.keys()], names);
  checks.that('no sheet is empty', [...first.values()].every((text) => text.trim() !== ''));
  checks.that('no cell is an error', ![...first.values()].some((text) => /#(REF|NAME|VALUE|N\/A|DIV)|Err:\d/.test(text)));
  convert(office, 'xlsx', file, path.join(TEMP, 'again'));
  const again = path.join(TEMP, 'again', path.basename(file));
  checks.same('and keeps every sheet when it saves', sheets(again), names);
  const second = texts(office, again, 'csv2');
  const changed = names.filter((name) => first.get(name) !== second.get(name));
  checks.that('with the same words in it', changed.length === 0, changed.join(', '));
  const of = (number) => first.get(names.find((name) => name.startsWith(`${number} `))) ?? '';
  const cases = [...counted.managers.keys()];
  const absent = cases.filter((one) => !of(4).includes(one));
  checks.that('every case is in the list of clients', absent.length === 0, absent.join(', '));
  checks.that('a row for every finding', rows(of(5)) - 4 === listed, `${rows(of(5)) - 4} rows, ${listed} findings`);
  convert(office, 'pdf', file, OUT);
  const pdf = path.join(OUT, path.basename(file).replace(/xlsx$/, 'pdf'));
  const shown = run('pdftotext', '-layout', pdf, '-').split('\f');
  const era = (sheet, day) => shown.some((text) => text.split('\n')[0].includes(sheet) && day.test(text));
  checks.that('dates are of an era, as shown', era('表紙', /令和\d+年\d+月\d+日/) && era('指摘一覧', /R\d+\.\d+\.\d+/));
  const careless = shown.slice(0, -1).flatMap((text, at) => (text.split('\n')[0].includes('個人情報 取扱注意') ? [] : [at + 1]));
  checks.that('「個人情報 取扱注意」 on every page of it', careless.length === 0, careless.slice(0, 8).join(', '));
  run('pdftoppm', '-r', '60', '-png', '-l', '10', pdf, path.join(OUT, 'workbook'));
  checks.note(`the workbook on paper: ${/Pages:\s*(\d+)/.exec(run('pdfinfo', pdf))[1]} pages`);
}

// Records of a CSV text: line breaks inside quotes are none.
function rows(text) {
  let [quoted, count] = [false, 0];
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    else if (character === '\n' && !quoted) count += 1;
  }
  return count;
}
