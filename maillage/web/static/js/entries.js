/* The entry grid, beside grid.js: pasting a column or a block, Ctrl+S, changed cells marked, leaving with unsaved values asked. */
"use strict";
(() => {
  const form = () => document.querySelector("form[data-entries]");
  const changed = () => Boolean(form()) && [...form().elements].some((one) => one.name && one.value !== one.defaultValue && one.type !== "hidden");
  let saving = false;

  document.documentElement.classList.add("scripted");

  const say = (text, label, address) => {
    const said = document.getElementById("said");
    const note = document.createElement("div");
    note.className = "note mb-4";
    note.setAttribute("role", "status");
    const words = document.createElement("p");
    words.textContent = text;
    note.append(words);
    if (address) {
      const link = document.createElement("a");
      link.href = address;
      link.textContent = label;
      words.append(" ", link);
    }
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
    const block = rowsOf(text);
    const several = form().dataset.several;
    const wide = Math.max(...block.map((row) => row.length));
    if (several && wide > 1) {
      say(`Le bloc a ${wide} colonnes et cette page une seule\u00a0: rien n’est collé.`, "Ouvrir les périodes d’avant, puis coller le bloc", several);
      return;
    }
    const lines = [...form().querySelectorAll("tr")].map((row) => [...row.querySelectorAll("[data-cell] input")]).filter((row) => row.length);
    const top = lines.findIndex((row) => row.includes(input));
    const left = lines[top].indexOf(input);
    let lost = 0;
    const filled = block.flatMap((row, down) =>
      row.map((cell, right) => {
        const place = lines[top + down]?.[left + right];
        if (cell.trim()) {
          place ? put(place, cell.trim()) : (lost += 1);
        }
        return cell.trim() && place;
      })).filter(Boolean);
    filled.at(-1)?.focus();
    const words = [`${filled.length} case${filled.length > 1 ? "s" : ""} collée${filled.length > 1 ? "s" : ""}\u00a0: vérifiez, puis enregistrez.`];
    if (lost) {
      words.push(`${lost} case${lost > 1 ? "s" : ""} du bloc n’${lost > 1 ? "ont" : "a"} pas trouvé de place.`);
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
