/* Answering comments by the keyboard: J and K walk from one to the next, 1, 2 and 3 choose the outcome, Ctrl and Enter
   records. A phrase is put where the answer is being written.

   [data-comment]         one comment
   [data-insert="id"]     a button whose words go into the field of that id */
(function () {
  function comments() {
    return Array.prototype.slice.call(document.querySelectorAll("[data-comment]"));
  }

  function here() {
    var within = document.activeElement && document.activeElement.closest("[data-comment]");
    return within || comments()[0];
  }

  function go(step) {
    var all = comments();
    var started = document.activeElement && document.activeElement.closest("[data-comment]");
    var next = all[started ? all.indexOf(started) + step : 0];
    if (!next) return;
    var fold = next.querySelector("details.confirm");
    if (fold && next.querySelector(".answer-form")) fold.open = true;
    var first = next.querySelector("input[type=radio]:checked, input[type=radio], button");
    next.scrollIntoView({ block: "center" });
    if (first) first.focus({ preventScroll: true });
  }

  function isTyping(target) {
    return target.matches("textarea, select, input:not([type=radio]):not([type=checkbox])");
  }

  document.addEventListener("keydown", function (event) {
    var form = event.target.closest(".answer-form");
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("button[type=submit]"));
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === "j" || event.key === "J") go(1);
    else if (event.key === "k" || event.key === "K") go(-1);
    else if (/^[123]$/.test(event.key) && here()) {
      var choice = here().querySelectorAll(".answer-form input[type=radio]")[Number(event.key) - 1];
      if (choice) {
        choice.checked = true;
        choice.focus();
      }
    }
  });

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-insert]");
    if (!button) return;
    var field = document.getElementById(button.getAttribute("data-insert"));
    if (!field) return;
    field.value = field.value ? field.value.trim() + "\n" + button.textContent : button.textContent;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
})();
