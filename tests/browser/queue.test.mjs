// The queue: filters with their counts, groups over everything, orders, and views that the service keeps.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { api, at, claimsOf, finish, person, ready, serveDemo, settled, shows, tells, until, words } from "./lib.mjs";

let service;
before(async () => {
  service = await serveDemo();
});
after(() => finish(service));

/** The number on a chip. */
const numberOn = async (page, group, name) => {
  const chip = page.getByRole("group", { name: group, exact: true }).getByRole("button", { name, exact: false }).first();
  await chip.locator(".count").waitFor();
  return Number((await chip.locator(".count").innerText()).replaceAll(",", ""));
};

const groupsOf = async (query) => (await api(service, "GET", `/v1/claims/groups?limit=200&${query}`)).body.groups;

/** Every row of the list, by scrolling through it: headings as `# name (count)`, claims by their words. */
async function everyRow(page) {
  return page.evaluate(async () => {
    const box = document.querySelector(".list-box");
    const seen = new Map();
    let quiet = 0;
    box.scrollTop = 0;
    while (quiet < 20) {
      await new Promise(requestAnimationFrame);
      const rows = [...box.querySelectorAll(".claims > li")];
      for (const row of rows) {
        if (!row.matches(".group-head")) seen.set(Number(row.ariaPosInSet), row.querySelector(".row-text").innerText);
        else if (row.nextElementSibling) {
          seen.set(row.nextElementSibling.ariaPosInSet - 0.5, `# ${row.querySelector("strong").innerText} (${parseInt(row.querySelector(".count").innerText.replaceAll(",", ""), 10)})`);
        }
      }
      const before = [box.scrollTop, box.scrollHeight];
      box.scrollTop += 300;
      await new Promise(requestAnimationFrame);
      quiet = box.scrollTop === before[0] && box.scrollHeight === before[1] ? quiet + 1 : 0;
    }
    return [...seen].sort(([one], [other]) => one - other).map(([, text]) => text);
  });
}

test("the number beside a chip is how many claims come when it is chosen, whatever else is chosen", async () => {
  const page = await person(service, "Counting Cora");
  for (const place of ["#/queue?", "#/queue?review=any", "#/queue?q=the&review=any", "#/queue?source=newsroom&review=any"]) {
    await at(page, place);
    await settled(page);
    const query = place.includes("any") ? place.split("?")[1].replace("review=any", "") : "review=pending";
    const wanted = await until(async () => (await groupsOf(`by=status&${query}`)).find(({ word }) => word === "unconfirmed")?.claims ?? 0, () => true);
    await until(() => numberOn(page, "Status", "unconfirmed"), (found) => found === wanted);
  }
});

test("outlets are chips with counts, and several can be chosen", async () => {
  const page = await person(service, "Outlet Olga");
  await ready(page);
  await page.getByRole("button", { name: /More filters/ }).click();
  const [first, second] = await groupsOf("by=outlet&review=pending");
  const outlets = page.getByRole("group", { name: "Outlet", exact: true });
  for (const { word, claims } of [first, second]) {
    await outlets.getByRole("button", { name: new RegExp(`^${word} ${claims}$`) }).click();
    await outlets.getByRole("button", { name: new RegExp(`^${word}`), pressed: true }).waitFor();
  }
  await page.locator(".list-head").getByText(`${first.claims + second.claims} claims`).waitFor();
  assert.match(await page.evaluate(() => location.hash), new RegExp(`outlet=${first.word}&outlet=${second.word}`));
});

test("what I took and what I decided are found with one click each", async () => {
  const page = await person(service, "Mine Mia");
  await ready(page);
  const taken = await words(page);
  await page.keyboard.press("t");
  await page.getByText("by you, until").waitFor();
  await page.keyboard.press("j");
  await page.waitForFunction((text) => document.querySelector(".claim-words")?.innerText !== text, taken);
  const decided = await words(page);
  await page.keyboard.press("v");
  await tells(page, /^verified/);
  const lists = (text) => page.waitForFunction((wanted) => [...document.querySelectorAll(".row-text")].map((row) => row.innerText).join("\n") === wanted, text);
  await page.getByRole("button", { name: "taken by me" }).click();
  await lists(taken);
  await page.getByRole("button", { name: "decided by me" }).click();
  await lists(decided);
  assert.equal(await page.getByRole("button", { name: "taken by me", pressed: true }).count(), 0);
  // Sent to a colleague, the view says whose it is.
  const other = await person(service, "Colleague Carl", { place: await page.evaluate(() => location.hash) });
  await other.getByRole("button", { name: "decided by Mine Mia" }).waitFor();
  await shows(other, decided);
});

for (const by of ["article", "source"]) {
  test(`grouped by ${by}, every group stands there once, with all its claims behind it and their number before them`, async () => {
    const page = await person(service, `Grouper ${by}`);
    // Three claims a page, so that groups go over several pages.
    await page.route(/\/v1\/claims(\/groups)?\?/, (route) => route.continue({ url: route.request().url().replace(/limit=\d+/, "limit=3") }));
    await at(page, `#/queue?group=${by}&review=any`);
    await page.locator(".group-head").first().waitFor();
    const groups = await groupsOf(`by=${by}`);
    const rows = await everyRow(page);
    const heads = rows.filter((row) => row.startsWith("# "));
    assert.deepEqual(heads, groups.map(({ article, source, claims }) => `# ${article ? (article.title ?? article.external_id) : source.name} (${claims})`));
    let at_ = 0;
    for (const { article, source, claims } of groups) {
      const found = await claimsOf(service, `limit=200&${article ? `article=${article.id}` : `source=${source.id}`}`);
      const own = rows.slice(at_ + 1, at_ + 1 + claims);
      assert.deepEqual(own.toSorted(), found.map(({ text }) => text).toSorted());
      if (article) assert.deepEqual(own, found.toSorted((one, other) => one.ordinal - other.ordinal).map(({ text }) => text));
      at_ += claims + 1;
    }
    assert.equal(at_, rows.length);
  });
}

test("the most urgent come first whatever the state of the review, and another order can be chosen", async () => {
  const page = await person(service, "Order Orla", { place: "#/queue?review=any" });
  await ready(page);
  const wanted = await claimsOf(service, "sort=urgent&limit=50");
  await page.waitForFunction((text) => document.querySelector(".claim-row .row-text")?.innerText === text, wanted[0].text);
  const ranks = ["disputed", "denied", "unconfirmed", "attributed", "asserted", "confirmed"];
  const places = wanted.map(({ status }) => ranks.indexOf(status));
  assert.deepEqual(places, places.toSorted((one, other) => one - other));
  await page.getByLabel("Order").selectOption("oldest");
  const [oldest] = await claimsOf(service, "sort=oldest&limit=1");
  await page.waitForFunction((text) => document.querySelector(".claim-row .row-text")?.innerText === text, oldest.text);
  await at(page, "#/queue?review=any&withdrawn=true");
  await page.getByText("what the article no longer says is not urgent").waitFor();
});

test("a view is kept by the service, shared, changed and taken away", async () => {
  const page = await person(service, "View Vera", { place: "#/queue?status=denied" });
  await ready(page);
  await page.locator(".views summary").click();
  await page.getByLabel("Name for this view").fill("My denials");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await tells(page, /^Saved the view My denials/);
  await page.getByRole("link", { name: "My denials", exact: true }).waitFor();

  // In another browser: her own again, and nobody else's.
  const again = await person(service, "View Vera");
  await again.locator(".views summary").click();
  await again.getByRole("link", { name: "My denials", exact: true }).click();
  await again.waitForFunction(() => location.hash === "#/queue?status=denied");
  const other = await person(service, "View Victor");
  await ready(other);
  await other.locator(".views summary").click();
  await other.getByRole("link", { name: "Decided", exact: true }).waitFor();
  assert.equal(await other.getByRole("link", { name: "My denials" }).count(), 0);

  // A name that is there already is told; nothing is overwritten.
  await page.getByLabel("Name for this view").fill("my denials");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.locator(".views").getByRole("alert").getByText("already").waitFor();

  await at(page, "#/queue?status=disputed");
  await page.getByRole("button", { name: "Change the view My denials" }).click();
  const dialog = page.getByRole("dialog", { name: "Change the view" });
  await dialog.getByLabel("Name").fill("Disputes for all");
  await dialog.getByLabel("for the whole newsroom").check();
  await dialog.getByLabel("with the filters that are chosen now").check();
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor({ state: "detached" });
  // The other one sees it come, without a reload.
  await other.getByRole("link", { name: "Disputes for all" }).click();
  await other.waitForFunction(() => location.hash === "#/queue?status=disputed");
  assert.equal(await other.getByRole("button", { name: "Change the view Disputes for all" }).count(), 0);

  await page.getByRole("button", { name: "Change the view Disputes for all" }).click();
  await dialog.getByRole("button", { name: "Take it away" }).click();
  await other.getByRole("link", { name: "Disputes for all" }).waitFor({ state: "detached" });
  assert.deepEqual(page.errors, []);
});

test("views that a browser kept itself are handed over to the service once", async () => {
  const page = await person(service, "Former Fay");
  await page.evaluate(() => localStorage.setItem("claimdesk.views", JSON.stringify([["Old one", "status=denied"], ["Old two", "kind=media"]])));
  await page.reload();
  await ready(page);
  const views = await until(async () => (await api(service, "GET", "/v1/views", undefined, { key: page.key.secret })).body.views, (found) => found.length === 2);
  assert.deepEqual(views.map(({ name, query }) => [name, query]), [["Old one", "status=denied"], ["Old two", "kind=media"]]);
  await page.waitForFunction(() => localStorage.getItem("claimdesk.views") === null);
  await page.locator(".views summary").click();
  await page.getByRole("link", { name: "Old two", exact: true }).waitFor();
});
