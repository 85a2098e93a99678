"use strict";
(() => {
  const zone = document.documentElement.dataset.tidszon;
  const today = new Date().toLocaleDateString("sv-SE", { timeZone: zone });
  const days = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / 86400000);
  const left = (n) => (n === 0 ? "i dag" : n === 1 ? "i morgon" : `om ${n} dagar`);

  function told(kind, first, last) {
    if (last < today) return "";
    if (kind === "senast") return left(days(today, last));
    if (kind === "manad") return "";
    if (first > today || first === last) return first < today ? "" : left(days(today, first));
    return kind === "installt" ? "" : `slutar ${left(days(today, last))}`;
  }

  for (const time of document.querySelectorAll("time[data-slutar]")) {
    const { slutar, slag } = time.dataset;
    const row = time.closest("tr, li");
    const listed = row.parentElement.classList.contains("nasta");
    if (time.dateTime <= today && today <= slutar && slag !== "installt") row.classList.add("nu");
    if (listed && slutar < today) row.hidden = true;
    const text = told(slag, time.dateTime, slutar);
    if (text && (listed || row.classList.contains("nu"))) {
      const span = document.createElement("span");
      span.className = "kvar";
      span.textContent = text;
      time.parentElement.append(" ", span);
    }
  }

  for (const hand of document.querySelectorAll(".hjul-hand")) {
    const { first, days: length, start, end, x, y } = hand.dataset;
    const day = days(first, today);
    if (day < 0 || day >= Number(length)) continue;
    const angle = Number(start) + ((day + 0.5) / Number(length)) * (Number(end) - Number(start));
    hand.setAttribute("transform", `rotate(${angle.toFixed(3)} ${x} ${y})`);
    hand.setAttribute("visibility", "visible");
  }

  const page = (link) => link.getAttribute("href");
  const drawn = [...document.querySelectorAll(".hjul a")];
  const rows = [...document.querySelectorAll("main tr, .nasta > li")]
    .map((row) => [row, row.querySelector("a[href*='aktivitet/']")])
    .filter(([, link]) => link);
  function choose(href) {
    for (const link of drawn) {
      link.classList.toggle("vald", page(link) === href);
      link.closest("svg").classList.toggle("valjer", drawn.some((one) => page(one) === href));
    }
  }
  for (const [row, link] of rows) {
    row.addEventListener("pointerenter", () => choose(page(link)));
    row.addEventListener("pointerleave", () => choose(null));
  }
  for (const link of drawn) {
    const mark = (on) => {
      for (const [row, listed] of rows) row.classList.toggle("vald-rad", on && page(listed) === page(link));
    };
    link.addEventListener("pointerenter", () => mark(true));
    link.addEventListener("pointerleave", () => mark(false));
  }

  for (const button of document.querySelectorAll("[data-kopiera]")) {
    const field = document.getElementById(button.dataset.kopiera);
    const answer = button.parentElement.querySelector("[data-svar]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(field.value);
        answer.textContent = "Adressen är kopierad.";
      } catch {
        field.focus();
        field.select();
        answer.textContent = document.execCommand("copy")
          ? "Adressen är kopierad."
          : "Adressen är markerad. Kopiera den med Ctrl+C.";
      }
    });
  }

  const open = [];
  addEventListener("beforeprint", () => {
    for (const month of document.querySelectorAll("details:not([open])")) {
      month.open = true;
      open.push(month);
    }
  });
  addEventListener("afterprint", () => {
    for (const month of open.splice(0)) month.open = false;
  });
})();
