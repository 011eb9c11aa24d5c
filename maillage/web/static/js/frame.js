/* The frame: shortcuts, closing of messages, what to say when the network fails. No state of its own. */
"use strict";
(() => {
  const typing = (element) => element.closest("input, textarea, select, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target)) {
      const fields = [...document.querySelectorAll('[data-shortcut="/"]')];
      const field = fields.find((one) => one.offsetParent !== null);
      if (field) {
        event.preventDefault();
        field.focus();
        field.select();
      }
    }
  });

  /* Without script there is no button: the browser prints by itself. */
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  /* Menus (details[data-popup]): a press elsewhere or Escape closes them, focus goes back to their button. */
  const shut = (except) => {
    for (const menu of document.querySelectorAll("details[data-popup][open]")) {
      if (menu !== except) {
        menu.open = false;
      }
    }
  };
  document.addEventListener("click", (event) => shut(event.target.closest?.("details[data-popup]")));
  document.addEventListener("keydown", (event) => {
    const menu = event.target.closest?.("details[data-popup][open]");
    if (event.key === "Escape" && menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  const close = (toast) => {
    toast.remove();
  };
  const dress = (root) => {
    for (const toast of root.querySelectorAll(".toast:not([data-dressed])")) {
      toast.dataset.dressed = "";
      const button = document.createElement("button");
      button.type = "button";
      button.className = "close";
      button.setAttribute("aria-label", "Fermer ce message");
      button.addEventListener("click", () => close(toast));
      toast.append(button);
    }
  };
  const tell = (text) => {
    const said = document.getElementById("said");
    if (!said) {
      return;
    }
    said.replaceChildren();
    const place = document.createElement("div");
    place.className = "toast-place no-print";
    const toast = document.createElement("div");
    toast.className = "toast show";
    toast.setAttribute("role", "alert");
    const words = document.createElement("span");
    words.textContent = text;
    toast.append(words);
    place.append(toast);
    said.append(place);
    dress(said);
  };

  document.addEventListener("DOMContentLoaded", () => dress(document));
  document.addEventListener("htmx:oobAfterSwap", () => dress(document));
  document.addEventListener("htmx:afterSwap", () => dress(document));

  document.addEventListener("htmx:sendError", () =>
    tell("La connexion est coupée. Rien n’est perdu\u00a0: recommencez quand elle revient."));
  document.addEventListener("htmx:responseError", (event) => {
    const status = event.detail.xhr.status;
    if (status === 403) {
      tell("Votre rôle ne permet pas cela, ou la page est restée ouverte trop longtemps\u00a0: rechargez-la.");
    } else if (status === 404) {
      tell("Cela n’existe plus. Rechargez la page.");
    } else {
      tell("Une panne de notre côté. Votre texte est encore là\u00a0: recommencez dans un instant.");
    }
  });
  /* A session that ended answers with the sign-in page: go there rather than show it inside this one. */
  document.addEventListener("htmx:beforeSwap", (event) => {
    const answered = event.detail.xhr.responseURL;
    if (answered && new URL(answered).pathname.startsWith("/compte/") && !location.pathname.startsWith("/compte/")) {
      event.detail.shouldSwap = false;
      location.assign(location.href);
    }
  });
})();
