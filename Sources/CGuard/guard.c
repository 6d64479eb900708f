#define _GNU_SOURCE
#include "guard.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int keyway_guard_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

// Between fork and exec, and in the guard, which never execs, only calls that are safe there (signal-safety(7)): another
// thread of the parent may have held any lock.

static void pause_for(long milliseconds) {
    struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000};
    nanosleep(&time, NULL);
}

static void close_from(unsigned first) {
    if (first <= 0xFFFF && syscall(SYS_close_range, first, ~0u, 0) == 0) return;
    for (int descriptor = (int)first; descriptor < 4096; descriptor++) close(descriptor);
}

// Puts a descriptor where nothing else is in the way.
static int lifted(int descriptor, int place) { return fcntl(descriptor, F_DUPFD_CLOEXEC, place); }

static void default_signals(void) {
    struct sigaction action = {.sa_handler = SIG_DFL};
    for (int number = 1; number < NSIG; number++) sigaction(number, &action, NULL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

// What the executable's process does up to its first instruction; `failure` is closed by a start that succeeds.
static void become(const char *path, char *const arguments[], char *const environment[]) {
    setpgid(0, 0);
    close_from(4);
    fcntl(3, F_SETFD, FD_CLOEXEC);
    default_signals();
    // A file that was just written may still be open in a process that is about to become another.
    for (int attempt = 0; attempt < 40; attempt++) {
        execve(path, arguments, environment);
        if (errno != ETXTBSY) break;
        pause_for(5);
    }
    int reason = errno;
    (void)!write(3, &reason, sizeof reason);
    _exit(127);
}

// Ends each child there is now. /proc lists them; children are all that is left of a tree whose other parents are dead.
static void kill_children(void) {
    char path[64], text[8192];
    snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
    int list = open(path, O_RDONLY | O_CLOEXEC);
    if (list < 0) return;
    ssize_t count = read(list, text, sizeof text - 1);
    close(list);
    if (count <= 0) return;
    // The last number may be cut off; it is there again in the next round.
    if (count == sizeof text - 1) while (count > 0 && text[count - 1] != ' ') count--;
    pid_t child = 0;
    for (ssize_t index = 0; index < count; index++) {
        if (text[index] >= '0' && text[index] <= '9') {
            child = child * 10 + (text[index] - '0');
            continue;
        }
        if (child > 1) kill(child, SIGKILL);
        child = 0;
    }
}

// Reaps what has ended; notes the leader's status. Returns whether there are children left.
static int reap(pid_t leader, int *status, int *is_over) {
    for (;;) {
        int found;
        pid_t child = waitpid(-1, &found, WNOHANG);
        if (child == 0) return 1;
        if (child < 0 && errno == EINTR) continue;
        if (child < 0) return 0;
        if (child == leader) {
            *status = found;
            *is_over = 1;
        }
    }
}

static void guard(pid_t leader, int lifeline, int report) {
    sigset_t child_signal;
    sigemptyset(&child_signal);
    sigaddset(&child_signal, SIGCHLD);
    int signals = signalfd(-1, &child_signal, SFD_CLOEXEC | SFD_NONBLOCK);
    int status = 0, is_over = 0;
    while (!is_over) {
        struct pollfd watched[2] = {{lifeline, POLLIN, 0}, {signals, POLLIN, 0}};
        // Without a signalfd it looks ten times a second.
        int count = poll(watched, signals < 0 ? 1 : 2, signals < 0 ? 100 : -1);
        if (count < 0 && errno != EINTR) break;
        struct signalfd_siginfo information;
        if (signals >= 0) while (read(signals, &information, sizeof information) > 0) {}
        reap(leader, &status, &is_over);
        if (count > 0 && watched[0].revents) break;
    }
    // A child that was killed gives its own children to this process: again, until there are none. What may not be killed,
    // since it became another user's, is given up after two seconds.
    if (!is_over) kill(-leader, SIGKILL);
    for (int round = 0; round < 2000; round++) {
        kill_children();
        if (!reap(leader, &status, &is_over)) break;
        if (round > 20) pause_for(1);
    }
    (void)!write(report, &status, sizeof status);
    _exit(0);
}

// Forks the executable's process, and says what became of it.
static void begin(
    const char *path, char *const arguments[], char *const environment[], const int standard[3], int lifeline,
    int report) {
    setpgid(0, 0);
    prctl(PR_SET_NAME, "keyway-guard");
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    struct sigaction action = {.sa_handler = SIG_DFL};
    sigaction(SIGCHLD, &action, NULL);
    // The low numbers are for the executable: these are lifted out of the way first.
    int ends[3] = {lifted(standard[0], 64), lifted(standard[1], 64), lifted(standard[2], 64)};
    int life = lifted(lifeline, 64), answer = lifted(report, 64), start[2];
    if (pipe2(start, O_CLOEXEC) < 0) _exit(126);
    int started = lifted(start[0], 64), failure = lifted(start[1], 64);
    close(start[0]);
    close(start[1]);
    for (int number = 0; number < 3; number++) dup2(ends[number], number);
    dup2(failure, 3);
    close(failure);
    pid_t leader = fork();
    if (leader == 0) become(path, arguments, environment);
    int reason = leader < 0 ? errno : 0;
    // Nothing of what the parent had open may stay open here: a pipe's reader would wait for its end for ever.
    int nothing = open("/dev/null", O_RDWR);
    for (int number = 0; number < 3; number++) dup2(nothing, number);
    dup2(started, 3);
    dup2(life, 4);
    dup2(answer, 5);
    close_from(6);
    if (leader > 0) {
        setpgid(leader, leader);
        while (read(3, &reason, sizeof reason) < 0 && errno == EINTR) {}
    }
    close(3);
    int answers[2] = {reason, leader};
    (void)!write(5, answers, sizeof answers);
    if (leader < 0) _exit(126);
    guard(leader, 4, 5);
}

pid_t keyway_guard_start(
    const char *path, char *const arguments[], char *const environment[], const int standard[3], int lifeline,
    int report) {
    sigset_t all, before;
    sigfillset(&all);
    // No handler of the parent's may run in the child.
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pid_t child = fork();
    if (child == 0) begin(path, arguments, environment, standard, lifeline, report);
    int reason = errno;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    errno = reason;
    return child;
}
