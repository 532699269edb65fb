// Deciding: by keyboard and mouse, one by one and in bulk, with corrections and the way back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { api, at, claimsOf, finish, person, ready, reviewsSent, serveDemo, shows, showsOther, tells, words } from "./lib.mjs";

let service;
before(async () => {
  service = await serveDemo();
});
after(() => finish(service));

const find = async (text) => (await claimsOf(service, `limit=200&review=decided&review=pending&review=taken`)).find((claim) => claim.text === text);

test("the first verdict takes keys alone, and the next claim comes by itself", async () => {
  const page = await person(service, "Keyboard Kim");
  await ready(page);
  const first = await words(page);
  await page.keyboard.press("v");
  await tells(page, /^verified/);
  await showsOther(page, first);
  const claim = await find(first);
  assert.deepEqual([claim.review.state, claim.review.verdict, claim.review.decided_by], ["decided", "verified", "Keyboard Kim"]);

  const second = await words(page);
  await page.keyboard.press("r");
  await page.keyboard.type("The register says otherwise.");
  await page.keyboard.press("Tab");
  await page.keyboard.type("https://example.org/register");
  await page.keyboard.press("Control+Enter");
  await tells(page, /^refuted/);
  const refuted = await find(second);
  assert.deepEqual([refuted.review.verdict, refuted.review.reason, refuted.review.evidence], ["refuted", "The register says otherwise.", ["https://example.org/register"]]);
  assert.deepEqual(page.errors, []);
});

test("a verdict's key that is held down gives one verdict", async () => {
  const page = await person(service, "Heavy Hand");
  await ready(page);
  const first = await words(page);
  const sent = reviewsSent(page);
  await page.keyboard.down("v");
  await showsOther(page, first);
  // The browser sends the key again and again.
  for (let again = 0; again < 5; again += 1) await page.keyboard.down("v");
  await page.keyboard.up("v");
  await page.keyboard.press("z");
  await tells(page, /^Undone/);
  await shows(page, first);
  assert.equal(sent.length, 2);
  // Going on may be held down.
  await page.keyboard.down("j");
  await page.keyboard.down("j");
  await page.keyboard.up("j");
  await page.locator(".claim-row.current").and(page.locator("[aria-posinset='3']")).waitFor();
  await tells(page, new RegExp((await words(page)).slice(0, 10).replace(/[^ \w]/g, ".")));
});

test("whoever decides with buttons keeps their place: the next claim's words take the focus", async () => {
  const page = await person(service, "Button Bo");
  await ready(page);
  const first = await words(page);
  await page.getByRole("group", { name: "Verdict", exact: true }).getByRole("button", { name: /verified/ }).press("Enter");
  await showsOther(page, first);
  await page.waitForFunction(() => document.activeElement.id === "claim-words");
  const second = await words(page);
  await tells(page, /Next: /);
  await page.keyboard.press("Tab");
  await page.getByRole("group", { name: "Verdict", exact: true }).getByRole("button", { name: /refuted/ }).press("Enter");
  await page.keyboard.type("Nobody knows of it.");
  await page.getByRole("button", { name: /Decide: refuted/ }).press("Enter");
  await showsOther(page, second);
  await page.waitForFunction(() => document.activeElement.id === "claim-words");
});

test("a whole round goes without a mouse: move, take, give back, correct, undo, look up the keys", async () => {
  const page = await person(service, "Whole Round");
  await ready(page);
  const first = await words(page);
  await page.keyboard.press("j");
  await showsOther(page, first);
  await page.keyboard.press("k");
  await shows(page, first);
  await page.keyboard.press("t");
  await page.getByText("by you, until").waitFor();
  await page.keyboard.press("t");
  await tells(page, /^Given back/);
  await page.keyboard.press("c");
  await page.getByRole("dialog", { name: "Correct the status" }).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Shortcuts" }).waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await page.getByRole("dialog").count(), 0);
  assert.deepEqual(page.errors, []);
});

test("a verdict that needs a reason is not given without one", async () => {
  const page = await person(service, "Without Reason");
  await ready(page);
  const first = await words(page);
  await page.keyboard.press("m");
  await page.keyboard.press("Control+Enter");
  assert.equal(await words(page), first);
  assert.equal((await find(first)).review.state, "pending");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("#reason").count(), 0);
});

test("undo takes the last verdict back and shows its claim again", async () => {
  const page = await person(service, "Regretful");
  await ready(page);
  const first = await words(page);
  await page.keyboard.press("v");
  await tells(page, /^verified/);
  await page.keyboard.press("z");
  await tells(page, /^Undone/);
  await shows(page, first);
  const claim = await find(first);
  assert.deepEqual([claim.review.state, claim.review.verdict], ["pending", null]);
});

test("a selection gets one verdict, and one undo takes all of it back", async () => {
  const page = await person(service, "Bulk Bea");
  await ready(page);
  const chosen = [];
  for (const place of [0, 1, 2]) {
    const row = page.locator(".claim-row").nth(place);
    chosen.push(await row.locator(".row-text").innerText());
    await row.getByRole("checkbox").check();
  }
  const bulk = page.getByRole("region", { name: "Verdict on the selection" });
  await bulk.getByText("3 claims selected").waitFor();
  await bulk.getByRole("button", { name: "unverifiable" }).click();
  await bulk.getByLabel("Why unverifiable?").fill("Nobody answers the telephone.");
  await bulk.getByRole("button", { name: /Decide 3 claims/ }).click();
  await tells(page, /unverifiable: 3 claims/);
  for (const text of chosen) assert.equal((await find(text)).review.verdict, "unverifiable");
  await page.getByRole("button", { name: "Undo" }).click();
  await tells(page, /^Undone/);
  for (const text of chosen) assert.equal((await find(text)).review.state, "pending");
});

test("a whole group is selected with one box, and a stretch of claims with Shift", async () => {
  const page = await person(service, "Group Gail", { place: "#/queue?group=article" });
  await ready(page);
  const bulk = page.getByRole("region", { name: "Verdict on the selection" });
  const head = page.locator(".group-head").first();
  const number = Number((await head.locator(".count").innerText()).match(/\d+/)[0]);
  await head.getByRole("checkbox").check();
  await bulk.getByText(`${number} claims selected`).waitFor();
  await head.getByRole("checkbox").uncheck();
  await bulk.waitFor({ state: "detached" });
  await page.locator(".claim-row").nth(0).getByRole("checkbox").click();
  await page.locator(".claim-row").nth(3).getByRole("checkbox").click({ modifiers: ["Shift"] });
  await bulk.getByText("4 claims selected").waitFor();
  // The reason is ready to be typed.
  await bulk.getByRole("button", { name: "unverifiable" }).click();
  await page.keyboard.type("Nobody answers.");
  assert.equal(await bulk.getByLabel("Why unverifiable?").inputValue(), "Nobody answers.");
  await bulk.getByRole("button", { name: "Clear" }).click();
});

test("the status is corrected in two keys, and the engine's word stays beside it", async () => {
  const page = await person(service, "Corrector", { place: "#/queue?status=unconfirmed" });
  await ready(page);
  const text = await words(page);
  await page.keyboard.press("c");
  await page.getByRole("dialog").getByRole("button", { name: /attributed/ }).click();
  await page.getByText("the engine said").waitFor();
  const claim = await find(text);
  assert.deepEqual([claim.status, claim.engine.status, claim.corrected], ["attributed", "unconfirmed", ["status"]]);
});

test("the source is corrected with a search over all sources, and can be called so always", async () => {
  const page = await person(service, "Source Sam", { place: "#/queue?kind=official" });
  await ready(page);
  const text = await words(page);
  await page.keyboard.press("s");
  const dialog = page.getByRole("dialog", { name: "Correct the source" });
  await dialog.getByRole("combobox", { name: "Who answers for it?" }).fill("Norrmark Coast Guard Office");
  await dialog.getByRole("button", { name: /Add “Norrmark/ }).click();
  await tells(page, /^Corrected the source/);
  const claim = await find(text);
  assert.equal(claim.source.name, "Norrmark Coast Guard Office");
  assert.deepEqual(claim.corrected, ["source"]);

  // The next one finds the source that was just made, and teaches a name.
  await page.keyboard.press("j");
  await showsOther(page, text);
  await page.keyboard.press("s");
  await dialog.getByLabel("Who answers for it?").fill("Norrmark Coast");
  await dialog.getByRole("option", { name: /Norrmark Coast Guard Office/ }).waitFor();
  const name = (await dialog.locator(".check").innerText()).match(/“(.*)”/)[1];
  await dialog.getByRole("checkbox", { name: /Always call/ }).check();
  await dialog.getByLabel("Who answers for it?").focus();
  await page.keyboard.press("Enter");
  await page.getByText("the engine said").waitFor();
  await tells(page, /^Corrected the source/);
  const source = (await api(service, "GET", `/v1/sources/${claim.source.id}`)).body;
  assert.ok(source.aliases.includes(name), `${name} in ${source.aliases}`);

  // Undo takes back all of it.
  await page.keyboard.press("z");
  await tells(page, /^Undone/);
  const unlearnt = (await api(service, "GET", `/v1/sources/${claim.source.id}`)).body;
  assert.ok(!unlearnt.aliases.includes(name), `${name} in ${unlearnt.aliases}`);
});

test("a name of a source is taken away on its page, and put back", async () => {
  const page = await person(service, "Name Taker", { place: "#/source/us-state-department" });
  await page.getByRole("link", { name: "Government of the United States" }).waitFor();
  const name = page.getByRole("button", { name: "Foggy Bottom" });
  await name.click();
  await name.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await name.waitFor();
});

test("what a status rests on leads to its words, and the words lead back", async () => {
  const page = await person(service, "Basis Reader", { place: "#/queue?status=denied" });
  await ready(page);
  await page.locator(".basis button.link").first().click();
  await page.waitForFunction(() => document.activeElement.id.startsWith("words-"));
  await page.locator(".article-text .basis-number").first().click();
  await page.waitForFunction(() => document.activeElement.id.startsWith("reason-"));
  await page.locator(".basis button.link").first().press("Enter");
  await page.waitForFunction(() => document.activeElement.id.startsWith("words-"));
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.id.startsWith("reason-"));
});

test("filters live in the address, so that a view can be shared", async () => {
  const page = await person(service, "Sharer");
  await ready(page);
  await page.getByRole("group", { name: "Status" }).getByRole("button", { name: /denied/ }).click();
  await page.waitForFunction(() => location.hash.includes("status=denied"));
  const onlyDenied = () => {
    const rows = [...document.querySelectorAll(".claim-row")];
    return rows.length > 0 && rows.every((row) => row.querySelector(".row-meta").textContent.includes("denied"));
  };
  await page.waitForFunction(onlyDenied);
  const address = await page.evaluate(() => location.hash);
  const other = await person(service, "Shared With", { place: address });
  await ready(other);
  await other.waitForFunction(onlyDenied);
  assert.equal(await other.locator(".claim-row").first().locator(".row-text").innerText(), await page.locator(".claim-row").first().locator(".row-text").innerText());
  assert.equal(await other.getByRole("button", { name: /^denied/, pressed: true }).count(), 1);
});

test("shortcuts can be changed, and switched off", async () => {
  const page = await person(service, "Own Keys");
  await ready(page);
  await page.keyboard.press("?");
  await page.getByLabel("Next claim").press("n");
  await page.getByRole("button", { name: "Close" }).click();
  const first = await words(page);
  await page.keyboard.press("j");
  await page.keyboard.press("n");
  await showsOther(page, first);
  await page.keyboard.press("?");
  await page.getByLabel("Use shortcuts").uncheck();
  await page.keyboard.press("Escape");
  const second = await words(page);
  const sent = reviewsSent(page);
  await page.keyboard.press("v");
  await page.keyboard.press("n");
  // What comes after them in the same way has come: they did nothing.
  await page.getByRole("button", { name: "Shortcuts" }).click();
  await page.getByRole("dialog", { name: "Shortcuts" }).waitFor();
  assert.equal(await words(page), second);
  assert.deepEqual(sent, []);
  assert.equal((await find(second)).review.state, "pending");
});

test("an editor reads and decides nothing", async () => {
  const page = await person(service, "Only Reads", { role: "editor" });
  await ready(page);
  assert.equal(await page.getByRole("group", { name: "Verdict", exact: true }).count(), 0);
  const sent = reviewsSent(page);
  await page.keyboard.press("v");
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Shortcuts" }).waitFor();
  assert.deepEqual(sent, []);
  assert.equal((await find(await words(page))).review.state, "pending");
});

test("offsets fit texts with characters beyond the basic plane", async () => {
  const body = "😀🐑 “Two 🐑 are missing 😀,” Nora Abendroth said. The police denied that 🐺 wolves had been seen near Linn Cross.";
  const posted = await api(service, "POST", "/v1/articles", { outlet: "emoji-times", external_id: "e1", title: "Sheep", body });
  assert.ok(posted.body.claims.length > 0);
  const page = await person(service, "Emoji", { place: `#/queue?article=${posted.body.article.id}` });
  for (const claim of posted.body.claims) {
    await at(page, `#/queue?article=${posted.body.article.id}&claim=${claim.id}`);
    await shows(page, claim.text);
    // The numbers of the reasons are no part of the text.
    const marked = await page.locator(".article-text .claim.current").evaluateAll((links) =>
      links.map((link) => {
        const copy = link.cloneNode(true);
        for (const number of copy.querySelectorAll(".basis-number")) number.remove();
        return copy.textContent;
      }),
    );
    assert.deepEqual(marked, claim.spans.map((span) => span.exact));
  }
});
