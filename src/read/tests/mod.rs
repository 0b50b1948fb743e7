//! Tests of `read`, on a library: members, their loans, renewals of a loan.
