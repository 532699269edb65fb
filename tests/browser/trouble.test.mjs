// What goes wrong in the middle of a review: the page says so, keeps what was typed, and goes on when it can.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { api, claimsOf, finish, person, ready, serve, serveDemo, tells, words } from "./lib.mjs";

let service;
before(async () => {
  service = await serveDemo();
});
after(() => finish(service));

const find = async (text) => (await claimsOf(service, `limit=200&review=decided&review=pending&review=taken`)).find((claim) => claim.text === text);

async function typing(page, reason) {
  await ready(page);
  const text = await words(page);
  await page.keyboard.press("r");
  await page.keyboard.type(reason);
  return text;
}

test("a dropped connection loses nothing: the page says so, and the verdict goes through afterwards", async () => {
  const page = await person(service, "Tunnel Tess");
  const text = await typing(page, "Typed in a tunnel.");
  await page.context().setOffline(true);
  await page.keyboard.press("Control+Enter");
  const alert = page.getByRole("alert").filter({ hasText: "This was not saved." });
  await alert.getByText("can't be reached").waitFor();
  assert.equal(await page.locator("#reason").inputValue(), "Typed in a tunnel.");
  await page.context().setOffline(false);
  await alert.getByRole("button", { name: "Try again" }).click();
  await tells(page, /^refuted/);
  assert.equal((await find(text)).review.reason, "Typed in a tunnel.");
});

test("a session that ends in mid-decision asks to sign in over the page, and keeps what was typed", async () => {
  const page = await person(service, "Expired Eve");
  const text = await typing(page, "Typed before the session ended.");
  await page.context().clearCookies();
  await page.keyboard.press("Control+Enter");
  const dialog = page.getByRole("dialog", { name: "Sign in again" });
  await dialog.waitFor();
  await dialog.getByLabel("Your key").fill(page.key.secret);
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await dialog.waitFor({ state: "detached" });
  assert.equal(await page.locator("#reason").inputValue(), "Typed before the session ended.");
  await page.getByRole("button", { name: "Try again" }).click();
  await tells(page, /^refuted/);
  assert.equal((await find(text)).review.reason, "Typed before the session ended.");
});

test("a key that is revoked ends the work with a word about why, and another key goes on with what was typed", async () => {
  const page = await person(service, "Revoked Ray");
  const text = await typing(page, "Too late.");
  assert.equal((await api(service, "DELETE", `/v1/keys/${page.key.key.id}`)).status, 200);
  await page.keyboard.press("Control+Enter");
  const dialog = page.getByRole("dialog", { name: "Sign in again" });
  await dialog.getByText("revoked").waitFor();
  assert.equal((await find(text)).review.state, "pending");
  const { body: other } = await api(service, "POST", "/v1/keys", { name: "Ray Again", role: "reviewer" });
  await dialog.getByLabel("Your key").fill(other.secret);
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.locator(".who").getByText("Ray Again").waitFor();
  await page.getByRole("button", { name: "Try again" }).click();
  await tells(page, /^refuted/);
  assert.deepEqual([(await find(text)).review.reason, (await find(text)).review.decided_by], ["Too late.", "Ray Again"]);
});

test("what was typed survives a reload", async () => {
  const page = await person(service, "Reload Rob");
  await typing(page, "Half a thought");
  const claim = (await find(await words(page))).id;
  await page.evaluate((id) => { location.hash = `#/queue?claim=${id}`; }, claim);
  await page.reload();
  await ready(page);
  assert.equal(await page.locator("#reason").inputValue(), "Half a thought");
});

test("a restart of the service in mid-review is survived: sign in, and go on where one was", async () => {
  const page = await person(service, "Restart Ria");
  const text = await typing(page, "Typed across a restart.");
  const { port, database, stop } = service;
  const start = Date.now();
  await stop();
  assert.ok(Date.now() - start < 25_000, "listeners of the feed do not hold the service up");
  await page.getByText("Reconnecting").waitFor();
  service = await serve({ database, port });
  await page.keyboard.press("Control+Enter");
  const dialog = page.getByRole("dialog", { name: "Sign in again" });
  await dialog.getByLabel("Your key").fill(page.key.secret);
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await page.locator(".live-live").waitFor();
  const again = page.getByRole("button", { name: "Try again" });
  await again.click();
  await tells(page, /^refuted/);
  assert.equal((await find(text)).review.reason, "Typed across a restart.");
});

test("events that came while the connection was broken are caught up with", async () => {
  const page = await person(service, "Catching Cat");
  await ready(page);
  const text = await words(page);
  const claim = await find(text);
  await page.context().setOffline(true);
  await api(service, "POST", `/v1/claims/${claim.id}/reviews`, { action: "take" }, { headers: { "if-match": `"${claim.version}"` } });
  await page.context().setOffline(false);
  await page.locator(".claim-row.current .taken-tag").waitFor();
});

test("a full disk on the server is told in words, keeps what was typed, and the verdict goes through once there is room", async () => {
  const page = await person(service, "Full Disk");
  const text = await typing(page, "Typed while the disk was full.");
  service.fillDisk();
  try {
    await page.keyboard.press("Control+Enter");
    const alert = page.getByRole("alert").filter({ hasText: "This was not saved." });
    await alert.getByText("the disk that holds the database takes no more of it").waitFor();
    assert.equal(await page.locator("#reason").inputValue(), "Typed while the disk was full.");
    assert.equal((await find(text)).review.state, "pending", "reading goes on, and nothing is half written");
    // It is still full.
    await alert.getByRole("button", { name: "Try again" }).click();
    await alert.getByText("the disk that holds the database takes no more of it").waitFor();
    service.makeRoom();
    await alert.getByRole("button", { name: "Try again" }).click();
    await tells(page, /^refuted/);
  } finally {
    service.makeRoom();
  }
  assert.equal((await find(text)).review.reason, "Typed while the disk was full.");
});

test("a bulk verdict that can't be saved keeps the selection and the reason", async () => {
  const page = await person(service, "Bulk Trouble");
  await ready(page);
  for (const place of [0, 1]) await page.locator(".claim-row").nth(place).getByRole("checkbox").check();
  const bulk = page.getByRole("region", { name: "Verdict on the selection" });
  await bulk.getByRole("button", { name: "unverifiable" }).click();
  await bulk.getByLabel("Why unverifiable?").fill("Nobody answers.");
  await page.context().setOffline(true);
  await bulk.getByRole("button", { name: /Decide 2 claims/ }).click();
  await bulk.getByRole("alert").getByText("can't be reached").waitFor();
  assert.equal(await bulk.getByLabel("Why unverifiable?").inputValue(), "Nobody answers.");
  await page.context().setOffline(false);
  await bulk.getByRole("button", { name: /Decide 2 claims/ }).click();
  await tells(page, /unverifiable: 2 claims/);
});
