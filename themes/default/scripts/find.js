// The search, loaded when it is wanted. Without a script the same link leads to the list from A to Z.

function startFinding() {
  each(".find", (link) => {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      openSearch(link);
    });
  });
}

function openSearch(link) {
  const open = document.getElementById("search");
  if (open) {
    open.querySelector("input").focus();
    return;
  }
  const box = make("div", "", "search");
  box.id = "search";
  const input = make("input");
  input.type = "search";
  input.placeholder = T.find_hint;
  input.setAttribute("aria-label", T.find);
  const list = make("div", "", "hits");
  const close = button(T.close, () => {
    box.remove();
    link.focus();
  }, "tap plain");
  box.appendChild(input);
  box.appendChild(close);
  box.appendChild(list);
  document.querySelector("header").appendChild(box);
  input.focus();
  tracuu.search = (start) => {
    start(input, box, list, link.href);
  };
  load(FILES.search);
}
