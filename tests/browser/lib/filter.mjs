// The filter: each choice leaves exactly what the records say, is announced, and needs no mouse.

import { cases, findings } from './browser.mjs';
import { VERDICTS } from './counted.mjs';
import { differences } from './tell.mjs';

const MARKS = { '×': 'violation', 判: 'judgement', '△': 'undetermined' };
const CLASSES = ['reduction', 'must', 'effort', 'practice', 'claim', 'data'];

// What is seen: cases of the three lists, and findings as `Counted` names them.
async function seen(page) {
  const told = (await findings(page)).map((one) => ({ ...one, verdict: MARKS[one.mark] ?? one.mark }));
  const name = (one) => `${one.case} ${one.rule} ${one.verdict}`;
  const missing = told.filter((one) => one.verdict === 'undetermined').map(name);
  return {
    ...(await cases(page)),
    findings: [...told.filter((one) => one.verdict !== 'undetermined').map(name), ...new Set(missing)],
  };
}

// One line a choice: the three lists of cases, the findings and what is announced.
async function compare(checks, page, counted, what, choice) {
  const [now, wanted] = [await seen(page), counted.cases(choice)];
  const wrong = ['pages', 'matrix', 'calendar'].flatMap((list) => differences(now[list], wanted).map((one) => `${list} ${one}`));
  const findings = counted.findings(choice);
  wrong.push(...differences(now.findings, findings));
  const said = ((await page.textContent('[aria-live]')).match(/\d+/g) ?? []).map(Number);
  if (!said.includes(wanted.length) || !said.includes(counted.managers.size)) wrong.push(`announced: ${said.join(' of ')}`);
  const right = `${wanted.length} cases, ${findings.length} findings`;
  checks.that(`${what}: cases, findings, announcement`, wrong.length === 0, wrong.length === 0 ? right : wrong.slice(0, 5).join(', '));
}

const options = (page, name) =>
  page.$$eval(`#filter select[name=${name}] option`, (all) => all.map((one) => ({ value: one.value, text: one.textContent.trim() })));

// Every single choice of a list, and how it is named in the records.
async function choices(page) {
  const [g, c, v, k] = await Promise.all(['g', 'c', 'v', 'k'].map((name) => options(page, name)));
  const verdicts = Object.fromEntries(Object.entries(VERDICTS).map(([verdict, letter]) => [letter, verdict]));
  const of = (name, list, choice) => list.filter((one) => one.value !== '').map((one, at) => ({ name, ...one, choice: choice(one, at) }));
  return [
    ...of('g', g, (one) => ({ manager: one.text })),
    ...of('c', c, (_, at) => ({ class: CLASSES[at] })),
    ...of('v', v, (one) => ({ verdict: verdicts[one.value] })),
    ...of('k', k, (one) => ({ step: one.text })),
  ];
}

export async function filter(checks, page, counted) {
  await compare(checks, page, counted, 'at first', {});
  const all = await choices(page);
  checks.that('every list of the filter has choices', ['g', 'c', 'v', 'k'].every((name) => all.some((one) => one.name === name)), `${all.length}`);
  for (const { name, value, text, choice } of all) {
    await page.selectOption(`#filter select[name=${name}]`, value);
    await compare(checks, page, counted, text, choice);
    await page.click('#filter button[type=reset]');
  }
  await compare(checks, page, counted, 'after clearing', {});
  await together(checks, page, counted, all);
}

// One choice of each list at once.
async function together(checks, page, counted, all) {
  const chosen = ['g', 'c', 'v'].flatMap((name) => all.find((one) => one.name === name) ?? []);
  for (const { name, value } of chosen) await page.selectOption(`#filter select[name=${name}]`, value);
  await compare(checks, page, counted, 'three choices at once', Object.assign({}, ...chosen.map((one) => one.choice)));
  await page.click('#filter button[type=reset]');
  await compare(checks, page, counted, 'cleared again', {});
}

// Tab, arrow and Enter only, from the top of the page.
export async function keyboard(checks, page, counted) {
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('name') ?? document.activeElement?.className ?? '');
  await page.keyboard.press('Tab');
  checks.that('the first stop is the link past the menu', (await focused()) === 'skip', await focused());
  await page.keyboard.press('Enter');
  const reached = async (wanted) => {
    for (let presses = 0; presses < 12 && (await focused()) !== wanted; presses += 1) await page.keyboard.press('Tab');
    return checks.that(`Tab reaches "${wanted}"`, (await focused()) === wanted, await focused());
  };
  if (!(await reached('v'))) return;
  const ring = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  checks.that('what has the focus is outlined', ring !== 'none', ring);
  await page.keyboard.press('ArrowDown');
  await compare(checks, page, counted, 'by arrow', { verdict: 'violation' });
  for (let presses = 0; presses < 3; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate(() => document.activeElement?.getAttribute('type'))) === 'reset') break;
  }
  await page.keyboard.press('Enter');
  await compare(checks, page, counted, 'cleared by Enter', {});
}
