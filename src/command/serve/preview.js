/* The preview's own script: reloads the page when it changes, and lays the findings over it.
   Never part of what is built. Words of the content only ever become text, never markup. */
(function () {
  "use strict";

  const own = document.currentScript;
  const tools = own.src.replace(/[^/]*$/, "");
  const mark = own.getAttribute("data-mark");
  let source = null;
  let known = "";
  let panel = null;

  function make(name, looks, words) {
    const element = document.createElement(name);
    if (looks) element.className = looks;
    if (words) element.textContent = words;
    return element;
  }

  // The place for the findings, shut off from the styles of the page.
  function place() {
    if (!panel) {
      const host = make("div");
      host.id = "tracuu-preview";
      panel = host.attachShadow({ mode: "open" });
      document.body.appendChild(host);
    }
    const sheet = make("link");
    sheet.rel = "stylesheet";
    sheet.href = tools + "panel.css";
    panel.replaceChildren(sheet);
    return panel;
  }

  function finding(one) {
    const item = make("li", one.severity);
    const where = make("a", "where", one.where);
    where.href = one.href;
    where.target = "_blank";
    where.rel = "noopener";
    item.append(make("b", "", one.word), " ", where, make("p", "text", one.text));
    if (one.line) {
      const line = make("pre", "", one.line[0]);
      line.append(make("mark", "", one.line[1] || " "), one.line[2]);
      item.append(line);
    }
    if (one.hint) {
      const hint = make("p", "hint");
      hint.append(make("b", "", one.hint_word + ": "), one.hint);
      item.append(hint);
    }
    return item;
  }

  function show(told) {
    const shadow = place();
    if (!told.items.length) return;
    const box = make("details", told.errors ? "errors" : "warnings");
    box.open = told.errors > 0;
    box.append(make("summary", "", told.title));
    if (told.lead) box.append(make("p", "lead", told.lead));
    const list = make("ul");
    told.items.forEach((one) => { list.append(finding(one)); });
    box.append(list);
    if (told.more) box.append(make("p", "more", told.more));
    shadow.append(box);
  }

  function hear(event) {
    const news = JSON.parse(event.data);
    if (news.mark !== mark) {
      location.reload();
      return;
    }
    if (news.found === known) return;
    known = news.found;
    fetch(tools + "findings.json").then((reply) => { return reply.json(); }).then(show);
  }

  // A browser keeps only six connections to one address: pages that nobody sees give theirs back.
  function look() {
    if (document.hidden) {
      if (source) source.close();
      source = null;
    } else if (!source) {
      source = new EventSource(tools + "news?page=" + encodeURIComponent(location.pathname));
      source.onmessage = hear;
    }
  }

  // A worker that an earlier look at this address left behind would answer in our place.
  if (navigator.serviceWorker && navigator.serviceWorker.getRegistrations) {
    navigator.serviceWorker.getRegistrations().then((all) => {
      all.forEach((one) => { one.unregister(); });
    }).catch(() => {});
  }
  document.addEventListener("visibilitychange", look);
  window.addEventListener("pagehide", () => {
    if (source) source.close();
    source = null;
  });
  window.addEventListener("pageshow", look);
  look();
})();
