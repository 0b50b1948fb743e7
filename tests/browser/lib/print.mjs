// The page on paper: A4, one case a page, told on every page whose it is and how to treat it.

import { readdirSync } from 'node:fs';
import path from 'node:path';
import { open } from './browser.mjs';
import { OUT, run } from './program.mjs';

const CARE = '個人情報 取扱注意';
// Pages that are looked at as pictures: the first ones and the first cases.
const PICTURES = 8;

export async function print(checks, browser, file, counted) {
  const pdf = path.join(OUT, 'print.pdf');
  const { page, close } = await open(browser, file);
  // As a person prints: the paper is the page's, and colours of backgrounds stay out.
  await page.pdf({ path: pdf, preferCSSPageSize: true, printBackground: false });
  const sheets = await page.$$eval('main > section', (all) => all.map((one) => one.id));
  const office = /事業所 (\S+)/.exec(await page.textContent('header'))?.[1] ?? '';
  const titles = await page.$$eval('#cases .case h3', (all) => all.map((one) => one.textContent.trim()));
  await close();
  paper(checks, pdf);
  const pages = run('pdftotext', '-layout', pdf, '-').split('\f').slice(0, -1);
  const least = counted.cases({}).length + sheets.length - 1;
  checks.that('as many pages as parts and cases, or more', pages.length >= least, `${pages.length} pages, at least ${least}`);
  margins(checks, pages, office);
  starts(checks, pages, titles);
  run('pdftoppm', '-r', '60', '-png', '-l', String(PICTURES), pdf, path.join(OUT, 'print'));
  const first = pages.findIndex((text) => lines(text)[1]?.startsWith(titles[0])) + 1;
  run('pdftoppm', '-r', '90', '-png', '-f', String(first), '-l', String(first + 2), pdf, path.join(OUT, 'print-case'));
  checks.note(`pictures: ${readdirSync(OUT).filter((name) => name.endsWith('.png')).length} in ${path.relative(process.cwd(), OUT)}`);
}

function paper(checks, pdf) {
  const size = /Page size:\s*([\d.]+) x ([\d.]+)/.exec(run('pdfinfo', pdf)).slice(1).map(Number);
  checks.that('A4 upright', Math.abs(size[0] - 595) < 2 && Math.abs(size[1] - 842) < 2, size.join(' x '));
  const left = [...run('pdftotext', '-bbox', pdf, '-').matchAll(/<word xMin="([\d.]+)"/g)].map((found) => Number(found[1]));
  const most = Math.min(...left);
  checks.that('20 mm to bind', most >= 20 * (72 / 25.4) - 1, `${((most * 25.4) / 72).toFixed(1)} mm`);
}

const lines = (text) => text.split('\n').map((line) => line.trim()).filter((line) => line !== '');

// What is in the margins of every page.
function margins(checks, pages, office) {
  const lacking = (fits) => pages.map((text, at) => [at + 1, fits(text, at)]).filter(([, holds]) => !holds).map(([at]) => at);
  const every = (what, fits) => {
    const without = lacking(fits);
    checks.that(`${what} on every page`, without.length === 0, without.length === 0 ? '' : `not on ${without.slice(0, 8).join(', ')}`);
  };
  every(`「${CARE}」`, (text) => text.includes(CARE));
  every('page x / y', (text, at) => new RegExp(`\\b${at + 1} / ${pages.length}\\b`).test(text));
  every('the number of the office', (text) => office !== '' && lines(text)[0]?.includes(office));
}

// A case opens a page, and no two share one.
function starts(checks, pages, titles) {
  const opened = pages.map((text) => lines(text)[1] ?? '');
  const at = titles.map((title) => opened.findIndex((line) => line === title));
  const lost = titles.filter((_, index) => at[index] === -1);
  checks.that('every case opens a page', lost.length === 0, lost.slice(0, 5).join(', '));
  checks.that('no two cases on one page', new Set(at.filter((page) => page !== -1)).size === titles.length - lost.length);
  const spans = at.map((page, index) => (at[index + 1] ?? page + 1) - page);
  checks.note(`pages a case: ${Math.min(...spans)} to ${Math.max(...spans)}`);
}
