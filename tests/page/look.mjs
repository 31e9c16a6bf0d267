// look.mjs JOB.json: opens pages in headless Chromium, as puppeteer-core drives it, and prints one line of JSON for each: what the
// console said, what was requested besides the page, how long it took to open, what is folded, where the Tab key went, and what axe-core finds. A job is
// {chromium, modules, folder, pages: [{file, dark, print, width, height, axe, keys, fleet, word, picture, whole}]}; pictures are written into the folder.
import fs from "node:fs";
import module from "node:module";
import path from "node:path";
import process from "node:process";
import url from "node:url";

const job = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const require = module.createRequire(path.join(job.modules, "package.json"));
const puppeteer = require("puppeteer-core");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const browser = await puppeteer.launch({
  executablePath: job.chromium,
  headless: true,
  args: ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"],
});

/** The elements that Tab reaches, as far as `count` goes. */
async function walk(page, count) {
  const reached = [];
  for (let i = 0; i < count; ++i) {
    await page.keyboard.press("Tab");
    reached.push(await page.evaluate(() => {
      const element = document.activeElement;
      const outline = getComputedStyle(element).outlineStyle;
      return { tag: element.tagName.toLowerCase(), text: element.textContent.trim().slice(0, 40), visible: outline !== "none" };
    }));
  }
  return reached;
}

/** What the script of a fleet does: sorts by days, then shows what holds a word. */
async function useFleet(page, word) {
  return page.evaluate(async (wanted) => {
    const table = document.querySelector("#targets table");
    const first = () => table.tBodies[0].rows[0].cells[2].textContent;
    const begin = performance.now();
    table.tHead.rows[0].cells[2].querySelector("button").click();
    const sorted = performance.now() - begin;
    const sortedFirst = first();
    const text = document.getElementById("filter-text");
    text.value = wanted;
    text.dispatchEvent(new Event("input"));
    await new Promise((done) => setTimeout(done, 600));
    const shown = Array.from(document.querySelectorAll("#targets tbody tr")).filter((row) => !row.hidden).length;
    return { first: sortedFirst, sorted, order: table.tHead.rows[0].cells[2].getAttribute("aria-sort"), shown, count: document.getElementById("filter-count").value };
  }, word);
}

for (const wanted of job.pages) {
  const page = await browser.newPage();
  const said = [], requested = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  page.on("request", (request) => requested.push(request.url()));
  await page.setViewport({ width: wanted.width ?? 1280, height: wanted.height ?? 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: wanted.dark ? "dark" : "light" }]);
  const address = String(url.pathToFileURL(wanted.file));
  // Time of the processor, so that what else the machine does counts for nothing.
  const session = await page.createCDPSession();
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const begin = performance.now();
  await page.goto(address, { waitUntil: "load", timeout: 120000 });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0))));
  if (wanted.print) {
    // Not before: what begins later makes Chromium forget it.
    await page.emulateMediaType("print");
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0))));
  }
  const found = { file: wanted.file, opened_ms: Math.round(performance.now() - begin) };
  const { metrics } = await session.send("Performance.getMetrics");
  found.cpu_s = Math.round(metrics.find((each) => each.name === "TaskDuration").value * 1000) / 1000;
  found.navigation = await page.evaluate(() => getComputedStyle(document.querySelector("nav")).display);
  // What is not laid out has no height: the tables and bytes that are folded away on a screen.
  found.folded = await page.evaluate(() => Array.from(document.querySelectorAll("details > :not(summary)"))
    .filter((each) => !each.checkVisibility({ contentVisibilityAuto: false })).length);
  found.overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wanted.keys) found.keys = await walk(page, wanted.keys);
  if (wanted.fleet) found.fleet = await useFleet(page, wanted.word);
  if (wanted.axe) {
    // The page's own policy forbids foreign scripts; what DevTools evaluate is not under it.
    await page.evaluate(axe + ";undefined");
    const results = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    found.axe = results.violations.map((each) => ({ id: each.id, impact: each.impact, count: each.nodes.length, node: each.nodes[0].html.slice(0, 200) }));
  }
  if (wanted.picture) await page.screenshot({ path: path.join(job.folder, wanted.picture), fullPage: wanted.whole ?? false });
  found.console = said;
  found.requested = requested.filter((each) => each !== address);
  console.log(JSON.stringify(found));
  await page.close();
}
await browser.close();
