/* The échéancier: printing, filters that apply at once. */
"use strict";
(() => {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  document.addEventListener("change", (event) => {
    if (event.target.matches?.("[data-submit]")) {
      event.target.form.requestSubmit();
    }
  });
})();
