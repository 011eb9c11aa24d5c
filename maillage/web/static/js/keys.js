/* Buttons of passkeys: tells allauth's scripts which form they serve. Shown only where the browser has keys. */
"use strict";
(() => {
  const ids = (button) => ({
    login: button.id,
    add: button.id,
    authenticate: button.id,
    credential: button.dataset.credential,
    passwordless: button.dataset.passwordless,
    data: button.dataset.options,
  });
  const wire = {
    login: (button) => window.allauth.webauthn.forms.loginForm({ ids: ids(button) }),
    add: (button) => window.allauth.webauthn.forms.addForm({ ids: ids(button) }),
    authenticate: (button) => window.allauth.webauthn.forms.authenticateForm({ ids: ids(button) }),
  };

  document.addEventListener("DOMContentLoaded", () => {
    if (!window.PublicKeyCredential) {
      return;
    }
    for (const button of document.querySelectorAll("[data-key]")) {
      wire[button.dataset.key](button);
      button.hidden = false;
    }
  });

  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    const said = document.getElementById("said");
    if (!said) {
      return;
    }
    const note = document.createElement("div");
    note.className = "note note-error mb-4";
    note.setAttribute("role", "alert");
    const words = document.createElement("p");
    words.textContent = "La clé n’a pas répondu, ou vous avez annulé. Recommencez, ou choisissez un autre moyen.";
    note.append(words);
    said.replaceChildren(note);
  });
})();
