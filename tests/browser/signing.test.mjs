// Signing in and out.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { api, at, blank, finish, person, ready, serveDemo, showsOther, tells, words } from "./lib.mjs";

let service;
before(async () => {
  service = await serveDemo();
});
after(() => finish(service));

test("the link that serve prints opens the desk with one click, and only once", async () => {
  const link = service.links["Ada Reviewer"];
  // Also where the desk is open already, so that only the address changes.
  const page = await blank(service);
  await page.getByLabel("Your key").waitFor();
  await page.goto(link);
  await ready(page);
  assert.equal(await page.locator(".who").innerText(), "Ada Reviewer");
  assert.ok(!page.url().includes("sign-in"), "the token is gone from the address");
  const other = await blank(service);
  await other.goto(link);
  await other.reload();
  await other.getByRole("alert").getByText("used already").waitFor();
  await other.getByLabel("Your key").waitFor();
});

test("from the printed link to the first verdict takes a look and one click, and the page says what each verdict means", async () => {
  const start = Date.now();
  const page = await blank(service);
  await page.goto(service.links.Administrator ?? Object.values(service.links).at(-1));
  await page.reload();
  await ready(page);
  const verified = page.getByRole("group", { name: "Verdict", exact: true }).getByRole("button", { name: /verified/ });
  assert.equal(await verified.getAttribute("title"), "The claim is true.");
  // In sight without scrolling.
  const { y, height } = await verified.boundingBox();
  assert.ok(y >= 0 && y + height <= page.viewportSize().height, `${y} and ${height}`);
  await verified.click();
  await tells(page, /^verified/);
  // What is left of the minute is for reading.
  assert.ok(Date.now() - start < 30_000, `${Date.now() - start} ms`);
});

test("page code can't read the cookie, and other sites can't send it", async () => {
  const page = await person(service, "Cookie Reader");
  const [cookie] = await page.context().cookies();
  assert.deepEqual([cookie.httpOnly, cookie.sameSite, cookie.path, cookie.secure], [true, "Strict", "/", false]);
  assert.equal(await page.evaluate(() => document.cookie), "");
  const cookieHeader = { cookie: `${cookie.name}=${cookie.value}` };
  const post = (headers) => fetch(`${service.url}/v1/analyze`, { method: "POST", headers: { "content-type": "application/json", ...cookieHeader, ...headers }, body: '{"body": "A text."}' });
  assert.equal((await post({ origin: "http://elsewhere.example" })).status, 403);
  assert.equal((await post({ origin: service.url })).status, 200);
  const behindTls = await fetch(`${service.url}/v1/session`, { method: "POST", headers: { "content-type": "application/json", "x-forwarded-proto": "https" }, body: JSON.stringify({ key: page.key.secret }) });
  assert.ok(!/Secure/.test(behindTls.headers.get("set-cookie")), "a proxy's word counts only where the operator said so");
});

test("a wrong key is refused in words, and signing out ends the session", async () => {
  const page = await person(service, "Leaver");
  const [cookie] = await page.context().cookies();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByLabel("Your key").fill("cdk_wrong");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("alert").getByText("not known").waitFor();
  const answer = await fetch(`${service.url}/v1/session`, { headers: { cookie: `${cookie.name}=${cookie.value}` } });
  assert.equal(answer.status, 401);
});

test("whoever signs out leaves nothing that they typed, and nothing to undo", async () => {
  const page = await person(service, "Shared Computer");
  await ready(page);
  const first = await words(page);
  await page.keyboard.press("v");
  await showsOther(page, first);
  await page.keyboard.press("r");
  await page.locator("#reason").fill("A half typed reason.");
  await at(page, "#/try");
  await page.getByLabel("A news article in English").fill("A text that is nobody's business.");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByLabel("Your key").fill(page.key.secret);
  await page.getByRole("button", { name: "Sign in" }).click();
  await ready(page);
  assert.ok(!(await page.evaluate(() => JSON.stringify(sessionStorage))).includes("half typed"));
  await page.keyboard.press("z");
  await tells(page, /nothing to undo/);
  await at(page, "#/try");
  assert.equal(await page.getByLabel("A news article in English").inputValue(), "");
});

test("signing out where the service can't be reached says that the session is still there", async () => {
  const page = await person(service, "Stuck Leaver");
  await ready(page);
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("alert").getByText("You are still signed in.").waitFor();
  await page.context().setOffline(false);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByLabel("Your key").waitFor();
});

test("a key is good until the end of the day that is chosen", async () => {
  const page = await person(service, "Key Maker", { role: "admin", place: "#/keys" });
  const day = await page.evaluate(() => document.querySelector("input[type=date]").min);
  await page.getByLabel("Name of the person or program").fill("For Today");
  await page.getByLabel(/Good until/).fill(day);
  await page.getByRole("button", { name: "Make the key" }).click();
  await page.locator(".secret").waitFor();
  const key = (await api(service, "GET", "/v1/keys")).body.keys.find(({ name }) => name === "For Today");
  assert.ok(Date.parse(key.expires_at) > Date.now(), key.expires_at);
  assert.equal(await page.evaluate((time) => new Date(time).toLocaleTimeString("en-GB"), key.expires_at), "23:59:59");
});

test("an administrator makes a key, hands it over once, and revokes it", async () => {
  const page = await person(service, "Boss", { role: "admin", place: "#/keys" });
  await page.getByLabel("Name of the person or program").fill("Newcomer");
  await page.getByRole("button", { name: "Make the key" }).click();
  const secret = await page.locator(".secret").innerText();
  assert.match(secret, /^cdk_[0-9a-f]{64}$/);
  // As in a browser that reaches the desk without TLS.
  await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await page.getByRole("button", { name: "Copy" }).click();
  await page.getByRole("dialog").getByText("The key is marked").waitFor();
  assert.equal(await page.evaluate(() => String(getSelection())), secret);
  await page.getByRole("button", { name: "Done" }).click();
  assert.equal((await api(service, "GET", "/v1/claims?limit=1", undefined, { key: secret })).status, 200);
  await page.getByRole("button", { name: "Revoke the key of Newcomer" }).click();
  await page.getByRole("button", { name: "Revoke it" }).click();
  await page.getByRole("row", { name: /Newcomer/ }).getByText("revoked").waitFor();
  assert.equal((await api(service, "GET", "/v1/claims?limit=1", undefined, { key: secret })).status, 401);
});
