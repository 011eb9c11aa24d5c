/* The échéancier: filters that apply at once, bars moved by drag or by arrows. Each bar is a link to a plain form. */
"use strict";
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const NAMES = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];
  const EDGES = { tout: "Période", start: "Début", end: "Fin" };
  const EDGE_PX = 9;
  const chart = document.querySelector(".gantt");
  const form = document.getElementById("gantt-move");
  let moving = null;

  document.addEventListener("change", (event) => {
    if (event.target.matches?.("[data-submit]")) {
      event.target.form.requestSubmit();
    }
  });
  const copied = document.querySelector("[data-copied]");
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
      copied.textContent = "Adresse copiée.";
    });
  }
  if (!chart || !form) {
    return;
  }

  /* months as numbers: January 2026 is 2026 * 12 */
  const read = (text) => (text ? Number(text.slice(0, 4)) * 12 + Number(text.slice(5)) - 1 : null);
  const iso = (month) => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
  const words = (month) => `${NAMES[month % 12]} ${Math.floor(month / 12)}`;
  const first = new Date(chart.dataset.first);
  const place = (month) => (100 * (Date.UTC(Math.floor(month / 12), month % 12) - first)) / 864e5 / Number(chart.dataset.days);
  const field = (name) => form.elements.namedItem(name);
  const tell = (text) => {
    form.querySelector("output").textContent = text;
  };

  const begin = (bar, edge) => {
    const start = read(bar.dataset.start);
    const end = read(bar.dataset.end);
    const box = bar.querySelector("rect");
    const shape = (name) => Number.parseFloat(box.getAttribute(name));
    const ghost = document.createElementNS(SVG, "rect");
    for (const [name, value] of Object.entries({ class: "gantt-ghost", y: 2, height: 18, rx: 3 })) {
      ghost.setAttribute(name, value);
    }
    bar.append(ghost);
    moving = { bar, edge, ghost, start, end, x: shape("x"), right: shape("x") + shape("width"), months: 0, edges: {} };
    form.action = bar.getAttribute("href");
    form.hidden = false;
    draw();
  };
  /* a bar without that edge takes it where it is drawn */
  const base = (edge) => {
    const known = edge === "start" ? moving.start : moving.end;
    const share = edge === "start" ? moving.x : moving.right;
    const day = new Date(first.getTime() + (share / 100) * Number(chart.dataset.days) * 864e5 - (edge === "end" ? 864e5 : 0));
    return known ?? day.getUTCFullYear() * 12 + day.getUTCMonth();
  };
  const now = (edge) => moving.edges[edge] ?? (edge === "start" ? moving.start : moving.end);
  const draw = () => {
    const { edge, months } = moving;
    const whole = edge === "tout";
    const start = now("start");
    const end = now("end");
    const left = whole ? moving.x + place(months + 24000) - place(24000) : edge === "start" ? place(start ?? base("start")) : moving.x;
    const right = whole ? left + moving.right - moving.x : edge === "end" ? place((end ?? base("end")) + 1) : moving.right;
    moving.ghost.setAttribute("x", `${left}%`);
    moving.ghost.setAttribute("width", `${Math.max(right - left, 0.4)}%`);
    const shift = whole ? months : 0;
    const said = [start, end].map((month) => (month === null || month === undefined ? "…" : words(month + shift))).join(" à ");
    tell(`${EDGES[edge]} : ${said}. Flèches : un mois ; D début, F fin, P période ; Entrée enregistre, Échap abandonne.`);
  };
  const step = (count) => {
    if (moving.edge === "tout") {
      moving.months += count;
    } else {
      moving.edges[moving.edge] = (now(moving.edge) ?? base(moving.edge)) + count;
    }
    draw();
  };
  const stop = () => {
    if (moving) {
      moving.ghost.remove();
      moving = null;
      form.hidden = true;
    }
  };
  const changed = () => moving && (moving.edge === "tout" ? moving.months !== 0 : moving.edges[moving.edge] !== undefined);
  const send = () => {
    const values = moving.edge === "tout" ? { months: moving.months } : { edge: moving.edge, to: iso(moving.edges[moving.edge]) };
    for (const name of ["months", "edge", "to"]) {
      field(name).disabled = !(name in values);
      field(name).value = values[name] ?? "";
    }
    field("version").value = moving.bar.dataset.version;
    form.submit();
  };
  const pick = (edge) => {
    if (moving.edge !== edge) {
      moving.edge = edge;
      moving.months = 0;
      moving.edges = {};
      draw();
    }
  };

  document.addEventListener("keydown", (event) => {
    const bar = event.target.closest?.(".gantt-bar");
    if (event.key === "Escape" && moving) {
      const back = moving.bar;
      stop();
      back.focus();
      return;
    }
    if (!bar || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const steps = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const edge = { d: "start", f: "end", p: "tout" }[event.key.toLowerCase()];
    if (steps || edge) {
      event.preventDefault();
      if (moving?.bar !== bar) {
        stop();
        begin(bar, "tout");
      }
      if (edge || event.shiftKey) {
        pick(edge || "end");
      }
      if (steps) {
        step(steps);
      }
    } else if (event.key === "Enter" && changed()) {
      event.preventDefault();
      send();
    }
  });
  document.addEventListener("focusin", (event) => {
    if (moving && !moving.dragged && event.target !== moving.bar && !form.contains(event.target)) {
      stop();
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (changed()) {
      send();
    } else {
      stop();
    }
  });
  form.querySelector("[data-give-up]").addEventListener("click", () => {
    const back = moving?.bar;
    stop();
    back?.focus();
  });

  chart.addEventListener("pointerdown", (event) => {
    const bar = event.target.closest(".gantt-bar");
    if (!bar || event.button !== 0 || event.pointerType === "touch") {
      return;
    }
    const box = bar.getBoundingClientRect();
    const edge = event.clientX - box.left < EDGE_PX ? "start" : box.right - event.clientX < EDGE_PX ? "end" : "tout";
    const track = bar.ownerSVGElement.getBoundingClientRect().width;
    const month = (track * 30.44) / Number(chart.dataset.days);
    const from = event.clientX;
    let began = false;
    const follow = (move) => {
      const count = Math.round((move.clientX - from) / month);
      if (!began && Math.abs(move.clientX - from) > 4) {
        stop();
        begin(bar, edge);
        moving.dragged = began = true;
      }
      if (began) {
        moving.months = 0;
        moving.edges = {};
        step(count);
      }
    };
    const finish = (end) => {
      document.removeEventListener("pointermove", follow);
      if (!began) {
        return;
      }
      bar.addEventListener("click", (click) => click.preventDefault(), { once: true, capture: true });
      if (end.type === "pointerup" && Math.abs(Math.round((end.clientX - from) / month)) > 0) {
        send();
      } else {
        stop();
      }
    };
    document.addEventListener("pointermove", follow);
    document.addEventListener("pointerup", finish, { once: true });
    document.addEventListener("pointercancel", finish, { once: true });
  });
  chart.addEventListener("dragstart", (event) => event.preventDefault());
  /* back on the bar that just moved */
  if (location.hash.startsWith("#barre-")) {
    document.getElementById(location.hash.slice(1))?.focus();
  }
})();
