// Questions with one answer: which case is mine, which way of filing. The answer hides the others;
// "all" shows them again. Without this script every case and way stands on the page.

function startChoices() {
  each("[data-choice]", (group, at) => {
    const options = Array.from(group.querySelectorAll(".case"), (part) => {
      return { key: part.id, words: part.querySelector("summary").textContent, parts: [part] };
    });
    ask(group, "case-" + GUIDE + "-" + at, group.getAttribute("data-choice"), options);
  });
  each("[data-ways]", (group) => {
    const options = [];
    Array.from(group.children).forEach((part) => {
      const way = part.getAttribute("data-way");
      const known = options.find((option) => option.key === way);
      if (known) known.parts.push(part);
      else if (way) options.push({ key: way, words: T["way_" + way], parts: [part] });
    });
    ask(group, "way", T.way, options);
  });
}

// Puts the question before its answers; nothing to ask where there is only one. Cases wait for an
// answer, since each begins anew; steps are all shown until somebody chooses.
function ask(group, key, question, options) {
  if (options.length < 2) return;
  const field = make("fieldset", "", "choice");
  // A heading asks it already where it leads to a case.
  field.appendChild(make("legend", question, key === "way" ? "" : "hidden"));
  const values = options.map((option) => option.key).concat("all");
  const pick = (chosen) => {
    options.forEach((option) => {
      const mine = option.key === chosen;
      option.parts.forEach((part) => {
        const isCase = part.tagName === "DETAILS";
        part.hidden = !mine && values.indexOf(chosen) >= 0 && chosen !== "all";
        part.classList.toggle("unpicked", isCase && !chosen);
        if (isCase) part.open = mine;
      });
    });
    number(group);
  };
  const wanted = location.hash.slice(1);
  const known = kept(key);
  const chosen = values.indexOf(wanted) >= 0 ? wanted : values.indexOf(known) >= 0 ? known : "";
  values.forEach((value, at) => {
    const label = make("label");
    const radio = make("input");
    radio.type = "radio";
    radio.name = key;
    radio.value = value;
    radio.checked = value === chosen;
    radio.addEventListener("change", () => {
      keep(key, value);
      pick(value);
    });
    label.appendChild(radio);
    label.appendChild(make("span", at < options.length ? options[at].words : T.all));
    field.appendChild(label);
  });
  group.insertBefore(field, group.firstChild);
  pick(chosen);
}

// Numbers the steps that are shown from 1 on.
function number(group) {
  let step = 0;
  group.querySelectorAll(".steps").forEach((list) => {
    if (list.closest("[hidden]")) return;
    list.start = step + 1;
    Array.from(list.children).forEach((item) => {
      step += 1;
      item.setAttribute("data-n", step);
    });
  });
}
