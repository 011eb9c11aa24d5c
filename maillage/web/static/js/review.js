/* The review: keys J K A C I ?, links between the source and the plan without leaving the page; deposit by dropping.
   Everything here also works without it, by links and forms. */
"use strict";
(() => {
  const typing = (element) => element.closest("input, textarea, select, [contenteditable]");
  const doubts = () => [...document.querySelectorAll("#doutes details.doubt")];
  const current = () => doubts().find((one) => one.open);

  const show = (doubt, { jump = true } = {}) => {
    for (const other of doubts()) {
      other.open = other === doubt;
    }
    doubt.querySelector("summary").focus({ preventScroll: true });
    doubt.scrollIntoView({ block: "nearest" });
    const place = jump && doubt.querySelector(".doubt-body a[hx-target='#source']");
    if (place) {
      place.click();
    }
  };
  const step = (by) => {
    const all = doubts();
    const at = all.indexOf(current());
    const next = all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))];
    if (next && next !== current()) {
      show(next);
    }
  };
  const press = (key) => {
    const button = current()?.querySelector(`[data-key="${key}"]`);
    button?.click();
    return Boolean(button);
  };
  const help = () => {
    const text = document.getElementById("aide-touches");
    if (text) {
      text.hidden = !text.hidden;
    }
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) {
      return;
    }
    const key = event.key.toLowerCase();
    if (!doubts().length) {
      return;
    }
    if (key === "j" || key === "k") {
      step(key === "j" ? 1 : -1);
    } else if (key === "?") {
      help();
    } else if (!["a", "c", "i"].includes(key) || !press(key)) {
      return;
    }
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.target.closest(".part-form, [id^='c-']")?.querySelector("a.btn-bare")?.click();
    }
  });

  /* A link to a doubt or to a fiche that this page already holds opens it here. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-doubt], a[data-fiche]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    const { doubt, fiche } = link.dataset;
    const target = document.getElementById(doubt ? `d${doubt}` : `f-${fiche}`);
    if (!target) {
      return;
    }
    event.preventDefault();
    if (doubt) {
      show(target, { jump: false });
      return;
    }
    for (let above = target.parentElement; above; above = above.parentElement) {
      if (above.tagName === "DETAILS") {
        above.open = true;
      }
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
      const summary = document.querySelector("#doutes details.doubt[open] > summary");
      (summary ?? document.getElementById("doutes-titre"))?.focus({ preventScroll: true });
      summary?.scrollIntoView({ block: "nearest" });
      document.querySelector(".source .src-now")?.scrollIntoView({ block: "center" });
      const conflict = document.getElementById("conflit");
      conflict?.replaceChildren();
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
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("form[data-drop]").forEach(dress);
    document.querySelector(".source .src-now")?.scrollIntoView({ block: "center" });
  });
})();
