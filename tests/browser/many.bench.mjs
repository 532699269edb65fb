// How quick the desk is among ten thousand pending claims: the first content, scrolling, a verdict and the next claim.
//
// usage: bash tests/browser/run.sh ./many.bench.mjs, best with CLAIMDESK naming a release build, on a machine with nothing else to do.
// Prints figures, and fails where one is out of bounds: the first content within 1 s; the slowest twentieth of the frames not longer than
// 60 ms, or three times as long as those of a page that stands still; a verdict not slower than 300 ms, or four times as slow as among a hundred.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { closeBrowser, person, ready, serveDemo, serveMany, showsOther, tells, words } from "./lib.mjs";

let [service, few] = [null, null];
before(async () => {
  ({ service } = await serveMany());
  few = await serveDemo();
});
// A window behind another one draws no frames: each measurement has the browser to itself.
afterEach(closeBrowser);
after(async () => {
  await service.stop();
  await few.stop();
});

const median = (numbers) => numbers.toSorted((one, other) => one - other)[numbers.length >> 1];

for (const [name, place] of [["", "#/queue"], [", grouped by article", "#/queue?group=article"], [", grouped by source", "#/queue?group=source"]]) {
  test(`first content${name}`, async (context) => {
    const page = await person(service, `Many ${place}`, { place: "#/overview" });
    const times = [];
    while (times.length < 9) {
      await page.goto("about:blank");
      const start = Date.now();
      await page.goto(`${service.url}/${place}`);
      await page.locator(".claim-row").first().waitFor();
      await page.locator(".claim.current").first().waitFor();
      times.push(Date.now() - start);
    }
    context.diagnostic(`median ${median(times)} ms: ${times.join(", ")}`);
    assert.ok(median(times) < 1000);
  });
}

/** The gaps between frames in ms, while it scrolls through 120 screens or stands still for two seconds. */
const frames = (page, moving) =>
  page.evaluate(async (moves) => {
    const box = document.querySelector(".list-box");
    const gaps = [];
    const start = performance.now();
    let last = start;
    while (moves ? gaps.length < 120 : last < start + 2000) {
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      gaps.push(now - last);
      last = now;
      if (moves) box.scrollTop += 600;
    }
    gaps.sort((one, other) => one - other);
    const rounded = (gap) => Math.round(gap * 10) / 10;
    return { frames: gaps.length, median: rounded(gaps[gaps.length >> 1]), p95: rounded(gaps[Math.floor(gaps.length * 0.95)]), longest: rounded(gaps.at(-1)) };
  }, moving);

for (const [name, place] of [["", "#/queue"], [" in groups", "#/queue?group=article"]]) {
  test(`scrolling${name}`, async (context) => {
    const page = await person(service, `Scroller ${place}`, { place });
    await ready(page);
    const still = await frames(page, false);
    const moving = await frames(page, true);
    context.diagnostic(`gaps between frames in ms: ${JSON.stringify({ still, moving })}`);
    assert.ok(moving.p95 < Math.max(60, 3 * still.p95));
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

test("a verdict and the next claim", async (context) => {
  const [hundred, thousands] = [await deciding(few, "Quick"), await deciding(service, "As Quick")];
  context.diagnostic(`median ${median(thousands)} ms among ten thousand, ${median(hundred)} ms among a hundred`);
  assert.ok(median(thousands) < Math.max(300, 4 * median(hundred)));
});
