"""Runs the benchmarks that are named, or all."""

import sys

import documents
import gets
import plugins
import prompt
import recipes
import startup
import tokens
import why

BENCHMARKS = {
    "startup": startup.run,
    "prompt": prompt.run,
    "gets": gets.run,
    "recipes": recipes.run,
    "plugins": plugins.run,
    "tokens": tokens.run,
    "why": why.run,
    "json": documents.run,
}

names = sys.argv[1:] or list(BENCHMARKS)
for name in names:
    if name not in BENCHMARKS:
        raise SystemExit(f"there is no benchmark {name}: {', '.join(BENCHMARKS)}")
for name in names:
    BENCHMARKS[name]()
