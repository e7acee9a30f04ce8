/* The service worker: pages from the network when it answers within two seconds, else what is kept,
   with a line that says since when, so that a corrected fee is never hidden.

   The build writes before this: VERSION (of the bundle), WHOLE (whether every page is in it), LISTS
   (paths kept even by phones that save data), WORDS (by language).

   Caches of one origin are shared by all its folders, so each name begins with ours. `pages` holds
   what was visited; a cache named by a version holds the bundle of that build, whole or not at all. */

const SCOPE = new URL(self.registration.scope).pathname;
const MINE = "tracuu " + SCOPE + " ";
const PAGES = MINE + "pages";
const BUNDLE = MINE + VERSION;
const LIMIT = 2000;
const SLOT = '<p id="saved" class="saved" hidden></p>';
const MARK = '<meta name="generator" content="tracuu">';
const opened = {};
let filling = null;

self.addEventListener("install", function () {
  self.skipWaiting();
});

self.addEventListener("activate", function (event) {
  event.waitUntil(self.clients.claim());
});

self.addEventListener("message", function (event) {
  const wish = event.data || {};
  const work = (wish.fill && self.DecompressionStream ? fill() : keepLists(wish.visited || []));
  event.waitUntil(work.then(function (when) {
    const words = wordsOf(wish.lang);
    event.source.postMessage({ kept: when && WHOLE ? dated(words.kept, words, when) : words.visited });
  }).catch(function () {}));
});

self.addEventListener("fetch", function (event) {
  const request = event.request;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || !url.pathname.startsWith(SCOPE)) {
    return;
  }
  const key = keyOf(url);
  if (request.mode === "navigate") {
    // Forms, posters and data are the network's alone.
    if (/(^|\/|\.html)$/.test(key)) {
      event.respondWith(page(event, url, key));
    }
  } else if (request.destination === "script") {
    event.respondWith(script(event, url, key));
  }
});

// The path below the scope as the bundle knows it: "", "9/", "404.html", "app.js".
function keyOf(url) {
  const key = decodeURI(url.pathname.slice(SCOPE.length)).replace(/(^|\/)index\.html$/, "$1");
  return key === "" || /\/$|\.[^/]*$/.test(key) ? key : key + "/";
}

function page(event, url, key) {
  const network = visit(url, key);
  return firstOf(event, network, function () { return savedPage(key); }).catch(function () {
    // That there is no such page is known only to who has them all.
    return (WHOLE ? savedPage("404.html", 404) : Promise.resolve()).then(function (missing) {
      return missing || Response.error();
    });
  });
}

function script(event, url, key) {
  // A script of the bundle that is the very one named needs no network.
  return fromBundles(key, url.search.slice(1)).catch(function () {}).then(function (known) {
    return known ? answer(known.text, key, known.when) : firstOf(event, scriptOf(url), function () {
      return caches.open(PAGES).then(function (pages) {
        return pages.match(url.href);
      }).then(function (kept) {
        return kept || fromBundles(key).then(function (other) {
          return other && answer(other.text, key, other.when);
        });
      });
    });
  });
}

// The network's answer if it comes in time and is no fault of the server, else what is kept, else
// the network's answer whenever it comes. A late answer is stored all the same.
function firstOf(event, network, kept) {
  event.waitUntil(network.catch(function () {}));
  const late = new Promise(function (done) { setTimeout(done, LIMIT); });
  return Promise.race([network.catch(function () {}), late]).then(function (fresh) {
    if (fresh && fresh.status < 500) {
      return fresh;
    }
    return kept().catch(function () {}).then(function (old) { return old || network; });
  });
}

// Fetches a page past the browser's own cache, which may hold a fee of yesterday, and stores it when
// it is ours and whole: not a sign-in page of somebody's wifi, not half of it.
async function visit(url, key) {
  const when = Date.now();
  const wish = { cache: "no-cache", credentials: "same-origin", redirect: "manual" };
  const fresh = await fetch(url.href, wish);
  if (fresh.status === 200) {
    const text = await fresh.clone().text();
    if (text.includes(MARK) && text.trimEnd().endsWith("</html>")) {
      await inPages(function (pages) {
        return pages.put(SCOPE + key, answer(text, ".html", when));
      });
    }
  } else if (fresh.status === 404 || fresh.status === 410) {
    await inPages(function (pages) { return pages.delete(SCOPE + key); });
  }
  return fresh;
}

async function scriptOf(url) {
  const fresh = await fetch(url.href, { credentials: "same-origin" });
  if (fresh.status === 200 && /javascript/.test(fresh.headers.get("Content-Type") || "")) {
    const copy = fresh.clone();
    await inPages(async function (pages) {
      await pages.put(url.href, copy);
      for (const old of await pages.keys()) {
        const other = new URL(old.url);
        if (other.pathname === url.pathname && other.search !== url.search) {
          await pages.delete(old);
        }
      }
    });
  }
  return fresh;
}

// A phone that is full, or keeps nothing in private, still shows what came from the network.
function inPages(act) {
  return caches.open(PAGES).then(act).catch(function () {});
}

// The newest copy of a page with the line that dates it; nothing when there is none.
async function savedPage(key, status) {
  const pages = await caches.open(PAGES);
  const visited = await pages.match(SCOPE + key);
  let copy = await fromBundles(key);
  if (visited && (!copy || dateOf(visited) >= copy.when)) {
    copy = { text: await visited.text(), when: dateOf(visited) };
  }
  if (!copy) {
    return undefined;
  }
  const lang = /<html[^>]* lang="([^"]*)"/.exec(copy.text);
  const words = wordsOf(lang && lang[1]);
  const line = dated(words.saved, words, copy.when).replace(/&/g, "&amp;").replace(/</g, "&lt;");
  const html = copy.text.replace(SLOT, function () {
    return '<p id="saved" class="saved">' + line + "</p>";
  });
  return answer(html, ".html", copy.when, status);
}

function answer(text, key, when, status) {
  const kind = /\.js$/.test(key) ? "text/javascript" : "text/html";
  const headers = { "Content-Type": kind + "; charset=utf-8", "X-Saved": String(when) };
  return new Response(text, { status: status || 200, headers: headers });
}

function dateOf(kept) {
  return Number(kept.headers.get("X-Saved")) || 0;
}

function wordsOf(lang) {
  return WORDS[lang] || WORDS.vi;
}

// Writes a date of Vietnam (UTC+7, no summer time) into a line.
function dated(line, words, when) {
  const day = new Date(when + 7 * 3600 * 1000);
  const date = words.day.replace("{day}", day.getUTCDate()).replace("{month}", day.getUTCMonth() + 1)
    .replace("{year}", day.getUTCFullYear());
  return line.replace("{date}", date);
}

// Fetches the bundle of this build unless it is here and sound; returns when it was fetched.
function fill() {
  if (!filling) {
    filling = fetchBundle();
    const done = function () { filling = null; };
    filling.then(done, done);
  }
  return filling;
}

async function fetchBundle() {
  const here = await openBundle(BUNDLE);
  if (here) {
    return here.when;
  }
  const when = Date.now();
  const fresh = await fetch(SCOPE + "offline.bin?" + VERSION, { cache: "no-store" });
  if (fresh.status !== 200) {
    throw new Error("no bundle");
  }
  const blob = await fresh.blob();
  // The index is read before anything is kept: half a bundle, or that of another build, is none.
  if ((await readBundle(blob, when)).version !== VERSION) {
    throw new Error("another build");
  }
  const cache = await caches.open(BUNDLE);
  await cache.put(SCOPE + "offline.bin", new Response(blob, { headers: { "X-Saved": String(when) } }));
  for (const name of await caches.keys()) {
    if (name.startsWith(MINE) && name !== BUNDLE && name !== PAGES) {
      await drop(name);
    }
  }
  const pages = await caches.open(PAGES);
  for (const request of await pages.keys()) {
    const kept = await pages.match(request);
    if (kept && dateOf(kept) < when) {
      await pages.delete(request);
    }
  }
  return when;
}

// For a phone that saves data or cannot unpack the bundle: what it has visited, and the lists anew
// with each build.
async function keepLists(visited) {
  const pages = await caches.open(PAGES);
  const mark = SCOPE + "?lists=" + VERSION;
  const isDone = await pages.match(mark);
  const lists = isDone ? [] : LISTS.map(function (path) { return location.origin + SCOPE + path; });
  for (const href of visited) {
    const isCode = /\.js$/.test(keyOf(new URL(href)));
    if (!(await pages.match(isCode ? href : SCOPE + keyOf(new URL(href))))) {
      lists.push(href);
    }
  }
  for (const href of lists) {
    const url = new URL(href);
    if (url.origin === location.origin && url.pathname.startsWith(SCOPE)) {
      await (/\.js$/.test(url.pathname) ? scriptOf(url) : visit(url, keyOf(url)));
    }
  }
  await pages.put(mark, new Response(""));
  const here = await openBundle(BUNDLE);
  return here && here.when;
}

// Finds a file in the bundles, that of this build first; with a digest only the very same bytes.
async function fromBundles(key, digest) {
  const names = (await caches.keys()).filter(function (name) {
    return name.startsWith(MINE) && name !== PAGES;
  });
  names.sort(function (a, b) { return (b === BUNDLE) - (a === BUNDLE); });
  for (const name of names) {
    const bundle = await openBundle(name);
    const entry = bundle && bundle.index.files[key];
    if (entry && (digest === undefined || (digest !== "" && digest === entry[2]))) {
      const text = await textOf(bundle, entry).catch(function () {});
      if (text !== undefined) {
        return { text: text, when: bundle.when };
      }
      // Its check sum fails: the next page that is idle fetches it again.
      await drop(name);
    }
  }
  return undefined;
}

async function openBundle(name) {
  if (!opened[name]) {
    const cache = (await caches.has(name)) && (await caches.open(name));
    const kept = cache && (await cache.match(SCOPE + "offline.bin"));
    if (!kept) {
      return undefined;
    }
    const blob = await kept.blob();
    opened[name] = await readBundle(blob, dateOf(kept)).catch(function () {});
    if (!opened[name]) {
      await drop(name);
    }
  }
  return opened[name];
}

function drop(name) {
  delete opened[name];
  return caches.delete(name);
}

// A bundle is 16 letters of version, the length of the index and of the whole in 8 hexadecimal digits
// each, the index, then blocks of files; index and blocks are gzip, whose check sums guard them.
async function readBundle(blob, when) {
  const head = await new Response(blob.slice(0, 32)).text();
  const start = 32 + parseInt(head.slice(16, 24), 16);
  if (!(blob.size === parseInt(head.slice(24), 16))) {
    throw new Error("half a bundle");
  }
  const index = await unzip(blob.slice(32, start));
  return { version: head.slice(0, 16), blob: blob, index: index, start: start, when: when };
}

async function textOf(bundle, entry) {
  const place = bundle.index.blocks[entry[0]];
  const from = bundle.start + place[0];
  const block = await unzip(bundle.blob.slice(from, from + place[1]));
  return block[entry[1]].map(function (part) {
    return typeof part === "number" ? bundle.index.parts[part] : part;
  }).join("");
}

function unzip(blob) {
  const stream = new Response(blob).body.pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}
