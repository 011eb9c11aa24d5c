/* Tables walked as a spreadsheet: table[data-grid], with cells [data-cell] in its rows. Any page may use it.
   A cell that holds a field gives it the focus: Enter and the vertical arrows change rows, Escape gives the old value back.
   A cell with data-edit (an address) opens its editor there: click, Enter or F2; Escape leaves it. The answer replaces the row.
   j and k go down and up, e edits; F2 on a cell with data-rename opens the editor at that address. Without script the cells are plain text and the fields plain fields. */
"use strict";
(() => {
  const FIELD = "input:not([type='hidden']):not([type='checkbox']), select, textarea";
  const LEAVE = "a, button, input, select, textarea, label, summary";
  const field = (cell) => cell.querySelector(`:scope ${FIELD}`);
  const gridOf = (target) => target.closest?.("table[data-grid]");
  const cellOf = (target) => target.closest?.("[data-cell]");
  const rowsOf = (grid) => [...grid.rows].filter((row) => !row.hidden && row.querySelector("[data-cell]"));

  const focus = (cell) => {
    const grid = gridOf(cell);
    const inside = cell.hasAttribute("data-edit") ? null : field(cell);
    for (const other of grid.querySelectorAll("[data-cell][tabindex='0']")) {
      other.tabIndex = -1;
    }
    if (!inside) {
      cell.tabIndex = 0;
    }
    (inside || cell).focus();
    if (inside?.select) {
      inside.select();
    }
  };
  const at = (row, index) => {
    const cells = [...row.querySelectorAll("[data-cell]")];
    return cells.find((cell) => cell.cellIndex === index) || cells[Math.min(index, cells.length - 1)];
  };
  const move = (cell, down, right) => {
    const rows = rowsOf(gridOf(cell));
    const row = rows[rows.indexOf(cell.parentElement) + down];
    if (right) {
      const cells = [...cell.parentElement.querySelectorAll("[data-cell]")];
      const next = cells[cells.indexOf(cell) + right];
      return Boolean(next && (focus(next), true));
    }
    return Boolean(row && (focus(at(row, cell.cellIndex)), true));
  };

  const open = (cell, address) => {
    const row = cell.parentElement;
    remember(cell);
    window.htmx.ajax("GET", address || cell.dataset.edit, { source: cell, target: row, swap: "outerHTML" });
  };
  /* A row that is replaced is another element: the place to come back to is kept by name. */
  let place = null;
  const remember = (cell) => {
    place = { row: cell.parentElement.id, index: cell.cellIndex };
  };
  document.addEventListener("htmx:afterSettle", () => {
    const row = place && document.getElementById(place.row);
    const cell = row && at(row, place.index);
    if (cell) {
      const inside = field(cell);
      if (inside) {
        inside.focus();
        inside.select?.();
      } else {
        place = null;
        focus(cell);
      }
    }
  });

  const atEdge = (input, right) => {
    if (input.selectionStart === null || input.selectionStart === undefined) {
      return true;
    }
    const all = input.selectionStart === 0 && input.selectionEnd === input.value.length;
    return all || (right > 0 ? input.selectionStart === input.value.length : input.selectionEnd === 0);
  };
  const SIDES = { ArrowLeft: -1, ArrowRight: 1 };
  const HEIGHTS = { ArrowUp: -1, ArrowDown: 1, Enter: 1 };

  const inField = (event, cell) => {
    const input = event.target;
    if (cell.querySelector("form")) {
      if (event.key === "Escape") {
        cell.querySelector("[data-escape]")?.click();
        return true;
      }
      if (event.key === "Enter" && input.matches("select")) {
        input.form.requestSubmit();
        return true;
      }
      return false;
    }
    if (event.key === "Escape") {
      input.value = input.defaultValue ?? input.value;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      return true;
    }
    if (event.key in HEIGHTS && !input.matches("textarea, select")) {
      return move(cell, event.key === "Enter" && event.shiftKey ? -1 : HEIGHTS[event.key], 0) || event.key === "Enter";
    }
    return event.key in SIDES && !input.matches("select") && atEdge(input, SIDES[event.key]) && move(cell, 0, SIDES[event.key]);
  };
  const inCell = (event, cell) => {
    const own = event.target === cell;
    if (event.key === "F2" && own && cell.dataset.rename) {
      open(cell, cell.dataset.rename);
      return true;
    }
    if (["Enter", "F2", "e"].includes(event.key) && own) {
      const wanted = cell.dataset.edit ? cell : event.key === "e" && cell.parentElement.querySelector("[data-edit]");
      const link = cell.querySelector("a[href]");
      if (wanted) {
        open(wanted);
      } else if (event.key === "Enter" && link) {
        link.click();
      }
      return Boolean(wanted || link);
    }
    if (!own && !["j", "k", "ArrowUp", "ArrowDown"].includes(event.key)) {
      return false;
    }
    const down = { ...HEIGHTS, Enter: 0, j: 1, k: -1 }[event.key] || 0;
    return Boolean(down || SIDES[event.key]) && move(cell, down, down ? 0 : SIDES[event.key]);
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) {
      return;
    }
    const cell = cellOf(event.target);
    if (!cell || !gridOf(cell)) {
      const first = document.querySelector("table[data-grid] [data-cell]");
      if (event.key === "j" && event.target === document.body && first) {
        event.preventDefault();
        focus(first);
      }
      return;
    }
    const typing = event.target.matches(FIELD);
    if (typing ? inField(event, cell) : inCell(event, cell)) {
      event.preventDefault();
    }
  });
  document.addEventListener("click", (event) => {
    const cell = cellOf(event.target);
    if (cell?.dataset.edit && gridOf(cell) && !event.target.closest(LEAVE) && !cell.querySelector("form")) {
      open(cell);
    }
  });
  document.addEventListener("focusin", (event) => {
    const cell = cellOf(event.target);
    if (cell && gridOf(cell) && event.target.closest("form")) {
      remember(cell);
    }
  });
  /* One cell of the table is in the order of the Tab key; the arrows reach the others. */
  const dress = () => {
    for (const grid of document.querySelectorAll("table[data-grid]")) {
      const cells = [...grid.querySelectorAll("[data-cell]")].filter((cell) => !cell.querySelector(FIELD));
      for (const cell of cells) {
        cell.tabIndex = cell.tabIndex === 0 && cell.hasAttribute("tabindex") ? 0 : -1;
      }
      if (cells.length && !cells.some((cell) => cell.tabIndex === 0)) {
        cells[0].tabIndex = 0;
      }
    }
  };
  document.addEventListener("DOMContentLoaded", dress);
  document.addEventListener("htmx:afterSwap", dress);
})();
