/* The review: its keys, the source and the plan pointing at each other, the two sides of a phone; deposit by dropping.
   Everything here also works without it, by links and forms. */
"use strict";
(() => {
  const typing = (element) =>
    element.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
  const every = () => [...document.querySelectorAll("#doutes details.doubt")];
  /* What J and K stop at: the lines of the list, and the doubts of a group that is unfolded. */
  const stops = () => every().filter((one) => !one.parentElement.closest("details:not([open])"));
  const current = () => stops().findLast((one) => one.open);

  /* ---------- the two sides: beside each other, or one at a time on a phone ---------- */
  const body = () => document.querySelector(".bench-body");
  const heights = {};
  const side = (name) => {
    const place = body();
    if (!place || place.dataset.side === name) {
      return;
    }
    heights[place.dataset.side] = window.scrollY;
    place.dataset.side = name;
    for (const link of document.querySelectorAll(".sides a")) {
      link.toggleAttribute("aria-current", link.hash === (name === "document" ? "#source" : "#compris"));
    }
    if (getComputedStyle(document.querySelector(".sides")).display !== "none") {
      window.scrollTo(0, heights[name] ?? 0);
    }
  };

  /* ---------- the source points at one line, and at one doubt ---------- */
  const mark = (number, line) => {
    for (const one of document.querySelectorAll(".hit-now")) {
      one.classList.remove("hit-now");
    }
    for (const one of document.querySelectorAll(".src-now")) {
      one.classList.remove("src-now");
    }
    document.querySelector(`.hit[data-doubt="${number}"]`)?.classList.add("hit-now");
    const row = document.getElementById(`l${line}`);
    row?.classList.add("src-now");
    row?.scrollIntoView({ block: "center" });
    return row;
  };
  const land = (row) => {
    side("document");
    row.scrollIntoView({ block: "center" });
    row.tabIndex = -1;
    row.focus({ preventScroll: true });
  };
  let landing = 0;
  /* Before HTMX: a line that is already there is not asked for. */
  document.addEventListener(
    "click",
    (event) => {
      const link = event.target.closest("a[data-source]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) {
        return;
      }
      const line = link.dataset.source;
      const row = mark(link.closest("details.doubt")?.dataset.number, line);
      if (row) {
        event.preventDefault();
        event.stopImmediatePropagation();
        land(row);
      } else {
        landing = line;
      }
    },
    true,
  );
  const point = (doubt) => {
    const { number, line } = doubt.dataset;
    if (line && !mark(number, line)) {
      const link = doubt.querySelector("a[data-source]");
      window.htmx?.ajax("GET", link.getAttribute("hx-get"), { target: "#source", swap: "outerHTML" });
    }
  };

  const close = (but) => {
    for (const other of every()) {
      if (other !== but && !other.contains(but) && !but.contains(other)) {
        other.open = false;
      }
    }
  };
  const show = (doubt) => {
    /* At once: « toggle » comes later, and keys may be pressed faster. */
    close(doubt);
    doubt.open = true;
    const summary = doubt.querySelector("summary");
    summary.focus({ preventScroll: true });
    doubt.scrollIntoView({ block: "nearest" });
    summary.scrollIntoView({ block: "nearest" });
  };
  /* One doubt is open at a time, whoever opens it, and the source follows. */
  document.addEventListener(
    "toggle",
    (event) => {
      const doubt = event.target;
      if (!doubt.open || !doubt.matches("#doutes details.doubt")) {
        return;
      }
      close(doubt);
      if (doubt.dataset.number) {
        point(doubt);
      }
    },
    true,
  );
  const step = (by) => {
    const all = stops();
    const now = current();
    const next = all[now ? all.indexOf(now) + by : 0];
    if (!next) {
      return;
    }
    /* From the first doubt of a group back to the group: it is open already. */
    if (now && next.contains(now)) {
      now.open = false;
    }
    show(next);
  };
  const press = (key) => {
    const now = current();
    const button = [...(now?.querySelectorAll(`[data-key="${key}"]`) ?? [])].find((one) => one.closest("details") === now);
    button?.click();
    return Boolean(button);
  };
  const help = () => {
    const keys = document.getElementById("aide-touches");
    if (keys) {
      keys.open = !keys.open;
      (keys.open ? keys.querySelector("summary") : current()?.querySelector("summary"))?.focus();
    }
  };
  /* The fiche that has the focus, else the one that is open. */
  const fiche = () =>
    document.activeElement.closest?.(".got-fiche") ?? [...document.querySelectorAll("details.got-fiche[open]")].at(-1);
  const act = (key) => {
    const link = fiche()?.querySelector(`[data-key="${key}"]`);
    link?.click();
    return Boolean(link);
  };
  const choose = (number) => {
    const option = current()?.querySelector(`[data-option="${number}"]`);
    if (option) {
      option.checked = true;
      const other = option.value === "autre" && option.parentElement.querySelector("[data-other]");
      if (other) {
        other.focus();
      }
    }
    return Boolean(option);
  };
  const other = () => {
    const field = current()?.querySelector("[data-other]");
    if (field) {
      field.parentElement.querySelector("input[type=radio]").checked = true;
      field.focus();
    }
    return Boolean(field);
  };
  const go = () => {
    const at = document.activeElement.closest?.(".got-fiche, details.doubt") ?? current() ?? fiche();
    const link = at?.querySelector("a[data-source]");
    link?.click();
    return Boolean(link);
  };
  const undo = () => {
    const button = document.querySelector('#pied [data-key="u"]');
    button?.click();
    return Boolean(button);
  };
  const KEYS = {
    j: () => step(1) ?? true,
    k: () => step(-1) ?? true,
    "?": () => help() ?? true,
    a: () => press("a"),
    c: () => other() || press("c"),
    i: () => press("i"),
    m: () => act("m"),
    f: () => act("f"),
    s: () => act("s"),
    g: go,
    u: undo,
  };
  document.addEventListener("keydown", (event) => {
    if (!body() || typing(event.target)) {
      return;
    }
    const key = event.key.toLowerCase();
    const chord = event.ctrlKey || event.metaKey || event.altKey;
    if (chord ? key === "z" && !event.altKey && !event.shiftKey && undo() : (KEYS[key]?.() ?? (/^[1-9]$/.test(key) && choose(key)))) {
      event.preventDefault();
    }
  });
  /* Words typed beside « Autre » choose it. */
  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-other]")) {
      event.target.parentElement.querySelector("input[type=radio]").checked = true;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.target.closest(".part-form, [id^='c-']")?.querySelector("a.btn-bare")?.click();
    }
  });

  /* A link to a doubt or to a fiche that this page already holds opens it here. */
  document.addEventListener("click", (event) => {
    const tab = event.target.closest(".sides a");
    const link = event.target.closest("a[data-doubt], a[data-fiche]");
    if (event.ctrlKey || event.metaKey || event.shiftKey || !(tab ?? link)) {
      return;
    }
    if (tab) {
      event.preventDefault();
      side(tab.hash === "#source" ? "document" : "plan");
      return;
    }
    const { doubt, fiche, from } = link.dataset;
    const target = document.getElementById(doubt ? `d${doubt}` : `f-${fiche}`);
    if (!target) {
      return;
    }
    event.preventDefault();
    side("plan");
    for (let above = target.parentElement; above; above = above.parentElement) {
      if (above.tagName === "DETAILS") {
        above.open = true;
      }
    }
    if (doubt) {
      show(target);
      return;
    }
    if (from) {
      mark(0, from);
    }
    target.scrollIntoView({ block: "start" });
    target.open = true;
    target.querySelector("summary")?.focus({ preventScroll: true });
  });

  /* After an answer the next doubt is at hand; after a correction form came, its first field. */
  document.addEventListener("htmx:afterSwap", (event) => {
    const swapped = event.detail.target;
    const field = document.getElementById(swapped.id)?.querySelector("textarea, input:not([type=hidden]), summary");
    if (swapped.id === "doutes") {
      const now = current();
      const summary = now?.querySelector("summary");
      (summary ?? document.getElementById("doutes-titre"))?.focus({ preventScroll: true });
      now?.scrollIntoView({ block: "nearest" });
      summary?.scrollIntoView({ block: "nearest" });
      document.querySelector(".source .src-now")?.scrollIntoView({ block: "center" });
      const conflict = document.getElementById("conflit");
      conflict?.replaceChildren();
    } else if (swapped.id === "source") {
      const row = landing && document.getElementById(`l${landing}`);
      landing = 0;
      if (row) {
        land(row);
      } else {
        document.querySelector(".source .src-now")?.scrollIntoView({ block: "center" });
      }
    } else if (field && (swapped.id.startsWith("c-") || swapped.id.startsWith("f-"))) {
      field.focus({ preventScroll: true });
      field.setSelectionRange?.(field.value.length, field.value.length);
    }
  });

  /* Deposit: drop a file on the form; one that is too large is refused before it leaves. */
  const refuse = (form, sentence) => {
    const field = form.querySelector("input[type=file]");
    field.setCustomValidity(sentence);
    field.reportValidity();
  };
  const dress = (form) => {
    const field = form.querySelector("input[type=file]");
    const check = () => {
      const file = field.files[0];
      const tooLarge = file && file.size > Number(field.dataset.mostBytes);
      field.setCustomValidity("");
      if (tooLarge) {
        refuse(form, field.dataset.tooLarge);
      }
      return !tooLarge;
    };
    field.addEventListener("change", check);
    form.addEventListener("submit", (event) => {
      if (!check()) {
        event.preventDefault();
      }
    });
    form.addEventListener("dragover", (event) => {
      event.preventDefault();
      form.classList.add("dropping");
    });
    form.addEventListener("dragleave", () => form.classList.remove("dropping"));
    form.addEventListener("drop", (event) => {
      event.preventDefault();
      form.classList.remove("dropping");
      if (event.dataTransfer.files.length) {
        field.files = event.dataTransfer.files;
        check();
      }
    });
  };
  /* Back from an act, the focus is on what it made; the browser first moves to the address, then leaves it nowhere. */
  window.addEventListener("load", () =>
    setTimeout(() => {
      const made = body() && /^#(f-|b-)/.test(location.hash) && document.getElementById(location.hash.slice(1));
      if (made && document.activeElement === document.body) {
        made.querySelector("summary, a")?.focus({ preventScroll: true });
        made.scrollIntoView({ block: "start" });
      }
    }));
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("form[data-drop]").forEach(dress);
    if (body()) {
      side(/^#(l\d+|source)$/.test(location.hash) ? "document" : "plan");
      document.querySelector(".source .src-now")?.scrollIntoView({ block: "center" });
    }
  });
})();
