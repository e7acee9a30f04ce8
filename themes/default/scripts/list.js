// The check-list of papers: what is ticked is kept on this phone, and counted.

function startLists() {
  const key = "papers-" + GUIDE;
  const ticked = kept(key).split(" ");
  each(".papers input", (box) => {
    box.checked = ticked.indexOf(box.value) >= 0;
  });
  each(".list-of-papers", (list) => {
    const line = list.querySelector(".counted");
    const words = make("span");
    const clear = button(T.clear, () => {
      list.querySelectorAll("input").forEach((box) => {
        box.checked = false;
      });
      count(list, words, clear);
      save(key);
    }, "tap plain");
    line.appendChild(words);
    line.appendChild(clear);
    list.addEventListener("change", () => {
      count(list, words, clear);
      save(key);
    });
    count(list, words, clear);
  });
}

// Counts what everybody needs; papers for some cases count once they are ticked.
function count(list, words, clear) {
  const has = (selector) => {
    return list.querySelectorAll(selector).length;
  };
  const needed = has("li:not(.when) > label > input");
  const ready = has("li:not(.when) > label > input:checked");
  const more = has("li.when > label > input:checked");
  const line = needed ? fill(T.counted, { n: ready, of: needed }) : "";
  const extra = more || !needed ? fill(T.counted_more, { n: more }) : "";
  words.textContent = [line, extra].filter(Boolean).join(", ");
  list.classList.toggle("ready", needed > 0 && ready === needed);
  clear.hidden = !(ready || more);
}

function save(key) {
  const values = [];
  each(".papers input:checked", (box) => {
    if (values.indexOf(box.value) < 0) values.push(box.value);
  });
  keep(key, values.join(" "));
}
