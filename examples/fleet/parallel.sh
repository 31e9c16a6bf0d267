#!/usr/bin/env bash
# parallel.sh LIST PARTS FOLDER MACHINES [OPTION...]: GNU parallel over ssh. MACHINES is a file for --sshloginfile, a
# machine a line (":" is this one); each sees LIST and FOLDER under the same path, has certcheck, and gets two parts at once.
set -eu
list=$(realpath "$1") parts=$2 folder=$(realpath -m "$3") machines=$4
shift 4
worker=$(dirname "$(realpath "$0")")/worker.sh
# A part whose worker was killed is started again, on another machine if there is one.
seq "$parts" | parallel --sshloginfile "$machines" --jobs 2 --retries 10 --env CERTCHECK \
  "$(printf '%q ' "$worker" "$list")"{}/"$parts $(printf '%q ' "$folder" "$@")"
cat "$folder"/part-*.ndjson > "$folder/all.ndjson"
