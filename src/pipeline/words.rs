//! Sentences that findings share: what is missing, which exception holds, what a verdict other than a violation says.

use crate::calendar::Day;
use crate::check::typed::Both;
use crate::compile::program::Program;
use crate::diag::{Diagnostic, Lang};
use crate::judge::Judged;
use crate::judge::explained::Fact;
use crate::judge::show::{Manner, day_words, record_words};
use crate::model::{Case, KindId, Reason, Schema, Verdict};

/// A notice about a kind, which it names.
pub(super) fn about(problem: Diagnostic, schema: &Schema, kind: KindId) -> Diagnostic {
    let name = &schema.kind(kind).name;
    problem.arg("kind", &name.en).arg("kind_ja", &name.ja)
}

/// One missing fact as a sentence.
pub(super) fn fact(program: &Program, case: &Case, fact: &Fact, manner: Manner<'_>) -> String {
    let (schema, lang) = (&program.schema, manner.lang);
    match fact {
        Fact::Field(record, field) | Fact::Partial(record, field) => {
            let whose = record_words(program, case, *record, manner);
            let name = &schema.field(record.kind, *field).name;
            match (lang, matches!(fact, Fact::Partial(..))) {
                (Lang::Ja, false) => format!("{whose}の「{}」が記録されていません", name.ja),
                (Lang::Ja, true) => format!("{whose}の「{}」は、日まで分かりません", name.ja),
                (Lang::En, false) => format!("{whose}: `{}` is not recorded", name.en),
                (Lang::En, true) => format!("{whose}: `{}` is not known to the day", name.en),
            }
        }
        Fact::Kind(kind) => {
            let name = &schema.kind(*kind).name;
            match lang {
                Lang::Ja => format!("その時期の「{}」の記録が全部そろっているか分かりません", name.ja),
                Lang::En => format!("nothing says that the `{}` records of that time are complete", name.en),
            }
        }
        Fact::Unshown(kind) => {
            let name = schema.kind(*kind).home.as_ref().map(|home| home.key.clone()).unwrap_or_default();
            match lang {
                Lang::Ja => format!("書き出しのどこにも「{}」がありません", name.ja),
                Lang::En => format!("nothing in the export holds `{}`", name.en),
            }
        }
        Fact::Judgement(index) => {
            let title = program.judgements.get(*index as usize).cloned().unwrap_or_default();
            match lang {
                Lang::Ja => {
                    format!("「{}」にあたるかどうかの判断が、記録されていません", title.ja)
                }
                Lang::En => format!("the judgement whether `{}` holds is not on record", title.en),
            }
        }
    }
}

/// An exception that was applied, that stands in place of the requirement, or that cannot be told.
pub(super) fn exception(title: &Both, citation: &Both, judged: &Judged, lang: Lang) -> String {
    let title = lang.of(&title.ja, &title.en);
    let cited = cited(citation, lang);
    if judged.replaced.is_some() {
        return match lang {
            Lang::Ja => format!("「{title}」により、別の要件で判定しました{cited}"),
            Lang::En => format!("judged by the requirement of `{title}` instead{cited}"),
        };
    }
    match (lang, judged.verdict == Verdict::Exempt || judged.reason == Reason::ExceptionsClash) {
        (Lang::Ja, true) => format!("「{title}」にあたります{cited}"),
        (Lang::Ja, false) => format!("「{title}」にあたるかどうかは、人が判断してください{cited}"),
        (Lang::En, true) => format!("`{title}` applies{cited}"),
        (Lang::En, false) => format!("a person must decide whether `{title}` applies{cited}"),
    }
}

/// A citation in brackets.
fn cited(citation: &Both, lang: Lang) -> String {
    let cited = lang.of(&citation.ja, &citation.en);
    if cited.is_empty() { String::new() } else { lang.of("（", " (").to_owned() + cited + lang.of("）", ")") }
}

/// Exceptions that hold do different things, or transitional clauses keep the law of different days.
pub(super) fn clash(of_law: bool, lang: Lang) -> String {
    let words = match of_law {
        false => lang.of(
            "効果の違う例外が同時にあたるため、どちらによるかは人が判断してください",
            "exceptions with different effects hold at once; a person must decide which one counts",
        ),
        true => lang.of(
            "別々の日の規定によるとする経過措置が同時にあたるため、どちらによるかは人が判断してください",
            "transitional clauses keep the law of different days; a person must decide which one counts",
        ),
    };
    words.to_owned()
}

/// An exception that holds where the requirement is met anyway.
pub(super) fn unused(title: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("要件を満たしているため、例外「{title}」は使っていません"),
        Lang::En => format!("the requirement is met, so the exception `{title}` was not used"),
    }
}

/// The records that a duty rests on were read out of something else.
pub(super) fn derived(source: &str, lang: Lang) -> String {
    match (lang, source) {
        (Lang::Ja, "") => "ほかの記録から読み取った記録によります。もとの記録を確かめてください".to_owned(),
        (Lang::Ja, source) => format!("「{source}」から読み取った記録によります。もとの記録を確かめてください"),
        (Lang::En, "") => "rests on a record that was read out of another; check the original".to_owned(),
        (Lang::En, source) => format!("rests on a record that was read out of {source}; check the original"),
    }
}

/// Older law was applied.
pub(super) fn transition(title: &Both, citation: &Both, law_of: Day, lang: Lang) -> String {
    let (title, cited) = (lang.of(&title.ja, &title.en), cited(citation, lang));
    let day = day_words(law_of, lang);
    match lang {
        Lang::Ja => format!("「{title}」により、{day}の規定で判定しました{cited}"),
        Lang::En => format!("judged by the law of {day}, by `{title}`{cited}"),
    }
}

/// The message of a duty that is not a violation: title, then what its verdict rests on.
pub(super) fn message(title: &str, verdict: Verdict, reason: Reason, due: Option<Day>, lang: Lang) -> String {
    let due = due.filter(|day| day.is_finite()).map(|day| day_words(day, lang)).unwrap_or_default();
    let words = match (verdict, reason, lang) {
        (Verdict::Conform, _, Lang::Ja) => "記録で確認できました".to_owned(),
        (Verdict::Conform, _, Lang::En) => "shown by the records".to_owned(),
        (Verdict::Pending, _, Lang::Ja) => format!("期限（{due}）前です"),
        (Verdict::Pending, _, Lang::En) => format!("due by {due}"),
        (Verdict::NotApplicable, Reason::NotInForce, Lang::Ja) => "その時には、この規定はありませんでした".to_owned(),
        (Verdict::NotApplicable, Reason::NotInForce, Lang::En) => "no such provision was in force then".to_owned(),
        (Verdict::NotApplicable, Reason::NoRecord, Lang::Ja) => "対象になる記録がありません".to_owned(),
        (Verdict::NotApplicable, Reason::NoRecord, Lang::En) => "there is no record that it is about".to_owned(),
        (Verdict::NotApplicable, _, Lang::Ja) => "この場合には対象になりません".to_owned(),
        (Verdict::NotApplicable, _, Lang::En) => "does not apply here".to_owned(),
        (Verdict::Exempt, _, Lang::Ja) => "例外にあたります".to_owned(),
        (Verdict::Exempt, _, Lang::En) => "an exception applies".to_owned(),
        (Verdict::Judgement, _, Lang::Ja) => "人の判断が要ります".to_owned(),
        (Verdict::Judgement, _, Lang::En) => "a person must decide".to_owned(),
        (_, Reason::AnchorUnknown, Lang::Ja) => "もとになる日付が分からないため、判定できません".to_owned(),
        (_, Reason::AnchorUnknown, Lang::En) => "cannot be judged, because its anchor date is not known".to_owned(),
        (_, _, Lang::Ja) => "記録が足りないため、判定できません".to_owned(),
        (_, _, Lang::En) => "the records do not suffice to judge it".to_owned(),
    };
    match lang {
        Lang::Ja => format!("{title}：{words}"),
        Lang::En => format!("{title}: {words}"),
    }
}

/// The message of a duty that is accepted for now.
pub(super) fn waived(title: &str, expires: Day, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{title}：{}まで了承されています", day_words(expires, lang)),
        Lang::En => format!("{title}: accepted until {expires}"),
    }
}

/// Who accepted a finding, when and why.
pub(super) fn waiver(by: &str, on: Day, why: &str, lang: Lang) -> String {
    let on = day_words(on, lang);
    match lang {
        Lang::Ja => format!("{on}に{by}が了承しました（理由：{why}）。記録が足りるようになったわけではありません"),
        Lang::En => format!("accepted on {on} by {by} ({why}); the records are what they were"),
    }
}

/// A remark in brackets.
pub(super) fn bracketed(text: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("（{text}）"),
        Lang::En => format!(" ({text})"),
    }
}
