// Ten thousand pending claims: all of them can be reached, the page keeps few of them, and needs little memory.
//
// How quick it is stands in many.bench.mjs: a machine may be busy with something else.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { api, finish, person, ready, serveMany } from "./lib.mjs";

let [service, pending] = [null, 0];
before(async () => {
  ({ service, pending } = await serveMany());
});
after(() => finish(service));

/** Scrolls to the end of the list: the most rows that were in the page at once, and the number of the last claim that came by. */
const scrolled = (page) =>
  page.evaluate(async () => {
    const box = document.querySelector(".list-box");
    let [most, read, quiet] = [0, 0, 0];
    const start = performance.now();
    while (quiet < 100 && performance.now() < start + 120_000) {
      await new Promise(requestAnimationFrame);
      const height = box.scrollTop;
      box.scrollTop += 600;
      const rows = document.querySelectorAll(".claim-row");
      most = Math.max(most, rows.length);
      read = Math.max(read, ...[...rows].map((row) => Number(row.ariaPosInSet)));
      quiet = box.scrollTop === height ? quiet + 1 : 0;
    }
    return { most, read };
  });

for (const [name, place] of [["", "#/queue"], [" in groups", "#/queue?group=article"]]) {
  test(`scrolling through ten thousand claims${name} keeps few rows in the page and needs little memory`, async (context) => {
    assert.ok(pending >= 10_000, `${pending}`);
    const page = await person(service, `Scroller ${place}`, { place });
    await ready(page);
    const session = await page.context().newCDPSession(page);
    await session.send("Performance.enable");
    const heap = async () => {
      await session.send("HeapProfiler.collectGarbage");
      const { metrics } = await session.send("Performance.getMetrics");
      return metrics.find(({ name: metric }) => metric === "JSHeapUsedSize").value / 1e6;
    };
    const first = await heap();
    const { most, read } = await scrolled(page);
    assert.equal(read, pending, "every claim came by");
    assert.ok(most < 60, `${most} rows in the page`);
    const all = await heap();
    context.diagnostic(`heap: ${first} MB with the first page, ${all} MB with all`);
    assert.ok(all < 50, `${all} MB`);
    await page.context().close();
  });
}

test("the page of a source counts all that it has claimed, and shows more of it on demand", async () => {
  const { body: { groups } } = await api(service, "GET", "/v1/claims/groups?by=source&limit=1");
  const { source, claims } = groups[0];
  assert.ok(claims > 1000, `${claims}`);
  const page = await person(service, "Source Reader", { place: `#/source/${source.id}` });
  await page.getByRole("heading", { name: `${claims.toLocaleString("en")} claims` }).waitFor();
  const listed = page.locator(".claim-list > li");
  assert.equal(await listed.count(), 100);
  await page.getByRole("button", { name: "Show more" }).click();
  await listed.nth(150).waitFor();
  assert.equal(await listed.count(), 200);
});
