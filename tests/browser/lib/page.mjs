// The page as it is opened: nothing asked of the network, nothing complained of, readable without a script, for everyone.

import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { findings, open } from './browser.mjs';
import { OUT } from './program.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

export async function quiet(checks, page, seen) {
  const others = [...new Set(seen.requests)].filter((url) => url !== seen.url);
  checks.that('nothing is asked for but the file itself', seen.requests.length > 0 && others.length === 0, others.slice(0, 3).join(' '));
  checks.that('no error and no warning on the console', seen.said.length === 0, seen.said.slice(0, 3).join(' / '));
  const policy = await page.getAttribute('meta[http-equiv="Content-Security-Policy"]', 'content').catch(() => '');
  checks.that('the page forbids itself the network', /default-src 'none'/.test(policy) && !/https?:|\*|unsafe-eval/.test(policy), policy);
  const refused = await page.evaluate(() => fetch('data:,x').then(() => false, () => true));
  checks.that('and the browser keeps it to that', refused);
}

// Without a script: every heading and every finding is there and seen, and no filter that would do nothing.
export async function unscripted(checks, browser, file, counted) {
  const { page, seen, close } = await open(browser, file, { javaScriptEnabled: false });
  const told = [...new Set((await findings(page)).map((one) => `${one.case} ${one.rule}`))];
  const wanted = [...new Set(counted.findings({}).map((one) => one.split(' ').slice(0, 2).join(' ')))];
  checks.same('findings without a script', told, wanted);
  const hidden = await page.$$eval('h1, h2, h3, h4', (all) => all.filter((one) => one.offsetParent === null).map((one) => one.textContent));
  checks.that('every heading without a script', hidden.length === 0, hidden.slice(0, 3).join(', '));
  checks.that('no filter without a script', !(await page.isVisible('#filter')));
  checks.that('nothing asked for without a script', seen.requests.every((url) => url === seen.url));
  await close();
}

// axe wants to run its own code, which the page's policy refuses: that is lifted for this one context. It reads the whole page, but
// measures contrast only in some parts, as that takes it half a minute; `contrast` measures all.
export async function accessible(checks, browser, file, viewport) {
  const { page, close } = await open(browser, file, { bypassCSP: true, viewport });
  await page.evaluate(AXE);
  const parts = { include: ['header', '#filter', '#front', '#receipt', '#cases .case'].map((part) => [part]) };
  await page.evaluate(() => [...document.querySelectorAll('#cases .case')].slice(1).forEach((one) => one.classList.replace('case', 'other')));
  const some = await axe(page, parts, { type: 'rule', values: ['color-contrast-enhanced'] });
  await page.evaluate(() => document.querySelectorAll('.other').forEach((one) => one.classList.replace('other', 'case')));
  const all = await axe(page, {}, { type: 'tag', values: LEVELS });
  const told = (one) => `${one.id} x${one.nodes.length}: ${one.nodes[0].html.slice(0, 120)}`;
  const violations = [...some.violations, ...all.violations];
  const name = `${viewport.width} wide`;
  checks.that(`axe finds nothing, ${name}`, violations.length === 0, violations.length === 0 ? `${all.passes.length} rules pass` : violations.map(told).join(' | '));
  checks.that(`axe looked at 7:1, ${name}`, some.passes.some((one) => one.id === 'color-contrast-enhanced'));
  for (const one of all.incomplete) checks.note(`axe leaves to a person, ${name}: ${told(one)}`);
  await close();
}

const axe = (page, context, runOnly) =>
  page.evaluate(([where, only]) => globalThis.axe.run(where.include ? where : document, {
    runOnly: only,
    rules: only.type === 'tag' ? { 'color-contrast': { enabled: false } } : {},
    resultTypes: ['violations', 'incomplete', 'passes'],
  }), [context, runOnly]);

// Contrast of every text, the marks of one character too, which axe leaves to a person.
export async function contrast(checks, page) {
  const weak = await page.evaluate(() => {
    const numbers = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
    const light = ([r, g, b]) => {
      const part = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
      return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
    };
    const behind = (one) => {
      for (let at = one; at; at = at.parentElement) {
        const colour = numbers(getComputedStyle(at).backgroundColor);
        if (colour[3] !== 0) return colour;
      }
      return [255, 255, 255];
    };
    const worst = new Map();
    for (const one of document.body.querySelectorAll('*')) {
      if (one.closest('style, script, title, desc') || ![...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
      const style = getComputedStyle(one);
      const [a, b] = [numbers(one.namespaceURI.endsWith('svg') ? style.fill : style.color), behind(one)].map(light).sort((x, y) => y - x);
      const ratio = (a + 0.05) / (b + 0.05);
      if (ratio < 7) worst.set(`${one.tagName.toLowerCase()}.${one.className.baseVal ?? one.className} ${ratio.toFixed(2)}`, true);
    }
    return [...worst.keys()];
  });
  checks.that('every text stands out 7:1', weak.length === 0, weak.slice(0, 5).join(', '));
}

export async function layout(checks, browser, file) {
  for (const width of [1280, 390]) {
    const { page, close } = await open(browser, file, { viewport: { width, height: width === 390 ? 844 : 900 } });
    await page.screenshot({ path: path.join(OUT, `first-${width}.png`) });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    checks.that(`no sideways scrolling of the page at ${width}`, wide <= 0, `${wide} px`);
    const size = await page.evaluate(() => getComputedStyle(document.body).fontSize);
    checks.that(`text of 18 px at ${width}`, parseFloat(size) >= 18, size);
    await page.locator('#cases .case').first().screenshot({ path: path.join(OUT, `case-${width}.png`) });
    for (const part of ['matrix', 'calendar']) {
      await page.locator(`#${part}`).screenshot({ path: path.join(OUT, `${part}-${width}.png`) });
    }
    await close();
  }
}
