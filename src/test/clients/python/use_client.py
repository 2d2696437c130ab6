"""Uses the generated Python client against a running console: use_client.py CONSOLE FORGE TOKEN.

Puts, gets, lists over pages, probes and deletes connections and a scale set, and meets a 409 and a 422.
"""

import sys

from act_runner_console_client import Client
from act_runner_console_client.api.cluster import get_keda, list_namespaces
from act_runner_console_client.api.connections import (
    delete_connection,
    get_connection,
    list_connections,
    probe_connection,
    put_connection,
)
from act_runner_console_client.api.migration_from_helm import read_helm_values
from act_runner_console_client.api.scale_sets import delete_scale_set, list_scale_sets, put_scale_set
from act_runner_console_client.models import (
    ConnectionRequest,
    ForgeRequest,
    HelmValues,
    Probe,
    Problem,
    PutConnectionProbe,
    RegistrationRequest,
    ScaleSetRequest,
    ScopeRequest,
    ScopeRequestKind,
    TokenRequest,
)

CONSOLE, FORGE, TOKEN = sys.argv[1:4]
NAMESPACE = "team-a"
NAMES = ["python-1", "python-2", "python-3"]

client = Client(base_url=CONSOLE, timeout=30)


def request(token, kind=ScopeRequestKind.ADMIN):
    return ConnectionRequest(
        forge=ForgeRequest(url=FORGE), scope=ScopeRequest(kind=kind), token=TokenRequest(value=token)
    )


for name in NAMES:
    created = put_connection.sync_detailed(NAMESPACE, name, client=client, body=request(TOKEN))
    assert created.status_code == 201, created.content
    assert created.headers["Location"].endswith(name)
    assert created.parsed.name == name
    assert created.parsed.probe.total_count is not None

again = put_connection.sync_detailed(
    NAMESPACE, NAMES[0], client=client, body=request(TOKEN), if_match=created.headers["ETag"]
)
assert again.status_code == 412, again.content
again = put_connection.sync_detailed(NAMESPACE, NAMES[0], client=client, body=request(TOKEN), dry_run=True)
assert again.status_code == 200, again.content
assert [changed.change.value for changed in again.parsed.resources] == ["unchanged", "unchanged"]

one = get_connection.sync(NAMESPACE, NAMES[0], client=client)
assert one.forge.url == FORGE and one.scope.kind.value == "admin" and one.token.managed
missing = get_connection.sync(NAMESPACE, "python-none", client=client)
assert isinstance(missing, Problem) and missing.status == 404 and missing.remediation

listed, after = [], None
while True:
    page = list_connections.sync(client=client, namespace=NAMESPACE, limit=2, **({"continue_": after} if after else {}))
    assert len(page.items) <= 2
    listed += [item.name for item in page.items]
    after = page.continue_
    if after is None:
        break
assert [name for name in listed if name in NAMES] == NAMES, listed

probe = probe_connection.sync(NAMESPACE, NAMES[0], client=client)
assert isinstance(probe, Probe) and probe.checks, probe

conflict = put_connection.sync(
    NAMESPACE, NAMES[0], client=client, body=request("0" * 40), probe=PutConnectionProbe.REQUIRE
)
assert isinstance(conflict, Problem) and conflict.status == 409, conflict
assert conflict.type_.value.endswith(":probe-failed")
assert conflict.probe.verdict.value == "failed" and conflict.remediation

invalid = put_connection.sync(NAMESPACE, NAMES[0], client=client, body=request(TOKEN, ScopeRequestKind.ORG))
assert isinstance(invalid, Problem) and invalid.status == 422, invalid
assert invalid.errors[0].field == "scope.org" and invalid.errors[0].message

assert get_keda.sync(client=client).operator.value in ("ready", "down", "missing", "unknown")
assert NAMESPACE in [namespace.name for namespace in list_namespaces.sync(client=client).items]

read = read_helm_values.sync(
    NAMESPACE, client=client, body=HelmValues(values="runnerLabels: docker:host\nephemeral: true\nmaxRunners: 3")
)
assert read.scale_set.mode.value == "ephemeral" and read.scale_set.max_ == 3 and read.notes, read
scale_set = ScaleSetRequest(
    connection=NAMES[0], labels=["docker:host"], registration=RegistrationRequest(token="a-registration-token")
)
made = put_scale_set.sync_detailed(NAMESPACE, "python", client=client, body=scale_set)
assert made.status_code == 201, made.content
assert made.parsed.connection == NAMES[0] and made.parsed.resources
refused = put_scale_set.sync(NAMESPACE, "python", client=client, body=ScaleSetRequest(connection=NAMES[0], max_=0))
assert isinstance(refused, Problem) and refused.status == 422 and "max" in [each.field for each in refused.errors], refused
assert "python" in [item.name for item in list_scale_sets.sync(client=client, namespace=NAMESPACE).items]
assert isinstance(delete_connection.sync(NAMESPACE, NAMES[0], client=client), Problem)
gone = delete_scale_set.sync(NAMESPACE, "python", client=client)
assert {changed.change.value for changed in gone.resources} == {"deleted"}, gone

for name in NAMES:
    deleted = delete_connection.sync(NAMESPACE, name, client=client)
    assert {changed.change.value for changed in deleted.resources} == {"deleted"}, deleted
assert isinstance(get_connection.sync(NAMESPACE, NAMES[0], client=client), Problem)

print("The Python client put, got, listed, probed and deleted connections, and met a 409, a 412 and a 422.")
