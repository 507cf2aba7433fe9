/* What every page can do: theme and large print, the search key, printing, copying, choosing rows, folds.

   Everything hangs on data attributes, so that pages carry no script of their own:
   data-act="theme|lg|print"       light or dark, large print, print the page
   data-search-key                 "/" puts the cursor into this field
   data-copy="#id" or "text:…"     copy the text of an element, or these words; says data-done
   data-choose-all / data-choose   a box that ticks all rows / the box of a row, in a table or in [data-choices]
   data-chosen                     shows how many rows are ticked; data-when-chosen is hidden while none is
   data-auto-submit                a select that sends its form when it changes
   data-close-details              closes the fold that it stands in */
(function () {
  var root = document.documentElement;

  function all(selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  }

  function keep(key, value) {
    try {
      var kept = JSON.parse(localStorage.getItem("m-ui") || "{}");
      kept[key] = value;
      localStorage.setItem("m-ui", JSON.stringify(kept));
    } catch (e) {
      // storage is closed: the choice lasts for this page
    }
  }

  function show() {
    var theme = root.getAttribute("data-bs-theme");
    all("[data-when]").forEach(function (e) {
      e.hidden = e.getAttribute("data-when") !== theme;
    });
    all("[data-act=lg]").forEach(function (b) {
      b.setAttribute("aria-pressed", String(root.classList.contains("lg")));
    });
  }

  var acts = {
    lg: function () {
      keep("lg", root.classList.toggle("lg"));
      document.dispatchEvent(new Event("m:theme"));
    },
    theme: function () {
      var theme = root.getAttribute("data-bs-theme") === "dark" ? "light" : "dark";
      root.setAttribute("data-bs-theme", theme);
      keep("theme", theme);
      document.dispatchEvent(new Event("m:theme"));
    },
    print: function () {
      window.print();
    },
  };

  function copy(button) {
    var what = button.getAttribute("data-copy");
    var text = what.slice(0, 5) === "text:" ? what.slice(5) : document.querySelector(what).textContent.trim();
    if (!navigator.clipboard) return;
    navigator.clipboard.writeText(text).then(function () {
      if (button.hasAttribute("data-done")) button.setAttribute("title", button.getAttribute("data-done"));
      button.classList.add("done");
    });
  }

  function count(table) {
    var boxes = all("[data-choose]", table);
    var ticked = boxes.filter(function (box) {
      return box.checked;
    });
    var head = table.querySelector("[data-choose-all]");
    if (head) {
      head.checked = ticked.length > 0 && ticked.length === boxes.length;
      head.indeterminate = ticked.length > 0 && ticked.length < boxes.length;
    }
    boxes.forEach(function (box) {
      var row = box.closest("tr");
      if (row) row.classList.toggle("sel", box.checked);
    });
    all("[data-chosen]").forEach(function (e) {
      e.textContent = String(ticked.length);
    });
    all("[data-when-chosen]").forEach(function (e) {
      e.hidden = ticked.length === 0;
    });
  }

  function isTyping(e) {
    return /^(INPUT|TEXTAREA|SELECT)$/.test(e.tagName) || e.isContentEditable;
  }

  document.addEventListener("click", function (event) {
    var act = event.target.closest("[data-act]");
    if (act && acts[act.dataset.act]) {
      acts[act.dataset.act]();
      show();
    }
    var button = event.target.closest("[data-copy]");
    if (button) copy(button);
    var close = event.target.closest("[data-close-details]");
    if (close) {
      var fold = close.closest("details");
      fold.open = false;
      fold.querySelector("summary").focus();
    }
  });

  document.addEventListener("change", function (event) {
    var box = event.target;
    var table = box.closest("table, [data-choices]");
    if (box.matches("[data-choose-all]")) {
      all("[data-choose]", table).forEach(function (one) {
        one.checked = box.checked;
      });
    }
    if (table && box.matches("[data-choose-all], [data-choose]")) count(table);
    if (box.matches("[data-auto-submit]")) box.form.requestSubmit ? box.form.requestSubmit() : box.form.submit();
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    var field = document.querySelector("[data-search-key]");
    if (!field || !field.offsetParent) return;
    event.preventDefault();
    field.focus();
    field.select();
  });

  // htmx sends the token of any form on the page, since scripts cannot read the cookie
  document.addEventListener("htmx:configRequest", function (event) {
    var token = document.querySelector("[name=csrfmiddlewaretoken]");
    if (token && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token.value;
  });

  all("table, [data-choices]").forEach(function (table) {
    if (table.querySelector("[data-choose]")) count(table);
  });
  // on a phone the menu is wider than the screen: the page that is open is in sight
  all(".portal-nav [aria-current]").forEach(function (link) {
    var list = link.closest("ul");
    list.scrollLeft = link.offsetLeft - (list.clientWidth - link.offsetWidth) / 2;
  });
  var first = document.querySelector("[data-focus]");
  if (first) first.focus();
  show();
})();
