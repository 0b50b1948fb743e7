// The office's way from outside: from an empty folder to a page and a workbook, opened, filtered, printed.
//
//   node run.mjs            everything CI runs
//   node run.mjs --large    an office of 10,000 cases, by hand
//
// KIJUN names the program (default target/release/kijun). Where Chromium, LibreOffice or poppler is missing it says so and fails;
// with KIJUN_BROWSER=skip it says so and ends well.

import { readFileSync } from 'node:fs';
import { open, start } from './lib/browser.mjs';
import { Counted } from './lib/counted.mjs';
import { filter, keyboard } from './lib/filter.mjs';
import { huge, large } from './lib/large.mjs';
import { masked } from './lib/masked.mjs';
import { accessible, contrast, layout, quiet, unscripted } from './lib/page.mjs';
import { print } from './lib/print.mjs';
import { cleanUp, duties, found, office, prepare } from './lib/program.mjs';
import { Checks } from './lib/tell.mjs';
import { workbook } from './lib/workbook.mjs';

function tools() {
  const wanted = { chromium: ['chromium', 'chromium-browser'], soffice: ['soffice', 'libreoffice'] };
  for (const name of ['pdftotext', 'pdftoppm', 'python3']) wanted[name] = [name];
  const all = Object.entries(wanted).map(([name, names]) => [name, found(...names)]);
  const missing = all.filter(([, at]) => at === undefined).map(([name]) => name);
  if (missing.length === 0) return Object.fromEntries(all);
  console.log(`not tested: ${missing.join(', ')} not found (Debian: chromium libreoffice-calc poppler-utils python3)`);
  process.exit(process.env.KIJUN_BROWSER === 'skip' ? 0 : 1);
}

async function everything(checks, browser, { soffice }) {
  checks.section('From an empty folder');
  const [one, two] = ['first', 'second'].map(office);
  checks.that('the program says where they are', ['html', 'xlsx'].every((kind) => one.said.includes(`点検結果.${kind}`)));
  for (const kind of ['page', 'book']) checks.that(`two runs give the same ${kind}`, readFileSync(one[kind]).equals(readFileSync(two[kind])));
  const every = duties(one.records);
  const counted = new Counted(one.records, every);
  const listed = every.filter((duty) => ['violation', 'judgement', 'undetermined'].includes(duty.verdict)).length;
  masked(checks, one);

  checks.section('The page, opened');
  const { page, seen, close } = await open(browser, one.page);
  await keyboard(checks, page, counted);
  await quiet(checks, page, seen);
  checks.section('The filter');
  await filter(checks, page, counted);
  await contrast(checks, page);
  const said = seen.said.filter((text) => !text.includes('data:,x'));
  checks.that('still nothing said on the console', said.length === 0, said.join(' / '));
  await close();
  await unscripted(checks, browser, one.page, counted);

  checks.section('For everyone');
  await accessible(checks, browser, one.page, { width: 1280, height: 900 });
  await accessible(checks, browser, one.page, { width: 390, height: 844 });
  await layout(checks, browser, one.page);
  checks.section('On paper');
  await print(checks, browser, one.page, counted);
  checks.section('The workbook');
  workbook(checks, soffice, one.book, counted, listed);
  checks.section('A large office');
  await large(checks, browser);
}

const checks = new Checks();
const tool = tools();
prepare();
const browser = await start(tool.chromium);
try {
  await (process.argv.includes('--large') ? huge(checks, browser) : everything(checks, browser, tool));
} finally {
  await browser.close();
  cleanUp();
}
process.exitCode = checks.end();
