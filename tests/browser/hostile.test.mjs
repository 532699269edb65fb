// Hostile text in every field: nothing of it runs, and the content security policy has nothing to stop.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { api, at, claimsOf, finish, person, ready, serveDemo, settled } from "./lib.mjs";
import { PAYLOADS } from "./payloads.mjs";

let service;
before(async () => {
  service = await serveDemo();
});
after(() => finish(service));

test("the corpus has a hundred payloads, all different", () => {
  assert.ok(PAYLOADS.length >= 100, `${PAYLOADS.length}`);
  assert.equal(new Set(PAYLOADS).size, PAYLOADS.length);
});

test("a hundred payloads in every field of articles, sources, keys and reviews run nowhere", async () => {
  const ids = [];
  const send = async (payload, index) => {
    // Fields of one line take no control characters; the text and the reason take them all but the null byte.
    const line = payload.replaceAll(/[\p{Cc}\u2028\u2029]/gu, " ");
    const name = line.trim().slice(0, 80) || "x";
    const { status, body } = await api(service, "POST", "/v1/articles", {
      outlet: `outlet ${line}`.trim().slice(0, 90),
      external_id: `h${index} ${line}`.trim().slice(0, 90),
      title: line.slice(0, 150),
      byline: line.slice(0, 150),
      url: "https://example.org/",
      body: `${payload}\n\nThe mayor of Linn Cross denied that ${line} had been opened. "${line}," said Oda Brandt of ${name}. Reports of ${line} were not confirmed.\n\n${payload}`,
    });
    assert.equal(status, 201, JSON.stringify(body));
    ids.push(body.article.id);
    const claim = body.claims[0];
    if (claim) {
      await api(service, "POST", `/v1/claims/${claim.id}/reviews`, { verdict: "refuted", reason: payload.replaceAll("\0", " "), evidence: [`https://example.org/?q=${encodeURIComponent(payload)}`] }, { headers: { "if-match": `"${claim.version}"` } });
    }
    await api(service, "POST", "/v1/sources", { name: `S${index} ${name}`.slice(0, 100), kind: "organisation", aliases: [`A${index} ${name}`.slice(0, 100)] });
  };
  // Two at a time: analysing them is what takes the time.
  const waiting = [...PAYLOADS.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await send(next[1], next[0]);
  };
  await Promise.all([work(), work()]);
  const page = await person(service, "<img src=x onerror=alert(1)>", { role: "admin" });
  await page.exposeFunction("reportRun", (what) => page.errors.push(`ran: ${what}`));
  await page.evaluate(() => {
    for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = (what) => window.reportRun(`${name} ${what}`);
  });
  page.on("dialog", (dialog) => {
    page.errors.push(`a dialog opened: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(service.url)) page.errors.push(`asked elsewhere: ${request.url()}`);
  });
  await ready(page);
  for (const id of ids) {
    await at(page, `#/queue?article=${id}&review=any`);
    await page.waitForFunction((article) => document.querySelector(".article") && location.hash.includes(article), id);
    await page.locator(".claim-row").first().waitFor();
  }
  for (const place of ["#/overview", "#/sources", "#/keys", "#/queue?group=source&review=any", "#/queue?group=article&review=any", `#/queue?q=${encodeURIComponent("<script>alert(1)</script> a")}`, `#/source/${encodeURIComponent("<img src=x onerror=alert(1)>")}`, "#/<img src=x>"]) {
    await at(page, place);
    await settled(page);
  }
  await at(page, "#/try");
  await page.getByLabel("A news article in English").fill(PAYLOADS.join("\n\n").replaceAll("\0", ""));
  await page.getByRole("button", { name: "Analyse", exact: true }).click();
  await page.locator(".try-result, .nothing").first().waitFor();
  assert.deepEqual(page.errors, []);
  assert.deepEqual(page.violations, []);
  const strange = await page.evaluate(() => document.querySelectorAll("#desk script, #desk iframe, #desk object, #desk embed, #desk [onerror], #desk [onload], #desk [onclick], #desk base, #desk meta, #desk form[action], #desk style").length);
  assert.equal(strange, 0);
});

test("evidence that is no web address never becomes a link", async () => {
  const [claim] = await claimsOf(service, "review=pending&limit=1");
  const page = await person(service, "Link Looker", { place: `#/queue?review=any&claim=${claim.id}` });
  await ready(page);
  await page.route(`**/v1/articles/${claim.article}`, async (route) => {
    const answer = await route.fetch();
    const body = await answer.json();
    const one = body.claims.find(({ id }) => id === claim.id);
    one.review = { ...one.review, state: "decided", verdict: "verified", decided_by: "x", decided_at: one.created_at, reason: null, evidence: ["javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "https://example.org/good"] };
    await route.fulfill({ response: answer, json: body });
  });
  await page.reload();
  await page.locator(".evidence").waitFor();
  assert.deepEqual(await page.locator(".evidence a").evaluateAll((links) => links.map((link) => link.href)), ["https://example.org/good"]);
});
