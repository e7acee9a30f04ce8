// Where the code was scanned: `?41` names the hall. It is known until the page is closed, on every page
// of the site, and tells its name, hours and contact in a bar; the pages are the same for every hall.

function startHall() {
  const asked = /^\?(\d{1,9})(&|$)/.exec(location.search);
  let hall = asked && asked[1];
  try {
    if (hall) sessionStorage.setItem("tracuu-hall", hall);
    else hall = sessionStorage.getItem("tracuu-hall");
  } catch (refused) {
    hall = asked && asked[1];
  }
  if (/^\d{1,9}$/.test(hall || "")) load(hall + "/hall.js");
}

// Says whether a hall with these hours is open now.
function openNow(week) {
  const ms = Date.now();
  return openWords(openState(ms, week, true), ms);
}

// Forgets the hall.
function leaveHall() {
  try {
    sessionStorage.removeItem("tracuu-hall");
  } catch (refused) {
    return;
  }
}
