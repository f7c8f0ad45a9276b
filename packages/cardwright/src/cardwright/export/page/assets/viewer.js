// The viewer: which card is current, and presenting, where there is a stage for it. Reading needs none of this.
"use strict";
(() => {
  const root = document.documentElement;
  const cards = Array.from(document.querySelectorAll(".card"));
  const start = document.querySelector("[data-present]");
  const stage = document.querySelector(".stage");
  if (!cards.length) return;
  const menus = Array.from(document.querySelectorAll(".bar details"));
  const links = Array.from(document.querySelectorAll(".bar nav a"));
  const rtl = root.dir === "rtl";
  let current = 0;
  let asked = false; // full screen was granted for this show
  let sleep = 0;

  const presenting = () => root.classList.contains("presenting");
  const named = () => cards.findIndex((card) => "#" + card.id === location.hash);

  function show(index) {
    current = Math.max(0, Math.min(cards.length - 1, index));
    cards.forEach((card, at) => card.classList.toggle("on", at === current));
    for (const place of document.querySelectorAll(".count")) place.textContent = `${current + 1} / ${cards.length}`;
    for (const meter of document.querySelectorAll("progress")) meter.value = current + 1;
    mark();
    const hash = "#" + cards[current].id;
    if (location.hash !== hash && (location.hash || current)) {
      try { history.replaceState(history.state, "", hash); } catch { /* some hosts forbid it; only the address misses out */ }
    }
  }

  // Of the links to cards, the last one at or before the current card is where the reader is.
  function mark() {
    const at = (link) => cards.findIndex((card) => "#" + card.id === link.hash);
    const here = Math.max(-1, ...links.map(at).filter((place) => place <= current));
    for (const link of links) {
      if (at(link) === here) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  function close(kept) {
    for (const menu of menus) if (menu !== kept) menu.open = false;
  }

  function turn(index) {
    show(index);
    cards[current].scrollTop = 0;
    cards[current].focus({ preventScroll: true });
  }

  async function present() {
    if (presenting()) return;
    root.classList.add("presenting");
    turn(current);
    wake();
    try { await root.requestFullscreen(); asked = true; } catch { /* a window will do */ }
  }

  function leave() {
    if (!presenting()) return;
    root.classList.remove("presenting", "idle");
    clearTimeout(sleep);
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    asked = false;
    cards[current].scrollTop = 0;
    cards[current].scrollIntoView({ behavior: "instant", block: "start" });
    start.focus({ preventScroll: true });
  }

  function wake() {
    root.classList.remove("idle");
    clearTimeout(sleep);
    sleep = setTimeout(() => { if (presenting()) root.classList.add("idle"); }, 2500);
  }

  // A card taller than the screen is read to its end before the next one comes.
  function scrolled(step) {
    const card = cards[current];
    const room = step > 0 ? card.scrollHeight - card.clientHeight - card.scrollTop : card.scrollTop;
    if (room < 2) return false;
    card.scrollBy({ top: step * card.clientHeight * 0.85 });
    return true;
  }

  const read = (step) => { if (!scrolled(step)) turn(current + step); };
  const keys = {
    ArrowRight: () => turn(current + (rtl ? -1 : 1)),
    ArrowLeft: () => turn(current + (rtl ? 1 : -1)),
    ArrowDown: () => read(1),
    ArrowUp: () => read(-1),
    PageDown: () => read(1),
    PageUp: () => read(-1),
    " ": (event) => read(event.shiftKey ? -1 : 1),
    Enter: () => read(1),
    Home: () => turn(0),
    End: () => turn(cards.length - 1),
    Escape: leave,
    f: leave,
    F: leave,
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    const control = event.target.closest("a, button, summary, input, textarea, select");
    if (!presenting()) {
      if (event.key === "Escape") close();
      if (stage && (event.key === "f" || event.key === "F") && !control) { event.preventDefault(); present(); }
      return;
    }
    if (control && (event.key === " " || event.key === "Enter")) return;
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    wake();
    act(event);
  });

  start?.addEventListener("click", present);
  stage?.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.go === "exit") leave();
    else show(current + (button.dataset.go === "next" ? 1 : -1));
  });
  document.addEventListener("click", (event) => {
    close(event.target.closest("nav a") ? null : event.target.closest("details"));
  });
  document.addEventListener("fullscreenchange", () => { if (asked && !document.fullscreenElement) leave(); });
  document.addEventListener("pointermove", () => { if (presenting()) wake(); });

  let touch = null;
  document.addEventListener("touchstart", (event) => {
    const [finger] = event.touches;
    const sideways = event.target.closest(".tb, .cg, pre");
    const free = !sideways || sideways.scrollWidth <= sideways.clientWidth + 1;
    touch = presenting() && event.touches.length === 1 && free ? { x: finger.clientX, y: finger.clientY } : null;
    if (presenting()) wake();
  }, { passive: true });
  document.addEventListener("touchend", (event) => {
    if (!touch) return;
    const [finger] = event.changedTouches;
    const dx = finger.clientX - touch.x;
    const dy = finger.clientY - touch.y;
    touch = null;
    if (Math.abs(dx) < 45 || Math.abs(dx) < 1.5 * Math.abs(dy)) return;
    turn(current + ((dx < 0) === rtl ? -1 : 1));
  }, { passive: true });

  window.addEventListener("hashchange", () => { if (named() >= 0) (presenting() ? turn : show)(named()); });

  // While reading, the current card is the one across the upper third of the window.
  const seen = new IntersectionObserver((entries) => {
    if (presenting()) return;
    const met = entries.filter((entry) => entry.isIntersecting).map((entry) => cards.indexOf(entry.target));
    if (met.length) show(Math.min(...met));
  }, { rootMargin: "-33% 0px -66% 0px" });
  cards.forEach((card) => seen.observe(card));
  addEventListener("scroll", () => { // a short last card never reaches that line
    const left = root.scrollHeight - innerHeight - scrollY;
    if (!presenting() && scrollY > 0 && left < 2) show(cards.length - 1);
  }, { passive: true });

  // Boxes that scroll sideways must be reachable by keyboard, others must not be in the way.
  const boxes = document.querySelectorAll(".tb, .cg, pre");
  const reach = () => boxes.forEach((box) => {
    if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  });
  addEventListener("resize", reach);
  reach();

  for (const thing of document.querySelectorAll("[data-js]")) thing.hidden = false;
  show(Math.max(0, named()));
})();
