// Reading aloud, sentence by sentence, with a voice of the page's own language only: Vietnamese in an
// English voice is worse than silence.

function startSpeaking(place) {
  paint();
  const speech = speechSynthesis;
  const lang = document.documentElement.lang;
  let left = null;
  const mark = (sentence) => {
    const marks = window.CSS && CSS.highlights;
    const before = document.querySelector(".reading");
    if (before) before.classList.remove("reading");
    if (marks) marks.delete("reading");
    if (!sentence) return;
    if (marks) marks.set("reading", new Highlight(sentence.range));
    else sentence.block.classList.add("reading");
    sentence.block.scrollIntoView({ block: "center" });
  };
  const stop = () => {
    left = null;
    speech.cancel();
    mark(null);
    place.textContent = T.listen;
  };
  const next = () => {
    const sentence = left && left.shift();
    if (!sentence) {
      stop();
      return;
    }
    const words = new SpeechSynthesisUtterance(sentence.text);
    const mine = left;
    words.voice = tracuu.kit.voice(lang);
    words.lang = words.voice ? words.voice.lang : lang;
    words.rate = 0.9;
    words.onend = words.onerror = () => {
      if (left && left === mine) next();
    };
    mark(sentence);
    speech.speak(words);
  };
  const press = () => {
    if (left) {
      stop();
      return;
    }
    left = sentences(lang);
    place.textContent = T.stop;
    next();
  };
  // What was being read goes on after the page is left, unless it is told not to.
  addEventListener("pagehide", () => {
    speech.cancel();
  });
  place.addEventListener("click", press);
  press();
}

// Says how a marked sentence looks. Not in the sheet of the pages: there, a browser that does not know
// such marks would drop the rule, and checkers call it an error.
function paint() {
  if (!window.CSS || !CSS.highlights || !("adoptedStyleSheets" in document)) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("::highlight(reading){background:var(--warm);color:var(--ink)}");
  document.adoptedStyleSheets = document.adoptedStyleSheets.concat(sheet);
}

// Gathers the sentences of what a citizen has to know, in order, each with its range on the page.
function sentences(lang) {
  const found = [];
  const all = document.querySelectorAll("h1, .lead, .stop p, .facts dt, .facts .said, .facts .fact, h2, .papers b, .papers i, .steps li");
  all.forEach((block) => {
    const told = block.closest("[lang]").lang;
    if (told !== lang || block.closest("[hidden], details:not([open]), .aside, .record")) return;
    const walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const node = walk.currentNode;
      const parts = /[^.!?…;]+([.!?…;]+(?=\s|$)|[.!?…;]|$)+/g;
      let part = parts.exec(node.data);
      while (part) {
        if (/[0-9A-Za-zÀ-ỹ]/.test(part[0])) {
          const range = document.createRange();
          range.setStart(node, part.index);
          range.setEnd(node, part.index + part[0].length);
          found.push({ text: part[0].trim(), range: range, block: block });
        }
        part = parts.exec(node.data);
      }
    }
  });
  return found;
}

startSpeaking(document.getElementById("listen"));
