#include "certcheck/report/html/detail/page.h"

namespace certcheck::report::html {

// Without it the page has the same table, in the order of how bad things are.
std::string_view fleet_script() {
  return R"js(
"use strict";
(() => {
  const parts = Array.from(document.querySelectorAll("#targets .part"));
  if (parts.length === 0) return;
  const bodies = parts.map((part) => part.querySelector("tbody"));
  let rows = bodies.flatMap((body) => Array.from(body.rows));
  const size = bodies[0].rows.length;
  const heads = Array.from(parts[0].querySelectorAll("thead th"));
  const numeric = new Set([2, 4, 5]);
  const compare = new Intl.Collator("en", { numeric: true }).compare;
  const key = (row, column) => {
    const text = row.cells[column].textContent;
    return !numeric.has(column) ? text : text === "" ? Infinity : Number(text);
  };
  // What is shown comes first; tables that have nothing else are hidden.
  const place = () => {
    const shown = rows.filter((row) => !row.hidden);
    const order = shown.concat(rows.filter((row) => row.hidden));
    bodies.forEach((body, i) => {
      body.replaceChildren(...order.slice(i * size, (i + 1) * size));
      parts[i].hidden = i !== 0 && i * size >= shown.length;
    });
  };
  const sort = (column) => {
    const up = heads[column].getAttribute("aria-sort") !== "ascending";
    for (const head of heads) head.removeAttribute("aria-sort");
    heads[column].setAttribute("aria-sort", up ? "ascending" : "descending");
    const keyed = rows.map((row) => [key(row, column), row]);
    const order = numeric.has(column) ? (a, b) => (a[0] === b[0] ? 0 : a[0] < b[0] ? -1 : 1) : (a, b) => compare(a[0], b[0]);
    keyed.sort((a, b) => (up ? order(a, b) : order(b, a)));
    rows = keyed.map(([, row]) => row);
    place();
    document.getElementById("order").textContent = `By ${heads[column].textContent}, ${up ? "ascending" : "descending"}.`;
  };
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => sort(column));
  });
  const text = document.getElementById("filter-text");
  const verdict = document.getElementById("filter-verdict");
  const count = document.getElementById("filter-count");
  const filter = () => {
    const words = text.value.toLowerCase().split(/\s+/).filter((word) => word !== "");
    let shown = 0;
    for (const row of rows) {
      const content = row.textContent.toLowerCase();
      row.hidden = (verdict.value !== "" && row.cells[0].textContent !== verdict.value) ||
        !words.every((word) => content.includes(word));
      shown += row.hidden ? 0 : 1;
    }
    place();
    count.textContent = `${shown} of ${rows.length}`;
  };
  let waiting = 0;
  text.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 150);
  });
  verdict.addEventListener("change", filter);
  const form = document.getElementById("filter");
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
})();
)js";
}

}  // namespace certcheck::report::html
