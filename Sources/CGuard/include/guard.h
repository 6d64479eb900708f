#pragma once

#include <sys/types.h>

/// Makes a pipe that no program which is started meanwhile inherits: `pipe2` with `O_CLOEXEC`, which Glibc's module hides.
int keyway_guard_pipe(int ends[2]);

/// Starts an executable under a guard: a process that adopts whatever its descendants leave behind, and ends all of them
/// when the executable ends, or when the last writing end of `lifeline` is closed, however that came about.
///
/// The executable leads a process group of its own, with `standard` as its first three descriptors and no others, and
/// with the signals as they are by default.
///
/// - Parameter lifeline: the reading end of a pipe whose other end nobody but the caller holds.
/// - Parameter report: the writing end of a pipe; the guard writes to it, as `int`s: first two, 0 or the `errno` of
///   the start and the executable's process, and at the end a third, its status as `waitpid` gives it.
/// - Returns: the guard's process, which the caller waits for; -1 with `errno` set where it cannot be made.
pid_t keyway_guard_start(
    const char *path, char *const arguments[], char *const environment[], const int standard[3], int lifeline,
    int report);
