/* The plan: fold an axis, remembered from one visit to the next. Without script everything stays open. */
"use strict";
(() => {
  const KEY = "maillage:plis";
  const read = () => {
    try {
      return new Set(JSON.parse(localStorage.getItem(KEY) || "[]"));
    } catch {
      return new Set();
    }
  };
  const write = (folded) => {
    try {
      localStorage.setItem(KEY, JSON.stringify([...folded]));
    } catch {
      /* private browsing: not remembered */
    }
  };
  const show = (body, button, open) => {
    button.setAttribute("aria-expanded", String(open));
    for (const row of body.querySelectorAll("tr:not(.axis)")) {
      row.hidden = !open;
    }
  };
  const dress = () => {
    const folded = read();
    for (const body of document.querySelectorAll("tbody[data-fold]:not([data-dressed])")) {
      body.dataset.dressed = "";
      const line = body.querySelector(".axis-line");
      const title = line.querySelector(".axis-title").textContent;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "fold";
      button.setAttribute("aria-label", `Déplier ou replier\u00a0: ${title}`);
      const mark = document.createElement("span");
      mark.className = "chev";
      mark.setAttribute("aria-hidden", "true");
      button.append(mark);
      line.prepend(button);
      const key = body.dataset.fold;
      show(body, button, !folded.has(key) || body.matches(":target") || body.querySelector(":target") !== null);
      button.addEventListener("click", () => {
        const open = button.getAttribute("aria-expanded") !== "true";
        const kept = read();
        if (open) {
          kept.delete(key);
        } else {
          kept.add(key);
        }
        write(kept);
        show(body, button, open);
      });
    }
  };
  /* A long plan folds its axes: which are open is written in the address, and nowhere else. */
  document.addEventListener("toggle", (event) => {
    if (!event.target.matches?.("details.axis-fold")) {
      return;
    }
    const axes = [...document.querySelectorAll("details.axis-fold")];
    const open = axes.filter((axis) => axis.open).map((axis) => axis.dataset.axis);
    const address = new URL(location.href);
    address.searchParams.delete("axes");
    if (open.length) {
      address.searchParams.set("axes", open.length === axes.length ? "toutes" : open.join("."));
    }
    history.replaceState(history.state, "", address);
  }, true);
  document.addEventListener("DOMContentLoaded", dress);
  document.addEventListener("htmx:afterSwap", dress);
})();
