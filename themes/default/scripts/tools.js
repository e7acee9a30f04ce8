// Sending the page on, and printing it.

function startTools() {
  const place = document.getElementById("tools");
  if (!place) return;
  const link = document.querySelector("link[rel=canonical]");
  const url = link ? link.href : location.href.split(/[?#]/)[0];
  const about = document.querySelector("meta[name=description]").content;
  const title = main.querySelector("h1").textContent;
  if (navigator.share) {
    place.appendChild(button(T.share, () => {
      navigator.share({ title: title, text: about, url: url }).catch(() => {});
    }));
  }
  place.appendChild(copier(T.copy_link, url));
  place.appendChild(copier(T.copy_text, title + "\n" + about + "\n" + url));
  place.appendChild(button(T.print, () => {
    print();
  }));
}

// Makes a button that copies a text and says so.
function copier(words, text) {
  const element = button(words, () => {
    const done = () => {
      element.textContent = T.copied;
      setTimeout(() => {
        element.textContent = words;
      }, 2500);
    };
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, byHand);
    else byHand();
    // From a USB stick and in old browsers there is no clipboard but the one of a text box.
    function byHand() {
      const box = make("textarea", text, "hidden");
      document.body.appendChild(box);
      box.select();
      if (document.execCommand("copy")) done();
      box.remove();
      element.focus();
    }
  });
  element.setAttribute("aria-live", "polite");
  return element;
}

// Offers reading aloud where the phone has a voice of the page's own language: Vietnamese in an English
// voice is worse than silence.
function startListening() {
  const place = document.getElementById("listen");
  const speech = window.speechSynthesis;
  if (!place || !speech || !window.SpeechSynthesisUtterance) return;
  const look = () => {
    place.hidden = !voice(document.documentElement.lang);
  };
  look();
  if (speech.addEventListener) speech.addEventListener("voiceschanged", look);
  place.addEventListener("click", () => {
    load(FILES.speak);
  }, { once: true });
}

// Finds a voice of a language.
function voice(lang) {
  return speechSynthesis.getVoices().find((one) => one.lang.toLowerCase().split(/[-_]/)[0] === lang);
}
