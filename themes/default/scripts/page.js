// What the other scripts stand on: the page, what this phone keeps, and small makers of elements.
// Everything on a page is there without them; they add, and hide nothing that they cannot show again.

const main = document.getElementById("main");
const GUIDE = main.getAttribute("data-guide") || "";

// Walks a list of elements.
function each(selector, act) {
  document.querySelectorAll(selector).forEach(act);
}

// Makes an element with words in it; data never becomes markup.
function make(name, words, looks) {
  const element = document.createElement(name);
  if (words) element.textContent = words;
  if (looks) element.className = looks;
  return element;
}

// Makes a button.
function button(words, act, looks) {
  const element = make("button", words, looks || "button");
  element.type = "button";
  element.addEventListener("click", act);
  return element;
}

// Fills the gaps of a line: fill("{n} giấy", {n: 2}).
function fill(words, values) {
  return words.replace(/\{(\w+)\}/g, (gap, name) => {
    return name in values ? values[name] : gap;
  });
}

// Reads what this phone keeps; nothing where it keeps nothing, as in a private window.
function kept(key) {
  try {
    return localStorage.getItem("tracuu-" + key) || "";
  } catch (refused) {
    return "";
  }
}

// Keeps a text on this phone; an empty one is forgotten.
function keep(key, text) {
  try {
    if (text) localStorage.setItem("tracuu-" + key, text);
    else localStorage.removeItem("tracuu-" + key);
  } catch (refused) {
    return;
  }
}

// The way to the top of the site: what stands before the name of this script.
const ROOT = document.currentScript.getAttribute("src").replace(/[^/]*$/, "");

// Runs another script of the site; what cannot be had is gone without.
function load(path) {
  const script = make("script");
  script.src = ROOT + path;
  document.body.appendChild(script);
}

// Writes the address of a page below the top of the site.
function address(path) {
  return (ROOT + path || "./") + (FLAT ? "index.html" : "");
}
