// Ten thousand pending claims: content within a second, smooth scrolling, bounded memory.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";
import { closeBrowser, person, ready, serve, serveDemo, tells, words } from "./lib.mjs";

let service;
let pending = 0;
before(async () => {
  const first = await serveDemo();
  await first.stop();
  const many = new URL("many.py", import.meta.url).pathname;
  pending = Number(execFileSync("python3", [many, first.database, "nw-501177", "1300"], { encoding: "utf8" }));
  service = await serve({ database: first.database });
});
after(async () => {
  await closeBrowser();
  await service.stop();
});

test("ten thousand pending claims: the first are there within a second", async (context) => {
  assert.ok(pending >= 10_000, `${pending}`);
  const page = await person(service, "Many", { place: "#/overview" });
  const times = [];
  for (let round = 0; round < 3; round += 1) {
    await page.goto("about:blank");
    const start = Date.now();
    await page.goto(`${service.url}/#/queue`);
    await page.locator(".claim-row").first().waitFor();
    await page.locator(".claim.current").first().waitFor();
    times.push(Date.now() - start);
  }
  context.diagnostic(`first content after ${times.join(", ")} ms`);
  // A window behind another one draws no frames: each test has the browser to itself.
  await closeBrowser();
  assert.ok(Math.min(...times) < 1000, `${times.join(", ")} ms`);
});

test("scrolling through all of them keeps few rows in the page, drops no frames to speak of, and needs little memory", async (context) => {
  const page = await person(service, "Scroller");
  await ready(page);
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const heap = async () => {
    await session.send("HeapProfiler.collectGarbage");
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "JSHeapUsedSize").value / 1e6;
  };
  const before = await heap();
  const result = await page.evaluate(async (wanted) => {
    const box = document.querySelector(".list-box");
    const gaps = [];
    let [most, last, quiet] = [0, performance.now(), 0];
    const end = last + 50_000;
    while (quiet < 100 && last < end) {
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      gaps.push(now - last);
      last = now;
      const height = box.scrollTop;
      box.scrollTop += 600;
      most = Math.max(most, document.querySelectorAll(".claim-row").length);
      quiet = box.scrollTop === height ? quiet + 1 : 0;
    }
    gaps.sort((one, other) => one - other);
    const shown = Number(document.querySelector(".list-head .hint").textContent.replace(/\D/g, ""));
    return { most, shown, wanted, median: gaps[gaps.length >> 1], p95: gaps[Math.floor(gaps.length * 0.95)], longest: gaps.at(-1), frames: gaps.length };
  }, pending);
  const afterwards = await heap();
  context.diagnostic(JSON.stringify({ ...result, heapBefore: before, heapAfter: afterwards }));
  assert.ok(result.shown >= 10_000, `${result.shown} claims were loaded`);
  assert.ok(result.most < 60, `${result.most} rows in the page`);
  assert.ok(result.p95 < 100, `the slowest twentieth of frames took ${result.p95} ms`);
  await closeBrowser();
  assert.ok(afterwards < 100, `${afterwards} MB`);
});

test("deciding is as quick among ten thousand as among a hundred", async (context) => {
  const page = await person(service, "Quick");
  await ready(page);
  const times = [];
  for (let round = 0; round < 5; round += 1) {
    const before = await words(page);
    const place = await page.evaluate(() => location.hash);
    const start = Date.now();
    await page.keyboard.press("v");
    await page.waitForFunction((hash) => location.hash !== hash, place);
    times.push(Date.now() - start);
    await tells(page, /^verified/);
    await page.waitForTimeout(300);
    assert.ok(before);
  }
  context.diagnostic(`a verdict and the next claim: ${times.join(", ")} ms`);
  assert.ok(times.toSorted((one, other) => one - other)[2] < 1000, times.join(", "));
});
