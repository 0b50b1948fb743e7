// Debian's Chromium, headless, and the page in it.

import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const ARGUMENTS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

// Each start has a profile folder of its own, which goes with it.
export const start = (program) => chromium.launch({ executablePath: program, args: ARGUMENTS, headless: true });

// Opens a file as a double click does, and keeps what the browser asked for and said.
export async function open(browser, file, options = {}) {
  const context = await browser.newContext({ locale: 'ja-JP', viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const seen = { url: pathToFileURL(file).href, requests: [], said: [] };
  page.on('request', (request) => seen.requests.push(request.url()));
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && seen.said.push(message.text()));
  page.on('pageerror', (error) => seen.said.push(String(error)));
  await page.goto(seen.url, { waitUntil: 'load', timeout: 120_000 });
  return { page, seen, close: () => context.close() };
}

// The findings that are on the page and not hidden: case, rule, mark of the verdict.
export function findings(page) {
  return page.$$eval('#cases .case [data-f]', (all) =>
    all.filter((one) => one.offsetParent !== null).map((one) => ({
      case: one.closest('.case').querySelector('h3').textContent.trim().split(/\s+/).pop(),
      rule: [...one.querySelectorAll('small')][0].textContent.trim().split(/\s/).pop(),
      mark: one.querySelector('.mark').textContent.trim().replace(/[（）()]/g, ''),
    })),
  );
}

// The cases that are not hidden, by their pages and by their rows in the matrix and in the calendar.
export function cases(page) {
  return page.evaluate(() => {
    const visible = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.offsetParent !== null);
    const first = (one) => one.querySelector('h3, th').textContent.trim().split(/\s+/).pop();
    return {
      pages: visible('#cases .case').map(first),
      matrix: visible('#matrix tr[data-c]').map(first),
      calendar: visible('#calendar tr[data-c]').map(first),
    };
  });
}
