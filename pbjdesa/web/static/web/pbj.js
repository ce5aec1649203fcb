// Three comforts. Every page works without them.
(function () {
  "use strict";

  // Dots in amounts while typing. A person who types dots or commas is left alone: the server reads it.
  function dots(field) {
    var hands = false, before = 0;
    field.addEventListener("input", function () {
      var text = field.value, seen = (text.match(/\./g) || []).length;
      if (!text) hands = false;
      else if (seen > before || /[^\d.]/.test(text)) hands = true;
      before = seen;
      if (hands) return;
      var right = text.slice(field.selectionEnd).replace(/\./g, "").length;
      var neat = text.replace(/\D/g, "").replace(/\B(?=(\d{3})+$)/g, ".");
      var caret = neat.length;
      while (right > 0 && caret > 0) if (neat[--caret] !== ".") right--;
      before = (neat.match(/\./g) || []).length;
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
    if (form.method !== "post") return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "1";
    form.querySelectorAll("button").forEach(function (b) { b.setAttribute("aria-disabled", "true"); });
    setTimeout(free, 60000, form);
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("[data-sent]").forEach(free);
  });

  var errors = document.querySelector("[data-errors]");
  if (errors) errors.focus();
})();
