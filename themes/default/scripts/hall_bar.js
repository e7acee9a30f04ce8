// The bar of a hall at the foot of the screen: its name, hours, contact and next session.

const kit = tracuu.kit;

function showHall() {
  const bar = kit.make("aside", "", "hall");
  bar.setAttribute("aria-label", T.here);
  bar.lang = "vi";
  const more = kit.make("details");
  const name = kit.make("summary", HALL.name);
  more.appendChild(name);
  const now = HALL.hours && kit.openNow(HALL.hours);
  if (now) name.appendChild(kit.make("span", now, "small"));
  const contact = HALL.contact ? kit.fill(T.contact, { role: HALL.contact }) : "";
  [HALL.open, HALL.wifi ? T.wifi : "", contact, nextSession()].forEach((words) => {
    if (words) more.appendChild(kit.make("p", words));
  });
  more.appendChild(links(bar));
  bar.appendChild(more);
  document.body.appendChild(bar);
  document.body.classList.add("at-hall");
}

function links(bar) {
  const place = kit.make("p", "", "buttons");
  const link = (words, href, looks) => {
    const element = kit.make("a", words, looks);
    element.href = href;
    place.appendChild(element);
  };
  if (HALL.tel) link(kit.fill(T.call, { phone: HALL.phone }), "tel:" + HALL.tel, "button call ic");
  link(T.page, kit.address(HALL.path), "button");
  place.appendChild(kit.button(T.away, () => {
    kit.leaveHall();
    bar.remove();
    document.body.classList.remove("at-hall");
  }));
  return place;
}

// Names the next session of a program that the page lists, where one is near.
function nextSession() {
  const shown = document.querySelector("[data-session]:not([hidden])");
  const item = shown && shown.closest("li");
  return item ? item.querySelector("a").textContent + ": " + shown.textContent : "";
}

showHall();
