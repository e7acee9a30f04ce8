// The search: asked for when somebody wants it, as one file: the words T of the group `search`, this
// script, and searchIndex("…") with the index of the language (its form: see the program's
// `render/search`). Everything runs on the phone; what is typed goes nowhere.
//
// The page says where it wants the search before it loads the file:
//   tracuu.search = function (start) { start(input, box, list, all); };
// `input` is a text field, `box` the element around it and around `list`, an empty element for what is
// found; `all` the address of the list from A to Z. `tracuu.root` leads to the top of the site,
// `tracuu.flat` says whether links name index.html.

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
const FILLERS = T.fillers.split(";").map(bareOf);
const DIGITS = [""].concat(bareOf(T.digits));
const BEFORE_NUMBER = bareOf(T.before_number);

// Returns the words of a text: small letters, each tone at the end of its word, so that the two ways
// of writing «hòa» are one.
function wordsOf(text) {
  const words = text.toLowerCase().normalize("NFD").match(/[a-z0-9\u00c0-\u1fff\u2070-\u2fff\u3040-\ufdff]+/g);
  return (words || []).map(word => word.replace(TONES, "") + (word.match(TONES) || []).join(""));
}

// Takes the marks off words.
function plain(words) {
  return words.replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
}

function bareOf(text) {
  return wordsOf(text).map(plain);
}

// How a word sounds where ch and tr, s and x, or n and ng are one.
function sound(word) {
  return word.replace(/^tr/, "ch").replace(/^x/, "s").replace(/^(gi|[rv])/, "d").replace(/^l/, "n")
    .replace(/^[kq]/, "c").replace(/^(n?g)h/, "$1").replace(/^([^aeiou]*)y$/, "$1i")
    .replace(/n[gh]$/, "n").replace(/ch?$/, "t");
}

// Reads the text of the index.
function readIndex(text) {
  const lines = text.split("\n");
  const [folder, phone] = lines.shift().split("\t");
  const known = new Map();
  let field = "";
  const entries = lines.map(line => {
    const [about, title, codes, id, keywords, rest] = line.split("\t").concat("", "", "", "");
    const [, kind, numbers, marks] = /^(.)([\d,]*)(.*)$/.exec(about);
    const foreign = /v/.test(marks);
    const translated = folder && /[pg]/.test(kind) && !foreign;
    const words = new Map();
    const phrases = [];
    const learn = (said, weight) => {
      const all = wordsOf(said);
      all.forEach(word => {
        const bare = plain(word);
        if (!words.has(bare)) words.set(bare, { weight, marked: weight > 1 ? " " : "" });
        words.get(bare).marked += word + " ";
        known.set(bare, sound(bare));
      });
      const marked = " " + all.join(" ") + " ";
      if (weight > 1 && all[0]) phrases.push({ marked, plain: plain(marked), weight });
    };
    const path = (id || bareOf(title).join("-")) + "/";
    if (kind === "f") field = title;
    const above = kind === "p" ? field : "";
    learn(title, 3);
    const length = words.size;
    // The last keyword of a translation is its Vietnamese title.
    keywords.split(";").forEach((keyword, at, all) => learn(keyword, translated && !all[at + 1] ? 3 : 2.5));
    learn(path + rest + " " + above, 1);
    return {
      kind, numbers: numbers.split(","), mark: marks.replace("v", ""), foreign,
      title, codes: codes ? codes.split(" ") : [], field: above, words,
      path: (translated ? folder : "") + path, phrases, length
    };
  });
  return Object.assign(entries, { known, phone });
}

// Undoes Telex and VNI that a keyboard left over: «ddawng», «d9ang8» to «đăng».
function undo(word) {
  let [, head, tail] = /^([^aeiouyw0-8]*)([aeiouyw].*)$/.exec(word) || [];
  let signs = "";
  if (!tail) return word;
  tail = tail.replace(/^w|([^aou])w(?=[aeiou]|$)/g, "$1uw");
  if (!/\d/.test(word)) {
    tail = tail.replace(/[sfrxj]/g, letter => "_sfrxj".indexOf(letter)).replace(/w/g, 7)
      .replace(/d/g, 9).replace(/([aeo])([^aeo]*)\1/, "$1$26");
    head = head.replace("dd", "d9");
  }
  const bare = text => text.replace(/\d/g, sign => {
    signs += sign;
    return "";
  });
  head = bare(head);
  tail = bare(tail);
  signs.split("").forEach(sign => {
    if (sign < 6) tail += "_\u0301\u0300\u0309\u0303\u0323"[sign];
    else if (sign < 7) tail = tail.replace(/([aeo])(?!.*[aeo])/, "$1\u0302");
    else if (sign > 8) head = head.replace("d", "đ");
    else if (/uo/.test(tail)) tail = tail.replace("uo", "u\u031bo\u031b");
    else if (head !== "q" && /u[au]/.test(tail)) tail = tail.replace("u", "u\u031b");
    else tail = tail.replace(/[aou](?!.*[aou])/, letter => letter + (letter === "a" ? "\u0306" : "\u031b"));
  });
  return head + tail;
}

// Cuts words that were typed as one: «khaisinh».
function cut(word, known, last) {
  const ways = [];
  let tries = 0;
  const walk = (rest, before) => {
    for (let n = Math.min(7, rest.length); n && ways.length < 6 && tries++ < 400; n--) {
      const piece = rest.slice(0, n);
      const isKnown = known.has(piece) && (n > 1 || /[aoyu]/.test(piece));
      if (n < rest.length) isKnown && walk(rest.slice(n), before.concat(piece));
      else if (before[0] && (isKnown || last && (before[1] || n > 1) && begins(known, piece))) ways.push(before.concat(piece));
    }
  };
  walk(word, []);
  return ways;
}

function begins(known, piece) {
  return Array.from(known.keys()).some(word => word.startsWith(piece));
}

// Says whether one slip of the finger lies between two words.
function isNear(a, b) {
  let n = 0;
  while (n < a.length && a[n] === b[n]) n++;
  const [x, y] = [a.slice(n), b.slice(n)];
  return x.slice(1) === y || x === y.slice(1) || x.slice(1) === y.slice(1) ||
    x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2);
}

// Returns the ways in which a query can be read, the plain one first.
function readings(words, known) {
  const undone = words.map(word => known.has(plain(word)) ? word : undo(word));
  const all = undone.join() === words.join() ? [words] : [words, undone];
  const instead = (reading, at, n, pieces) => {
    all.push(reading.slice(0, at).concat(pieces, reading.slice(at + n)));
  };
  words.forEach((word, at) => {
    const both = plain(word + words[at + 1]);
    if (known.has(both)) instead(words, at, 2, both);
  });
  for (let n = 0; n < all.length && all.length < 20; n++) {
    const reading = all[n];
    const at = reading.findIndex(word => word.length > 3 && word.length < 40 && !known.has(plain(word)));
    if (at < 0) continue;
    cut(plain(reading[at]), known, at > reading.length - 2).forEach(pieces => instead(reading, at, 1, pieces));
  }
  return all;
}

// Returns the words of the index that a word may mean, each with how well it does.
function meanings(bare, last, known) {
  const heard = sound(bare);
  const found = [];
  known.forEach((other, its) => {
    const sure = its === bare ? 1 : last && its.startsWith(bare) ? 0.8 :
      DIGITS[its] === bare || DIGITS[bare] === its ? 0.7 : 0;
    const alike = its[0] === bare[0];
    const length = bare.length + its.length;
    if (sure) found.push([its, sure]);
    else if (bare[1] && other === heard) found.push([its, 0.4]);
    else if (length > (alike ? 5 : 6) && isNear(bare, its)) found.push([its, length < 7 ? 0.2 : alike ? 0.4 : 0.3]);
  });
  return found;
}

// Says of each word of a query whether it has to be found: «tôi muốn», «thủ tục» have not.
function needs(words) {
  const needed = words.map(Boolean);
  words.forEach((word, at) => FILLERS.forEach(parts => {
    const end = at + parts.length;
    if (plain(words.slice(at, end).join()) === parts.join()) needed.fill(false, at, end);
  }));
  return needed;
}

// Makes a reading of a query ready to be held against every entry.
function prepare(words, known, senses) {
  const needed = needs(words);
  const pick = needed.some(Boolean) ? needed : words.map(Boolean);
  const core = words.filter((word, at) => pick[at]);
  const bare = words.join() === plain(words.join());
  return {
    all: core.length,
    runs: [words, core].map(run => ({
      bare, marked: " " + run.join(" "), plain: " " + plain(run.join(" ")),
      pairs: run.slice(1).map((word, at) => plain(" " + run[at] + " " + word + " "))
    })),
    words: words.map((word, at) => {
      const last = at === words.length - 1;
      const key = plain(word) + last;
      if (!senses.has(key)) senses.set(key, meanings(plain(word), last, known));
      return {
        needed: pick[at], whole: " " + word + " ", start: " " + word.replace(TONES, ""),
        other: bare ? 1 : word === plain(word) ? 0.8 : 0.5, senses: senses.get(key)
      };
    })
  };
}

// Rates how a run of words stands in the titles and keywords of an entry.
function rateRun(phrases, run) {
  const rates = phrases.map(phrase => {
    let rate = phrase.plain === run.plain + " " ? 6 : phrase.plain.includes(run.plain + " ") ? 3 :
      phrase.plain.includes(run.plain) ? 2 :
      /. ./.test(phrase.plain) && (run.plain + " ").includes(phrase.plain) ? 2.5 : 0;
    if (rate && phrase.marked.includes(run.marked)) rate++;
    else if (!run.bare) rate = rate === 2 ? 0 : rate / 2;
    return rate && rate + phrase.weight;
  });
  const pairs = run.pairs.filter(pair => phrases.some(phrase => phrase.plain.includes(pair)));
  return Math.max.apply(null, rates) + pairs.length / 2;
}

// Rates an entry for one reading of a query; nothing when too little of it is there.
function rate(entry, reading) {
  const all = reading.all;
  let [sum, guesses, of, missing, guessed, weak, titled] = [0, 0, 0, 0, 0, 0, 0];
  reading.words.forEach(word => {
    let [top, sure, whole, title] = [0];
    word.senses.forEach(([sense, how]) => {
      const its = entry.words.get(sense);
      // What offices call it is not guessed at: too many words.
      if (!its || its.weight === 1 && how < 0.5) return;
      // Other marks are another word.
      const other = its.marked[0] === " " && how > 0.7 &&
        its.marked.indexOf(how < 1 ? word.start : word.whole) < 0 ? word.other : 1;
      if (its.weight * how * other <= top) return;
      top = its.weight * how * other;
      sure = how > 0.5 && other > 0.5;
      whole = how !== 0.8;
      title = its.weight === 3;
    });
    if (!word.needed && !sure) return;
    of += 3;
    if (!top) missing++;
    else if (!sure) {
      guessed++;
      guesses += top;
    } else {
      sum += top;
      if (top < 2 || !whole) weak++;
      if (title) titled++;
    }
  });
  // One slip is forgiven where the rest is sure; most words will do where there are many.
  if (missing || weak || guessed > (all > 4 ? 2 : 1)) missing += guessed;
  else sum += guesses;
  if (!sum || missing && (all < 3 || missing + weak > all / 2)) return null;
  const score = 10 * sum / of + 2 * titled / entry.length + (entry.kind === "p" ? 0.3 : 0) +
    Math.max(...reading.runs.map(run => rateRun(entry.phrases, run))) - (entry.mark ? 1 : 0);
  return { entry, score, missing };
}

// Finds what a query may mean, the likeliest first.
function search(entries, query, whole) {
  // An address that was pasted: its last part says what it is about.
  const asked = /\s/.test(query) ? query : query.replace(/\/?(\?.*)?$/, "").replace(/^.*\//, "");
  const words = wordsOf(asked.slice(0, 150)).slice(0, 16);
  const number = words[words.length - 1];
  if (!number) return [];
  const needed = needs(words);
  const isNumber = /^\d{1,6}$/.test(number) && words.slice(0, -1).every((word, at) =>
    !needed[at] || BEFORE_NUMBER.includes(plain(word)));
  const code = (/\d[\d.\s-]{3,}\d/.exec(asked) || [""])[0].replace(/\D/g, "");
  const senses = new Map();
  const all = readings(words, entries.known).map(reading => prepare(reading, entries.known, senses));
  const better = (a, b) => a.missing - b.missing || b.score - a.score;
  const hits = entries.map(entry => {
    if (isNumber && entry.numbers.indexOf(String(Number(number))) >= 0 || code.length > 4 &&
      entry.codes.some(known => known.startsWith(code) || code.startsWith(known))) {
      return { entry, score: 0, missing: -1 };
    }
    return all.map((reading, at) => {
      const hit = rate(entry, reading);
      if (hit && at) hit.score -= 0.4;
      return hit;
    }).filter(Boolean).sort(better)[0];
  }).filter(hit => hit && !(whole && hit.missing > 0));
  // Marks may be wrong altogether; then every word has to be there.
  const bare = plain(words.join(" "));
  if (!hits[0] && bare !== words.join(" ")) return search(entries, bare, true);
  // Not every browser sorts stably.
  hits.forEach((hit, at) => {
    hit.score -= at / 1e6;
  });
  hits.sort(better);
  const first = hits.filter(hit => hit.missing >= 0)[0];
  return hits.filter(hit => hit.missing < 0 ||
    hit.missing === first.missing && hit.score > first.score * 0.45).map(hit => hit.entry);
}

// Takes in the index at the end of this file, and begins where the page wants it.
function searchIndex(text) {
  const entries = readIndex(text);
  tracuu.find = query => search(entries, query);
  if (tracuu.search) tracuu.search((input, box, list, all) => startSearch(entries, input, box, list, all));
}

// Makes a field and an empty element a combobox with its list (WAI-ARIA 1.2).
function startSearch(entries, input, box, list, all) {
  const rows = put(list, "div", "", { id: "search-list", role: "listbox", "aria-label": T.found_label });
  const more = put(list, "p");
  const told = put(box, "p", "", { class: "unseen", role: "status" });
  let options = [];
  let active = -1;
  let telling = 0;
  set(input, { role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-controls": rows.id });

  const point = at => {
    if (options[active]) set(options[active], { "aria-selected": false });
    active = at;
    set(input, { "aria-activedescendant": at < 0 ? "" : options[at].id });
    if (at < 0) return;
    set(options[at], { "aria-selected": true });
    options[at].scrollIntoView({ block: "nearest" });
  };
  const open = isOpen => {
    list.hidden = !isOpen;
    set(input, { "aria-expanded": isOpen && options.length > 0 });
    point(-1);
  };
  const show = () => {
    const hits = search(entries, input.value);
    const asked = input.value.trim();
    const words = !asked ? "" : hits[0] ? T.found.replace("{n}", hits.length) : T.none;
    const call = entries.phone.replace(/[^\d+]/g, "");
    active = -1;
    rows.textContent = more.textContent = "";
    rows.hidden = !hits[0];
    options = hits.slice(0, 8).map((entry, at) => row(rows, entry, at));
    if (!hits[0]) put(more, "span", T.none);
    if (!hits[0] && call[2]) put(more, "a", T.call.replace("{phone}", entries.phone), { href: "tel:" + call });
    put(more, "a", T.all, { href: all });
    open(asked !== "");
    clearTimeout(telling);
    telling = setTimeout(() => {
      told.textContent = words;
    }, 400);
  };

  input.addEventListener("input", show);
  input.addEventListener("focus", () => {
    if (input.value && list.hidden) show();
  });
  input.addEventListener("keydown", event => {
    const key = event.key;
    const end = options.length - 1;
    const isOpen = !list.hidden;
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (key === "Escape" && isOpen) open(false);
    else if (key === "Enter" && isOpen && options[0]) options[Math.max(0, active)].click();
    else if (/^Arrow(Down|Up)$/.test(key)) {
      if (!isOpen) show();
      else if (end >= 0) point(key === "ArrowDown" ? (active + 1) % (end + 1) : active > 0 ? active - 1 : end);
    } else if (active >= 0 && /^(Home|End)$/.test(key)) point(key === "Home" ? 0 : end);
    else return;
    event.preventDefault();
  });
  // A finger on a row leaves the field where it is; a touch elsewhere, or Tab away, closes the list.
  list.addEventListener("mousedown", event => event.preventDefault());
  document.addEventListener("click", event => {
    if (!box.contains(event.target)) open(false);
  });
  box.addEventListener("focusout", event => {
    if (event.relatedTarget && !box.contains(event.relatedTarget)) open(false);
  });
  show();
}

function set(element, attributes) {
  Object.keys(attributes).forEach(name => element.setAttribute(name, attributes[name]));
}

// Puts an element with words at the end of another.
function put(into, name, words, attributes) {
  const element = document.createElement(name);
  set(element, attributes || {});
  element.textContent = words || "";
  into.appendChild(element);
  return element;
}

// Makes the row of an entry: its title, then its number and where it belongs.
function row(rows, entry, at) {
  const href = tracuu.root + entry.path + (tracuu.flat ? "index.html" : "");
  const option = put(rows, "a", "", { id: "search-" + at, role: "option", tabindex: -1, href, "aria-selected": false });
  put(option, "span", entry.title, entry.foreign ? { lang: "vi" } : {});
  const about = put(option, "small", T.number.replace("{n}", entry.numbers[0]));
  put(about, "span", " · " + (entry.field || T["kind_" + entry.kind]), entry.field ? { lang: "vi" } : {});
  if (entry.mark) put(about, "span", " · " + T["mark_" + entry.mark]);
  if (entry.foreign) put(about, "span", " · " + T.foreign);
  return option;
}
