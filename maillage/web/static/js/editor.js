/* Editors: Ctrl+S saves, Escape leaves, focus goes where the work is, leaving the page with unsaved words is asked. */
"use strict";
(() => {
  const editor = (target) => target.closest?.("form[data-editor]");
  const typed = new WeakSet();

  document.addEventListener("input", (event) => {
    const form = editor(event.target);
    if (form) {
      typed.add(form);
    }
  });
  document.addEventListener("keydown", (event) => {
    const form = editor(event.target) || document.querySelector("form[data-editor]");
    if (!form) {
      return;
    }
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      form.requestSubmit(form.querySelector(".editor-foot button[value='save']"));
    } else if (event.key === "Escape" && editor(event.target) && !typed.has(form)) {
      form.querySelector("[data-escape]").click();
    } else if (event.key === "Escape" && editor(event.target)) {
      form.querySelector("[data-escape]").focus();
    }
  });
  /* A news replaces the one before: all of it is taken at first, so that typing starts anew. */
  document.addEventListener("focusin", (event) => {
    if (event.target.matches?.("[data-replace]") && event.target.value === event.target.defaultValue) {
      /* selecting brings the focus back: not once the person has gone on to the next field */
      requestAnimationFrame(() => document.activeElement === event.target && event.target.select());
    }
  });
  document.addEventListener("submit", (event) => {
    const form = editor(event.target);
    if (form) {
      typed.delete(form);
    }
  });
  /* a save that did not pass leaves the words unsaved */
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = editor(event.detail.elt);
    if (form && !event.detail.successful) {
      typed.add(form);
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if ([...document.querySelectorAll("form[data-editor]")].some((form) => typed.has(form))) {
      event.preventDefault();
    }
  });

  const first = (root) =>
    root.querySelector("[data-focus]") ||
    root.querySelector("[aria-invalid='true']") ||
    root.querySelector("form[data-editor] :is(textarea, select, input:not([type='hidden']))");
  /* The swapped element is not always the event's target: look it up again by its name. */
  document.addEventListener("htmx:afterSettle", (event) => {
    const asked = event.detail.requestConfig?.path || "";
    const match = asked.match(/\/rubriques\/([\w-]+)\/|\/etapes\/\w+\//);
    if (!match) {
      return;
    }
    const name = match[1] || "steps";
    const place = document.getElementById(name);
    const command = event.detail.requestConfig?.parameters?.do || "";
    const arranged = /^(add|sub|up|down|remove)/.test(command);
    if (arranged && place) {
      typed.add(place.querySelector("form[data-editor]"));
    }
    const found = place && (arranged ? afterCommand(place, command) : first(place));
    (found || document.querySelector(`[data-opens="${name}"]`))?.focus();
  });
  const afterCommand = (place, command) => {
    const rows = [...place.querySelectorAll(".edit-row")];
    const [verb, index] = command.split("-");
    const at = Number(index);
    const number = { add: rows.length - 1, sub: at + 1, up: at - 1, down: at + 1, remove: at }[verb];
    const row = rows[Math.max(0, Math.min(number, rows.length - 1))];
    return row?.querySelector("textarea, input");
  };
})();
