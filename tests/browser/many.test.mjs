// Ten thousand pending claims: content within a second, smooth scrolling, bounded memory, quick verdicts.
//
// Bounds on time are compared with what the machine does at that moment without the claims: it may be busy with something else.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, afterEach, before, test } from "node:test";
import { closeBrowser, person, ready, serve, serveDemo, showsOther, tells, words } from "./lib.mjs";

let [service, few] = [null, null];
let pending = 0;
before(async () => {
  const first = await serveDemo();
  await first.stop();
  const many = new URL("many.py", import.meta.url).pathname;
  pending = Number(execFileSync("python3", [many, first.database, "nw-501177", "1300"], { encoding: "utf8" }));
  service = await serve({ database: first.database });
  few = await serveDemo();
});
// A window behind another one draws no frames: each test has the browser to itself.
afterEach(closeBrowser);
after(async () => {
  await service.stop();
  await few.stop();
});

const median = (numbers) => numbers.toSorted((one, other) => one - other)[numbers.length >> 1];

for (const [name, place] of [["", "#/queue"], [", grouped by article", "#/queue?group=article"], [", grouped by source", "#/queue?group=source"]]) {
  test(`ten thousand pending claims${name}: the first are there within a second`, async (context) => {
    assert.ok(pending >= 10_000, `${pending}`);
    const page = await person(service, `Many ${place}`, { place: "#/overview" });
    const times = [];
    // A machine that is busy has several tries.
    while (times.length < 3 || (Math.min(...times) >= 1000 && times.length < 12)) {
      await page.goto("about:blank");
      const start = Date.now();
      await page.goto(`${service.url}/${place}`);
      await page.locator(".claim-row").first().waitFor();
      await page.locator(".claim.current").first().waitFor();
      times.push(Date.now() - start);
    }
    context.diagnostic(`first content after ${times.join(", ")} ms`);
    assert.ok(Math.min(...times) < 1000, `${times.join(", ")} ms`);
  });
}

/** Scrolls through the whole list, or stands still for two seconds, and looks at the gaps between frames in ms. */
const frames = (page, moves) =>
  page.evaluate(async (moving) => {
    const box = document.querySelector(".list-box");
    const gaps = [];
    let [most, last, quiet, read] = [0, performance.now(), 0, 0];
    const start = last;
    while (moving ? quiet < 100 && last < start + 120_000 : last < start + 2000) {
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      gaps.push(now - last);
      last = now;
      if (!moving) continue;
      const height = box.scrollTop;
      box.scrollTop += 600;
      const rows = document.querySelectorAll(".claim-row");
      most = Math.max(most, rows.length);
      read = Math.max(read, ...[...rows].map((row) => Number(row.ariaPosInSet)));
      quiet = box.scrollTop === height ? quiet + 1 : 0;
    }
    gaps.sort((one, other) => one - other);
    return { most, read, frames: gaps.length, median: gaps[gaps.length >> 1], p95: gaps[Math.floor(gaps.length * 0.95)], long: gaps.filter((gap) => gap > 50).length / gaps.length, longest: gaps.at(-1) };
  }, moves);

for (const [name, place] of [["", "#/queue"], [" in groups", "#/queue?group=article"]]) {
  test(`scrolling through all of them${name} keeps few rows in the page, drops no frames to speak of, and needs little memory`, async (context) => {
    const page = await person(service, `Scroller ${place}`, { place });
    await ready(page);
    const session = await page.context().newCDPSession(page);
    await session.send("Performance.enable");
    const heap = async () => {
      await session.send("HeapProfiler.collectGarbage");
      const { metrics } = await session.send("Performance.getMetrics");
      return metrics.find(({ name: metric }) => metric === "JSHeapUsedSize").value / 1e6;
    };
    const before = await heap();
    // Other work on the machine only ever makes frames longer: a round that is smooth shows that the page is.
    let smooth = false;
    for (let round = 0; round < 4; round += 1) {
      const still = await frames(page, false);
      const moving = await frames(page, true);
      context.diagnostic(JSON.stringify({ still, moving }));
      assert.equal(moving.read, pending, "every claim came by");
      assert.ok(moving.most < 60, `${moving.most} rows in the page`);
      // The slowest twentieth of frames, and the share of those that took more than 50 ms.
      smooth = moving.p95 < Math.max(60, 3 * still.p95) && moving.long < Math.max(0.05, 3 * still.long);
      if (smooth) break;
      await page.reload();
      await ready(page);
    }
    assert.ok(smooth, "no round was smooth");
    const afterwards = await heap();
    context.diagnostic(`heap: ${before} MB with the first page, ${afterwards} MB with all`);
    assert.ok(afterwards < 50, `${afterwards} MB`);
  });
}

/** How long a verdict takes until the next claim is shown, in ms. */
async function deciding(on, name) {
  const page = await person(on, name);
  await ready(page);
  const times = [];
  for (let round = 0; round < 9; round += 1) {
    const before = await words(page);
    const start = Date.now();
    await page.keyboard.press("v");
    await showsOther(page, before);
    times.push(Date.now() - start);
    await tells(page, /^verified/);
  }
  await closeBrowser();
  return times;
}

test("deciding is as quick among ten thousand as among a hundred", async (context) => {
  const [hundred, thousands] = [await deciding(few, "Quick"), await deciding(service, "As Quick")];
  context.diagnostic(`a verdict and the next claim: ${hundred.join(", ")} ms among a hundred, ${thousands.join(", ")} ms among ten thousand`);
  assert.ok(median(thousands) < Math.max(300, 4 * median(hundred)), `${median(thousands)} ms, and ${median(hundred)} ms`);
});
