#!/usr/bin/env bash
# worker.sh LIST I/N FOLDER [OPTION...]: checks part I of N of the targets in LIST; the reports are in FOLDER/part-I.ndjson.
# Fails if the part is not done: whoever starts workers starts it again, here or where FOLDER is seen, and it goes on.
set -u
list=$1 part=$2 folder=$3
shift 3
mkdir -p "$folder"
# Where whoever started a worker died and the worker did not, the next one waits for it.
exec 9>"$folder/part-${part%/*}.lock"
flock 9
"${CERTCHECK:-certcheck}" --targets "$list" --shard "$part" --resume "$folder/part-${part%/*}.ndjson" "$@"
status=$?
case $status in
  0 | 1 | 3) exit 0 ;;    # all targets have a report; what is wrong with them is in it
  *) exit "$status" ;;    # killed, no room left, or a line that is no target: once that is reported, it is skipped
esac
