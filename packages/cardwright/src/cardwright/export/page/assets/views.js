// Tells the server what of this page is looked at: a name drawn for this view of it, and seconds by card.
// No cookie, nothing stored, nothing about the browser; and not at all when the reader asks not to be tracked.
"use strict";
(() => {
  const { to, cards: known } = document.currentScript.dataset;
  const ids = known.split(" ");
  if (navigator.globalPrivacyControl || navigator.doNotTrack === "1") return;

  const TICK = 1000; // milliseconds between looks at what is in view
  const TELL = 15000; // between reports
  const IDLE = 300000; // without a hand on the page: nobody is reading
  const root = document.documentElement;
  const token = new URLSearchParams(location.search).get("for");
  const view = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const seconds = {};
  const near = new Set(); // elements of which anything is in view
  let told = ""; // the last report
  let at = 0; // when time was last counted
  let moved = 0; // when the reader last did something
  let sent = 0;

  // A card alone on its page is as large as the page; several share one, or one has several.
  const card = new Map();
  for (const part of document.querySelectorAll("[data-card]")) {
    const page = part.closest(".card");
    const alone = page.querySelectorAll("[data-card]").length === 1;
    card.set(alone ? page : part, ids[part.dataset.card - 1]);
  }
  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) near[isIntersecting ? "add" : "delete"](target);
  });
  for (const element of card.keys()) seen.observe(element);

  function height(element) {
    const box = element.getBoundingClientRect();
    return [Math.max(0, Math.min(box.bottom, innerHeight) - Math.max(box.top, 0)), box.height];
  }

  // Looked at is what is half in view or fills half of it; else whatever there is most of.
  function looked() {
    const shown = Array.from(near, (element) => [card.get(element), ...height(element)]).filter(([, part]) => part > 0);
    const full = shown.filter(([, part, whole]) => part >= whole / 2 || part >= innerHeight / 2);
    const most = shown.sort((a, b) => b[1] - a[1]).slice(0, 1);
    return new Set((full.length ? full : most).map(([id]) => id).filter(Boolean));
  }

  function count() {
    const now = performance.now();
    const spent = Math.min(now - at, 2 * TICK); // longer: the machine slept
    at = now;
    if (now - moved > IDLE) return;
    const found = looked();
    for (const id of found) seconds[id] = (seconds[id] || 0) + spent / 1000 / found.size;
  }

  function tell() {
    const spent = Object.fromEntries(Object.entries(seconds).map(([id, time]) => [id, Math.round(time * 10) / 10]));
    const report = JSON.stringify({ view, seconds: spent, ...(token && { for: token }) });
    sent = performance.now();
    if (report === told) return;
    told = report;
    navigator.sendBeacon(to, report);
  }

  let timer = 0;
  function go() {
    clearInterval(timer);
    at = moved = performance.now();
    tell();
    timer = setInterval(() => {
      count();
      if (performance.now() - sent >= TELL) tell();
    }, TICK);
  }
  function stop() {
    if (!timer) return;
    count();
    clearInterval(timer);
    timer = 0;
    tell();
  }
  const turn = () => { if (document.visibilityState === "visible" && !document.prerendering) go(); else stop(); };
  const touched = () => { moved = performance.now(); };

  for (const event of ["pointermove", "pointerdown", "keydown", "scroll", "touchstart"]) {
    addEventListener(event, touched, { passive: true, capture: true });
  }
  document.addEventListener("visibilitychange", turn);
  document.addEventListener("prerenderingchange", turn);
  addEventListener("pagehide", stop);
  addEventListener("pageshow", (event) => { if (event.persisted) turn(); });
  turn();
})();
