// What each choice of the filter must leave, counted from the run's NDJSON, the records and the pack's tables: never from the page.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT, documents } from './program.mjs';

export const VERDICTS = { violation: 'v', judgement: 'j', undetermined: 'u', pending: 'p' };
// Verdicts whose findings are listed where `--show` is not given.
const LISTED = ['violation', 'undetermined', 'judgement'];

// The columns of the matrix as the pack's table says them, and one more for every other rule.
function columns() {
  const tables = readFileSync(path.join(ROOT, 'rules/home/views.toml'), 'utf8').split(/^(?=\[)/m);
  return tables.filter((table) => table.startsWith('[[column]]')).map((table) => ({
    title: /^title = \{ ja = "([^"]*)"/m.exec(table)[1],
    rules: [.../^rules = \[([^\]]*)\]/m.exec(table)[1].matchAll(/"([^"]*)"/g)].map((found) => found[1]),
  }));
}

function stepOf(all, rule) {
  const begins = (wanted) => rule === wanted || rule.startsWith(`${wanted}-`) || rule.startsWith(`${wanted}/`);
  return all.find((column) => column.rules.some(begins))?.title ?? 'その他';
}

// Alias by case and the care manager of each: the last entry where there are several.
function managers(folder) {
  const own = documents(folder).filter((one) => one.case_id !== undefined);
  return new Map(own.map((one) => [one.case_id, [one.care_manager ?? one.care_managers ?? []].flat().at(-1)?.id ?? '']));
}

export class Counted {
  constructor(folder, duties) {
    const all = columns();
    this.managers = managers(folder);
    this.duties = duties
      .filter((duty) => this.managers.has(duty.case))
      .map((duty) => ({ case: duty.case, rule: duty.rule, class: duty.class, verdict: duty.verdict, step: stepOf(all, duty.rule), because: JSON.stringify(duty.because ?? duty.causes ?? null) }));
  }

  // The cases a choice leaves: all of a care manager, or those with a duty of the kind that is asked for.
  cases(choice) {
    const open = this.duties.filter((duty) => duty.verdict in VERDICTS && fits(duty, choice)).map((duty) => duty.case);
    const any = choice.class || choice.verdict || choice.step;
    const left = any ? [...new Set(open)] : [...this.managers.keys()];
    return left.filter((one) => !choice.manager || this.managers.get(one) === choice.manager);
  }

  // The findings a choice leaves, one by one; those of which records are missing may be told together, so once a case and rule.
  findings(choice) {
    const kept = new Set(this.cases(choice));
    const listed = this.duties.filter((duty) => LISTED.includes(duty.verdict) && kept.has(duty.case) && fits(duty, choice));
    const told = (duty) => `${duty.case} ${duty.rule} ${duty.verdict}`;
    const missing = listed.filter((duty) => duty.verdict === 'undetermined').map(told);
    return [...listed.filter((duty) => duty.verdict !== 'undetermined').map(told), ...new Set(missing)];
  }
}

function fits(duty, choice) {
  return ['class', 'verdict', 'step'].every((name) => !choice[name] || duty[name] === choice[name]);
}
