// What goes wrong in the middle of a review: the page says so, keeps what was typed, and goes on when it can.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { api, claimsOf, closeBrowser, person, ready, serve, serveDemo, tells, words } from "./lib.mjs";

let service;
before(async () => {
  service = await serveDemo();
});
after(async () => {
  await closeBrowser();
  await service.stop();
});

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

test("a key that is revoked ends the work with a word about why", async () => {
  const page = await person(service, "Revoked Ray");
  await typing(page, "Too late.");
  assert.equal((await api(service, "DELETE", `/v1/keys/${page.key.key.id}`)).status, 200);
  await page.keyboard.press("Control+Enter");
  await page.getByRole("dialog", { name: "Sign in again" }).getByText("revoked").waitFor();
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
  assert.ok(Date.now() - start < 10_000, "listeners of the feed do not hold the service up");
  await page.getByText("Reconnecting").waitFor();
  service = await serve({ database, port });
  await page.keyboard.press("Control+Enter");
  const dialog = page.getByRole("dialog", { name: "Sign in again" });
  await dialog.getByLabel("Your key").fill(page.key.secret);
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("Live", { exact: true }).waitFor();
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
  await page.locator(".claim-row.current .taken-tag").waitFor({ timeout: 15_000 });
});

test("an error of the service is told in its words", async () => {
  const page = await person(service, "Full Disk");
  await ready(page);
  await page.route("**/reviews", (route) => route.fulfill({ status: 503, contentType: "application/problem+json", body: JSON.stringify({ status: 503, code: "busy", detail: "the disk is full: nothing was written" }) }));
  await page.keyboard.press("v");
  await page.getByRole("alert").getByText("the disk is full").waitFor();
  await page.unroute("**/reviews");
  await page.getByRole("button", { name: "Try again" }).click();
  await tells(page, /^verified/);
});
