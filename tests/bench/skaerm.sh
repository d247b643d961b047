#!/bin/bash
# The screen of the program that was built here (skaerm.c).
#   BUILD=build tests/bench/skaerm.sh
exec "$BUILD/tests/bench/bench_skaerm" "${FEMTRIN:-$BUILD/femtrin}"
