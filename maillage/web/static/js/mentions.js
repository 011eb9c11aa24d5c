/* « @ » in a message: names of members are proposed while one types; arrows choose, Enter or a press takes. */
"use strict";
(() => {
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const names = (field) =>
    [...field.form.querySelectorAll("select option[value]:not([value='']), datalist option")].map(
      (option) => (option.parentElement.localName === "datalist" ? option.value : option.textContent.trim()));
  let list = null;
  /* typing does the same: the list of people to choose from is for whoever has no script */
  document.documentElement.classList.add("types-mentions");

  const shut = () => {
    list?.field.removeAttribute("aria-controls");
    list?.field.removeAttribute("aria-activedescendant");
    list?.box.remove();
    list = null;
  };
  const typed = (field) => {
    const before = field.value.slice(0, field.selectionStart);
    const match = before.match(/(?:^|\s)@([^\n@]{0,40})$/);
    return match && { start: before.length - match[1].length, word: match[1] };
  };
  const mark = (index) => {
    list.index = (index + list.box.children.length) % list.box.children.length;
    [...list.box.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === list.index)));
    list.field.setAttribute("aria-activedescendant", list.box.children[list.index].id);
  };
  const take = (name) => {
    const { field, start } = list;
    const end = field.selectionStart;
    field.setRangeText(`${name} `, start, end, "end");
    shut();
    field.focus();
  };
  const show = (field, start, found) => {
    shut();
    const box = document.createElement("ul");
    box.className = "mentions";
    box.id = "mentions";
    box.setAttribute("role", "listbox");
    box.setAttribute("aria-label", "Personnes à mentionner");
    found.forEach((name, at) => {
      const item = document.createElement("li");
      item.id = `mention-${at}`;
      item.setAttribute("role", "option");
      item.textContent = name;
      item.addEventListener("mousedown", (event) => {
        event.preventDefault();
        take(name);
      });
      box.append(item);
    });
    field.after(box);
    field.setAttribute("aria-controls", "mentions");
    list = { field, start, box, index: 0 };
    mark(0);
  };

  document.addEventListener("input", (event) => {
    const field = event.target.closest?.("[data-mentions]");
    if (!field) {
      return;
    }
    const at = typed(field);
    const found = at ? names(field).filter((name) => fold(name).split(/\s+/).some((part, index, parts) =>
      fold(parts.slice(index).join(" ")).startsWith(fold(at.word)))).slice(0, 6) : [];
    if (found.length && !found.some((name) => `${name} ` === at.word)) {
      show(field, at.start, found);
    } else {
      shut();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (!list || event.target !== list.field) {
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      mark(list.index + step);
    } else if (event.key === "Enter" || event.key === "Tab") {
      take(list.box.children[list.index].textContent);
    } else if (event.key === "Escape") {
      shut();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  });
  document.addEventListener("focusout", (event) => list && event.target === list.field && shut());
})();
