/* The entry grid, beside grid.js: pasting a column, Ctrl+S, changed cells marked, leaving with unsaved values asked. */
"use strict";
(() => {
  const form = () => document.querySelector("form[data-entries]");
  const fields = () => [...form().querySelectorAll("[data-cell] input")];
  const changed = () => Boolean(form()) && [...form().elements].some((one) => one.name && one.value !== one.defaultValue && one.type !== "hidden");
  let saving = false;

  document.documentElement.classList.add("scripted");

  const say = (text) => {
    const said = document.getElementById("said");
    const note = document.createElement("div");
    note.className = "note mb-4";
    note.setAttribute("role", "status");
    const words = document.createElement("p");
    words.textContent = text;
    note.append(words);
    said?.replaceChildren(note);
  };
  const mark = (input) => input.closest("[data-cell]")?.classList.toggle("changed", input.value !== input.defaultValue);
  const put = (input, text) => {
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };

  document.addEventListener("input", (event) => event.target.closest?.("form[data-entries]") && mark(event.target));

  /* Cells of a spreadsheet come with tabs and line ends; a quoted cell may hold some. Empty ones change nothing. */
  const rowsOf = (text) => {
    const rows = [[""]];
    let quoted = false;
    for (let at = 0; at < text.length; at += 1) {
      const row = rows[rows.length - 1];
      const sign = text[at];
      if (quoted) {
        if (sign === '"' && text[at + 1] === '"') {
          at += 1;
          row[row.length - 1] += sign;
        } else if (sign === '"') {
          quoted = false;
        } else {
          row[row.length - 1] += sign;
        }
      } else if (sign === '"' && row[row.length - 1] === "") {
        quoted = true;
      } else if (sign === "\t") {
        row.push("");
      } else if (sign === "\n") {
        rows.push([""]);
      } else if (sign !== "\r") {
        row[row.length - 1] += sign;
      }
    }
    while (rows.length && rows[rows.length - 1].every((cell) => !cell.trim())) {
      rows.pop();
    }
    return rows;
  };
  document.addEventListener("paste", (event) => {
    const input = event.target.closest?.("form[data-entries] [data-cell] input");
    const text = event.clipboardData?.getData("text/plain") || "";
    if (!input || !/[\t\n]/.test(text.trimEnd())) {
      return;
    }
    event.preventDefault();
    const rows = rowsOf(text);
    const all = fields();
    const places = all.slice(all.indexOf(input), all.indexOf(input) + rows.length);
    places.forEach((place, index) => rows[index][0].trim() && put(place, rows[index][0].trim()));
    places[places.length - 1].focus();
    const columns = Math.max(...rows.map((row) => row.length));
    const left = rows.length - places.length;
    const words = [`${places.length} case${places.length > 1 ? "s" : ""} collée${places.length > 1 ? "s" : ""}\u00a0: vérifiez, puis enregistrez.`];
    if (columns > 1) {
      words.push(`Le bloc avait ${columns} colonnes\u00a0: la première a été prise.`);
    }
    if (left > 0) {
      words.push(`${left} ligne${left > 1 ? "s" : ""} du bloc n’${left > 1 ? "ont" : "a"} pas trouvé de case.`);
    }
    say(words.join(" "));
  });

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s" && form()) {
      event.preventDefault();
      form().requestSubmit();
    }
  });
  document.addEventListener("change", (event) => event.target.matches?.("[data-submits]") && event.target.form.requestSubmit());
  document.addEventListener("submit", (event) => {
    saving = saving || event.target.matches("form[data-entries]");
  });
  window.addEventListener("beforeunload", (event) => {
    if (!saving && changed()) {
      event.preventDefault();
    }
  });
  document.addEventListener("htmx:afterRequest", () => {
    saving = false;
  });
  document.addEventListener("htmx:afterSettle", () => document.getElementById("refus")?.focus());
})();
