/* « Rendre mesurable » by keyboard: J K move, G keeps, C changes, S leaves as a wish, U takes back. */
"use strict";
(() => {
  const rows = () => [...document.querySelectorAll(".measure")];
  const here = () => document.activeElement?.closest(".measure");
  const go = (row) => {
    if (row) {
      row.focus({ preventScroll: true });
      row.scrollIntoView({ block: "center" });
    }
  };
  const move = (step) => {
    const all = rows();
    const at = all.indexOf(here());
    go(at < 0 ? all.find((row) => "open" in row.dataset) || all[0] : all[Math.max(0, Math.min(all.length - 1, at + step))]);
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, select, textarea");
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const key = event.key.toLowerCase();
    if (event.key === "Escape" && here()?.querySelector(".measure-form")) {
      here().querySelector(".measure-acts a").click();
    } else if (!typing && (key === "j" || key === "k")) {
      event.preventDefault();
      move(key === "j" ? 1 : -1);
    } else if (!typing && /^[gcsu]$/.test(key)) {
      here()?.querySelector(`[data-act="${key}"]`)?.click();
    }
  });
  /* after an answer, the next indicator to decide; after « Changer », its first field */
  document.addEventListener("htmx:afterSettle", (event) => {
    const row = document.getElementById(event.detail.elt?.id || "");
    if (!row?.matches?.(".measure")) {
      return;
    }
    const field = row.querySelector("[aria-invalid='true'], .measure-form select");
    if (field) {
      field.focus();
      return;
    }
    const next = document.getElementById("suivant")?.dataset.next;
    go(document.getElementById(`m-${next}`) || row);
  });
})();
