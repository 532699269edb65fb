#!/usr/bin/env bash
# Sends made-up requests to a service of its own, as openapi.yaml describes them and as it does not, as every role and as
# nobody: scripts/schemathesis.sh BINARY [CASES], with CASES for each operation and role (20). The long run is 150, some
# 30,000 cases in all; ROLES names some of the roles. Every answer has to be as openapi.yaml says, and none a failure of ours.
#
# Needs schemathesis: `python3 -m venv VENV && VENV/bin/pip install schemathesis==4.32.5`, and VENV/bin in PATH.
set -euo pipefail

binary=$(realpath "$1")
cases=${2:-20}
description=$(realpath "$(dirname "$0")/../openapi.yaml")
folder=$(mktemp -d)
export CLAIMDESK_ADMIN_KEY=cdk_the_administrators_key_of_this_run
port=${PORT:-18099}
url=http://127.0.0.1:$port

cd "$folder"
"$binary" serve --listen "127.0.0.1:$port" --database sqlite:schemathesis.db --log warn \
    --requests-per-second 0 --requests-per-second-without-key 0 > out.log 2> err.log &
service=$!
trap 'kill $service 2> /dev/null || true; wait $service 2> /dev/null || true; rm -rf "$folder"' EXIT
for _ in $(seq 100); do
    grep -q "listens on" out.log && break
    sleep 0.1
done

# Something to find: two articles, and a key for each role.
for number in 1 2; do
    curl --fail --silent --output /dev/null "$url/v1/articles" -H "authorization: Bearer $CLAIMDESK_ADMIN_KEY" -H 'content-type: application/json' \
        -d "{\"outlet\": \"daily-example\", \"external_id\": \"$number\", \"body\": \"The mayor said the harbour would close. The Port Union denied it.\"}"
done
failed=0
for role in ${ROLES:-nobody cms editor reviewer admin}; do
    headers=()
    if [ "$role" != nobody ]; then
        key=$("$binary" keys add "schemathesis $role" --role "$role" --database sqlite:schemathesis.db | grep -o 'cdk_[0-9a-f]*')
        headers=(--header "Authorization: Bearer $key")
    fi
    # Keys that other programs make count after five seconds.
    sleep 6
    echo "== $role"
    # Left out: the feed, which does not end; the check that all well-formed requests are accepted, since an id that is
    # well-formed may be that of nothing; and the one that knows no 428 for a header that is missing. Of a request that
    # nobody may make, it is not looked at whether it is well-formed.
    excluded=positive_data_acceptance,missing_required_header
    [ "$role" = admin ] || excluded=$excluded,negative_data_rejection
    schemathesis run "$description" --url "$url" "${headers[@]}" --exclude-path /v1/events --exclude-checks "$excluded" \
        --max-examples "$cases" --continue-on-failure --generation-database none --phases examples,coverage,fuzzing --no-color \
        --warnings off --seed "${SEED:-1}" > "$role.log" 2>&1 || failed=1
    tail -n "${LINES_SHOWN:-60}" "$role.log"
done
kill -0 $service
echo "== what the service logged: $(wc -l < err.log) lines"
tail -n 20 err.log
exit $failed
