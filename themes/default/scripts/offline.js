/* Keeps the guide for when there is no network: asks the worker (sw.js) for it once the page is idle,
   and says in the footer what is kept and since when. */

// On a phone that saves data, or a very slow network, only what is visited is kept.
function isSparing() {
  const network = navigator.connection || {};
  return !!network.saveData || /2g/.test(network.effectiveType || "");
}

function startOffline() {
  const workers = navigator.serviceWorker;
  if (!workers || !/^http/.test(location.protocol) || !window.isSecureContext) {
    return;
  }
  const idle = window.requestIdleCallback || ((run) => { setTimeout(run, 1000); });
  function ask(worker) {
    if (worker) {
      const scripts = Array.from(document.scripts, (script) => { return script.src; });
      const wish = { fill: !isSparing(), lang: document.documentElement.lang };
      wish.visited = [location.href].concat(scripts.filter(Boolean));
      idle(() => { worker.postMessage(wish); });
    }
  }
  workers.addEventListener("message", (event) => {
    const state = document.getElementById("offline-state");
    if (state && event.data && event.data.kept) {
      state.textContent = event.data.kept;
      state.hidden = false;
    }
  });
  // A new build's worker takes over while the page is open: it is to fill its own cache.
  workers.addEventListener("controllerchange", () => { ask(workers.controller); });
  function begin() {
    idle(() => {
      workers.register(ROOT + "sw.js").then(() => {
        return workers.ready;
      }).then((registration) => {
        ask(registration.active);
      }).catch(() => {});
    });
  }
  if (document.readyState === "complete") {
    begin();
  } else {
    window.addEventListener("load", begin);
  }
}
