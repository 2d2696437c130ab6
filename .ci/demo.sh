# Starts the demo on free ports for the scripts that source this: sets console and forge, and ends it with the script.
port=$(python3 -c 'import socket; s=socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
console=http://127.0.0.1:$port
demo_log=target/demo-$(basename "$0").log

# Waits until the demo says in its log that it is ready; shows the log's end where it never does.
await_demo() {
  for _ in $(seq 180); do
    if grep -q 'Ready: http' "$1"; then return; fi
    sleep 1
  done
  tail -30 "$1"
  return 1
}

start_demo() {
  mkdir -p target
  DEMO_FORGE_PORT=$((port + 1)) setsid ./mvnw --batch-mode --quiet -Dspotless.check.skip spring-boot:test-run \
    -Dspring-boot.run.arguments="--server.port=$port --console.limits.requests-per-second=100000 --console.limits.writes-per-minute=100000 $*" \
    >"$demo_log" 2>&1 &
  demo=$!
  trap 'kill -- "-$demo" 2>/dev/null || true' EXIT
  await_demo "$demo_log"
  forge=$(sed -n 's/.*A Gitea .*: *\(http[^ ]*\).*/\1/p' "$demo_log")
  export forge
}
