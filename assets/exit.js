// Leaving a page about help at once, and without a trace in the list behind the Back button.
// Without this script the button is a link to the same address.
(function () {
  "use strict";

  var frame = document.querySelector('[data-module="govuk-exit-this-page"]');
  if (!frame) return;
  var button = frame.querySelector("a");
  var PRESSES = 3;
  var PATIENCE = 5000; // milliseconds until presses are forgotten
  var pressed = 0;
  var forgetting;

  // What was done is said to those who cannot see it, and shown as three lights to those who can.
  var said = document.createElement("span");
  said.setAttribute("role", "status");
  said.className = "govuk-visually-hidden";
  var lights = document.createElement("div");
  lights.className = "govuk-exit-this-page__indicator";
  lights.setAttribute("aria-hidden", "true");
  for (var light = 0; light < PRESSES; light += 1) {
    var lamp = document.createElement("div");
    lamp.className = "govuk-exit-this-page__indicator-light";
    lights.appendChild(lamp);
  }
  button.appendChild(lights);
  frame.appendChild(said);

  function show() {
    lights.classList.toggle("govuk-exit-this-page__indicator--visible", pressed > 0);
    Array.prototype.forEach.call(lights.children, function (each, place) {
      each.classList.toggle("govuk-exit-this-page__indicator-light--on", place < pressed);
    });
  }

  function forget(words) {
    clearTimeout(forgetting);
    pressed = 0;
    said.textContent = words || "";
    show();
  }

  // The page goes white before the other one comes, however slow the network is.
  function leave() {
    clearTimeout(forgetting);
    var cover = document.createElement("div");
    cover.className = "govuk-exit-this-page-overlay";
    cover.setAttribute("role", "alert");
    document.body.classList.add("govuk-exit-this-page-hide-content");
    document.body.appendChild(cover);
    cover.textContent = "Loading.";
    document.title = "Loading";
    window.location.replace(button.href);
  }

  button.addEventListener("click", function (event) {
    event.preventDefault();
    leave();
  });

  var alone = false; // whether Shift was pressed by itself, and not to write a capital
  document.addEventListener("keydown", function (event) {
    alone = event.key === "Shift" && !event.ctrlKey && !event.altKey && !event.metaKey;
  }, true);
  document.addEventListener("keyup", function (event) {
    if (event.key !== "Shift") return;
    if (!alone) {
      forget();
      return;
    }
    alone = false;
    pressed += 1;
    show();
    clearTimeout(forgetting);
    if (pressed >= PRESSES) {
      leave();
      return;
    }
    var left = PRESSES - pressed;
    said.textContent = "Shift, press " + left + " more time" + (left > 1 ? "s" : "") + " to exit.";
    forgetting = setTimeout(function () {
      forget("Exit this page expired.");
    }, PATIENCE);
  }, true);

  // A page that the browser kept and shows again is not left white.
  window.addEventListener("pageshow", function () {
    document.body.classList.remove("govuk-exit-this-page-hide-content");
    document.querySelectorAll(".govuk-exit-this-page-overlay").forEach(function (each) {
      each.remove();
    });
    forget();
  });

  // The next page takes this one's place in the list behind the Back button, and so does a jump
  // within the page, which would otherwise leave an entry of its own.
  document.addEventListener("click", function (event) {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey) return;
    if (event.shiftKey || event.altKey) return;
    var link = event.target.closest("a[href]");
    if (!link || link === button || link.origin !== window.location.origin) return;
    event.preventDefault();
    window.location.replace(link.href);
  });
})();
