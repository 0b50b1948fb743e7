//! Merged regions: the value of a region counts for every row it stands beside.

use super::keep::Keeper;
use super::{Cell, Row, TableError, Value};
use crate::limits;
use calamine::Dimensions;
use std::collections::BTreeMap;

/// Repeats the value of each region in its first column, down into the rows that hold something of their own; a row that
/// holds nothing else is no row. A cell that holds something keeps it.
pub(super) fn spread(rows: &mut [Row], regions: &[Dimensions], keeper: &mut Keeper) -> Result<(), TableError> {
    let mut steps = 0;
    for region in regions.iter().filter(|region| region.end.0 > region.start.0) {
        let (first, column) = (region.start.0 as usize + 1, region.start.1 as usize);
        let Ok(at) = rows.binary_search_by_key(&first, |row| row.number) else { continue };
        let (above, below) = rows.split_at_mut(at + 1);
        let Some(value) = above.last().and_then(|row| value_at(row, column)) else { continue };
        for row in below.iter_mut().take_while(|row| row.number <= region.end.0 as usize + 1) {
            // Regions that lie over each other could otherwise take any time.
            steps += 1;
            if steps > limits::TABLE_CELLS {
                return Err(TableError::Cells { limit: limits::TABLE_CELLS });
            }
            let Err(place) = row.cells.binary_search_by_key(&column, |cell| cell.column) else { continue };
            keeper.count(value)?;
            row.cells.insert(place, repeated(row.number, (first, column), value));
        }
    }
    Ok(())
}

/// Regions over several columns: their first cells, and the last column of each.
pub(super) fn wide(regions: &[Dimensions]) -> BTreeMap<(usize, usize), usize> {
    let wide = regions.iter().filter(|region| region.end.1 > region.start.1);
    wide.map(|region| ((region.start.0 as usize + 1, region.start.1 as usize), region.end.1 as usize)).collect()
}

fn value_at(row: &Row, column: usize) -> Option<&Value> {
    let at = row.cells.binary_search_by_key(&column, |cell| cell.column).ok()?;
    row.cells.get(at).map(|cell| &cell.value)
}

fn repeated(line: usize, from: (usize, usize), value: &Value) -> Cell {
    Cell { column: from.1, line, at: from.1 + 1, value: value.clone(), merged_from: Some(from) }
}
