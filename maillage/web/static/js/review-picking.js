/* Choosing several things in the review: X, ranges with Shift, how many are chosen, what can be done to them.
   Without it, the boxes and the buttons work as any form. */
"use strict";
(() => {
  const boxes = () => [...document.querySelectorAll("[data-pick]")].filter((one) => one.getClientRects().length);
  const NAMES = { point: ["point", "points"], fiche: ["fiche", "fiches"], doubt: ["doute", "doutes"] };
  let last = null;

  const count = () => {
    const said = document.getElementById("lot-compte");
    if (!said) {
      return;
    }
    const chosen = boxes().filter((box) => box.checked);
    const parts = Object.entries(NAMES).flatMap(([name, words]) => {
      const number = chosen.filter((box) => box.name === name).length;
      return number ? [`${number}\u00a0${words[number > 1 ? 1 : 0]}`] : [];
    });
    said.textContent = parts.length
      ? `Choisi : ${parts.join(", ")}`
      : "Cochez des points, des fiches ou des doutes";
    for (const button of document.querySelectorAll("#lot button")) {
      const of = button.dataset.for;
      /* With what is chosen, only what can be done to it is shown. */
      (button.closest("#lot span") ?? button).hidden = !chosen.some((box) => !of || box.name === of);
    }
  };

  const set = (box, checked, range) => {
    const all = boxes();
    const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
    box.checked = checked;
    if (range && from >= 0) {
      for (const one of all.slice(from, to + 1)) {
        if (one.name === box.name) {
          one.checked = checked;
        }
      }
    }
    last = box;
    count();
  };

  document.addEventListener("click", (event) => {
    const box = event.target.closest?.("[data-pick]");
    if (box) {
      set(box, box.checked, event.shiftKey);
    }
  });

  /* The box of what has the focus, else of the doubt or of the fiche that is open. */
  const mine = () => {
    const here = document.activeElement;
    const row = here.closest?.(".pick-row") ?? document.querySelector(".pick-row:has(> details[open])");
    return here.matches("[data-pick]") ? here : row?.querySelector("[data-pick]");
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=radio], [type=checkbox]), textarea, select");
    if (event.key.toLowerCase() !== "x" || typing || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const start = document.querySelector('a[data-key="x"]');
    const box = start ? null : mine();
    if (start) {
      start.click();
    } else if (box) {
      set(box, !box.checked, event.shiftKey);
    }
    event.preventDefault();
  });
  document.addEventListener("htmx:afterSwap", count);
  document.addEventListener("DOMContentLoaded", count);
})();
