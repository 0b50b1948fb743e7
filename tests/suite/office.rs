//! Rules about the office, what violations cost, records read out of others, and declarations that cannot be right: the
//! pool of `tests/packs/pool`.

use crate::support::{Folder, Ran, check, places, text};
use kijun::cli::Exit;
use serde_json::{Value, json};

const PACK: &str = "tests/packs/pool";

/// An export of the pool taken on 2024-12-31.
struct Pool {
    declared: String,
    lines: Vec<Value>,
    args: Vec<&'static str>,
}

impl Pool {
    fn new(declared: &str) -> Pool {
        Pool { declared: declared.to_owned(), lines: Vec::new(), args: vec!["--show", "all"] }
    }

    fn line(mut self, line: Value) -> Pool {
        self.lines.push(line);
        self
    }

    fn args(mut self, args: &[&'static str]) -> Pool {
        self.args.extend(args);
        self
    }

    fn run(&self) -> Ran {
        let toml = format!("[export]\noffice = \"P-1\"\nextracted = 2024-12-31\n{}", self.declared);
        let lines: Vec<String> = self.lines.iter().map(Value::to_string).collect();
        let folder = Folder::new().with("kijun.toml", toml).with("pool.ndjson", lines.join("\n"));
        let path = folder.path();
        let base = [path.as_str(), "-r", PACK, "--format", "ndjson", "--lang", "en"];
        let ran = check(&[&base[..], &self.args].concat());
        assert_ne!(ran.exit, Exit::Usage, "{}", ran.err);
        ran
    }
}

const WHOLE: &str =
    "all_cases = true\n[[complete]]\nkind = \"swim\"\n[[complete]]\nkind = \"guard\"\n[[complete]]\nkind = \"note\"\n";

fn desk() -> Value {
    json!({"desk": {"number": "P-1", "opened": "2024-03-01", "closed": "2024-08-31", "guards": [{"id": "G", "from": "2024-03-01"}]}})
}

/// A bather with swims of one coach on the first days of April.
fn bather(card: &str, coaches: &[&str]) -> Value {
    let swim = |(at, coach): (usize, &&str)| json!({"id": format!("{at}"), "on": format!("2024-04-{:02}", at + 1), "stroke": "crawl", "coach": coach, "lengths": 3});
    json!({"card": card, "since": "2024-04-10", "swims": coaches.iter().enumerate().map(swim).collect::<Vec<_>>()})
}

/// `rule verdict reason` of the duties about the office.
fn of_office(ran: &Ran) -> Vec<String> {
    let lines = ran.of("verdict").into_iter().filter(|line| line["case"].is_null());
    lines.map(|line| format!("{} {} {}", text(&line["rule"]), text(&line["verdict"]), text(&line["reason"]))).collect()
}

#[test]
fn four_fifths_pass_and_one_more_does_not() {
    let exactly = Pool::new(WHOLE).line(desk()).line(bather("A", &["X", "X"])).line(bather("B", &["X", "X", "Y"]));
    assert!(of_office(&exactly.run()).contains(&"PR-1 conform met".to_owned()));
    let more = Pool::new(WHOLE).line(desk()).line(bather("A", &["X", "X", "X"])).line(bather("B", &["X", "X", "Y"]));
    let ran = more.run();
    assert!(of_office(&ran).contains(&"PR-1 violation not-met".to_owned()), "{:?}", of_office(&ran));
    let line = ran.of("verdict").into_iter().find(|line| line["rule"] == "PR-1").unwrap();
    assert_eq!(line["subject"], json!({"kind": "desk", "key": "P-1"}));
    assert_eq!(line["window"], json!({"from": "2024-03-01", "to": "2024-08-31"}));
    assert_eq!(line["message"], "in the half from 2024-03-01 there are 2 bathers");
    assert_eq!((ran.exit, text(&line["locations"][0]["path"])), (Exit::Found, "pool.ndjson"));
}

/// Duties about the office come after the last case, and before the notices of the run and the summary.
#[test]
fn the_office_comes_after_its_cases_and_threads_change_nothing() {
    let mut pool = Pool::new(WHOLE).line(desk());
    for at in 0..40 {
        pool = pool.line(bather(&format!("B{at:02}"), &["X", "Y"]));
    }
    let (one, many) = (pool.args(&["-j", "1"]).run(), {
        let mut pool = Pool::new(WHOLE).line(desk());
        for at in (0..40).rev() {
            pool = pool.line(bather(&format!("B{at:02}"), &["X", "Y"]));
        }
        pool.run()
    });
    let cases: Vec<bool> = one.of("verdict").iter().map(|line| line["case"].is_null()).collect();
    let first = cases.iter().position(|office| *office).unwrap();
    assert!(cases[first..].iter().all(|office| *office) && first > 0);
    assert_eq!(of_office(&one), of_office(&many), "the order of the cases does not matter");
    assert!(of_office(&one).contains(&"PR-2 violation not-met".to_owned()));
}

/// What the export need not hold keeps the answer open, on the side on which it matters.
#[test]
fn without_all_cases_only_what_cannot_change_is_judged() {
    let open = WHOLE.replace("all_cases = true\n", "");
    let mut few = Pool::new(&open).line(desk());
    let mut many = Pool::new(&open).line(desk());
    for at in 0..11 {
        many = many.line(bather(&format!("B{at:02}"), &["X", "Y"]));
    }
    few = few.line(bather("A", &["X", "Y"]));
    let judged =
        |pool: &Pool, rule: &str| of_office(&pool.run()).into_iter().find(|line| line.starts_with(rule)).unwrap();
    assert_eq!(judged(&few, "PR-2"), "PR-2 undetermined missing-field");
    assert_eq!(judged(&many, "PR-2"), "PR-2 violation not-met", "more bathers only make it worse");
    assert!(judged(&few, "PR-1").starts_with("PR-1 undetermined"), "{}", judged(&few, "PR-1"));
}

#[test]
fn a_missing_number_lies_between_its_bounds() {
    let swims = |lengths: Value| json!({"card": "A", "since": "2024-04-10", "swims": [{"id": "1", "on": "2024-04-01", "stroke": "crawl", "lengths": lengths}, {"id": "2", "on": "2024-04-02", "stroke": "crawl", "lengths": 9}]});
    let judged = |lengths: Value| {
        let ran = Pool::new(WHOLE).line(desk()).line(swims(lengths)).run();
        of_office(&ran).into_iter().find(|line| line.starts_with("PR-3")).unwrap()
    };
    assert_eq!(judged(json!(1)), "PR-3 conform met");
    assert_eq!(judged(json!(0)), "PR-3 violation not-met");
    assert_eq!(judged(Value::Null), "PR-3 undetermined missing-field", "9 to 109 lengths");
}

#[test]
fn an_office_without_records_of_its_own_is_pointed_at_where_it_is_declared() {
    let ran = Pool::new(WHOLE).line(bather("A", &["X"])).args(&["--select", "PR-2"]).run();
    let line = &ran.of("verdict")[0];
    assert_eq!((line["case"].is_null(), text(&line["verdict"])), (true, "undetermined"), "{line}");
    assert_eq!(places(line)[0], "kijun.toml:1:1");
    let twice = Pool::new(WHOLE).line(desk()).line(desk()).line(bather("A", &["X"])).run();
    assert!(text(&twice.notice("K-duplicate-office")["message"]).contains("P-1"));
}

/// `id case month rate settled` of every consequence.
fn costs(ran: &Ran) -> Vec<String> {
    let line = |of: &Value| {
        let rate = of["rate"].as_str().unwrap_or("-");
        format!(
            "{} {} {} {rate} {}",
            text(&of["id"]),
            of["case"].as_str().unwrap_or("-"),
            text(&of["month"]),
            of["settled"]
        )
    };
    ran.of("consequence").iter().map(line).collect()
}

/// Swims in some months, notes in others; the bather counts from 2024-01 to 2024-05.
fn costly(swims: &[&str], notes: &[&str]) -> Value {
    let swims: Vec<Value> =
        swims.iter().enumerate().map(|(at, on)| json!({"id": format!("{at}"), "on": on, "stroke": "crawl"})).collect();
    let notes: Vec<Value> = notes.iter().map(|on| json!({"on": on})).collect();
    json!({"card": "A", "since": "2024-01-01", "swims": swims, "notes": notes})
}

#[test]
fn a_failure_costs_from_its_month_to_the_month_before_the_cure_by_position_and_date() {
    let notes = ["2024-01-31", "2024-02-01", "2024-03-01", "2024-04-01", "2024-05-01"];
    let all = |swims: &[&str], notes: &[&str]| {
        costs(&Pool::new(WHOLE).line(costly(swims, notes)).args(&["--select", "PR-4"]).run())
    };
    let fee = |months: &[&str]| months.iter().map(|of| format!("PR-FEE A {of} true")).collect::<Vec<_>>();
    // Missed in February, made up in March.
    let swims = ["2024-01-05", "2024-03-05", "2024-04-05", "2024-05-05"];
    assert_eq!(all(&swims, &notes), fee(&["2024-02 70%"]));
    // Two months missed: the second is worth less.
    let swims = ["2024-01-05", "2024-04-05", "2024-05-05"];
    assert_eq!(all(&swims, &notes), fee(&["2024-02 70%", "2024-03 50%"]));
    // From March on never again: the third month in a row falls under the later law.
    let swims = ["2024-01-05", "2024-02-05"];
    let never = ["2024-03 70%", "2024-04 50%", "2024-05 0"];
    assert_eq!(all(&swims, &notes), fee(&never), "later months are not noted, so they do not count");
    // A month in between that is not noted neither counts nor breaks the run.
    let fewer = ["2024-03-01", "2024-05-01"];
    assert_eq!(all(&swims, &fewer), fee(&["2024-03 70%", "2024-05 50%"]));
    // Cured in its own month: nothing.
    assert_eq!(all(&["2024-01-05", "2024-02-29", "2024-03-05", "2024-04-05", "2024-05-05"], &notes), fee(&[]));
}

#[test]
fn a_month_of_which_it_cannot_be_told_whether_it_counts_is_not_settled() {
    let open = WHOLE.replace("[[complete]]\nkind = \"note\"\n", "");
    let member = costly(&["2024-01-05", "2024-03-05", "2024-04-05", "2024-05-05"], &[]);
    let ran = Pool::new(&open).line(member.clone()).args(&["--select", "PR-4"]).run();
    assert_eq!(costs(&ran), ["PR-FEE A 2024-02 70% false"]);
    let from = ran.of("consequence")[0]["from"].clone();
    let violation = ran.of("verdict").into_iter().find(|line| line["verdict"] == "violation").unwrap();
    assert_eq!(from, json!([violation["fingerprint"]]));
    let hidden = Pool::new(&open).line(member).args(&["--select", "PR-4", "--show", "conform"]);
    let hidden = Pool { args: hidden.args.into_iter().skip(2).collect(), ..hidden };
    assert_eq!(costs(&hidden.run()), ["PR-FEE A 2024-02 70% false"], "what is listed changes no cost");
}

/// A failing half, which fails in its last month, costs the half a year that begins two months later, cured or not.
#[test]
fn a_consequence_of_the_office_has_its_own_months() {
    let ran = Pool::new(WHOLE).line(desk()).line(bather("A", &["X"])).args(&["--select", "PR-1"]).run();
    let months = ["2024-10", "2024-11", "2024-12", "2025-01", "2025-02", "2025-03"];
    assert_eq!(costs(&ran), months.map(|month| format!("PR-DESK - {month} -200 true")));
}

#[test]
fn a_duty_that_rests_on_a_derived_record_says_so() {
    let mut member = costly(&["2024-01-05", "2024-02-05", "2024-03-05", "2024-04-05", "2024-05-05"], &[]);
    member["swims"][0]["_derived"] = json!("the lane book");
    let ran = Pool::new(WHOLE).line(member.clone()).args(&["--select", "PR-4"]).run();
    let january = &ran.of("verdict")[0];
    assert_eq!(text(&january["verdict"]), "conform");
    let evidence = january["locations"].as_array().unwrap().iter().find(|at| at["role"] == "evidence").unwrap();
    assert_eq!(evidence["derived"], json!(true));
    let other = ran.of("verdict")[1].clone();
    assert!(other["locations"].as_array().unwrap().iter().all(|at| at.get("derived").is_none()), "{other}");
    let told = Pool::new(WHOLE).line(member).args(&["--select", "PR-4", "--format", "text"]);
    let told = Pool { args: told.args, ..told };
    assert!(told.run_text().contains("read out of the lane book"));
}

impl Pool {
    fn run_text(&self) -> String {
        let toml = format!("[export]\noffice = \"P-1\"\nextracted = 2024-12-31\n{}", self.declared);
        let lines: Vec<String> = self.lines.iter().map(Value::to_string).collect();
        let folder = Folder::new().with("kijun.toml", toml).with("pool.ndjson", lines.join("\n"));
        let path = folder.path();
        check(&[path.as_str(), "-r", PACK, "--show", "all", "--lang", "en"]).out
    }
}

/// Declarations that cannot be right are said and withdrawn, so that the duties stay undetermined.
#[test]
fn a_declaration_that_is_contradicted_or_filled_only_from_elsewhere_closes_nothing() {
    let judged = |pool: Pool, code: &str| {
        let ran = pool.args(&["--select", "PR-4"]).run();
        let verdicts: Vec<String> = ran.of("verdict").iter().map(|line| text(&line["verdict"]).to_owned()).collect();
        (ran.notices(code).len(), verdicts.contains(&"violation".to_owned()), ran)
    };
    let swims = ["2024-01-05", "2024-02-05", "2024-03-05", "2024-04-05"];
    let noted = |on: &str| {
        let mut member = costly(&swims, &[]);
        member["notes"] = json!([{"on": on, "swam": true}]);
        member
    };
    let (notices, violation, _) = judged(Pool::new(WHOLE).line(noted("2024-01-05")), "K-complete-contradicted");
    assert_eq!((notices, violation), (0, true));
    let (notices, violation, ran) = judged(Pool::new(WHOLE).line(noted("2024-01-06")), "K-complete-contradicted");
    assert_eq!((notices, violation), (1, false), "a note of a day without a swim");
    let notice = ran.notice("K-complete-contradicted");
    assert!(text(&notice["message"]).contains("a note speaks of a day without a swim (1)"), "{notice}");
    assert_eq!(places(&notice), ["pool.ndjson:1:10", "kijun.toml:6:9"]);

    let mut member = costly(&["2024-01-05"], &[]);
    member["swims"][0]["_derived"] = json!(true);
    let (notices, violation, _) = judged(Pool::new(WHOLE).line(member), "K-complete-derived");
    assert_eq!((notices, violation), (1, false));

    let mut member = costly(&swims, &[]);
    member["notes"] = json!([{"on": "2024-01-05", "swim": "no such"}]);
    let (notices, violation, _) = judged(Pool::new(WHOLE).line(member), "K-complete-contradicted");
    assert_eq!((notices, violation), (1, false), "a note refers to a swim that is not there");
}

#[test]
fn a_declaration_that_ends_early_is_said() {
    let ends = WHOLE.replace("kind = \"swim\"\n", "kind = \"swim\"\nto = 2024-03-31\n");
    let ran = Pool::new(&ends).line(costly(&["2024-01-05"], &[])).args(&["--select", "PR-4"]).run();
    let notice = ran.notice("K-complete-ends");
    assert!(text(&notice["message"]).contains("2024-03-31"), "{notice}");
    let verdicts: Vec<String> = ran.of("verdict").iter().map(|line| text(&line["verdict"]).to_owned()).collect();
    assert_eq!(verdicts, ["conform", "violation", "violation", "undetermined", "undetermined"]);
    let twice = ends + "[[complete]]\nkind = \"swim\"\nfrom = 2024-04-01\n";
    let ran = Pool::new(&twice).line(costly(&["2024-01-05"], &[])).run();
    assert!(ran.notices("K-complete-ends").is_empty(), "another declaration goes on");
}

#[test]
fn the_examples_of_the_pool_hold() {
    let ran = crate::support::exactly(&["test", PACK, "--lang", "en"]);
    assert_eq!(ran.exit, Exit::Clean, "{}", ran.out);
}
