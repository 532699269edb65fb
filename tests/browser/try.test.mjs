// Trying a text: pasted, as HTML, and from files; nothing of it is stored.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { api, at, finish, person, serveDemo } from "./lib.mjs";

let service;
before(async () => {
  service = await serveDemo();
});
after(() => finish(service));

const field = (page) => page.getByLabel("A news article in English");
const analyse = (page) => page.getByRole("button", { name: "Analyse", exact: true }).click();
const open = (page, name, buffer) => page.getByLabel("Open a text file or page").setInputFiles({ name, mimeType: "text/plain", buffer });

test("a pasted text is analysed, its reasons lead to its words and back, and nothing is stored", async () => {
  const before = (await api(service, "GET", "/v1/stats")).body.articles;
  const page = await person(service, "Try It", { role: "editor", place: "#/try" });
  await field(page).fill("The museum will sell three paintings, a person familiar with the plans said.\n\nThe Ministry of Tides denied that the roof leaks.");
  await analyse(page);
  await page.locator(".try-result .claim-words").getByText("The museum will sell three paintings").waitFor();
  await page.locator(".basis button.link").first().click();
  await page.waitForFunction(() => document.activeElement.id.startsWith("words-"));
  await page.locator(".article-text .basis-number").first().click();
  await page.waitForFunction(() => document.activeElement.id.startsWith("reason-"));
  await page.locator(".article-text .claim").last().click();
  await page.locator(".claim-words").getByText("the roof leaks").waitFor();
  // A source that is not stored has no page.
  assert.equal(await page.locator(".try-result a[href^='#/source']").count(), 0);
  assert.equal((await api(service, "GET", "/v1/stats")).body.articles, before);

  // A look at another page loses nothing.
  await at(page, "#/overview");
  await page.locator(".figures").waitFor();
  await at(page, "#/try");
  assert.match(await field(page).inputValue(), /^The museum/);
  await page.locator(".try-result .claim-words").waitFor();
});

test("a page is analysed as its reader sees it", async () => {
  const page = await person(service, "Try HTML", { place: "#/try" });
  await open(page, "page.html", Buffer.from("<html><body><nav>Home</nav><p>The mayor said that <b>the bridge</b> would open &amp; close.</p></body></html>"));
  // The page reads the file before it says what it is.
  await page.getByLabel("This is HTML").and(page.locator(":checked")).waitFor();
  await analyse(page);
  await page.locator(".claim-words").getByText("the bridge would open & close").waitFor();
});

test("a text file is read in the letters that it is written in", async () => {
  const page = await person(service, "Try Files", { place: "#/try" });
  const text = "The café said it would close.";
  for (const [name, buffer] of [["utf8.txt", Buffer.from(text)], ["windows.txt", Buffer.from(text, "latin1")], ["wide.txt", Buffer.from(`\ufeff${text}`, "utf16le")]]) {
    await field(page).fill("");
    await open(page, name, buffer);
    await page.waitForFunction((wanted) => document.getElementById("try-text").value === wanted, text);
  }
});

test("a file that is no text is refused in words, and what was typed stays", async () => {
  const page = await person(service, "Try Binary", { place: "#/try" });
  await field(page).fill("What I typed.");
  await open(page, "article.docx", Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0]));
  await page.getByRole("alert").getByText("“article.docx” is not a text file").waitFor();
  assert.equal(await field(page).inputValue(), "What I typed.");
});
