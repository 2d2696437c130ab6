// Uses the generated TypeScript client against a running console: use-client.js CONSOLE FORGE TOKEN.
// Puts, gets, lists over pages, probes and deletes connections and a scale set, and meets a 409 and a 422.
import assert from "node:assert/strict";
import createClient from "openapi-fetch";
import type { components, paths } from "./api.js";

type ConnectionRequest = components["schemas"]["ConnectionRequest"];

const [console_, forge, token] = process.argv.slice(2) as [string, string, string];
const client = createClient<paths>({ baseUrl: console_ });
const names = ["typescript-1", "typescript-2", "typescript-3"];
const path = "/api/v1/namespaces/{ns}/connections/{name}";
const to = (name: string) => ({ ns: "team-a", name });

function request(value: string, scope: ConnectionRequest["scope"] = { kind: "admin" }): ConnectionRequest {
  return { forge: { url: forge }, scope, token: { value } };
}

for (const name of names) {
  const { data, error, response } = await client.PUT(path, { params: { path: to(name) }, body: request(token) });
  assert.equal(response.status, 201, JSON.stringify(error));
  assert.equal(data?.name, name);
  assert.ok(response.headers.get("Location")?.endsWith(name));
  assert.notEqual(data.probe?.totalCount, null);
}

// A probe of the monitor may come between the two requests, and then the connection has another ETag.
let status = 0;
for (let attempt = 0; attempt < 10 && status !== 304; attempt++) {
  const { data, response } = await client.GET(path, { params: { path: to("typescript-1") } });
  assert.equal(data?.scope.kind, "admin");
  const header = { "If-None-Match": response.headers.get("ETag") ?? "" };
  status = (await client.GET(path, { params: { path: to("typescript-1"), header } })).response.status;
}
assert.equal(status, 304);

const listed: string[] = [];
for (let after: string | null | undefined; after !== null; ) {
  const { data }: { data?: components["schemas"]["PageConnection"] } = await client.GET("/api/v1/connections", {
    params: { query: { namespace: "team-a", limit: 2, ...(after === undefined ? {} : { continue: after }) } },
  });
  assert.ok(data && data.items.length <= 2);
  listed.push(...data.items.map((item) => item.name));
  after = data.continue;
}
assert.deepEqual(
  listed.filter((name) => names.includes(name)),
  names,
);

const { data: probe } = await client.POST(`${path}/probe`, {
  params: { path: to("typescript-1") },
  headers: { Accept: "application/json" },
  body: {},
});
assert.ok(probe && typeof probe !== "string" && probe.checks.length > 0);

const { error: conflict } = await client.PUT(path, {
  params: { path: to("typescript-1"), query: { probe: "require" } },
  body: request("0".repeat(40)),
});
assert.equal(conflict?.status, 409);
assert.equal(conflict.type, "urn:act-runner-console:problem:probe-failed");
assert.equal(conflict.probe?.verdict, "failed");
assert.ok(conflict.remediation);

const { error: invalid } = await client.PUT(path, {
  params: { path: to("typescript-1") },
  body: request(token, { kind: "org" }),
});
assert.equal(invalid?.status, 422);
assert.equal(invalid.errors?.[0]?.field, "scope.org");

const scaleSets = "/api/v1/namespaces/{ns}/scale-sets/{name}";
const { data: made, response: creation } = await client.PUT(scaleSets, {
  params: { path: to("typescript") },
  body: {
    connection: "typescript-1",
    labels: ["docker:host"],
    registration: { token: "a-registration-token" },
    nodeSelector: { disk: "ssd" },
  },
});
assert.equal(creation.status, 201);
assert.equal(made?.connection, "typescript-1");
const { data: values } = await client.POST("/api/v1/namespaces/{ns}/helm-values", {
  params: { path: { ns: "team-a" } },
  body: { values: "forgejo: { url: 'https://git.example.com', scope: org, org: acme }" },
});
assert.equal(values?.connection?.scope.kind, "org");
const { data: removed } = await client.DELETE(scaleSets, { params: { path: to("typescript") } });
assert.ok(removed?.resources.every((changed) => changed.change === "deleted"));

for (const name of names) {
  const { data } = await client.DELETE(path, { params: { path: to(name) } });
  assert.ok(data?.resources.every((changed) => changed.change === "deleted"));
}
const { error: missing } = await client.GET(path, { params: { path: to("typescript-1") } });
assert.equal(missing?.status, 404);

console.log("The TypeScript client put, got, listed, probed and deleted connections, and met a 304, a 409 and a 422.");
