//! What is drawn where packs do not say: every kind with a date is a lane, every class a column.

use super::{LaneOf, Rules, Shown, Views};
use crate::check::typed::Both;
use crate::compile::program::Program;
use crate::model::{FieldId, Kind, KindId};

impl Views {
    /// With the plain lanes, columns and calendar where none are declared.
    pub(super) fn or_plain(mut self, program: &Program) -> Views {
        if self.lanes.is_empty() {
            self.lanes = lanes(program);
        }
        if self.columns.is_empty() {
            let column = |class: &crate::compile::program::Class| Rules {
                title: class.words.clone(),
                rules: Vec::new(),
                class: class.name.clone(),
            };
            self.columns = program.classes.iter().map(column).collect();
        }
        if self.calendar.is_none() {
            self.calendar = Some(Rules { title: Both::default(), rules: Vec::new(), class: String::new() });
        }
        self
    }
}

fn lanes(program: &Program) -> Vec<LaneOf> {
    let kinds = program.schema.kinds.iter().enumerate().map(|(at, kind)| (KindId(at as u16), kind));
    let of_cases = kinds.filter(|(id, _)| !program.schema.is_office(*id));
    of_cases.filter_map(|(id, kind)| Some(lane(id, kind, kind.dated?))).collect()
}

fn lane(id: KindId, kind: &Kind, from: FieldId) -> LaneOf {
    let period = kind.views.iter().find(|view| view.start == from);
    let title = Both { ja: kind.name.ja.clone(), en: kind.name.en.replace('_', " ") };
    LaneOf { title, kind: id, from, to: period.map(|view| view.end), mark: String::new(), show: Shown::default() }
}
