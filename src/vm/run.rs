//! Runs a program to its end and returns its trace.
