// Four comforts. Every page works without them.
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

  // The amount in words while typing, as kernel/money.py says them; unclear amounts have none.
  var ONES = "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split(" ");
  var SCALES = [[1e12, "triliun"], [1e9, "miliar"], [1e6, "juta"], [1e3, "ribu"], [100, "ratus"], [10, "puluh"]];
  function say(number) {
    if (number < 12) return ONES[number];
    if (number < 20) return ONES[number - 10] + " belas";
    var scale = SCALES.find(function (one) { return number >= one[0]; });
    var many = Math.floor(number / scale[0]), rest = number % scale[0];
    var head = many === 1 && scale[0] < 1e6 ? "se" + scale[1] : say(many) + " " + scale[1];
    return rest ? head + " " + say(rest) : head;
  }
  function words(field) {
    var line = field.closest(".field").querySelector("[data-words]");
    field.addEventListener("input", function () {
      var digits = field.value.replace(/^\s*Rp\s*/i, "").trim();
      var clear = /^(\d{1,15}|\d{1,3}(\.\d{3}){1,4})$/.test(digits);
      line.hidden = !clear;
      if (clear) line.lastElementChild.textContent = say(Number(digits.replace(/\./g, ""))) + " rupiah";
    });
  }
  document.querySelectorAll("[data-rupiah]").forEach(function (field) { dots(field); words(field); });

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
