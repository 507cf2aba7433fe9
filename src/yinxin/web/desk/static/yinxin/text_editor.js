/* The text of a draft by the keyboard: J and K walk from clause to clause, E edits, Ctrl and Enter saves, Esc closes a
   form in which nothing was typed. Without script every button is a link or a form of its own.

   [data-clause]   one clause
   [data-edit]     what opens its form
   [data-cancel]   what closes it */
(function () {
  function clauses() {
    return Array.prototype.slice.call(document.querySelectorAll("[data-clause]"));
  }

  function here() {
    return document.activeElement && document.activeElement.closest("[data-clause]");
  }

  function go(step) {
    var all = clauses();
    var next = all[here() ? all.indexOf(here()) + step : 0];
    if (!next) return;
    next.scrollIntoView({ block: "nearest" });
    next.focus({ preventScroll: true });
  }

  function isTyping(target) {
    return target.matches("textarea, select, input");
  }

  document.addEventListener("keydown", function (event) {
    var form = event.target.closest(".clause-form, .limit-form");
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("button[type=submit]"));
      return;
    }
    if (event.key === "Escape" && form && !form.dataset.typed) {
      form.querySelector("[data-cancel]").click();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    var key = event.key.toLowerCase();
    if (key === "j") go(1);
    else if (key === "k") go(-1);
    else if (key === "e" && here()) {
      var edit = here().querySelector("[data-edit]");
      if (edit) {
        event.preventDefault();
        edit.click();
      }
    }
  });

  document.addEventListener("input", function (event) {
    var form = event.target.closest(".clause-form, .limit-form");
    if (form) form.dataset.typed = "yes";
  });

  // what was refused is shown in its place, with what was typed
  document.addEventListener("htmx:beforeSwap", function (event) {
    if (event.detail.xhr.status === 422 || event.detail.xhr.status === 409) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });

  // a form that was opened in place takes the cursor; a clause that was saved takes the focus
  document.addEventListener("htmx:afterSettle", function (event) {
    var clause = event.target.closest && event.target.closest("[data-clause]");
    if (!clause) return;
    var field = clause.querySelector(".bad input, .bad textarea, form input[type=text], form textarea");
    (field || clause).focus();
  });

  document.addEventListener("click", function (event) {
    Array.prototype.forEach.call(document.querySelectorAll("details.menu[open]"), function (menu) {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  // on a small screen the text comes first, and the contents unfold when they are wanted
  if (window.matchMedia("(max-width: 1199.98px)").matches) {
    Array.prototype.forEach.call(document.querySelectorAll("#tree details"), function (fold) {
      fold.open = false;
    });
  }

  var first = document.querySelector("#new input[type=text], [data-clause] .clause-form input[type=text]");
  var named = location.hash && document.getElementById(location.hash.slice(1));
  if (first) first.focus();
  else if (named && named.hasAttribute("data-clause")) named.focus({ preventScroll: true });
})();
