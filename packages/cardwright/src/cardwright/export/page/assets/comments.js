// Comments beside the cards, for whoever came by a personal link and may comment.
// All that is said is text: it is set as text and never as markup.
"use strict";
(() => {
  const { at, reader, edits, cards: known } = document.currentScript.dataset;
  const ids = known.split(" ");
  const token = new URLSearchParams(location.search).get("for");
  const bar = document.querySelector(".bar");
  if (!bar || !token) return;
  const POLL = 20000; // milliseconds, while the panel is open
  const LONGEST = 5000; // characters of a comment
  const QUOTE = 1000; // characters that may be quoted
  const root = document.documentElement;
  const threads = new Map(); // id → { thread, article, body, form }
  let newest = ""; // when anything last happened
  let order = ""; // ids as they are listed
  let quote = null; // { text, card } that a new comment is about
  let chosen = false; // whether the reader chose the card, so that scrolling does not

  function make(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (name in element && name !== "form") element[name] = value;
      else element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }
  const action = (label, act, more = {}) => make("button", { type: "button", className: "act", textContent: label, onclick: act, ...more });

  // Where each card is: the whole page when it is alone on it, else its part of the page.
  const places = new Map();
  for (const part of document.querySelectorAll("[data-card]")) {
    const id = ids[part.dataset.card - 1];
    const page = part.closest(".card");
    const alone = page.querySelectorAll("[data-card]").length === 1;
    if (!id || places.has(id)) continue;
    const title = part.querySelector("h1, h2, h3")?.textContent || page.getAttribute("aria-label") || "Untitled";
    places.set(id, { id, number: Number(part.dataset.card), title: title.trim(), part, box: alone ? page : part });
  }
  const parts = (id) => Array.from(document.querySelectorAll(`[data-card="${places.get(id)?.number}"]`));

  // -- the panel ------------------------------------------------------------------------------------------------

  const counter = make("b", { hidden: true });
  const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  icon.setAttribute("viewBox", "0 0 20 20");
  icon.setAttribute("aria-hidden", "true");
  const bubble = document.createElementNS("http://www.w3.org/2000/svg", "path");
  bubble.setAttribute("d", "M4 3.5h12A1.5 1.5 0 0 1 17.5 5v7.5A1.5 1.5 0 0 1 16 14h-5.2L7 17v-3H4a1.5 1.5 0 0 1-1.5-1.5V5A1.5 1.5 0 0 1 4 3.5Z");
  icon.append(bubble);
  const toggle = make("button", {
    type: "button", className: "talk", lang: "en", "aria-expanded": "false", "aria-controls": "talk", onclick: () => turn(panel.hidden),
  }, icon, make("span", { textContent: "Comments" }), counter);

  const closedToo = make("input", { type: "checkbox", onchange: () => arrange() });
  const closedLabel = make("span");
  const closedRow = make("label", { className: "closed", hidden: true }, closedToo, closedLabel);
  const list = make("div", { className: "threads" });
  const status = make("p", { className: "say", role: "status" });
  const about = make("select", { id: "talk-about", onchange: () => { chosen = true; drop(); } },
    make("option", { value: "", textContent: "The whole deck" }),
    ...Array.from(places.values(), ({ id, number, title }) => make("option", { value: id, textContent: `${number} · ${title}` })));
  const quoted = make("p", { dir: "auto" });
  const quoteBox = make("blockquote", { hidden: true }, quoted,
    action("×", () => { drop(); words.focus(); }, { "aria-label": "Do not quote these words" }));
  const words = field("Write a comment", () => send());
  const composer = make("form", { className: "write", onsubmit: (event) => { event.preventDefault(); send(); } },
    make("p", {}, make("label", { htmlFor: "talk-about", textContent: "On" }), about), quoteBox, words,
    make("button", { type: "submit", textContent: "Comment" }));
  const panel = make("aside", { id: "talk", lang: "en", hidden: true, "aria-labelledby": "talk-name" },
    make("header", {}, make("h2", { id: "talk-name", tabIndex: -1, textContent: "Comments" }), closedRow,
      action("×", () => turn(false), { className: "act shut", "aria-label": "Close the comments" })),
    list, status, composer);
  for (const child of panel.children) child.dir = "ltr"; // the panel itself stands where the page's own direction puts it
  bar.insertBefore(toggle, bar.querySelector("[data-present]"));
  document.body.append(panel);

  function field(label, submit) {
    return make("textarea", {
      rows: 2, maxLength: LONGEST, dir: "auto", placeholder: `${label} …`, "aria-label": label,
      onkeydown: (event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); submit(); }
      },
    });
  }

  function turn(open, focus = true) {
    panel.hidden = !open;
    toggle.setAttribute("aria-expanded", String(open));
    root.classList.toggle("talking", open);
    if (open) { follow(); refresh(); }
    if (focus) (open ? panel.querySelector("h2") : toggle).focus({ preventScroll: true });
    if (!open) light(null);
  }

  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { event.stopPropagation(); turn(false); }
  });

  function say(text, wrong = false) {
    status.textContent = text;
    status.classList.toggle("wrong", wrong);
  }

  // -- what the server knows -------------------------------------------------------------------------------------

  async function ask(method, path = "", body = undefined) {
    const answer = await fetch(at + path, {
      method, headers: { authorization: `Bearer ${token}`, ...(body && { "content-type": "application/json" }) },
      body: body && JSON.stringify(body), credentials: "omit", cache: "no-store",
    });
    const told = await answer.json();
    if (!answer.ok) throw new Error(answer.status === 403 ? "You may not comment here any more." : told.message);
    return told;
  }

  // Does something, and says what went wrong; true when nothing did.
  async function trying(work, controls = []) {
    for (const control of controls) control.disabled = true;
    try {
      await work();
      return true;
    } catch (error) {
      say(error instanceof TypeError ? "The server cannot be reached. Try again." : error.message.replace(/^Input validation errors: 1\. /, ""), true);
      return false;
    } finally {
      for (const control of controls) control.disabled = false;
    }
  }

  async function refresh() {
    await trying(async () => {
      const query = new URLSearchParams({ limit: 50, ...(newest && { updatedSince: newest, includeArchived: true }) });
      let more = true;
      while (more) {
        const page = await ask("GET", `?${query}`);
        page.data.forEach(take);
        more = page.hasMore;
        query.set("after", page.nextCursor);
      }
      arrange();
    });
  }
  setInterval(() => { if (!panel.hidden && document.visibilityState === "visible") refresh(); }, POLL);

  function take(thread) {
    if (thread.updatedTime > newest) newest = thread.updatedTime;
    const old = threads.get(thread.id);
    if (thread.archived) { threads.delete(thread.id); return; }
    if (old) { old.thread = thread; fill(old); return; }
    const entry = { thread, body: make("div"), form: null };
    entry.article = make("article", { tabIndex: -1 }, entry.body);
    entry.article.addEventListener("pointerenter", () => light(entry.thread));
    entry.article.addEventListener("focusin", () => light(entry.thread));
    entry.article.addEventListener("pointerleave", () => light(null));
    threads.set(thread.id, entry);
    fill(entry);
  }

  async function send() {
    const text = words.value.trim();
    if (!text) { words.focus(); return; }
    const body = { contentText: text, ...(about.value && { cardId: about.value }), ...(quote && { targetText: quote.text }) };
    await trying(async () => {
      const thread = await ask("POST", "", body);
      take(thread);
      words.value = "";
      chosen = false;
      drop();
      arrange();
      say("Your comment was added.");
      threads.get(thread.id).article.scrollIntoView({ block: "nearest" });
    }, [words, composer.lastElementChild]);
    words.focus();
  }

  // -- threads ---------------------------------------------------------------------------------------------------

  const when = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });
  const time = (moment) => make("time", { dateTime: moment, textContent: when.format(new Date(moment)) });
  const said = (text) => make("p", { className: "said", dir: "auto", textContent: text });
  const who = (author, moment) => make("p", { className: "who" }, make("b", { dir: "auto", textContent: author.name }), " ", time(moment));
  const mine = (author) => author.id === reader || edits !== undefined;

  function remove(label, id) {
    let sure = 0;
    return action("Delete", async (event) => {
      const button = event.currentTarget;
      if (!sure) {
        button.textContent = "Really delete?";
        sure = setTimeout(() => { sure = 0; button.textContent = "Delete"; }, 4000);
        return;
      }
      clearTimeout(sure);
      await trying(async () => { take(await ask("DELETE", `/${id}`)); arrange(); say("Deleted."); }, [button]);
      if (!document.activeElement || document.activeElement === document.body) panel.querySelector("h2").focus();
    }, { "aria-label": label });
  }

  function fill(entry) {
    const { thread, article, body } = entry;
    const open = thread.status === "open";
    article.className = open ? "thread" : "thread done";
    article.setAttribute("aria-label", `Comment by ${thread.author.name}`);
    const target = thread.targetText && make("blockquote", {},
      make("button", { type: "button", dir: "auto", textContent: thread.targetText, title: "Show on the card", onclick: () => show(thread) }));
    const replies = thread.replies.map((reply) => make("li", {}, who(reply.author, reply.createdTime), said(reply.contentText),
      mine(reply.author) ? make("p", { className: "acts" }, remove(`Delete the reply by ${reply.author.name}`, reply.id)) : null));
    const closing = action(open ? "Close" : "Reopen", async (event) => {
      await trying(async () => {
        take(await ask("PATCH", `/${thread.id}`, { status: open ? "closed" : "open" }));
        arrange();
        say(open ? "The thread is closed." : "The thread is open again.");
      }, [event.currentTarget]);
      if (!article.isConnected) panel.querySelector("h2").focus();
    });
    body.replaceChildren(...[
      who(thread.author, thread.createdTime), target || null, said(thread.contentText),
      replies.length ? make("ul", {}, ...replies) : null,
      make("p", { className: "acts" }, action("Reply", () => reply(entry)), closing,
        mine(thread.author) ? remove(`Delete the comment by ${thread.author.name}`, thread.id) : null,
        open ? null : make("span", { className: "state", textContent: "Closed" })),
    ].filter(Boolean));
  }

  function reply(entry) {
    if (!entry.form) {
      const text = field("Write a reply", () => answer());
      const answer = async () => {
        if (!text.value.trim()) { text.focus(); return; }
        const done = await trying(async () => {
          take(await ask("POST", `/${entry.thread.id}/replies`, { contentText: text.value.trim() }));
          arrange();
          say("Your reply was added.");
        }, [text]);
        if (done) leave(); else text.focus();
      };
      const leave = () => { entry.form.remove(); entry.form = null; entry.body.querySelector(":scope > .acts .act").focus(); };
      entry.form = make("form", { className: "write", onsubmit: (event) => { event.preventDefault(); answer(); } },
        text, action("Cancel", leave), make("button", { type: "submit", textContent: "Reply" }));
      entry.article.append(entry.form);
    }
    entry.form.querySelector("textarea").focus({ preventScroll: true });
    entry.form.scrollIntoView({ block: "nearest" });
  }

  // In the order of the cards, the whole deck first; within a card the oldest first.
  function arrange() {
    const all = Array.from(threads.values());
    const open = all.filter(({ thread }) => thread.status === "open");
    const rank = ({ thread }) => places.get(thread.cardId)?.number ?? 0;
    const listed = (closedToo.checked ? all : open).sort((a, b) =>
      rank(a) - rank(b) || a.thread.createdTime.localeCompare(b.thread.createdTime));
    counter.textContent = open.length;
    counter.hidden = !open.length;
    toggle.setAttribute("aria-label", open.length ? `Comments, ${open.length} open` : "Comments");
    closedRow.hidden = all.length === open.length;
    closedLabel.textContent = `Show ${all.length - open.length} closed`;
    mark(open);
    const now = listed.map(({ thread }) => `${thread.id} ${thread.cardId}`).join();
    if (now === order && list.childElementCount) return;
    order = now;
    const held = list.contains(document.activeElement) ? document.activeElement : null;
    list.replaceChildren(...(listed.length ? grouped(listed) : [make("p", { className: "none", textContent: all.length
      ? "Every thread is closed."
      : "Nobody has said anything yet. Select words on a card to comment on them, or just write below." })]));
    if (held?.isConnected) held.focus({ preventScroll: true });
  }

  function grouped(listed) {
    const groups = Map.groupBy ? Map.groupBy(listed, ({ thread }) => places.has(thread.cardId) ? thread.cardId : "")
      : listed.reduce((found, one) => {
        const id = places.has(one.thread.cardId) ? one.thread.cardId : "";
        return found.set(id, [...(found.get(id) || []), one]);
      }, new Map());
    return Array.from(groups, ([id, entries]) => {
      const place = places.get(id);
      const head = place
        ? make("h3", {}, make("button", { type: "button", title: "Go to the card", onclick: () => go(place) },
          make("span", { textContent: place.number }), make("span", { dir: "auto", textContent: place.title })))
        : make("h3", {}, make("span", { className: "whole", textContent: "The whole deck" }));
      return make("section", {}, head, ...entries.map(({ article }) => article));
    });
  }

  // -- the cards -------------------------------------------------------------------------------------------------

  function mark(open) {
    for (const place of places.values()) {
      const count = open.filter(({ thread }) => thread.cardId === place.id).length;
      place.mark ??= place.box.appendChild(make("button", { type: "button", className: "mark", lang: "en", onclick: () => pick(place) }));
      place.mark.textContent = count || "+";
      place.mark.classList.toggle("some", count > 0);
      place.mark.setAttribute("aria-label", count ? `${count} open on card ${place.number}` : `Comment on card ${place.number}`);
      place.box.classList.add("marked");
    }
  }

  function pick(place) {
    turn(true, false);
    drop();
    about.value = place.id;
    chosen = true;
    const first = Array.from(threads.values()).find(({ thread }) => thread.cardId === place.id && thread.status === "open");
    if (first) { first.article.scrollIntoView({ block: "nearest" }); first.article.focus({ preventScroll: true }); }
    else words.focus({ preventScroll: true });
  }

  function go(place) {
    place.box.scrollIntoView({ block: "start" });
  }

  // The card being read is the one to comment on, until another is chosen.
  function follow() {
    if (chosen || quote || words.value) return;
    const page = document.querySelector(".card.on") || document.querySelector(".card");
    about.value = ids[page?.querySelector("[data-card]")?.dataset.card - 1] || "";
  }
  new MutationObserver(() => { if (!panel.hidden) follow(); })
    .observe(document.querySelector("main"), { subtree: true, attributes: true, attributeFilter: ["class"] });

  function drop() {
    quote = null;
    quoteBox.hidden = true;
  }

  // Words that are selected on a card are what a new comment is about.
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (panel.hidden || selection.isCollapsed || !selection.rangeCount) return;
    const { startContainer, endContainer } = selection.getRangeAt(0);
    const part = (startContainer.nodeType === Node.TEXT_NODE ? startContainer.parentElement : startContainer).closest?.("[data-card]");
    const text = selection.toString().replace(/\s+/g, " ").trim();
    const id = part && ids[part.dataset.card - 1];
    if (!id || !part.contains(endContainer) || !text || text.length > QUOTE) return;
    quote = { text, card: id };
    about.value = id;
    quoted.textContent = text;
    quoteBox.hidden = false;
  });

  // -- quoted words on the card, where the browser can mark them without touching the page --------------------------

  const tight = (text) => text.normalize("NFC").replace(/[\s\u00ad\u200b-\u200f\u2060\ufeff]/g, "");

  function range(thread) {
    const sought = tight(thread.targetText || "");
    for (const part of sought ? parts(thread.cardId) : []) {
      const spots = [];
      let text = "";
      const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const { data } = walker.currentNode;
        for (let offset = 0; offset < data.length; offset++) {
          const kept = tight(data[offset]);
          for (const char of kept) { text += char; spots.push([walker.currentNode, offset]); }
        }
      }
      const from = text.indexOf(sought);
      if (from < 0) continue;
      const found = new Range();
      found.setStart(...spots[from]);
      const [node, offset] = spots[from + sought.length - 1];
      found.setEnd(node, offset + 1);
      return found;
    }
    return null;
  }

  function light(thread) {
    if (typeof Highlight === "undefined") return;
    const found = thread && range(thread);
    if (found) CSS.highlights.set("talk", new Highlight(found));
    else CSS.highlights.delete("talk");
  }

  function show(thread) {
    const found = range(thread);
    const element = found ? found.startContainer.parentElement : places.get(thread.cardId)?.box;
    element?.scrollIntoView({ block: "center" });
    light(thread);
  }

  mark([]);
  refresh();
})();
