// What stays in sight: beside very long articles, on small windows, with very long words.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { api, at, claimsOf, finish, person, ready, serveDemo, shows } from "./lib.mjs";

let service;
let last;
before(async () => {
  service = await serveDemo();
  const sentences = Array.from({ length: 90 }, (_, number) => `The mayor of Port Aurel said that item ${number} of the budget would be cut by ${number + 3} per cent.`);
  const sent = await api(service, "POST", "/v1/articles", { external_id: "long", outlet: "an-outlet-with-a-name-that-goes-on-and-on-and-on", title: "W".repeat(200), body: sentences.join("\n\n") });
  assert.equal(sent.status, 201);
  last = (await claimsOf(service, "q=item&limit=200")).find(({ text }) => text.includes("item 85"));
});
after(() => finish(service));

for (const [width, height] of [[1440, 900], [1024, 768]]) {
  test(`beside an article of many screens the list, the claim in it and the verdict stay in sight, at ${width} px`, async () => {
    const page = await person(service, `Long Reader ${width}`, { width, height, place: `#/queue?claim=${last.id}` });
    await shows(page, last.text);
    const inSight = (selector) =>
      page.waitForFunction((wanted) => {
        const element = document.querySelector(wanted);
        const { top, bottom } = element?.getBoundingClientRect() ?? { top: -1 };
        return top >= 0 && bottom <= innerHeight;
      }, selector);
    await inSight(".article-text .claim.current");
    for (const selector of [".search input", ".list-head", ".verdict-button.verdict-verified", ".verdict-button.verdict-unverifiable"]) await inSight(selector);
    assert.deepEqual(await page.evaluate(() => [document.documentElement.scrollHeight - innerHeight, scrollY]), [0, 0]);
  });
}

test("every row of the list says its outlet and time, however long the headline is", async () => {
  const page = await person(service, "Row Reader", { place: "#/queue?q=item" });
  await ready(page);
  const cut = await page.locator(".claim-row").first().evaluate((row) => {
    const edge = row.getBoundingClientRect().right;
    return [...row.querySelectorAll(".row-outlet, time")].filter((part) => part.getBoundingClientRect().right > edge || part.getBoundingClientRect().width < 30).length;
  });
  assert.equal(cut, 0);
});

test("on a telephone a claim begins at its top, and the list comes back where it was", async () => {
  const page = await person(service, "Scroller", { width: 390, height: 700 });
  await page.locator(".claim-row").first().waitFor();
  await page.evaluate(() => {
    document.querySelector(".list-box").scrollTop = 900;
    scrollTo(0, 300);
  });
  await page.waitForFunction(() => document.querySelector(".claim-row").getBoundingClientRect().top < 0);
  const row = page.locator(".claim-row a").nth(7);
  const text = await row.locator(".row-text").innerText();
  await row.click();
  await shows(page, text);
  assert.equal(await page.evaluate(() => scrollY), 0);
  await page.getByRole("link", { name: "To the list" }).click();
  await page.waitForFunction(() => document.querySelector(".list-box").scrollTop > 600);
});

test("another page begins at its top and takes the focus", async () => {
  const page = await person(service, "Page Turner", { place: "#/overview" });
  await page.locator(".by-source").waitFor();
  await page.evaluate(() => scrollTo(0, 5000));
  await page.waitForFunction(() => scrollY > 0);
  await at(page, "#/sources");
  await page.locator("table").waitFor();
  await page.waitForFunction(() => scrollY === 0 && document.activeElement.id === "main");
});

test("the letters of the pictures can be read on a telephone, and no table breaks its words apart", async () => {
  const page = await person(service, "Small Letters", { width: 320, height: 640, role: "admin", place: "#/overview" });
  await page.locator(".by-source").waitFor();
  const high = await page.locator(".chart text").evaluateAll((letters) => letters.map((letter) => letter.getBoundingClientRect().height));
  assert.ok(Math.min(...high) >= 11, String(high));
  for (const place of ["#/overview", "#/sources", "#/keys"]) {
    await at(page, place);
    await page.locator("table:visible").first().waitFor();
    const lines = await page.locator("thead th").evaluateAll((cells) => cells.filter((cell) => cell.getBoundingClientRect().height > 60).map((cell) => cell.textContent));
    assert.deepEqual(lines, [], place);
  }
});

test("an address that somebody damaged says that there is no such thing", async () => {
  const page = await person(service, "Damaged", { place: "#/source/%E0%A4%A" });
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.getByRole("alert").first().waitFor();
  assert.deepEqual(page.errors, []);
});
