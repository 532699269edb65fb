// What the tests of the desk work with: a service with the demo data, people who are signed in, and looks at the page.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { withFiles } from "./files.mjs";

export const FOLDER = process.env.DESK_FOLDER ?? mkdtempSync("/tmp/desk-");
const BINARY = process.env.CLAIMDESK ?? new URL("../../target/debug/claimdesk", import.meta.url).pathname;
export const ADMIN_KEY = "cdk_a_key_for_the_browser_tests";
/** How long anything is waited for, in milliseconds. */
const PATIENCE = 60_000;
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * Starts the service on a database. Gives `{url, port, links, stop, fillDisk, makeRoom}`.
 *
 * The last two end and give back its room to write by a limit of the system. The signal that goes with it is ignored, so that the
 * service sees what it would see on a full disk: writes that fail.
 */
export async function serve({ database, port = 0, demo = false }) {
  const process_ = spawn("/bin/bash", ["-c", 'trap "" XFSZ; exec "$@"', "claimdesk", BINARY, "serve", "--listen", `127.0.0.1:${port}`, "--database", `sqlite:${database}`, ...(demo ? ["--demo"] : [])], {
    env: { ...process.env, CLAIMDESK_ADMIN_KEY: ADMIN_KEY, CLAIMDESK_LOG: "warn" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const links = {};
  let text = "";
  let url = await new Promise((resolve, reject) => {
    process_.on("exit", (code) => reject(new Error(`the service ended with ${code}`)));
    process_.stdout.on("data", (piece) => {
      text += piece;
      for (const [, who, link] of text.matchAll(/^Open the desk as (.+?) \(.*?: (\S+)$/gm)) links[who] = link;
      const listens = text.match(/^claimdesk listens on (\S+)$/m);
      if (listens) resolve(listens[1]);
    });
  });
  let files = null;
  if (process.env.DESK_FILES) {
    files = await withFiles(url, process.env.DESK_FILES);
    await new Promise((resolve) => files.listen(0, "127.0.0.1", resolve));
    for (const who of Object.keys(links)) links[who] = links[who].replace(url, `http://127.0.0.1:${files.address().port}`);
  }
  const own = Number(new URL(url).port);
  if (files) url = `http://127.0.0.1:${files.address().port}`;
  const stop = (signal = "SIGTERM") =>
    new Promise((resolve) => {
      process_.removeAllListeners("exit");
      files?.close();
      files?.closeAllConnections();
      if (process_.exitCode !== null) resolve();
      process_.on("exit", resolve);
      process_.kill(signal);
    });
  const limit = (bytes) => execFileSync("prlimit", ["--pid", String(process_.pid), `--fsize=${bytes}:unlimited`]);
  return { url, port: own, links, stop, database, fillDisk: () => limit(4096), makeRoom: () => limit("unlimited") };
}

let copies = 0;

/** The service with the demo data, on a copy of its own. */
export async function serveDemo() {
  const first = join(FOLDER, "demo.db");
  if (!existsSync(first)) await (await serve({ database: first, demo: true })).stop();
  copies += 1;
  const database = join(FOLDER, `demo-${process.pid}-${copies}.db`);
  copyFileSync(first, database);
  return serve({ database, demo: true });
}

/** Starts the service on the demo's claims and ten thousand more. Gives it, and how many are pending. */
export async function serveMany() {
  const first = await serveDemo();
  await first.stop();
  const many = new URL("many.py", import.meta.url).pathname;
  const pending = Number(execFileSync("python3", [many, first.database, "nw-501177", "1300"], { encoding: "utf8" }));
  return { service: await serve({ database: first.database }), pending };
}

/** Calls the API with the administrator's key, or another one. */
export async function api(service, method, path, body, { key = ADMIN_KEY, headers = {} } = {}) {
  const answer = await fetch(service.url + path, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  return { status: answer.status, body: text ? JSON.parse(text) : null };
}

let browser = null;

export async function openBrowser() {
  browser ??= await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  return browser;
}

export async function closeBrowser() {
  await browser?.close();
  browser = null;
}

/** Closes the browser, and then the service that its pages talk to. */
export async function finish(service) {
  await closeBrowser();
  await service.stop();
}

/** A page of its own, where nobody is signed in. `page.violations` fills with what the content security policy stopped, `page.errors` with errors. */
export async function blank(service, { width = 1440, height = 900, scheme = "light" } = {}) {
  const context = await (await openBrowser()).newContext({ viewport: { width, height }, colorScheme: scheme, reducedMotion: "reduce" });
  // A machine that does other work besides may be slow; what never comes is told all the same.
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  page.violations = [];
  page.errors = [];
  page.on("pageerror", (error) => page.errors.push(error.stack));
  page.on("console", (message) => {
    if (/Content.Security.Policy/i.test(message.text())) page.violations.push(message.text());
  });
  await page.goto(service.url);
  return page;
}

/** Somebody with a key of their own, signed in at this place of the desk. */
export async function person(service, name, { role = "reviewer", place = "#/queue", ...options } = {}) {
  const made = await api(service, "POST", "/v1/keys", { name, role });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const page = await blank(service, options);
  await page.getByLabel("Your key").fill(made.body.secret);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("navigation", { name: "Pages" }).waitFor();
  page.key = made.body;
  await at(page, place);
  return page;
}

/** Goes to a place of the desk. */
export async function at(page, place) {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, place);
  await page.locator("main").waitFor();
}

/** The words of the claim that is looked at, once it is shown. */
export const words = (page) => page.locator(".claim-words").innerText();

/** The queue, loaded, with its first claim shown. */
export async function ready(page) {
  await settled(page);
  await page.locator(".claim-row").first().waitFor();
  await page.locator(".claim-words").waitFor();
  await page.locator(".article-text .claim.current").first().waitFor();
  // Not the claim of a list that was there before.
  await page.waitForFunction(() => {
    const row = document.querySelector(".claim-row.current .row-text");
    return !row || row.textContent === document.querySelector(".claim-words")?.textContent;
  });
}

/** Waits until a claim is shown whose words are these, or others. */
export const shows = (page, text) => page.waitForFunction((wanted) => document.querySelector(".claim-words")?.innerText === wanted, text);
export const showsOther = (page, text) =>
  page.waitForFunction((known) => {
    const shown = document.querySelector(".claim-words")?.innerText;
    return shown !== undefined && shown !== known;
  }, text);

/** Waits until nothing is being loaded or moved. */
export async function settled(page) {
  // What was just asked for has begun.
  await page.evaluate(() => new Promise((frame) => requestAnimationFrame(() => requestAnimationFrame(frame))));
  await page.waitForFunction(async () => {
    if (document.querySelector("[aria-busy=true]")) return false;
    await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
    await new Promise((frame) => requestAnimationFrame(() => requestAnimationFrame(frame)));
    return !document.querySelector("[aria-busy=true]");
  });
}

/** Waits until something that is asked of the API is so, and gives it. */
export async function until(ask, is) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const found = await ask();
    if (is(found)) return found;
    if (Date.now() > end) assert.fail(`it never came: ${JSON.stringify(found)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The addresses of the reviews that a page sends from now on. */
export function reviewsSent(page) {
  const sent = [];
  page.on("request", (request) => request.method() === "POST" && /reviews$/.test(request.url()) && sent.push(request.url()));
  return sent;
}

/** What the page told those who can't see it. */
export const told = (page) => page.locator("#announcer").textContent();

/** Waits until the page has told something like this. */
export async function tells(page, pattern) {
  await page.waitForFunction(([source, flags]) => new RegExp(source, flags).test(document.getElementById("announcer").textContent), [pattern.source, pattern.flags]);
}

/** What axe finds wrong, a line for each of its rules. */
export async function axe(page) {
  await page.evaluate(AXE);
  const found = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  return found.violations.map(({ id, nodes }) => `${id}, ${nodes.length} times, first ${nodes[0].target.join(" ")}: ${nodes[0].failureSummary.replaceAll("\n", " ")}`);
}

/** A claim of a list, by the API. */
export async function claimsOf(service, query) {
  return (await api(service, "GET", `/v1/claims?${query}`)).body.claims;
}
