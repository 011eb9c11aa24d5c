/* The list of actions: what is ticked, and x to tick. Without script the bar under the list is always there. */
"use strict";
(() => {
  const boxes = () => [...document.querySelectorAll("#liste input[name='pick']")];
  const bar = () => document.querySelector("[data-bulk]");
  const link = (words, act) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link";
    button.textContent = words;
    button.addEventListener("click", act);
    return button;
  };
  /* « 12.3 » is the third version of 12: a row written in place is still the same fiche, and stays ticked */
  const fiche = (box) => box.value.split(".")[0];
  const picked = new Set();
  const tick = (box, on) => {
    picked[on ? "add" : "delete"](fiche(box));
    /* a fiche that stands in several groups is ticked in all of them, and sent once */
    for (const twin of boxes().filter((one) => fiche(one) === fiche(box))) {
      twin.checked = on;
      twin.disabled = on && twin !== box;
      twin.closest("tr").classList.toggle("sel", on);
    }
  };
  const count = () => {
    const place = bar();
    if (!place) {
      return;
    }
    const number = boxes().filter((box) => box.checked && !box.disabled).length;
    place.hidden = number === 0;
    place.querySelector("[data-count]").textContent =
      number === 1 ? "1\u00a0action choisie" : `${number}\u00a0actions choisies`;
  };
  const all = (on) => {
    const seen = new Set();
    for (const box of boxes()) {
      if (!seen.has(box.value)) {
        seen.add(box.value);
        box.disabled = false;
        tick(box, on);
      }
    }
    count();
  };
  const dress = () => {
    const place = bar();
    if (place && !place.dataset.dressed) {
      place.dataset.dressed = "";
      const end = place.querySelector(".ms-auto");
      const total = new Set(boxes().map((box) => box.value)).size;
      end.replaceChildren(link(`Choisir les ${total}`, () => all(true)), link("Aucune", () => all(false)));
      place.setAttribute("role", "region");
      place.setAttribute("aria-label", "Changer les actions choisies");
    }
    for (const box of boxes()) {
      if (picked.has(fiche(box)) && !box.checked) {
        tick(box, true);
      }
    }
    count();
  };
  let last = null;
  document.addEventListener("click", (event) => {
    const box = event.target.closest?.("#liste input[name='pick']");
    if (!box) {
      return;
    }
    const every = boxes();
    if (event.shiftKey && last && every.includes(last)) {
      const [from, to] = [every.indexOf(last), every.indexOf(box)].sort((a, b) => a - b);
      for (const one of every.slice(from, to + 1).filter((other) => !other.disabled)) {
        tick(one, box.checked);
      }
    } else {
      tick(box, box.checked);
    }
    last = box;
    count();
  });
  document.addEventListener("keydown", (event) => {
    const cell = event.target.closest?.("#liste [data-cell]");
    if (event.key === "x" && cell && event.target === cell && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const box = cell.parentElement.querySelector("input[name='pick']");
      if (box && !box.disabled) {
        event.preventDefault();
        tick(box, !box.checked);
        last = box;
        count();
      }
    }
  });
  document.addEventListener("DOMContentLoaded", dress);
  document.addEventListener("htmx:afterSwap", dress);
})();
