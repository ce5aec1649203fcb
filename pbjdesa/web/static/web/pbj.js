// Three comforts. Every page works without them.
(function () {
  "use strict";

  // Dots in amounts while typing. A person who types dots or commas is left alone: the server reads it.
  function count(text) { return text.split(".").length - 1; }
  function dots(field) {
    var hands = false, before = count(field.value);
    field.addEventListener("input", function (event) {
      var text = field.value, seen = count(text);
      if (!text) hands = false;
      else if (seen > before || /[^\d.]/.test(text)) hands = true;
      before = seen;
      if (hands) return;
      var right = text.slice(field.selectionEnd).replace(/\./g, "").length;
      var neat = text.replace(/\D/g, "").replace(/\B(?=(\d{3})+$)/g, ".");
      var caret = neat.length;
      while (right > 0 && caret > 0) if (neat[--caret] !== ".") right--;
      if (neat[caret - 1] === "." && event.inputType !== "deleteContentForward") caret--;
      before = count(neat);
      if (neat === text) return;
      field.value = neat;
      field.setSelectionRange(caret, caret);
    });
  }
  document.querySelectorAll("[data-rupiah]").forEach(dots);

  // The first tap sends; later taps wait. A slow link may give up, so the button comes back.
  function free(form) {
    delete form.dataset.sent;
    form.querySelectorAll("[aria-disabled]").forEach(function (b) { b.removeAttribute("aria-disabled"); });
  }
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.getAttribute("method") !== "post") return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "1";
    form.querySelectorAll("button").forEach(function (b) { b.setAttribute("aria-disabled", "true"); });
    setTimeout(free, 60000, form);
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("[data-sent]").forEach(free);
    // For browsers that give the focus of a page to controls only.
    requestAnimationFrame(function () {
      var errors = document.querySelector("[data-errors]");
      if (errors && document.activeElement === document.body) errors.focus();
    });
  });
})();
