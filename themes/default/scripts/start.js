// Starts every part on its own: a phone that cannot do one thing still does the others.

// What the files that are loaded later share with this one.
window.tracuu = {
  root: ROOT,
  flat: FLAT,
  kit: {
    make: make, button: button, fill: fill, address: address,
    openNow: openNow, leaveHall: leaveHall, voice: voice
  }
};

[
  startLists, startChoices, startClock, startHall, startTools, startListening, startFinding,
  startOffline
].forEach((start) => {
  try {
    start();
  } catch (fault) {
    console.error(fault);
  }
});
