/* The page of answers: what is typed stays on this device until the server has it, so that neither a cut network nor
   a reload loses a word. Nothing stays once it is kept or sent. */
"use strict";
(() => {
  const START = "maillage:reponse:";
  const KEPT_DAYS = 30;
  /* typed: what is not known to be on the server, by name; known: all that may stand there; inputs: how many so far. */
  let form, key, typed = {}, known = {}, inputs = 0, sent = 0;

  const attempt = (work) => {
    try {
      return work();
    } catch {
      /* private browsing, or no room left: the server's draft remains */
      return null;
    }
  };
  const write = () => attempt(() => Object.keys(typed).length ? localStorage.setItem(key, JSON.stringify({ at: Date.now(), typed })) : localStorage.removeItem(key));
  const read = (name) => attempt(() => JSON.parse(localStorage.getItem(name))) || { at: 0, typed: {} };
  const flat = (text) => (text ?? "").split(/\s+/).join(" ").trim();
  const fields = (name) => [...form.elements].filter((one) => one.name === name);
  const standing = (name, stood) => {
    const [first, ...others] = fields(name);
    if (!first) {
      return null;
    }
    if (first.type === "radio") {
      return [first, ...others].find((one) => (stood ? one.defaultChecked : one.checked))?.value ?? "";
    }
    if (first.tagName === "SELECT") {
      return stood ? [...first.options].find((one) => one.defaultSelected)?.value ?? first.options[0].value : first.value;
    }
    return stood ? first.defaultValue : first.value;
  };
  const put = (name, text) => {
    for (const one of fields(name)) {
      if (one.type === "radio") {
        one.checked = one.value === text;
      } else {
        one.value = text;
      }
      for (let fold = one.closest("details"); fold; fold = fold.parentElement.closest("details")) {
        fold.open = true;
      }
    }
  };
  const say = (words) => {
    document.getElementById("garde").textContent = words;
  };
  /* Has what was typed sent again to the server, as typing does. */
  const again = () => form.querySelector("[hx-post]").dispatchEvent(new Event("input", { bubbles: true }));

  /* Each text comes with what stood there: what came to the server since, or from another hand, is not written over. */
  const restore = () => {
    for (const [name, { before, after }] of Object.entries(read(key).typed)) {
      const now = standing(name, true);
      if (now !== null && flat(now) !== flat(after) && before.some((one) => flat(one) === flat(now))) {
        known[name] = before;
        typed[name] = { before, after };
        put(name, after);
      }
    }
    write();
    if (Object.keys(typed).length) {
      say("Ce que vous aviez écrit sans réseau est de nouveau là. Il n’est pas encore envoyé.");
      again();
    }
  };
  const forget = () => attempt(() => {
    const old = Object.keys(localStorage).filter((one) => one.startsWith(START) && Date.now() - read(one).at > KEPT_DAYS * 86400000);
    old.forEach((one) => localStorage.removeItem(one));
  });

  document.addEventListener("input", (event) => {
    const name = event.target.name;
    if (!form?.contains(event.target) || !name || event.target.type === "file") {
      return;
    }
    inputs += 1;
    known[name] ??= [standing(name, true)];
    typed[name] = { before: known[name], after: standing(name, false) };
    write();
  });
  const isDraft = (event) => Boolean(form?.contains(event.target));
  document.addEventListener("htmx:beforeSend", (event) => {
    if (isDraft(event)) {
      sent = inputs;
      Object.entries(typed).forEach(([name, one]) => known[name].includes(one.after) || known[name].push(one.after));
      write();
    }
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful && isDraft(event) && sent === inputs) {
      typed = {};
      write();
    }
  });
  document.addEventListener("submit", (event) => {
    if (event.target === form && navigator.onLine === false) {
      event.preventDefault();
      say("Pas de réseau. Ce que vous avez écrit est gardé sur cet appareil\u00a0: envoyez-le quand il revient.");
    }
  });
  window.addEventListener("online", () => form && Object.keys(typed).length && again());
  document.addEventListener("DOMContentLoaded", () => {
    form = document.querySelector("form[data-kept-as]");
    forget();
    if (form) {
      key = START + form.dataset.keptAs;
      restore();
    }
  });
})();
